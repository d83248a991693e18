import type { Dataset } from './dataset.ts';

/** How many learners took each course. Length courseCount. */
export function popularity(dataset: Dataset): Float32Array {
  const counts = new Float32Array(dataset.courseCount);
  for (const course of dataset.courses) counts[course] = (counts[course] as number) + 1;
  return counts;
}
