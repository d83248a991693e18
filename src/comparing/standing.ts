import type { Types } from 'mongoose';
import { type ComparedLearner, ComparedLearnerModel } from '../../models/compared-learner.ts';
import type { ComparisonResult } from '../../models/comparison.ts';
import { fewestPeople } from '../privacy/fewest-people.ts';
import { DifferenceSequence } from './confidence-sequence.ts';

/** How a comparison stands. */
export interface Standing {
  /** Learners who were shown suggestions in it. */
  learners: { serving: number; compared: number };
  /** Of those whose time is over. */
  result: ComparisonResult;
}

/** Counts a running comparison. Outcomes must have been settled. */
export async function readStanding(
  institutionId: Types.ObjectId,
  comparison: Types.ObjectId,
): Promise<Standing> {
  const learners = { serving: 0, compared: 0 };
  const counts = { serving: { counted: 0, reached: 0 }, compared: { counted: 0, reached: 0 } };
  const sequence = new DifferenceSequence();
  const inOrder = ComparedLearnerModel.find(
    { institutionId, comparison },
    { _id: 0, arm: 1, propensity: 1, outcome: 1 },
  ).sort({ firstShownAt: 1, _id: 1 });
  for (const { arm, propensity, outcome } of await inOrder.lean<ComparedLearner[]>()) {
    learners[arm]++;
    if (outcome === undefined) continue;
    counts[arm].counted++;
    if (outcome) counts[arm].reached++;
    sequence.add({ isCompared: arm === 'compared', propensity, outcome });
  }
  const { difference, halfWidth } = sequence;
  return { learners, result: { ...counts, difference, halfWidth } };
}

/** Whether there are enough people in both arms to tell anything of them. */
export function canBeTold({ serving, compared }: ComparisonResult): boolean {
  return Math.min(serving.counted, compared.counted) >= fewestPeople;
}
