import type { Random } from '../../data/random.ts';

/** The most recent courses of a history that are looked at. */
export const historyLimit = 50;

/** How the vector of a learner is made from those of the courses taken. */
export interface LearnerEmbeddingOptions {
  /** Courses after which a course counts half. */
  halfLife: number;
  /** 1: a weighted mean; 0: a weighted sum. In between, the vector grows with the history, but less than it does. */
  normalisation: number;
}

/**
 * Share of each course of a history in the learner's vector, oldest first: recency weights 0.5^(age / half-life),
 * divided by their sum to the power of the normalisation. Courses that `keep` refuses have none.
 */
export function historyShares(
  length: number,
  { halfLife, normalisation }: LearnerEmbeddingOptions,
  shares: Float32Array,
  keep?: (index: number) => boolean,
): void {
  let total = 0;
  for (let i = 0; i < length; i++) {
    const weight = keep && !keep(i) ? 0 : 0.5 ** ((length - 1 - i) / halfLife);
    shares[i] = weight;
    total += weight;
  }
  const scale = total > 0 ? total ** -normalisation : 0;
  for (let i = 0; i < length; i++) shares[i]! *= scale;
}

/**
 * The same while a model is trained: each course but the last is left out with the probability `historyDropout`, so that
 * the model learns to make do with a part of a history.
 */
export function drawnShares(
  length: number,
  options: LearnerEmbeddingOptions & { historyDropout: number },
  shares: Float32Array,
  random: Random,
): void {
  const { historyDropout } = options;
  const isKept = (i: number) => i === length - 1 || historyDropout === 0 || random.next() >= historyDropout;
  historyShares(length, options, shares, isKept);
}

/** Writes Σ share · row of the history table, as many numbers as `out` is long. An empty history is the origin. */
export function embedLearner(
  table: Float32Array,
  history: Int32Array,
  options: LearnerEmbeddingOptions,
  out: Float32Array,
): void {
  const recent = history.subarray(Math.max(0, history.length - historyLimit));
  const shares = new Float32Array(recent.length);
  historyShares(recent.length, options, shares);
  const dimensions = out.length;
  out.fill(0);
  for (let i = 0; i < recent.length; i++) {
    const row = recent[i]! * dimensions;
    for (let k = 0; k < dimensions; k++) out[k]! += shares[i]! * table[row + k]!;
  }
}
