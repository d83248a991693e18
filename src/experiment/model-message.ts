import type { CourseText, Dataset } from '../recommender/data/dataset.ts';
import type { SplitOptions } from '../recommender/data/split.ts';
import type { ModelRun } from '../recommender/evaluation/report.ts';
import type { ModelConfiguration } from '../recommender/model-configuration.ts';
import type { SplitName } from './splits.ts';

/** What the process of a model is told. */
export interface ModelTask {
  model: string;
  dataset: Dataset;
  courses: readonly CourseText[];
  split: SplitName;
  options: SplitOptions;
  seed: number;
  configuration: ModelConfiguration;
  /** Powers by which popular courses are lowered, to measure what evening out costs. */
  evenOut: readonly number[];
  /** Threads that the fit may keep busy. */
  threads: number;
}

/** What the process reports: how far it is, and in the end what it measured or why it failed. */
export type ModelMessage =
  | { kind: 'progress'; share: number; detail: string }
  | { kind: 'done'; run: ModelRun }
  | { kind: 'failed'; reason: string };
