import { createRandom } from '../data/random.ts';

const resamples = 1_000;

/**
 * 95 % interval of a mean by the percentile bootstrap (Efron 1979): the learners are drawn again with replacement.
 * For a paired comparison, give the differences.
 * @returns lower and upper bound; of one value or none, that value (or 0) twice
 */
export function meanInterval(values: ArrayLike<number>, seed = 1): [number, number] {
  if (values.length < 2) return [values[0] ?? 0, values[0] ?? 0];
  const random = createRandom(seed);
  const means = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[random.below(values.length)] as number;
    means[i] = sum / values.length;
  }
  means.sort();
  return [means[Math.floor(0.025 * resamples)] as number, means[Math.ceil(0.975 * resamples) - 1] as number];
}
