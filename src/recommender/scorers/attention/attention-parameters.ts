import type { Random } from '../../data/random.ts';

/** The most recent courses of a history that are looked at. */
export const longestHistory = 200;

export interface AttentionShape {
  /** Of the vector of a course; a multiple of 16. */
  dimensions: number;
  /** Parts of a vector that attend on their own; they divide the dimensions into multiples of 4. */
  heads: number;
}

/** Everything learnt, row-major. */
export interface AttentionParameters {
  /** courses × dimensions: a course as part of a history, and as a candidate. */
  courses: Float32Array;
  /** courses */
  bias: Float32Array;
  /** What does not go with a course, one after another; see `denseViews`. */
  dense: Float32Array;
}

/** Sizes in the dense block, in its order; each is a multiple of 4. */
function denseSizes({ dimensions, heads }: AttentionShape) {
  const square = dimensions * dimensions;
  return {
    /** heads × longestHistory: what a course counts by how far back it is, added to logits of attention. */
    distances: Math.ceil((heads * longestHistory) / 4) * 4,
    /** dimensions each: layer normalisation before attention, before the hidden layer, and of the result. */
    attentionGain: dimensions,
    attentionOffset: dimensions,
    hiddenGain: dimensions,
    hiddenOffset: dimensions,
    resultGain: dimensions,
    resultOffset: dimensions,
    /** dimensions */
    hiddenBias: dimensions,
    /** dimensions × dimensions each */
    query: square,
    key: square,
    value: square,
    attended: square,
    hidden: square,
    output: square,
  };
}

export type DenseName = keyof ReturnType<typeof denseSizes>;
export type DenseViews = Record<DenseName, Float32Array>;

export const squareNames = ['query', 'key', 'value', 'attended', 'hidden', 'output'] as const;

export function denseSize(shape: AttentionShape): number {
  return Object.values(denseSizes(shape)).reduce((sum, size) => sum + size, 0);
}

/** The tensors of a dense block, as views. @param from where the block begins */
export function denseViews(shape: AttentionShape, dense: Float32Array, from = 0): DenseViews {
  let at = from;
  const views = Object.entries(denseSizes(shape)).map(([name, size]) => {
    const view = dense.subarray(at, at + size);
    at += size;
    return [name, view];
  });
  return Object.fromEntries(views) as DenseViews;
}

/** Random weights of the variance that keeps that of what goes through them; gains of 1. */
export function startDense(shape: AttentionShape, dense: Float32Array, random: Random): void {
  const views = denseViews(shape, dense);
  for (const name of squareNames) {
    const values = views[name];
    for (let i = 0; i < values.length; i++) values[i] = random.normal() / Math.sqrt(shape.dimensions);
  }
  views.attentionGain.fill(1);
  views.hiddenGain.fill(1);
  views.resultGain.fill(1);
}

/** A vector of a course is this many times as long where it is part of a history (Vaswani et al. 2017, §3.4). */
export function inputScale({ dimensions }: AttentionShape): number {
  return Math.sqrt(dimensions);
}
