import type { Similarity } from '../recommender/rerank/maximal-marginal-relevance.ts';
import type { CatalogueCourse } from './catalogue.ts';
import type { Cause } from './reasons.ts';
import type { SectionsByRow } from './sections-by-row.ts';

/** All courses with their scores for one learner and purpose, before eligibility is asked about. */
export interface ScoredCourses extends SectionsByRow {
  /** One score a row, higher is better. */
  scores: Float32Array;
  /** Whether a section of the course of a row suits the purpose. Whether it is eligible is another question. */
  suits(row: number, course: CatalogueCourse): boolean;
  /** Everything that raised the score of a row, in any order. */
  causes(row: number, course: CatalogueCourse): Cause[];
  /** The share of several courses of the history together, by their keys; absent where the history counts for nothing. */
  shareOfAll?(row: number, taken: ReadonlySet<string>): number;
  /** How alike the texts of courses are; undefined where nothing is known of them. */
  similarity?: Similarity;
  /** Whether people take two courses instead of each other; absent where that is not known. */
  clash?(row: number, other: number): boolean;
}
