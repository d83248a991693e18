import type { Member, Query } from '../data/scorer.ts';

/** The same scores for everybody. */
export class Fixed implements Member {
  readonly scores: Float32Array;

  constructor(scores: Float32Array) {
    this.scores = scores;
  }

  score(_query: Query, out: Float32Array): void {
    out.set(this.scores);
  }

  scoresOf(_query: Query, course: number, without: readonly number[], out: Float64Array): void {
    out.fill(this.scores[course]!, 0, 1 + without.length);
  }
}
