import type { LossName } from '../gmf/loss-names.ts';

/**
 * Losses over a group of scores: the course that was taken first, then courses drawn as negatives. `softmax` is the
 * cross-entropy of the group, each negative standing for its share of the catalogue (sampled softmax with the
 * correction of Bengio & Senécal 2008).
 */
export interface LossOptions {
  loss: LossName;
  /** γ of the focal loss. */
  focusing: number;
  /** Courses that one negative stands for: (catalogue − 1) / negatives. */
  negativeShare: number;
}

/**
 * The loss of the group at `from`; its derivative by each score is written to `errors`.
 * @param weights 0 leaves a negative out
 */
export function groupLoss(
  { loss, focusing, negativeShare }: LossOptions,
  scores: Float32Array,
  weights: Float32Array,
  errors: Float32Array,
  from: number,
  size: number,
): number {
  if (loss === 'softmax') return sampledSoftmax(scores, weights, errors, from, size, Math.log(negativeShare));
  const gamma = loss === 'focal' ? focusing : 0;
  let total = 0;
  for (let i = from; i < from + size; i++) {
    const sign = i === from ? 1 : -1;
    // z, p and ln p are those of the right answer.
    const z = sign * scores[i]!;
    const e = Math.exp(-Math.abs(z));
    const logP = Math.min(z, 0) - Math.log1p(e);
    const p = z < 0 ? e / (1 + e) : 1 / (1 + e);
    const easiness = gamma === 0 ? 1 : (1 - p) ** gamma;
    total -= weights[i]! * easiness * logP;
    errors[i] = weights[i]! * sign * easiness * (gamma * p * logP - (1 - p));
  }
  return total;
}

function sampledSoftmax(
  scores: Float32Array,
  weights: Float32Array,
  errors: Float32Array,
  from: number,
  size: number,
  correction: number,
): number {
  let largest = scores[from]!;
  for (let i = from + 1; i < from + size; i++) largest = Math.max(largest, scores[i]! + correction);
  let sum = 0;
  for (let i = from; i < from + size; i++) {
    const share = weights[i]! * Math.exp(scores[i]! + (i === from ? 0 : correction) - largest);
    errors[i] = share;
    sum += share;
  }
  for (let i = from; i < from + size; i++) errors[i]! /= sum;
  errors[from]! -= 1;
  return largest + Math.log(sum) - scores[from]!;
}
