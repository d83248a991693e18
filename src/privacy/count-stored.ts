import { personalData } from './personal-data.ts';
import type { Person } from './pseudonyms.ts';

/** How many documents are stored of a person, by `PersonalCollection.name`; kinds of which there is none are absent. */
export async function countStored({ institutionId, learner }: Person): Promise<Map<string, number>> {
  const counts = await Promise.all(
    personalData.map(async ({ name, collection, field, only }) => {
      const count = await collection.countDocuments({ institutionId, ...only, [field]: learner });
      return [name, count] as const;
    }),
  );
  return new Map(counts.filter(([, count]) => count > 0));
}
