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

/** Everything that a model may learn from and be tuned on. */
export interface TuningData {
  /** What is fitted on while something is tuned. */
  train: Dataset;
  /** What is tuned on. */
  validation: readonly TestCase[];
  /**
   * Newcomers of validation, where it is another question than what they took on their own first day (`newcomerCases`): what they take
   * in several terms. A model must be trained on what it is asked.
   */
  newcomers?: readonly TestCase[];
  /** `train` and the rows of validation: what the model is fitted on in the end, with the options that were tuned. */
  known: Dataset;
}

/** What options are chosen on. */
export type TuningSplit = Pick<TuningData, 'train' | 'validation' | 'newcomers'>;

/** A data set in parts. Test rows are neither in `tuning` nor in the queries of the test, nor in the buffers of these. */
export interface Split {
  tuning: TuningData;
  test: readonly TestCase[];
  /** Learners without history; only a split by time has them. */
  cold: readonly TestCase[];
}

export interface SplitOptions {
  /** Learners with fewer interactions in the whole data set are not tested. Tuning uses all learners. */
  minHistory?: number;
  /** How many of the known courses of a tested learner are shown, the first ones; undefined: all. */
  shown?: number | undefined;
  /** So many days before a term begins it is asked about; only for a split by term. */
  ahead?: number | undefined;
  /** The most cases of validation, of the test and of cold learners each; drawn by seed. */
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
