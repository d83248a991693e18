import type { FitProgress, FitResult } from '../recommender/fit.ts';

/** What the training thread tells its parent. */
export type TrainingMessage =
  | { kind: 'progress'; progress: FitProgress }
  | ({ kind: 'done'; bytes: Uint8Array } & Omit<FitResult, 'recommender'>);
