/** Of a course in a history: with less it is not looked at. */
export const leastWeight = 1e-4;

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

/** A scorer that can be asked about one course alone, and what it owes to the courses taken: for explanations. */
export interface Member extends Scorer {
  /** @param courses those that are asked about, where that is not all: what is written of others does not count */
  score(query: Query, out: Float32Array, courses?: Int32Array): void;
  /**
   * What `score` would write for a course: first as things are, then as if the course at each of these places of the
   * history, it alone, had not been taken.
   */
  scoresOf(query: Query, course: number, without: readonly number[]): Float64Array;
}

/** `scoresOf` by a function of the place that is left out, −1 for none. */
export function withAndWithout(
  without: readonly number[],
  scoreWithout: (place: number) => number,
): Float64Array {
  const scores = new Float64Array(1 + without.length);
  scores[0] = scoreWithout(-1);
  for (let i = 0; i < without.length; i++) scores[i + 1] = scoreWithout(without[i]!);
  return scores;
}

/**
 * Σ decayᵃᵍᵉ · what a course of the history says, the age being 0 for the course taken last.
 * @param gone place that is left out: what is older than it is one place younger
 * @param most places that are looked at
 */
export function sumByAge(said: ArrayLike<number>, gone: number, decay: number, most: number): number {
  let sum = 0;
  let weight = 1;
  let age = 0;
  for (let i = said.length - 1; i >= 0 && age < most && weight > leastWeight; i--) {
    if (i === gone) continue;
    sum += weight * said[i]!;
    weight *= decay;
    age++;
  }
  return sum;
}

/** A question about the present. */
export function aboutNow(history: Iterable<number>): Query {
  return { history: Int32Array.from(history), at: Number.NaN };
}
