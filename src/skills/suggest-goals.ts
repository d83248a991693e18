import { type Occupation, OccupationModel } from '../../models/occupation.ts';

const mostGoals = 60;
/** An occupation of which so little is taught here is no suggestion. */
const leastTaught = 2;

/**
 * Occupations that courses here prepare for: those of whose essential skills the most are taught, and of these the ones of which the
 * largest share is.
 * @param taught skills that courses teach
 * @returns concepts, the best first
 */
export async function suggestGoals(taught: ReadonlySet<string>): Promise<string[]> {
  const rated: { concept: string; rating: number }[] = [];
  const all = OccupationModel.find({}, { _id: 0, concept: 1, essential: 1 })
    .lean<Pick<Occupation, 'concept' | 'essential'>[]>()
    .cursor();
  for await (const { concept, essential } of all) {
    const count = essential.filter((skill) => taught.has(skill)).length;
    if (count >= leastTaught) rated.push({ concept, rating: (count * count) / essential.length });
  }
  return rated
    .sort((a, b) => b.rating - a.rating || (a.concept < b.concept ? -1 : 1))
    .slice(0, mostGoals)
    .map(({ concept }) => concept);
}
