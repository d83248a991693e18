import type { SimilaritiesTo } from '../recommender/rerank/maximal-marginal-relevance.ts';
import type { CatalogueCourse } from './catalogues.ts';
import type { Reason } from './recommendation.ts';

/** Something that raised a course's score. */
export interface Cause {
  /** What the score would lose without it; above 0. */
  share: number;
  reason: Reason;
}

/** Courses with scores for one learner and purpose, before anybody asked which of them may be offered. */
export interface Ranking {
  /** `Course.key` by row. */
  keys: readonly string[];
  /** One score a row, higher is better. */
  scores: Float32Array;
  /** Whether a course suits the purpose; eligibility is another question. */
  suits(row: number, course: CatalogueCourse): boolean;
  /** Everything that the score of a row rests on, in any order. */
  causesOf(row: number, course: CatalogueCourse): Cause[];
  /** How alike the texts of courses are; undefined where nothing is known of them. */
  similaritiesTo?: SimilaritiesTo;
}
