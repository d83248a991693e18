import { topUnordered } from '../../data/top-courses.ts';

/** The best courses that are put in another order: as many as the cards of a panel are chosen from. */
const pool = 50;

/**
 * Lowers the scores of popular courses among the best fifty: e to the score, divided by a power of the popularity, as
 * logarithms: score − power · ln(1 + learners). Scores are in their standard deviations over the fifty, so that one
 * power means the same for every model. At 0 the order of the fifty is that of the scores.
 * @param scores one a course, NaN where a course is not ranked (`setAside`); unchanged
 * @param learners how many took each course
 * @param out overwritten: NaN as in the scores, −∞ for what is ranked and not among the fifty
 */
export function lowerPopular(
  scores: Float32Array,
  learners: Float32Array,
  power: number,
  out: Float32Array,
): void {
  const best = topUnordered(scores, pool);
  const unit = standardDeviation(Float64Array.from(best, (course) => scores[course]!)) || 1;
  for (let course = 0; course < scores.length; course++)
    out[course] = Number.isNaN(scores[course]) ? Number.NaN : Number.NEGATIVE_INFINITY;
  for (const course of best) out[course] = scores[course]! / unit - power * Math.log1p(learners[course]!);
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
