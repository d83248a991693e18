import type { Dataset } from '../../data/dataset.ts';
import { type Random, shuffle } from '../../data/random.ts';
import { sessionNumbers } from '../../data/sessions.ts';
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

/** Rows that lie in one session: from the first up to the end. */
export type SessionRows = readonly [first: number, end: number];

/** The sessions of several courses. */
export function sessionsOfSeveral(dataset: Dataset): SessionRows[] {
  const sessions = sessionNumbers(dataset);
  const several: SessionRows[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    let first = dataset.offsets[learner]!;
    for (let row = first + 1; row <= dataset.offsets[learner + 1]!; row++) {
      if (row < dataset.offsets[learner + 1]! && sessions[row] === sessions[first]) continue;
      if (row - first > 1) several.push([first, row]);
      first = row;
    }
  }
  return several;
}

/** Puts the courses of each session in another order, in place: there is none in it that could be learnt. */
export function shuffleSessions(courses: Int32Array, sessions: readonly SessionRows[], random: Random): void {
  for (const [first, end] of sessions) shuffle(courses.subarray(first, end), random);
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
