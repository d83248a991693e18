import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import { fromBytes } from '../recommender/serialize.ts';
import { liveModelId, recordRejected, storeLive } from '../trained-models/model-store.ts';
import { encodeModel } from '../trained-models/stored-model.ts';
import { type FitOptions, type FittedModel, fitInThread } from './fit-in-thread.ts';
import type { TrainingData } from './training-data.ts';

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
 * @throws TooLittleDataError, DivergedError (by name and message), or the signal's reason
 */
export async function train(data: TrainingData, options: FitOptions = {}): Promise<TrainingResult> {
  const { institutionId, dataset, courseKeys, fingerprint, termLoad } = data;
  const { trainer = 'simd' } = options;
  const { bytes, hyperparameters, test, examples, intervals, curves } = await fitInThread(data, options);
  const accepted = beatsPopularity(test);
  const { learnerCount: learners, courseCount: courses } = dataset;
  const interactions = dataset.courses.length;
  const description = {
    ...{ intervals, curves, data: { readAt: data.readAt, learners, courses, interactions } },
    ...(termLoad && { termLoad }),
    hyperparameters: { ...hyperparameters, trainer },
    dataFingerprint: fingerprint,
    metrics: { ...prefixed('model', test.model), ...prefixed('popularity', test.popularity) },
  };
  const found = { accepted, learners, courses, interactions, test, examples };
  if (!accepted) {
    await recordRejected(institutionId, description);
    return { ...found, serves: false };
  }
  const id = await storeLive(institutionId, description, encodeModel(fromBytes(bytes), courseKeys));
  return { ...found, serves: id.equals(await liveModelId(institutionId)) };
}

/** The gate: only a model that ranks courses it has not seen better than popularity does may serve. */
function beatsPopularity({ model, popularity }: FittedModel['test']): boolean {
  return model.ndcgAt10 > popularity.ndcgAt10;
}

function prefixed(prefix: string, metrics: RankingMetrics): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${prefix}.${metric}`, value]));
}
