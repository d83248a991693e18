import type { Dataset } from '../dataset.ts';

/** An enrolment counts half for each half year that it is older than the newest one; seconds. */
const halfLife = 182 * 86_400;
/** Enrolments that are added to every course, so that one that nobody took yet has a logarithm. */
const smoothing = 0.5;

/**
 * Logarithm of how much each course is taken lately, 0 for the average course. Enrolments without a time count as the
 * oldest. Length courses.
 */
export function recentPopularity(dataset: Dataset): Float32Array {
  const times = dataset.times.filter((time) => !Number.isNaN(time));
  const newest = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const oldest = times.reduce((a, b) => Math.min(a, b), newest);
  const counts = new Float32Array(dataset.courseCount).fill(smoothing);
  for (const [i, course] of dataset.courses.entries()) {
    const time = dataset.times[i] as number;
    const age = times.length === 0 ? 0 : newest - (Number.isNaN(time) ? oldest : time);
    counts[course] = (counts[course] as number) + 0.5 ** (age / halfLife);
  }
  const logs = counts.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return logs.map((value) => value - mean);
}
