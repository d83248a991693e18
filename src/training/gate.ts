import type { Interval, TrainedModel } from '../../models/trained-model.ts';
import type { FittedModel } from './fit-in-thread.ts';

/** What the gate says of a model that has just been fitted. */
export interface Verdict extends Required<Pick<TrainedModel, 'gate' | 'isWorse'>> {
  /** It may serve. */
  accepted: boolean;
}

/**
 * The gate. A model may serve if it ranks courses that it has not seen better than popularity does. Where one serves that surely does,
 * only another that surely does replaces it: the 95 % interval of its gain lies above 0. Elsewhere the figure alone decides, because
 * the interval of a small school is wide: it would never get a model, or never a second one.
 *
 * A model is worse than the one that serves if the intervals of both do not meet and it has gained less over popularity. They were
 * measured on other courses of other learners, so nothing is paired; and what makes the courses of a new term harder to foretell makes
 * it harder for popularity too (docs/decisions/0019-retraining.md).
 * @param serving the model that serves, where it may go on doing so
 */
export function judge(
  { test, intervals }: Pick<FittedModel, 'test' | 'intervals'>,
  serving: Pick<TrainedModel, 'metrics' | 'intervals'> | undefined,
): Verdict {
  const gain = test.model.ndcgAt10 - test.popularity.ndcgAt10;
  const gate = isAboveZero(serving?.intervals?.gain) ? 'interval' : 'estimate';
  return {
    ...{ gate, accepted: gate === 'interval' ? isAboveZero(intervals.gain) : gain > 0 },
    isWorse: serving !== undefined && isWorse({ gain, interval: intervals.model }, serving),
  };
}

function isWorse(
  { gain, interval }: { gain: number; interval: Interval },
  { metrics, intervals }: Pick<TrainedModel, 'metrics' | 'intervals'>,
): boolean {
  // Models of before intervals were stored are no measure.
  if (!intervals) return false;
  const gained = (metrics['model.ndcgAt10'] ?? 0) - (metrics['popularity.ndcgAt10'] ?? 0);
  return interval[1] < intervals.model[0] && gain < gained;
}

function isAboveZero(interval: Interval | undefined): boolean {
  return interval !== undefined && interval[0] > 0;
}
