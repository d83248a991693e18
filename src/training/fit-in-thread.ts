import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Interval } from '../../models/trained-model.ts';
import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import type { FitProgress, FitResult } from '../recommender/fit.ts';
import { type ModelConfiguration, shippedConfiguration } from '../recommender/model-configuration.ts';
import type { LearningCurve } from './learning-curves.ts';
import type { Trainer } from './network-trainer.ts';
import type { TrainingData } from './training-data.ts';

/** What the thread is given. */
export interface FitTask extends Pick<TrainingData, 'dataset' | 'texts' | 'shown'> {
  trainer: Trainer;
  configuration: ModelConfiguration;
}

/** What the thread tells its parent. */
export type FitMessage =
  | { kind: 'warning'; line: string }
  | { kind: 'progress'; progress: FitProgress }
  | ({ kind: 'done' } & FittedModel);

/** The recommender in its stored form (`recommender/serialize.ts`), and what was measured while it was fitted. */
export interface FittedModel extends Omit<FitResult, 'recommender' | 'test'> {
  bytes: Uint8Array;
  test: { model: RankingMetrics; popularity: RankingMetrics };
  intervals: { model: Interval; popularity: Interval };
  curves: LearningCurve[];
}

export interface FitOptions {
  /** `simd` where nothing is said. */
  trainer?: Trainer;
  /** What ships where nothing is said. */
  configuration?: ModelConfiguration;
  /** Is told when the trainer is slower than it could be. */
  log?: Pick<Logger, 'warn'>;
  onProgress?: (progress: FitProgress) => void;
  /** Ends the thread; nothing of the run is kept. */
  signal?: AbortSignal;
}

/**
 * Fits a model in a thread of its own (`fit-worker.ts`).
 * @throws TooLittleDataError, DivergedError (by name and message), or the signal's reason
 */
export async function fitInThread(
  { dataset, texts, shown }: TrainingData,
  { trainer = 'simd', configuration = shippedConfiguration, log, onProgress, signal }: FitOptions,
): Promise<FittedModel> {
  signal?.throwIfAborted();
  const worker = new Worker(join(import.meta.dirname, 'fit-worker.js'), {
    workerData: { dataset, texts, shown, trainer, configuration } satisfies FitTask,
  });
  try {
    return await new Promise<FittedModel>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The training thread ended without a result.')));
      worker.on('message', (message: FitMessage) => {
        if (message.kind === 'done') resolve(message);
        else if (message.kind === 'warning') log?.warn(message.line);
        else onProgress?.(message.progress);
      });
    });
  } finally {
    await worker.terminate();
  }
}
