import type { CourseText } from '../data/dataset.ts';
import type { TuningData } from '../data/split.ts';
import type { LearnerScorer } from '../evaluation/evaluate.ts';

export interface FittedModel {
  scorer: LearnerScorer;
  /** What was tuned on validation, and the values that were chosen. */
  tuned?: Readonly<Record<string, number>>;
}

export interface FitContext {
  seed: number;
  /** That may be busy at once; 1 unless said. */
  threads?: number;
  /** Told how far fitting is, 0…1, and what it is at. */
  onProgress?: (share: number, detail: string) => void;
}

/** Fits a model on all it may know. What it tunes it tunes on validation, and then fits on `known`. */
export type FitModel = (
  data: TuningData,
  courses: readonly CourseText[],
  context: FitContext,
) => FittedModel | Promise<FittedModel>;
