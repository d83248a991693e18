import type { Dataset } from '../../data/dataset.ts';
import type { LearnerEmbeddingOptions } from './learner-embedding.ts';

/** Which examples a network that predicts next courses is shown, whichever trainer it has. */
export interface ExampleOptions extends LearnerEmbeddingOptions {
  /** Share of the courses of a history, the last one excepted, that are left out of an example. */
  historyDropout: number;
  /** Whether every course of a learner but the first is an answer, or the last alone. */
  subsequences: boolean;
  /** Next courses between two steps of the optimiser. */
  batch: number;
  /**
   * Candidates that are scored in an epoch, at most: next courses looked at × courses of the catalogue. Each epoch
   * draws other examples.
   */
  scores: number;
  seed: number;
}

/** Examples of an epoch. @param rows that there are */
export function examplesPerEpoch(
  rows: number,
  courseCount: number,
  { scores }: Pick<ExampleOptions, 'scores'>,
): number {
  return Math.min(rows, Math.ceil(scores / courseCount));
}

/** Rows of the data set that are to be predicted, and the first row of the learner of each. */
export function nextCourseRows(
  { learnerCount, offsets, courses }: Dataset,
  { subsequences }: Pick<ExampleOptions, 'subsequences'>,
): Record<'positives' | 'starts', Int32Array> {
  const positives = new Int32Array(courses.length);
  const starts = new Int32Array(courses.length);
  let count = 0;
  for (let learner = 0; learner < learnerCount; learner++) {
    const start = offsets[learner]!;
    const end = offsets[learner + 1]!;
    for (let row = Math.max(start + 1, subsequences ? 0 : end - 1); row < end; row++) {
      positives[count] = row;
      starts[count++] = start;
    }
  }
  return { positives: positives.subarray(0, count), starts: starts.subarray(0, count) };
}
