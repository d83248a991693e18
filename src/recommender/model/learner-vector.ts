import { dimensions } from './parameters.ts';

/** How much less each course counts than the one taken after it. */
export const recencyDecay = 0.9;

/**
 * The learner's place in the space: the mean of the history vectors of the courses taken, each course counting
 * `recencyDecay` times the next. The origin for a learner without history.
 * @param history courses × dimensions
 * @param taken course indices, oldest first
 * @param into dimensions; overwritten
 */
export function learnerVector(history: Float32Array, taken: ArrayLike<number>, into: Float32Array): void {
  into.fill(0);
  let weight = 1;
  let total = 0;
  for (let i = taken.length - 1; i >= 0; i--) {
    const row = (taken[i] as number) * dimensions;
    for (let k = 0; k < dimensions; k++)
      into[k] = (into[k] as number) + weight * (history[row + k] as number);
    total += weight;
    weight *= recencyDecay;
  }
  if (total > 0) for (let k = 0; k < dimensions; k++) into[k] = (into[k] as number) / total;
}
