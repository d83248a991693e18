import type { Dataset } from './dataset.ts';

/** How many learners took each course. Length courseCount. */
export function popularityCounts(dataset: Dataset): Float32Array {
  const counts = new Float32Array(dataset.courseCount);
  for (const course of dataset.courses) counts[course] = (counts[course] as number) + 1;
  return counts;
}

/** ln((count / mean + 0.1) / 1.1): where the biases of a network start, 0 for the average course. Length courseCount. */
export function logPopularity(dataset: Dataset): Float32Array {
  const mean = dataset.courses.length / dataset.courseCount;
  return popularityCounts(dataset).map((count) => Math.log((count / mean + 0.1) / 1.1));
}
