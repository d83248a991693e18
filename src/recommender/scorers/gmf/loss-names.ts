/**
 * What a network may learn by:
 * - `softmax`: cross-entropy of the course that was taken among all that could have been.
 * - `bce`: binary cross-entropy of each course on its own, taken or not (He et al. 2017).
 * - `focal`: the same with easy examples weighed down by (1 − p)^γ (Lin et al. 2017, without α).
 */
export const losses = ['softmax', 'bce', 'focal'] as const;
export type LossName = (typeof losses)[number];
