/** Losses of one prediction with a label, by its logit. */
export type LossName = 'bce' | 'focal';

export interface Loss {
  /** Loss and its derivative by the logit. */
  of(logit: number, label: 0 | 1): { loss: number; gradient: number };
}

/** Keeps logarithms finite; far below what a float32 weight can express. */
const epsilon = 1e-7;

/** Binary cross-entropy: −log p for a taken course, −log(1 − p) for one that was not. */
export const binaryCrossEntropy: Loss = focalLoss(0, 0.5, 2);

/**
 * Focal loss (Lin et al. 2017, eq. 5): easy examples count less, by (1 − p_t)^focus; `balance` is the share of
 * the taken courses. With focus 0 and balance ½ it is half of the binary cross-entropy; `scale` makes it whole.
 */
export function focalLoss(focus: number, balance: number, scale = 1): Loss {
  const result = { loss: 0, gradient: 0 };
  return {
    of(logit, label) {
      // By symmetry a course not taken is one taken with the opposite logit.
      const x = label === 1 ? logit : -logit;
      const p = 1 / (1 + Math.exp(-x));
      const weight = scale * (label === 1 ? balance : 1 - balance) * (focus === 0 ? 1 : (1 - p) ** focus);
      const log = Math.log(Math.max(p, epsilon));
      const derivative = weight * (focus * p * log - (1 - p));
      // One object for all: this runs for every example.
      result.loss = -weight * log;
      result.gradient = label === 1 ? derivative : -derivative;
      return result;
    },
  };
}

export function lossNamed(name: LossName): Loss {
  return name === 'bce' ? binaryCrossEntropy : focalLoss(2, 0.75);
}
