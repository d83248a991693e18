import { leastWeight, type Member, type Query, sumsByAge } from '../data/scorer.ts';
import { type SparseMatrix, valueAt } from '../data/sparse.ts';

/** The most recent courses of a history that vote: all, but of the very longest. */
const voterLimit = 200;

/**
 * A member in which every course taken votes for other courses: score = Σ decayᵃᵍᵉ · row of the course, the age being
 * 0 for the course taken last.
 */
export class Votes implements Member {
  /** courses × courses: what having taken the row's course says for the column's. */
  readonly matrix: SparseMatrix;
  /** Weight of a course against the one taken after it; 1 ignores order. */
  readonly decay: number;
  /** Of `scoresOf`, by place of the history; kept between its calls. */
  readonly #votes: number[] = [];
  /** Courses that the last call of `score` had votes for. */
  readonly #named: Int32Array;
  #namedCount = 0;

  constructor(matrix: SparseMatrix, decay: number) {
    this.matrix = matrix;
    this.decay = decay;
    this.#named = new Int32Array(matrix.width);
  }

  get named(): Int32Array {
    return this.#named.subarray(0, this.#namedCount);
  }

  score({ history }: Query, out: Float32Array): void {
    out.fill(0);
    const { offsets, columns, values } = this.matrix;
    const named = this.#named;
    let count = 0;
    let weight = 1;
    for (
      let i = history.length - 1;
      i >= Math.max(0, history.length - voterLimit) && weight > leastWeight;
      i--
    ) {
      const row = history[i]!;
      const end = offsets[row + 1]!;
      for (let j = offsets[row]!; j < end; j++) {
        const course = columns[j]!;
        const before = out[course]!;
        // Votes that cancel out to nothing may name a course twice; there is no room for more than all.
        if (before === 0) named[count++] = course;
        out[course] = before + weight * values[j]!;
      }
      weight *= this.decay;
    }
    this.#namedCount = Math.min(count, named.length);
  }

  scoresOf({ history }: Query, course: number, without: readonly number[], out: Float64Array): void {
    const votes = this.#votes;
    for (let i = 0; i < history.length; i++) votes[i] = valueAt(this.matrix, history[i]!, course);
    sumsByAge(votes, history.length, this.decay, voterLimit, without, out);
  }
}
