import type { Member, Query } from './member.ts';

/** What a course taken one place earlier weighs. */
const decay = 0.9;

/**
 * Share of a history, the most recent courses most, that has a property with a course: its language, its level, a
 * category. From 0 to 1; the mean over the values of a course with several; 0 without history.
 */
export class Affinity implements Member {
  /** By course: the values that it has, numbered from 0. */
  readonly values: readonly Int32Array[];
  readonly #valueCount: number;

  constructor(values: readonly Int32Array[]) {
    this.values = values;
    this.#valueCount = values.reduce((most, own) => own.reduce((a, b) => Math.max(a, b + 1), most), 0);
  }

  score(query: Query, out: Float32Array): void {
    const shares = this.#shares(query);
    for (let course = 0; course < out.length; course++) out[course] = this.#meanOf(shares, course);
  }

  scoreOf(query: Query, course: number): number {
    return this.#meanOf(this.#shares(query), course);
  }

  #shares({ history }: Query): Float32Array {
    const shares = new Float32Array(this.#valueCount);
    let total = 0;
    let weight = 1;
    for (let i = history.length - 1; i >= 0 && weight > 1e-4; i--, weight *= decay) {
      for (const value of this.values[history[i]!]!) shares[value]! += weight;
      total += weight;
    }
    return total > 0 ? shares.map((share) => share / total) : shares;
  }

  #meanOf(shares: Float32Array, course: number): number {
    const own = this.values[course]!;
    let sum = 0;
    for (let i = 0; i < own.length; i++) sum += shares[own[i]!]!;
    return own.length > 0 ? sum / own.length : 0;
  }
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
