import type { Types } from 'mongoose';
import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import { findSoundLive, liveModelId, recordRejected, storeLive } from '../trained-models/model-store.ts';
import { type FitOptions, type FittedModel, fitInThread } from './fit-in-thread.ts';
import { judge } from './gate.ts';

export interface TrainingResult {
  /** The model passed the gate and is stored. */
  accepted: boolean;
  /**
   * It serves from now on. One that is accepted does not where an older one was put back, two are compared, or it is surely worse than
   * the one that serves.
   */
  serves: boolean;
  isWorse: boolean;
  learners: number;
  courses: number;
  interactions: number;
  test: FittedModel['test'];
  examples: number;
}

/**
 * Fits a model to an institution's data, and stores it if it passes the gate (`gate.ts`). A model that does not pass leaves its
 * figures behind, and the model that served before goes on serving.
 * @returns undefined where the data has the fingerprint `unless`
 * @throws TooLittleDataError, DivergedError (by name and message), or the signal's reason
 */
export async function train(
  institutionId: Types.ObjectId,
  options: FitOptions = {},
): Promise<TrainingResult | undefined> {
  const { trainer = 'simd' } = options;
  const fitted = await fitInThread(institutionId, options);
  if (!fitted) return undefined;
  const { bytes, data, fingerprint, termLoad, popularFor } = fitted;
  const { hyperparameters, test, examples, intervals, curves } = fitted;
  const { accepted, gate, isWorse } = judge(fitted, await findSoundLive(institutionId));
  const description = {
    ...{ intervals, curves, data, gate, isWorse },
    ...(termLoad && { termLoad }),
    ...(popularFor && { popularFor }),
    hyperparameters: { ...hyperparameters, trainer },
    dataFingerprint: fingerprint,
    metrics: { ...prefixed('model', test.model), ...prefixed('popularity', test.popularity) },
  };
  const { learners, courses, interactions } = data;
  const found = { accepted, isWorse, learners, courses, interactions, test, examples };
  if (!accepted) {
    await recordRejected(institutionId, description);
    return { ...found, serves: false };
  }
  const id = await storeLive(institutionId, description, bytes);
  return { ...found, serves: id.equals(await liveModelId(institutionId)) };
}

function prefixed(prefix: string, metrics: RankingMetrics): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${prefix}.${metric}`, value]));
}
