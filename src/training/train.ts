import type { Types } from 'mongoose';
import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import { liveModelId, recordRejected, storeLive } from '../trained-models/model-store.ts';
import { type FitOptions, type FittedModel, fitInThread } from './fit-in-thread.ts';

export interface TrainingResult {
  /** The model passed the gate and is stored. */
  accepted: boolean;
  /** It serves from now on. One that is accepted does not where an administrator has put an older one back. */
  serves: boolean;
  learners: number;
  courses: number;
  interactions: number;
  test: FittedModel['test'];
  examples: number;
}

/**
 * Fits a model to an institution's data, and stores it if it passes the gate. A model that does not pass leaves its
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
  const { bytes, data, fingerprint, termLoad, hyperparameters, test, examples, intervals, curves } = fitted;
  const accepted = beatsPopularity(test);
  const description = {
    ...{ intervals, curves, data },
    ...(termLoad && { termLoad }),
    hyperparameters: { ...hyperparameters, trainer },
    dataFingerprint: fingerprint,
    metrics: { ...prefixed('model', test.model), ...prefixed('popularity', test.popularity) },
  };
  const { learners, courses, interactions } = data;
  const found = { accepted, learners, courses, interactions, test, examples };
  if (!accepted) {
    await recordRejected(institutionId, description);
    return { ...found, serves: false };
  }
  const id = await storeLive(institutionId, description, bytes);
  return { ...found, serves: id.equals(await liveModelId(institutionId)) };
}

/** The gate: only a model that ranks courses it has not seen better than popularity does may serve. */
function beatsPopularity({ model, popularity }: FittedModel['test']): boolean {
  return model.ndcgAt10 > popularity.ndcgAt10;
}

function prefixed(prefix: string, metrics: RankingMetrics): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${prefix}.${metric}`, value]));
}
