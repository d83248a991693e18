import { leastWeight, type Member, type Query, sumsByAge } from '../data/scorer.ts';

/** What a course taken one place earlier weighs. */
const decay = 0.9;
/**
 * Share of a history, the most recent courses most, that has a property with a course: its language, its level, a
 * category. From 0 to 1; the mean over the values of a course with several; 0 without history.
 */
export class Affinity implements Member {
  /** By course: the values that it has, numbered from 0. */
  readonly values: readonly Int32Array[];
  /** The same one after another, and where those of each course begin: whoever scores goes through all of them. */
  readonly #all: Int32Array;
  readonly #offsets: Int32Array;
  /** By value; zeros between calls. */
  readonly #shares: Float64Array;
  /** Of `scoresOf`, by place of the history; kept between its calls. */
  readonly #common: number[] = [];

  constructor(values: readonly Int32Array[]) {
    this.values = values;
    this.#offsets = new Int32Array(values.length + 1);
    for (let course = 0; course < values.length; course++)
      this.#offsets[course + 1] = this.#offsets[course]! + values[course]!.length;
    this.#all = new Int32Array(this.#offsets.at(-1)!);
    for (let course = 0; course < values.length; course++)
      this.#all.set(values[course]!, this.#offsets[course]);
    this.#shares = new Float64Array(this.#all.reduce((most, value) => Math.max(most, value + 1), 0));
  }

  score({ history }: Query, out: Float32Array, courses?: Int32Array): void {
    const shares = this.#shares;
    let total = 0;
    for (let i = history.length - 1, weight = 1; i >= 0 && weight > leastWeight; i--, weight *= decay) {
      for (const value of this.values[history[i]!]!) shares[value]! += weight;
      total += weight;
    }
    const asked = courses?.length ?? out.length;
    for (let c = 0; c < asked; c++) {
      const course = courses ? courses[c]! : c;
      const start = this.#offsets[course]!;
      const end = this.#offsets[course + 1]!;
      let sum = 0;
      for (let i = start; i < end; i++) sum += shares[this.#all[i]!]!;
      out[course] = sum > 0 ? sum / total / (end - start) : 0;
    }
    shares.fill(0);
  }

  scoresOf({ history }: Query, course: number, without: readonly number[], out: Float64Array): void {
    const own = this.values[course]!;
    const common = this.#common;
    for (let i = 0; i < history.length; i++) {
      let shared = 0;
      for (const value of this.values[history[i]!]!) if (own.includes(value)) shared++;
      common[i] = shared > 0 ? shared / own.length : 0;
    }
    sumsByAge(common, history.length, decay, Number.POSITIVE_INFINITY, without, out);
    for (let i = 0; i <= without.length; i++) {
      const total = totalWeight(history.length - (i === 0 ? 0 : 1));
      out[i] = out[i]! > 0 ? out[i]! / total : 0;
    }
  }
}

/** Of a history of so many courses. */
function totalWeight(courses: number): number {
  let total = 0;
  for (let age = 0, weight = 1; age < courses && weight > leastWeight; age++, weight *= decay)
    total += weight;
  return total;
}

/** Numbers the values of a property by first appearance. */
export function fitAffinity(valuesOf: readonly (readonly string[])[]): Affinity {
  const numbers = new Map<string, number>();
  const values = valuesOf.map((own) =>
    Int32Array.from(own, (value) => {
      const number = numbers.get(value) ?? numbers.size;
      numbers.set(value, number);
      return number;
    }),
  );
  return new Affinity(values);
}
