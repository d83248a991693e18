import type { Dataset } from '../../data/dataset.ts';
import { popularityCounts } from '../../data/popularity-counts.ts';
import type { Random } from '../../data/random.ts';

/** What the kernels take at a time. */
const lanes = 8;

export function roundedUp(count: number): number {
  return Math.ceil(count / lanes) * lanes;
}

/**
 * The courses that the next one is told apart from in a batch: all courses that its learners took, and others drawn at
 * random. A course that is seldom among them stands for the batches in which it is not, so each has the logarithm of its
 * chance (Bengio & Senécal 2008). Where all courses are among them the chance is 1: softmax over the whole catalogue.
 */
export class CandidateSample {
  readonly #courseCount: number;
  readonly #learnerCount: number;
  readonly #drawn: number;
  readonly #counts: Float32Array;
  /** By course: its place in the sample, or −1. */
  readonly #places: Int32Array;
  readonly #rows: Int32Array;
  readonly #logChance: Float32Array;
  #count = 0;

  /**
   * @param drawn courses that are drawn for each batch
   * @param rows receives the sample; −1 fills it up to a multiple of 8
   */
  constructor(dataset: Dataset, drawn: number, rows: Int32Array, logChance: Float32Array) {
    this.#courseCount = dataset.courseCount;
    this.#learnerCount = dataset.learnerCount;
    this.#drawn = drawn;
    this.#counts = popularityCounts(dataset);
    this.#places = new Int32Array(dataset.courseCount).fill(-1);
    this.#rows = rows;
    this.#logChance = logChance;
  }

  /** Empties the sample. */
  clear(): void {
    for (let c = 0; c < this.#count; c++) if (this.#rows[c]! >= 0) this.#places[this.#rows[c]!] = -1;
    this.#count = 0;
  }

  /** Place of a course in the sample, which it is added to. */
  add(course: number): number {
    let place = this.#places[course]!;
    if (place < 0) {
      place = this.#count++;
      this.#places[course] = place;
      this.#rows[place] = course;
    }
    return place;
  }

  /**
   * Draws the others.
   * @param learners of the batch
   * @returns the size of the sample, a multiple of 8
   */
  complete(learners: number, random: Random): number {
    const taken = this.#count;
    const wanted = Math.min(this.#courseCount, taken + this.#drawn);
    if (wanted === this.#courseCount)
      for (let course = 0; course < this.#courseCount; course++) this.add(course);
    else while (this.#count < wanted) this.add(random.below(this.#courseCount));
    const drawn = (wanted - taken) / Math.max(1, this.#courseCount - taken);
    for (let c = 0; c < this.#count; c++) {
      const share = this.#counts[this.#rows[c]!]! / this.#learnerCount;
      const missing = (1 - share) ** learners * (1 - drawn);
      this.#logChance[c] = Math.log(Math.max(1e-12, 1 - missing));
    }
    const size = roundedUp(this.#count);
    this.#rows.fill(-1, this.#count, size);
    this.#logChance.fill(0, this.#count, size);
    return size;
  }
}
