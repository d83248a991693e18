import {
  addProducts,
  addRow,
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
  /** One vector with all its terms: that of a course, or zeros. */
  readonly #dense: Float32Array;
  /** The course whose vector it is: explanations ask about one again and again. −1: of none. */
  #spreadCourse = -1;
  /** Working memory of `roughSimilarities`. */
  #heaviest = new Int32Array();
  /** One number. */
  readonly #cosine = new Float32Array(1);

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

  /** Cosine of two courses. The next question costs least where it is about the same `course`. */
  readonly similarity = (course: number, other: number): number => {
    if (this.#spreadCourse !== course) this.#spreadOut(course);
    this.#writeProduct(other, this.#cosine, 0);
    return this.#cosine[0]!;
  };

  /** Writes the products of a vector with those of some courses. @param out by course */
  products({ columns, values }: SparseVector, others: Int32Array, out: Float32Array): void {
    this.#spreadOut(-1);
    const dense = this.#dense;
    for (let i = 0; i < columns.length; i++) dense[columns[i]!] = values[i]!;
    for (let o = 0; o < others.length; o++) this.#writeProduct(others[o]!, out, others[o]!);
    for (let i = 0; i < columns.length; i++) dense[columns[i]!] = 0;
  }

  /** Without a view of its vector: an answer spreads out dozens. @param course −1: none */
  #spreadOut(course: number): void {
    const dense = this.#dense;
    const { offsets, columns, values } = this.tfIdf.matrix;
    if (this.#spreadCourse >= 0) {
      const end = offsets[this.#spreadCourse + 1]!;
      for (let i = offsets[this.#spreadCourse]!; i < end; i++) dense[columns[i]!] = 0;
    }
    if (course >= 0) {
      const end = offsets[course + 1]!;
      for (let i = offsets[course]!; i < end; i++) dense[columns[i]!] = values[i]!;
    }
    this.#spreadCourse = course;
  }

  /** Of a course's vector with the one that is spread out. */
  #writeProduct(course: number, out: Float32Array, to: number): void {
    const { offsets, columns, values } = this.tfIdf.matrix;
    const dense = this.#dense;
    const end = offsets[course + 1]!;
    let i = offsets[course]!;
    // Two sums that do not wait for each other.
    let [a, b] = [0, 0];
    for (; i + 1 < end; i += 2) {
      a += values[i]! * dense[columns[i]!]!;
      b += values[i + 1]! * dense[columns[i + 1]!]!;
    }
    if (i < end) a += values[i]! * dense[columns[i]!]!;
    out[to] = a + b;
  }

  /**
   * courses × courses: cosines of each course with its nearest `count` others; symmetric. Neighbours are looked for by
   * words that not too many courses have: common words say little, and would cost the square of the catalogue.
   */
  neighbours(count: number): SparseMatrix {
    const likeness = new Float32Array(this.courseCount);
    const nearest = Array.from({ length: this.courseCount }, (_, course): SparseVector => {
      this.roughSimilarities(this.vectorOf(course), likeness);
      const isOther = (other: number) => likeness[other]! > 0 && other !== course;
      const columns = Int32Array.from(topUnordered(likeness, count, isOther)).sort();
      return { columns, values: Float32Array.from(columns, (other) => this.similarity(course, other)) };
    });
    const directed = stackRows(nearest, this.courseCount);
    const reversed = transpose(directed);
    return stackRows(
      nearest.map((row, course) => union(row, rowOf(reversed, course))),
      this.courseCount,
    );
  }

  /** `similarities` by the heaviest `count` entries of a vector alone, of words that no more than `mostPostings` courses have. */
  roughSimilarities({ columns, values }: SparseVector, out: Float32Array, count = columns.length): void {
    const { offsets } = this.#postings;
    const isDistinctive = (i: number) => offsets[columns[i]! + 1]! - offsets[columns[i]!]! <= mostPostings;
    const found = topUnordered(values, count, isDistinctive);
    if (this.#heaviest.length < found.length) this.#heaviest = new Int32Array(2 * found.length);
    this.#heaviest.set(found);
    // In the order of the vector, so that sums are rounded alike whatever else is in it.
    const heaviest = this.#heaviest.subarray(0, found.length).sort();
    out.fill(0);
    for (let i = 0; i < heaviest.length; i++)
      addRow(this.#postings, columns[heaviest[i]!]!, values[heaviest[i]!]!, out);
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
