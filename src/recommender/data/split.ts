import type { Dataset } from './dataset.ts';
import type { LearnerQuery } from './scorer.ts';

/** One question of an evaluation: knowing this much of a learner, which courses come next? */
export interface TestCase {
  query: LearnerQuery;
  /** What the learner took next; at least one, all different, none of them `seen`. */
  targets: Int32Array;
  /** Courses that are not ranked: those that the query shows. */
  seen: Int32Array;
}

/** All that a model may learn from and be tuned on. */
export interface TuningData {
  /** To fit on while something is tuned. */
  train: Dataset;
  /** To tune on. */
  validation: readonly TestCase[];
  /** `train` and the rows of validation: to fit on for good, with what was tuned. */
  known: Dataset;
}

/** What options are chosen on. */
export type TuningSplit = Pick<TuningData, 'train' | 'validation'>;

/** A data set in parts. Nothing of the test rows is in `tuning`, in the queries of the test, or in their buffers. */
export interface Split {
  tuning: TuningData;
  test: readonly TestCase[];
  /** Learners of whom nothing is known; only a split by time has them. */
  cold: readonly TestCase[];
}

export interface SplitOptions {
  /** Learners with fewer interactions in the whole data set are not tested; what is tuned is tuned on all. */
  minHistory?: number;
  /** Of the courses known of a tested learner only the first so many are shown; undefined: all. */
  shown?: number | undefined;
  /** Cases of validation, test and cold, each, at most; drawn by seed. */
  sample?: number;
  seed?: number;
}

/** The data set cannot be split in this way; the message says why, and what can be done. */
export class UnsplittableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsplittableError';
  }
}
