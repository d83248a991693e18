import type { ExactScoring, ExplainableScorer, Query } from '../data/scorer.ts';
import type { SparseVector } from '../data/sparse.ts';
import { HistorySums, leastWeight } from '../scorer-kit/history-sums.ts';
import { countedScorer } from '../scorer-kit/scorer-definition.ts';
import { storedMatrix } from '../scorer-kit/stored-scorer.ts';
import { CourseIndex } from '../text/course-index.ts';
import type { Tunable } from '../tuning/tune.ts';

/** The most recent courses of a history that are looked at. */
const historyLimit = 50;
/** What a course taken one place earlier weighs. */
const shippedDecay = 0.6;
/** Words of a history that name candidates, the heaviest: more find no better ones (docs/decisions/0005). */
const namingWords = 64;

/**
 * What is nearest in words: the sum of the TF-IDF vectors of the courses taken, the most recent most, times the vector
 * of each course (Salton and Buckley 1988).
 */
export class Content implements ExplainableScorer {
  readonly texts: CourseIndex;
  readonly decay: number;
  readonly #sums: HistorySums;
  /** Working memory by term; zeros between calls. */
  readonly #profile: Float32Array;
  /** Working memory: the terms that are in the profile, and what each weighs. */
  readonly #terms: Int32Array;
  readonly #weights: Float32Array;
  /** Working memory of `scoreWithout`, by place of the history. */
  readonly #cosines: number[] = [];

  constructor(texts: CourseIndex, decay: number) {
    this.texts = texts;
    this.decay = decay;
    this.#sums = new HistorySums(decay, historyLimit);
    this.#profile = new Float32Array(texts.tfIdf.vocabulary.length);
    this.#terms = new Int32Array(texts.tfIdf.vocabulary.length);
    this.#weights = new Float32Array(texts.tfIdf.vocabulary.length);
  }

  score(query: Query, out: Float32Array, courses?: Int32Array): void {
    const words = this.#wordsOf(query);
    if (courses) this.texts.products(words, courses, out);
    else this.texts.similarities(words, out);
  }

  /** Scores by the heaviest distinctive words alone, which costs least and finds candidates that are as good. */
  scoreRoughly(query: Query, out: Float32Array): ExactScoring {
    const words = this.#wordsOf(query);
    this.texts.roughSimilarities(words, out, namingWords);
    return (courses, exact) => this.texts.products(words, courses, exact);
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    const cosines = this.#cosines;
    for (let i = 0; i < history.length; i++) cosines[i] = this.texts.similarity(course, history[i]!);
    this.#sums.write(cosines, history.length, places, out);
  }

  addRelations(course: number, taken: Int32Array, out: Float64Array): void {
    for (let i = 0; i < taken.length; i++) out[i]! += this.texts.similarity(course, taken[i]!);
  }

  /** Views of working memory: overwritten by the next call. */
  #wordsOf({ history }: Query): SparseVector {
    const profile = this.#profile;
    const terms = this.#terms;
    const { offsets, columns, values } = this.texts.tfIdf.matrix;
    let count = 0;
    let weight = 1;
    const oldest = Math.max(0, history.length - historyLimit);
    for (let i = history.length - 1; i >= oldest && weight > leastWeight; i--) {
      const end = offsets[history[i]! + 1]!;
      for (let j = offsets[history[i]!]!; j < end; j++) {
        const term = columns[j]!;
        if (profile[term] === 0) terms[count++] = term;
        profile[term]! += weight * values[j]!;
      }
      weight *= this.decay;
    }
    const weights = this.#weights;
    for (let i = 0; i < count; i++) {
      weights[i] = profile[terms[i]!]!;
      profile[terms[i]!] = 0;
    }
    return { columns: terms.subarray(0, count), values: weights.subarray(0, count) };
  }
}

/** @param texts of the catalogue; nothing is learnt from enrolments */
export function tunableContent(texts: CourseIndex): Tunable<never, 'historyDecay', Content> {
  return {
    fitted: {},
    scored: { historyDecay: [0.8, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9, 0.95, 1] },
    fit:
      () =>
      ({ historyDecay }) =>
        new Content(texts, historyDecay),
  };
}

/** What ships; with it the words of the catalogue are stored. */
export const content = countedScorer<Content>({
  ...{ name: 'content', scale: 'as-is' },
  family: { name: 'content', title: 'TF-IDF' },
  // Its index of texts serves the answers too.
  isNeeded: true,
  ...{ namesCandidates: 'above-zero', relatesCourses: true },
  fit: ({ catalogue }) => new Content(catalogue.index, shippedDecay),
  store: ({ texts: { tfIdf }, decay }) => ({
    arrays: { ...storedMatrix(tfIdf.matrix), idf: tfIdf.idf },
    values: { decay, vocabulary: tfIdf.vocabulary },
  }),
  restore(stored) {
    const vocabulary = stored.strings('vocabulary');
    const matrix = stored.matrix(vocabulary.length);
    return new Content(
      new CourseIndex({ vocabulary, idf: stored.floats('idf'), matrix }),
      stored.number('decay'),
    );
  },
});
