import { createHash } from 'node:crypto';
import type { Arm } from '../../models/comparison.ts';
import type { RunningComparison } from '../../models/institution.ts';

const range = 2 ** 32;

/** Which model a learner's suggestions come from. */
export interface Assignment {
  arm: Arm;
  /** Probability that the learner came into this arm, 0…1. */
  propensity: number;
}

/**
 * The arm of a learner: by SHA-256 of the comparison's id and the learner's key, so that they stay in it, in every process and without
 * anything stored; and so that another comparison divides people anew.
 */
export function assignmentOf(
  { comparison, share }: Pick<RunningComparison, 'comparison' | 'share'>,
  learner: string,
): Assignment {
  const drawn = createHash('sha256').update(`${comparison} ${learner}`).digest().readUInt32BE(0) / range;
  return drawn < share ? { arm: 'compared', propensity: share } : { arm: 'serving', propensity: 1 - share };
}
