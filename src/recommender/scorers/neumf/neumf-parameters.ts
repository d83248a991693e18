import { dimensions } from '../gmf/dimensions.ts';

/** Units of the two hidden layers of the multi-layer branch. */
export const firstUnits = 32;
export const secondUnits = 16;

/** Everything learnt, row-major. */
export interface NeuMfParameters {
  /** rows × dimensions: a row a learner, or, where learners are computed from what they took, a row a course. */
  learners: Float32Array;
  /** courses × dimensions */
  candidates: Float32Array;
  /** courses */
  bias: Float32Array;
  /** What does not go with a learner or a course, one after another; see `denseViews`. */
  dense: Float32Array;
}

/** Sizes in `dense`, in its order. */
const denseSizes = {
  /** dimensions: weights of generalised matrix factorisation. */
  gmf: dimensions,
  /** dimensions × 32: the learner's half of the first layer. */
  learnerLayer: dimensions * firstUnits,
  /** dimensions × 32: the course's half. */
  courseLayer: dimensions * firstUnits,
  /** 32 */
  firstBias: firstUnits,
  /** 32 × 16 */
  secondLayer: firstUnits * secondUnits,
  /** 16 */
  secondBias: secondUnits,
  /** 16: the branch's share in the score. */
  output: secondUnits,
};

export type DenseViews = Record<keyof typeof denseSizes, Float32Array>;

export const denseSize = Object.values(denseSizes).reduce((sum, size) => sum + size, 0);

/** The tensors in a dense block, as views. @param from where the block begins */
export function denseViews(dense: Float32Array, from = 0): DenseViews {
  let at = from;
  const views = Object.entries(denseSizes).map(([name, size]) => {
    const view = dense.subarray(at, at + size);
    at += size;
    return [name, view];
  });
  return Object.fromEntries(views) as DenseViews;
}
