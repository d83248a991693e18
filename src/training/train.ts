import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import type { FitResult } from '../recommender/fit.ts';
import { fromBytes } from '../recommender/serialize.ts';
import { recordRejected, storeLive } from '../trained-models/model-store.ts';
import { encodeModel } from '../trained-models/stored-model.ts';
import { type FitOptions, fitInThread } from './fit-in-thread.ts';
import type { TrainingData } from './training-data.ts';

export interface TrainingResult {
  /** The model serves from now on. */
  accepted: boolean;
  learners: number;
  courses: number;
  interactions: number;
  test: FitResult['test'];
  examples: number;
}

/**
 * Fits a model to an institution's data, and stores it if it passes the gate. A model that does not pass leaves its
 * figures behind, and the model that served before goes on serving.
 * @throws TooLittleDataError, DivergedError (by name and message), or the signal's reason
 */
export async function train(data: TrainingData, options: FitOptions = {}): Promise<TrainingResult> {
  const { institutionId, dataset, courseKeys, fingerprint } = data;
  const { trainer = 'simd' } = options;
  const { bytes, hyperparameters, test, examples } = await fitInThread(data, options);
  const accepted = beatsPopularity(test);
  const description = {
    hyperparameters: { ...hyperparameters, trainer },
    dataFingerprint: fingerprint,
    metrics: { ...prefixed('model', test.model), ...prefixed('popularity', test.popularity) },
  };
  if (accepted) await storeLive(institutionId, description, encodeModel(fromBytes(bytes), courseKeys));
  else await recordRejected(institutionId, description);
  return {
    accepted,
    learners: dataset.learnerCount,
    courses: dataset.courseCount,
    interactions: dataset.courses.length,
    test,
    examples,
  };
}

/** The gate: only a model that ranks courses it has not seen better than popularity does may serve. */
function beatsPopularity({ model, popularity }: FitResult['test']): boolean {
  return model.ndcgAt10 > popularity.ndcgAt10;
}

function prefixed(prefix: string, metrics: RankingMetrics): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${prefix}.${metric}`, value]));
}
