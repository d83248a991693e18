/** A course of a history that weighs less than this is not looked at. */
export const leastWeight = 1e-4;

/**
 * Sums over a history in which a course counts the less the older it is: Σ decayᵃᵍᵉ · value of the course, where the
 * age of the course taken last is 0. One object serves all queries of a scorer and keeps its working arrays.
 */
export class HistorySums {
  readonly #decay: number;
  readonly #limit: number;
  /** By age: the sum over everything younger. */
  readonly #younger: number[] = [];
  /** By age: the sum over everything up to that age, were each of these courses one place younger. */
  readonly #moved: number[] = [];

  /**
   * @param decay weight of a course against the one taken after it
   * @param limit the most recent courses that count
   */
  constructor(decay: number, limit: number) {
    this.#decay = decay;
    this.#limit = limit;
  }

  /**
   * Writes the sum over the whole history, then the sums without the course at each of these places, where everything
   * older than that course is one place younger. The time does not depend on the number of places.
   * @param values by place of the history, the oldest first
   * @param length of the history; `values` may be longer
   * @param out 1 + places
   */
  write(values: ArrayLike<number>, length: number, places: readonly number[], out: Float64Array): void {
    const younger = this.#younger;
    const moved = this.#moved;
    const oldest = length - 1;
    let weight = 1;
    let age = 0;
    younger[0] = 0;
    moved[0] = 0;
    for (; age <= oldest && age < this.#limit && weight > leastWeight; age++) {
      younger[age + 1] = younger[age]! + weight * values[oldest - age]!;
      moved[age + 1] = moved[age]! + (age < oldest ? weight * values[oldest - age - 1]! : 0);
      weight *= this.#decay;
    }
    out[0] = younger[age]!;
    for (let i = 0; i < places.length; i++) {
      const removed = oldest - places[i]!;
      out[i + 1] = removed < age ? younger[removed]! + moved[age]! - moved[removed]! : younger[age]!;
    }
  }
}
