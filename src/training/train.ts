import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import type { FitProgress, FitResult } from '../recommender/fit.ts';
import { fromBytes } from '../recommender/serialize.ts';
import { recordRejected, storeLive } from '../trained-models/model-store.ts';
import { encodeModel } from '../trained-models/stored-model.ts';
import type { Engine } from './trainer.ts';
import { loadTrainingData, type TrainingData } from './training-data.ts';
import type { TrainingMessage, TrainingTask } from './training-message.ts';

export interface TrainingOptions {
  /** `simd` unless said. */
  engine?: Engine;
  /** Is told when the engine is not at its best. */
  log?: Pick<Logger, 'warn'>;
  onProgress?: (progress: FitProgress) => void;
  /** Ends the training thread; nothing of the run is kept. */
  signal?: AbortSignal;
}

export interface TrainingOutcome {
  accepted: boolean;
  learners: number;
  courses: number;
  interactions: number;
  test: FitResult['test'];
  examples: number;
  seconds: number;
}

/**
 * Trains a model of the institution's data and lets it serve if it ranks held-out courses better than popularity
 * does; else the one that serves goes on serving.
 * @throws TooLittleDataError, DivergedError (by name and message), or the signal's reason
 */
export async function train(
  institutionId: Types.ObjectId,
  options: TrainingOptions = {},
): Promise<TrainingOutcome> {
  const started = performance.now();
  const { engine = 'simd' } = options;
  const data = await loadTrainingData(institutionId);
  const { bytes, hyperparameters, test, examples } = await trainInThread(data, engine, options);
  const description = {
    hyperparameters: { ...hyperparameters, engine },
    dataFingerprint: data.fingerprint,
    metrics: { ...named('model', test.model), ...named('popularity', test.popularity) },
  };
  const accepted = test.model.ndcgAt10 > test.popularity.ndcgAt10;
  if (accepted) await storeLive(institutionId, description, encodeModel(fromBytes(bytes), data.courseKeys));
  else await recordRejected(institutionId, description);
  return {
    accepted,
    learners: data.dataset.learnerCount,
    courses: data.dataset.courseCount,
    interactions: data.dataset.courses.length,
    test,
    examples,
    seconds: (performance.now() - started) / 1000,
  };
}

type Trained = Extract<TrainingMessage, { kind: 'done' }>;

async function trainInThread(
  data: TrainingData,
  engine: Engine,
  { log, onProgress, signal }: TrainingOptions,
): Promise<Trained> {
  const { dataset, texts } = data;
  signal?.throwIfAborted();
  const worker = new Worker(join(import.meta.dirname, 'training-worker.js'), {
    workerData: { dataset, texts, engine } satisfies TrainingTask,
  });
  try {
    return await new Promise<Trained>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The training thread ended without a result.')));
      worker.on('message', (message: TrainingMessage) => {
        if (message.kind === 'done') resolve(message);
        else if (message.kind === 'warning') log?.warn(message.line);
        else onProgress?.(message.progress);
      });
    });
  } finally {
    await worker.terminate();
  }
}

function named(name: string, metrics: RankingMetrics): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${name}.${metric}`, value]));
}
