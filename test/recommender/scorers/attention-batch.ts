// A step of the network with attention with random parameters and one batch in it.
import { createRandom } from '../../../src/recommender/data/random.ts';
import { allocateMemory } from '../../../src/recommender/kernels/kernels.ts';
import {
  type AttentionShape,
  startDense,
} from '../../../src/recommender/scorers/attention/attention-parameters.ts';
import {
  AttentionStep,
  attentionArrays,
  parts,
  phases,
} from '../../../src/recommender/scorers/attention/attention-step.ts';

/** Histories as places among the candidates: the last course of each is an answer only. */
export const batchHistories: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5],
  [6, 2],
  [3, 7, 1],
  [8, 0, 9, 4],
  [5, 6, 10, 11, 12],
];
const batchTokens = batchHistories.reduce((sum, { length }) => sum + length - 1, 0);
export const batchCourses = 13;
export const batchCandidates = 16;

export function attentionBatch(shape: AttentionShape, dropout = 0): AttentionStep {
  const random = createRandom(3);
  const sizes = {
    ...shape,
    courseCount: batchCourses,
    learners: batchHistories.length,
    tokens: batchTokens,
    candidates: batchCandidates,
  };
  const memory = allocateMemory((allocator) => attentionArrays(allocator, sizes));
  const made = new AttentionStep({ memory, sizes, dropout, decay: 0, seed: 1 });
  const { parameters, rows, logChance, taken, targets, starts, batch } = made.arrays;
  startDense(shape, parameters.dense, random);
  for (let i = 0; i < parameters.dense.length; i++) parameters.dense[i]! += 0.2 * random.normal();
  for (let i = 0; i < parameters.courses.length; i++) parameters.courses[i] = 0.3 * random.normal();
  for (let i = 0; i < batchCourses; i++) parameters.bias[i] = random.normal();
  // The candidates are in another order than the catalogue, some of them there by chance.
  for (let c = 0; c < batchCandidates; c++) {
    rows[c] = c < batchCourses ? (c * 5 + 2) % batchCourses : -1;
    logChance[c] = c < batchCourses ? Math.log(0.3 + 0.05 * c) : 0;
  }
  let at = 0;
  for (const [l, history] of batchHistories.entries()) {
    starts[l] = at;
    for (let t = 0; t + 1 < history.length; t++, at++) {
      taken[at] = history[t]!;
      targets[at] = history[t + 1]!;
    }
  }
  starts[batchHistories.length] = at;
  batch.set([batchHistories.length, batchCandidates, 1]);
  return made;
}

/** Computes the loss of the batch and its gradients. @returns the summed loss */
export function computeGradients(step: AttentionStep): number {
  for (const phase of [phases.gather, phases.gradients])
    for (let part = 0; part < parts; part++) step.run(phase, part);
  return step.arrays.losses.reduce((sum, part) => sum + part, 0);
}

/** What the parts of a batch add up to. */
export function sumOfParts(values: Float32Array): Float64Array {
  const size = values.length / parts;
  return Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let part = 0; part < parts; part++) sum += values[part * size + i]!;
    return sum;
  });
}
