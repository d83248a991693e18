/** Who asks, as a model sees it: nothing of a learner is inside a model. */
export interface Query {
  /** Courses taken, oldest first, as rows of the catalogue. */
  history: Int32Array;
  /** Seconds since the epoch at which the last of them was taken, or of now; NaN where unknown. */
  at: number;
}

/** Anything that can put a catalogue in order for a learner. */
export interface Scorer {
  /**
   * Writes one score a course, higher is better, on a scale of the scorer's own. Courses already taken are scored
   * too: leaving them out is the caller's.
   * @param out as long as the catalogue; overwritten
   */
  score(query: Query, out: Float32Array): void;
}

/** A scorer that can be asked about one course alone: what an explanation needs. */
export interface Member extends Scorer {
  /** What `score` would write for this course. */
  scoreOf(query: Query, course: number): number;
}

/** A question about the present. */
export function aboutNow(history: Iterable<number>): Query {
  return { history: Int32Array.from(history), at: Number.NaN };
}
