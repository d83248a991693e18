import type { TermLoad } from '../../models/trained-model.ts';
import { fewestPeople } from '../privacy/fewest-people.ts';
import { type Dataset, rowsBefore } from '../recommender/data/dataset.ts';
import { sessionNumbers } from '../recommender/data/sessions.ts';
import { termStarts } from '../recommender/data/terms.ts';

/** Share of the terms of people in which they take no more than what is said to be rarely exceeded. */
const nearlyAll = 0.9;

/**
 * How much people take in a term: of each of their terms the credits of all courses. The present term is left out, because people
 * may still enrol; so is a term with a course whose credits are not known. Undefined where the data shows no terms, or too few
 * people have one that counts.
 * @param credits by course
 */
export function termLoad(
  dataset: Dataset,
  credits: readonly (number | null | undefined)[],
): TermLoad | undefined {
  const present = termStarts(dataset).at(-1);
  if (present === undefined) return undefined;
  const past = rowsBefore(dataset, present);
  // Of the whole data, which shows the terms.
  const sessions = sessionNumbers(dataset);
  const loads: number[] = [];
  let people = 0;
  for (let learner = 0; learner < past.learnerCount; learner++) {
    const first = dataset.offsets[learner]!;
    const terms = new Map<number, number>();
    for (let row = past.offsets[learner]!, i = 0; row < past.offsets[learner + 1]!; row++, i++) {
      const term = sessions[first + i]!;
      terms.set(term, (terms.get(term) ?? 0) + (credits[past.courses[row]!] ?? Number.NaN));
    }
    const known = [...terms.values()].filter((load) => !Number.isNaN(load));
    if (known.length > 0) people++;
    loads.push(...known);
  }
  if (people < fewestPeople) return undefined;
  loads.sort((a, b) => a - b);
  const at = (share: number) => loads[Math.ceil(share * loads.length) - 1]!;
  return { usual: at(0.5), most: at(nearlyAll) };
}
