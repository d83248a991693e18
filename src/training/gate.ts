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
 * A model is worse than the one that serves if the interval of its gain lies below that one's, and its figure is less. The two were
 * measured on other courses of other learners, so nothing is paired between them; but what makes the courses of a new term harder to
 * foretell makes it harder for popularity too, so gains are compared (docs/decisions/0019-retraining.md).
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
    isWorse: serving !== undefined && isWorse({ test, intervals }, serving),
  };
}

function isWorse(
  { test, intervals }: Pick<FittedModel, 'test' | 'intervals'>,
  serving: Pick<TrainedModel, 'metrics' | 'intervals'>,
): boolean {
  const gained = serving.intervals?.gain;
  // Models of before this was stored are no measure.
  if (!gained) return false;
  return intervals.gain[1] < gained[0] && test.model.ndcgAt10 < (serving.metrics['model.ndcgAt10'] ?? 0);
}

function isAboveZero(interval: Interval | undefined): boolean {
  return interval !== undefined && interval[0] > 0;
}
