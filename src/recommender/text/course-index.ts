import {
  addProducts,
  rowOf,
  type SparseMatrix,
  type SparseVector,
  stackRows,
  transpose,
} from '../data/sparse.ts';
import { topUnordered } from '../data/top-courses.ts';
import { knownTerms, type TfIdf, vectorOfText } from './tf-idf.ts';

/** A word that more courses than this have does not help to find neighbours. */
const mostPostings = 2_000;
/** Rounding error of a sum of squares of 32-bit numbers. */
const rounding = 1e-4;

/** Questions about the texts of a catalogue, answered through an inverted index. */
export class CourseIndex {
  readonly tfIdf: TfIdf;
  readonly #terms: ReadonlyMap<string, number>;
  /** terms × courses */
  readonly #postings: SparseMatrix;
  /** Working memory of `products`: one vector with all its terms; zeros between calls. */
  readonly #dense: Float32Array;

  constructor(tfIdf: TfIdf) {
    this.tfIdf = tfIdf;
    this.#terms = new Map(tfIdf.vocabulary.map((term, i) => [term, i]));
    this.#postings = transpose(tfIdf.matrix);
    this.#dense = new Float32Array(tfIdf.vocabulary.length);
  }

  get courseCount(): number {
    return this.tfIdf.matrix.rows;
  }

  vectorOf(course: number): SparseVector {
    return rowOf(this.tfIdf.matrix, course);
  }

  /**
   * The vector of a free text. It has length 1, and is empty when the catalogue knows none of the words.
   * @param language BCP 47 tag of the reader's language
   */
  vectorOfText(text: string, language?: string): SparseVector {
    return vectorOfText(text, this.#terms, this.tfIdf.idf, language);
  }

  /** Whether the catalogue knows every word of a text, stop words excepted. */
  knowsAll(text: string, language?: string): boolean {
    return knownTerms(text, this.#terms, language).every((term) => this.#terms.has(term));
  }

  /** Product of a vector with each course's; cosines when it has length 1. */
  similarities(vector: SparseVector, out: Float32Array): void {
    out.fill(0);
    addProducts(vector, this.#postings, 1, out);
  }

  /**
   * The courses that hold at least a share of a vector of length 1 (its terms weighed by their squares), with their
   * cosines. Goes through the postings of its terms side by side, so courses that hold none of them cost nothing.
   */
  matches({ columns, values }: SparseVector, coverage: number): SparseVector {
    if (columns.length === 1) return scaledBy(values[0]!, rowOf(this.#postings, columns[0]!));
    const ends = columns.map((term) => this.#postings.offsets[term + 1] as number);
    const next = columns.map((term) => this.#postings.offsets[term] as number);
    let most = 0;
    for (let t = 0; t < next.length; t++) most += ends[t]! - next[t]!;
    const courses = new Int32Array(most);
    const cosines = new Float32Array(most);
    let found = 0;
    for (;;) {
      let course = this.courseCount;
      for (let t = 0; t < next.length; t++)
        if (next[t]! < ends[t]!) course = Math.min(course, this.#postings.columns[next[t]!]!);
      if (course === this.courseCount) break;
      let cosine = 0;
      let covered = 0;
      for (let t = 0; t < next.length; t++) {
        const at = next[t]!;
        if (at === ends[t] || this.#postings.columns[at] !== course) continue;
        cosine += values[t]! * this.#postings.values[at]!;
        covered += values[t]! ** 2;
        next[t] = at + 1;
      }
      if (covered < coverage - rounding) continue;
      courses[found] = course;
      cosines[found++] = cosine;
    }
    return { columns: courses.subarray(0, found), values: cosines.subarray(0, found) };
  }

  /** Cosines of one course with others, in their order. */
  readonly similaritiesTo = (course: number, others: ArrayLike<number>): Float32Array =>
    this.products(this.vectorOf(course), others);

  /** Products of a vector with those of some courses, in their order. */
  products(own: SparseVector, others: ArrayLike<number>): Float32Array {
    const { offsets, columns, values } = this.tfIdf.matrix;
    const dense = this.#dense;
    for (let i = 0; i < own.columns.length; i++) dense[own.columns[i] as number] = own.values[i] as number;
    const cosines = new Float32Array(others.length);
    for (let o = 0; o < others.length; o++) {
      const other = others[o] as number;
      const end = offsets[other + 1] as number;
      let sum = 0;
      for (let i = offsets[other] as number; i < end; i++)
        sum += (values[i] as number) * (dense[columns[i] as number] as number);
      cosines[o] = sum;
    }
    for (const term of own.columns) dense[term] = 0;
    return cosines;
  }

  /**
   * courses × courses: cosines of each course with its nearest `count` others; symmetric. Neighbours are looked for by
   * words that not too many courses have: common words say little, and would cost the square of the catalogue.
   */
  neighbours(count: number): SparseMatrix {
    const likeness = new Float32Array(this.courseCount);
    const nearest = Array.from({ length: this.courseCount }, (_, course): SparseVector => {
      this.similarities(this.distinctive(this.vectorOf(course)), likeness);
      const isOther = (other: number) => likeness[other]! > 0 && other !== course;
      const columns = topUnordered(likeness, count, isOther).sort();
      return { columns, values: this.similaritiesTo(course, columns) };
    });
    const directed = stackRows(nearest, this.courseCount);
    const reversed = transpose(directed);
    return stackRows(
      nearest.map((row, course) => union(row, rowOf(reversed, course))),
      this.courseCount,
    );
  }

  /** The heaviest `count` entries of a vector, of words that no more than `mostPostings` courses have. */
  distinctive({ columns, values }: SparseVector, count = columns.length): SparseVector {
    const { offsets } = this.#postings;
    const isDistinctive = (i: number) => offsets[columns[i]! + 1]! - offsets[columns[i]!]! <= mostPostings;
    const chosen = topUnordered(values, count, isDistinctive).sort();
    const kept = new Float32Array(chosen.length);
    for (let i = 0; i < kept.length; i++) kept[i] = values[chosen[i]!]!;
    return { columns: chosen.map((i) => columns[i]!), values: kept };
  }
}

function scaledBy(factor: number, { columns, values }: SparseVector): SparseVector {
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = factor * values[i]!;
  return { columns, values: scaled };
}

/** The entries of two vectors that are equal where both have an entry. */
function union(a: SparseVector, b: SparseVector): SparseVector {
  const entries = new Map<number, number>();
  for (const { columns, values } of [a, b])
    for (let i = 0; i < columns.length; i++) entries.set(columns[i]!, values[i]!);
  const columns = Int32Array.from(entries.keys()).sort();
  return { columns, values: Float32Array.from(columns, (column) => entries.get(column)!) };
}
