import type { CourseText } from '../data/dataset.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import { HistorySums, leastWeight } from '../scorer-kit/history-sums.ts';
import { countedScorer, type ScorerDefinition, type ScorerFamily } from '../scorer-kit/scorer-definition.ts';

/** What a course taken one place earlier weighs. */
const decay = 0.9;

/** What each course has of a property: course c has `values[offsets[c]] … values[offsets[c + 1] − 1]`. */
export interface PropertyValues {
  /** courses + 1 */
  offsets: Int32Array;
  /** Numbers of the values, from 0. */
  values: Int32Array;
}

/**
 * Share of a history that has a property in common with a course: its language, its level, a category. Recent courses
 * count more. From 0 to 1; the mean over the values of a course with several; 0 without history.
 */
export class Affinity implements ExplainableScorer {
  readonly property: PropertyValues;
  readonly #sums = new HistorySums(decay, Number.POSITIVE_INFINITY);
  /** Working memory by value; zeros between calls. */
  readonly #shares: Float64Array;
  /** Working memory of `scoreWithout`, by place of the history. */
  readonly #common: number[] = [];

  constructor(property: PropertyValues) {
    this.property = property;
    this.#shares = new Float64Array(property.values.reduce((most, value) => Math.max(most, value + 1), 0));
  }

  score({ history }: Query, out: Float32Array, courses?: Int32Array): void {
    const { offsets, values } = this.property;
    const shares = this.#shares;
    let total = 0;
    for (let i = history.length - 1, weight = 1; i >= 0 && weight > leastWeight; i--, weight *= decay) {
      const end = offsets[history[i]! + 1]!;
      for (let v = offsets[history[i]!]!; v < end; v++) shares[values[v]!]! += weight;
      total += weight;
    }
    const count = courses?.length ?? out.length;
    for (let c = 0; c < count; c++) {
      const course = courses ? courses[c]! : c;
      const start = offsets[course]!;
      const end = offsets[course + 1]!;
      let sum = 0;
      for (let v = start; v < end; v++) sum += shares[values[v]!]!;
      out[course] = sum > 0 ? sum / total / (end - start) : 0;
    }
    shares.fill(0);
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    const { offsets, values } = this.property;
    const start = offsets[course]!;
    const ownEnd = offsets[course + 1]!;
    const common = this.#common;
    for (let i = 0; i < history.length; i++) {
      let shared = 0;
      const end = offsets[history[i]! + 1]!;
      for (let v = offsets[history[i]!]!; v < end; v++)
        for (let own = start; own < ownEnd; own++)
          if (values[own] === values[v]) {
            shared++;
            break;
          }
      common[i] = shared > 0 ? shared / (ownEnd - start) : 0;
    }
    this.#sums.write(common, history.length, places, out);
    const total = totalWeight(history.length);
    const totalWithout = totalWeight(history.length - 1);
    for (let i = 0; i <= places.length; i++)
      out[i] = out[i]! > 0 ? out[i]! / (i === 0 ? total : totalWithout) : 0;
  }
}

/** Weight of a whole history. @param courses its length */
function totalWeight(courses: number): number {
  let total = 0;
  for (let age = 0, weight = 1; age < courses && weight > leastWeight; age++, weight *= decay)
    total += weight;
  return total;
}

/** Numbers the values of a property by first appearance. @param valuesByCourse what each course has */
export function fitAffinity(valuesByCourse: readonly (readonly string[])[]): Affinity {
  const numbers = new Map<string, number>();
  const offsets = new Int32Array(valuesByCourse.length + 1);
  const values: number[] = [];
  for (const [course, own] of valuesByCourse.entries()) {
    for (const value of own) {
      const number = numbers.get(value) ?? numbers.size;
      numbers.set(value, number);
      values.push(number);
    }
    offsets[course + 1] = values.length;
  }
  return new Affinity({ offsets, values: Int32Array.from(values) });
}

const family: ScorerFamily = {
  name: 'affinity',
  title: 'language, level, category',
};

function affinity(
  name: string,
  valuesOf: (course: CourseText) => readonly string[],
): ScorerDefinition<Affinity> {
  return countedScorer({
    ...{ name, family, scale: 'share' },
    fit: ({ catalogue }) => fitAffinity(catalogue.courses.map(valuesOf)),
    store: ({ property: { offsets, values } }) => ({ arrays: { offsets, values }, values: {} }),
    restore: (stored) =>
      new Affinity({ offsets: stored.integers('offsets'), values: stored.integers('values') }),
  });
}

export const languageAffinity = affinity('language', ({ language }) => (language ? [language] : []));
export const levelAffinity = affinity('level', ({ level }) => (level ? [level] : []));
export const categoryAffinity = affinity('category', ({ categories }) => categories);
