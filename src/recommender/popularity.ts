import type { Dataset } from './dataset.ts';

/** How many learners took each course. Length courseCount. */
export function popularity(dataset: Dataset): Float32Array {
  const counts = new Float32Array(dataset.courseCount);
  for (const course of dataset.courses) counts[course] = (counts[course] as number) + 1;
  return counts;
}

/** Half of what happened this long before the newest interaction is forgotten; half a year, in seconds. */
const halfLife = 182 * 86_400;

/** The same, with older interactions counting less; unknown times count as the oldest known. */
export function recentPopularity(dataset: Dataset): Float32Array {
  let newest = Number.NEGATIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  for (const time of dataset.times) {
    if (Number.isNaN(time)) continue;
    newest = Math.max(newest, time);
    oldest = Math.min(oldest, time);
  }
  if (newest < oldest) return popularity(dataset);
  const counts = new Float32Array(dataset.courseCount);
  for (const [i, course] of dataset.courses.entries()) {
    const time = dataset.times[i] as number;
    const age = newest - (Number.isNaN(time) ? oldest : time);
    counts[course] = (counts[course] as number) + 0.5 ** (age / halfLife);
  }
  return counts;
}
