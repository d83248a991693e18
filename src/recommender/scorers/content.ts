import { leastWeight, type Member, type Query, sumsByAge } from '../data/scorer.ts';
import type { SparseVector } from '../data/sparse.ts';
import type { CourseIndex } from '../text/course-index.ts';

/** The most recent courses of a history that are looked at. */
const historyLimit = 50;

/** Words of a history that name candidates, the heaviest: more find no better ones (docs/decisions/0005). */
const namingWords = 64;

/** What is nearest in words: the TF-IDF vectors of the courses taken, the most recent most, times each course's. */
export class Content implements Member {
  readonly texts: CourseIndex;
  readonly decay: number;
  /** By term; zeros between calls. */
  readonly #profile: Float32Array;
  /** The words of the query asked last: a question names candidates first, and is asked about them then. */
  #last: { query: Query; words: SparseVector } | undefined;

  constructor(texts: CourseIndex, decay = 0.6) {
    this.texts = texts;
    this.decay = decay;
    this.#profile = new Float32Array(texts.tfIdf.vocabulary.length);
  }

  /**
   * Without `courses`, by the heaviest distinctive words alone, which is what costs least and finds as good courses;
   * those that are asked about are scored by all their words.
   */
  score(query: Query, out: Float32Array, courses?: Int32Array): void {
    if (this.#last?.query !== query) this.#last = { query, words: this.#wordsOf(query) };
    const { words } = this.#last;
    if (courses) {
      const products = this.texts.products(words, courses);
      for (let c = 0; c < courses.length; c++) out[courses[c]!] = products[c]!;
    } else this.texts.similarities(this.texts.distinctive(words, namingWords), out);
  }

  scoresOf({ history }: Query, course: number, without: readonly number[], out: Float64Array): void {
    const cosines = Array.from(this.texts.similaritiesTo(course, history));
    sumsByAge(cosines, history.length, this.decay, historyLimit, without, out);
  }

  #wordsOf({ history }: Query): SparseVector {
    const profile = this.#profile;
    const terms: number[] = [];
    let weight = 1;
    const oldest = Math.max(0, history.length - historyLimit);
    for (let i = history.length - 1; i >= oldest && weight > leastWeight; i--) {
      const { columns, values } = this.texts.vectorOf(history[i]!);
      for (let j = 0; j < columns.length; j++) {
        const term = columns[j]!;
        if (profile[term] === 0) terms.push(term);
        profile[term]! += weight * values[j]!;
      }
      weight *= this.decay;
    }
    const columns = Int32Array.from(terms);
    const values = new Float32Array(columns.length);
    for (let i = 0; i < columns.length; i++) {
      values[i] = profile[columns[i]!]!;
      profile[columns[i]!] = 0;
    }
    return { columns, values };
  }
}
