import type { Dataset } from '../recommender/data/dataset.ts';
import { rowOf, type SparseMatrix, valueAt } from '../recommender/data/sparse.ts';
import { countPairs } from '../recommender/scorer-kit/co-enrolment.ts';

/** People that are added to those who were counted and to those who were expected: of few little is believed. */
const shrinkage = 1;

/** Which courses people take in one session: in the same term, or on the same day where there are no terms. */
export class TakenTogether {
  /** courses × courses, symmetric: how many people took both in one session. */
  readonly #counts: SparseMatrix;
  /** Pairs of one session that a course is in. */
  readonly #pairs: Float64Array;
  readonly #allPairs: number;

  constructor(dataset: Dataset) {
    this.#counts = countPairs(dataset, (distance) => (distance === 0 ? 1 : 0));
    this.#pairs = Float64Array.from({ length: dataset.courseCount }, (_, course) =>
      rowOf(this.#counts, course).values.reduce((sum, count) => sum + count, 0),
    );
    this.#allPairs = this.#pairs.reduce((sum, pairs) => sum + pairs, 0);
  }

  /** How many people took both in one session. */
  count(course: number, other: number): number {
    return valueAt(this.#counts, course, other);
  }

  /**
   * How much likelier a course is beside another: the logarithm of how many people took both in one session over how
   * many would by chance (pointwise mutual information, shrunk), so it adds to the logarithm of a probability.
   */
  gain(course: number, other: number): number {
    const expected = this.#allPairs > 0 ? (this.#pairs[course]! * this.#pairs[other]!) / this.#allPairs : 0;
    return Math.log((this.count(course, other) + shrinkage) / (expected + shrinkage));
  }
}
