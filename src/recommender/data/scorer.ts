import type { Study } from './studies.ts';

/** What a scorer is asked about. A learner is nothing but this: no scorer that ships has learnt anything of a person. */
export interface Query {
  /** Courses taken, oldest first, as rows of the catalogue. */
  history: Int32Array;
  /**
   * The moment of the question: when the learner chooses, seconds since the epoch; NaN where unknown. What happened at
   * that moment or later does not count for scores that depend on time.
   */
  at: number;
  /** What the learner studies at that moment; absent where it is not known. */
  study?: Study | undefined;
}

/** A query with the row of the learner in the data set, for models that have learnt something of each learner. */
export interface LearnerQuery extends Query {
  learner: number;
}

/** Anything that can put a catalogue in order for a learner. */
export interface Scorer {
  /**
   * Writes one score a course, higher is better, on a scale of the scorer's own. Courses already taken are scored
   * too: the caller leaves them out.
   * @param out as long as the catalogue; overwritten
   */
  score(query: Query, out: Float32Array): void;
}

/** A `Scorer`, or one that needs to know which learner asks. */
export interface LearnerScorer {
  /** @param out one score a course, higher is better; overwritten */
  score(query: LearnerQuery, out: Float32Array): void;
}

/** Writes the exact scores of some courses for a query that was asked roughly before. */
export type ExactScoring = (courses: Int32Array, out: Float32Array) => void;

/**
 * A scorer that the ranker can use: it can also be asked about one course alone, and what it owes to each course
 * taken. The optional methods make it faster at naming its best courses; a scorer without them is asked by `score`.
 */
export interface ExplainableScorer extends Scorer {
  /** @param courses the only courses whose scores are needed; what is written for others does not count */
  score(query: Query, out: Float32Array, courses?: Int32Array): void;

  /**
   * Writes what `score` would write for a course: first for the whole history, then, for each of these places of the
   * history, as if the course at that place alone had not been taken.
   * @param out 1 + places
   */
  scoreWithout(query: Query, course: number, places: readonly number[], out: Float64Array): void;

  /**
   * Adds what the score of a course would be for somebody who had taken one of these others alone, for each of them. A scorer that
   * relates courses has this method (`ScorerDefinition.relatesCourses`).
   * @param taken rows of the others
   * @param out one for each of them
   */
  addRelations?(course: number, taken: Int32Array, out: Float64Array): void;

  /**
   * What a score would be if everything that the scorer says to every learner alike were that of the average course.
   * A scorer without this method says nothing to everybody alike.
   */
  personalScore?(score: number, course: number): number;

  /**
   * What the score of a course would be if it were not known what the learner studies. A scorer without this method does not
   * look at that.
   */
  scoreForAnyStudy?(query: Query, course: number): number;

  /** The best courses where they are the same for every learner, best first, none with a score of 0 or less. */
  bestForAll?(query: Query): Int32Array;

  /**
   * What `score` would write, where it is the same for every learner: one array as long as it stays the same, not to be
   * changed. Undefined: this query is one that it is not so for.
   */
  scoresForAll?(query: Query): Float32Array | undefined;

  /**
   * Like `score`, for a scorer that says 0 of most courses: also lists the courses that it wrote something else for.
   * @param touched as long as the catalogue; receives these courses in any order
   * @returns how many they are
   */
  scoreSparsely?(query: Query, out: Float32Array, touched: Int32Array): number;

  /**
   * Writes scores that are good enough to name candidates and cost less than exact ones.
   * @returns what writes the exact scores of the candidates, until the scorer is asked about another query
   */
  scoreRoughly?(query: Query, out: Float32Array): ExactScoring;
}

/** A query about the present. @param now undefined: unknown, and what depends on the season says nothing */
export function queryNow(history: Iterable<number>, now?: Date, study?: Study): Query {
  return { history: Int32Array.from(history), at: now ? now.getTime() / 1000 : Number.NaN, study };
}
