import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import type { Interval, TermLoad, TrainedModel } from '../../models/trained-model.ts';
import { connectedAddress, type DatabaseAddress } from '../database/open-database.ts';
import type { RankingMetrics } from '../recommender/evaluation/metrics.ts';
import type { FitProgress, FitResult } from '../recommender/fit.ts';
import { type ModelConfiguration, shippedConfiguration } from '../recommender/model-configuration.ts';
import type { LearningCurve } from './learning-curves.ts';
import type { Trainer } from './network-trainer.ts';

/** What the thread is given. */
export interface FitTask {
  address: DatabaseAddress;
  /** `Institution._id`, hex. */
  institutionId: string;
  unless: string | undefined;
  trainer: Trainer;
  configuration: ModelConfiguration;
}

/** What the thread tells its parent. */
export type FitMessage =
  | { kind: 'warning'; line: string }
  | { kind: 'progress'; progress: FitProgress }
  | { kind: 'unchanged' }
  | ({ kind: 'done' } & FittedModel);

/** The recommender in its stored form (`trained-models/stored-model.ts`), what it learnt from, and what was measured. */
export interface FittedModel extends Omit<FitResult, 'recommender' | 'test'> {
  bytes: Uint8Array;
  data: NonNullable<TrainedModel['data']>;
  fingerprint: string;
  termLoad: TermLoad | undefined;
  popularFor: TrainedModel['popularFor'];
  test: { model: RankingMetrics; popularity: RankingMetrics };
  intervals: { model: Interval; popularity: Interval; gain: Interval };
  curves: LearningCurve[];
}

export interface FitOptions {
  /** Fits nothing where the data has this fingerprint. */
  unless?: string | undefined;
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
 * Reads an institution's data and fits a model to it, in a thread of its own (`fit-worker.ts`).
 * @returns undefined where nothing was to be fitted
 * @throws TooLittleDataError, DivergedError (by name and message), or the signal's reason
 */
export async function fitInThread(
  institutionId: Types.ObjectId,
  { unless, trainer = 'simd', configuration = shippedConfiguration, log, onProgress, signal }: FitOptions,
): Promise<FittedModel | undefined> {
  signal?.throwIfAborted();
  const task: FitTask = {
    ...{ address: connectedAddress(), institutionId: institutionId.toHexString() },
    ...{ unless, trainer, configuration },
  };
  const worker = new Worker(join(import.meta.dirname, 'fit-worker.js'), { workerData: task });
  try {
    return await new Promise<FittedModel | undefined>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The training thread ended without a result.')));
      worker.on('message', (message: FitMessage) => {
        if (message.kind === 'done') resolve(message);
        else if (message.kind === 'unchanged') resolve(undefined);
        else if (message.kind === 'warning') log?.warn(message.line);
        else onProgress?.(message.progress);
      });
    });
  } finally {
    await worker.terminate();
  }
}
