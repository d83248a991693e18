import type { FitProgress, FitResult } from '../recommender/fit.ts';
import type { Engine } from './trainer.ts';
import type { TrainingData } from './training-data.ts';

/** What the training thread is given. */
export interface TrainingTask extends Pick<TrainingData, 'dataset' | 'texts'> {
  engine: Engine;
}

/** What the training thread tells its parent. */
export type TrainingMessage =
  | { kind: 'warning'; line: string }
  | { kind: 'progress'; progress: FitProgress }
  | ({ kind: 'done'; bytes: Uint8Array } & Omit<FitResult, 'recommender'>);
