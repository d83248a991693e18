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
   * The best courses of a score that is the same for all whose question is of this kind, best first and none of score
   * 0; where members have such a score, nobody's question need look for them.
   */
  bestForAll?(query: Query): Int32Array;
  /**
   * The courses that the last `score` wrote anything but 0 for, in any order; where a member keeps them, whoever looks
   * for the best need not look at the rest of the catalogue.
   */
  readonly named?: Int32Array;
  /**
   * Writes what `score` would write for a course: first as things are, then as if the course at each of these places
   * of the history, it alone, had not been taken.
   * @param out 1 + places
   */
  scoresOf(query: Query, course: number, without: readonly number[], out: Float64Array): void;
}

// Of `sumsByAge`, by age, kept between its calls: the sum of what is younger; and of what is up to that age, were it all
// one place younger.
const younger: number[] = [];
const moved: number[] = [];

/**
 * Writes Σ decayᵃᵍᵉ · what a course of the history says, the age being 0 for the course taken last: first of all
 * courses, then without the one at each of these places, what is older than it being one place younger.
 * @param said by place of the history, the oldest first
 * @param length of the history
 * @param most places that are looked at
 * @param out 1 + places
 */
export function sumsByAge(
  said: readonly number[],
  length: number,
  decay: number,
  most: number,
  without: readonly number[],
  out: Float64Array,
): void {
  const oldest = length - 1;
  let weight = 1;
  let age = 0;
  younger[0] = 0;
  moved[0] = 0;
  for (; age <= oldest && age < most && weight > leastWeight; age++) {
    younger[age + 1] = younger[age]! + weight * said[oldest - age]!;
    moved[age + 1] = moved[age]! + (age < oldest ? weight * said[oldest - age - 1]! : 0);
    weight *= decay;
  }
  out[0] = younger[age]!;
  for (let i = 0; i < without.length; i++) {
    const gone = oldest - without[i]!;
    out[i + 1] = gone < age ? younger[gone]! + moved[age]! - moved[gone]! : younger[age]!;
  }
}

/** A question about the present. */
export function aboutNow(history: Iterable<number>): Query {
  return { history: Int32Array.from(history), at: Number.NaN };
}
