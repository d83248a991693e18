import { addProducts, rowOf, type SparseMatrix, type SparseVector, transpose } from '../sparse.ts';
import { termsOf } from './terms.ts';
import { type TfIdf, vectorOfText } from './tf-idf.ts';

/** Questions about the texts of a catalogue, answered through an inverted index. */
export class CourseIndex {
  readonly #tfIdf: TfIdf;
  readonly #terms: ReadonlyMap<string, number>;
  /** courses × terms */
  readonly #matrix: SparseMatrix;
  /** terms × courses */
  readonly #postings: SparseMatrix;

  constructor(tfIdf: TfIdf) {
    this.#tfIdf = tfIdf;
    this.#terms = new Map(tfIdf.vocabulary.map((term, i) => [term, i]));
    const { offsets, terms, values, vocabulary } = tfIdf;
    const rows = offsets.length - 1;
    this.#postings = transpose({ rows, width: vocabulary.length, offsets, columns: terms, values });
    this.#matrix = transpose(this.#postings);
  }

  get courseCount(): number {
    return this.#matrix.rows;
  }

  vectorOf(course: number): SparseVector {
    return rowOf(this.#matrix, course);
  }

  /** Of length 1; empty when the catalogue knows none of the words. */
  vectorOfText(text: string): SparseVector {
    return vectorOfText(text, this.#terms, this.#tfIdf.idf);
  }

  /** Whether every word of a text (but stop words) is one that the catalogue knows. */
  knowsAll(text: string): boolean {
    return termsOf(text).every((term) => this.#terms.has(term));
  }

  /** Product of a vector with each course's; cosines when it has length 1. */
  similarities(vector: SparseVector, out: Float32Array): void {
    out.fill(0);
    addProducts(vector, this.#postings, 1, out);
  }

  /** Product of a vector with one course's. */
  similarity(vector: SparseVector, course: number): number {
    const own = this.vectorOf(course);
    let sum = 0;
    let i = 0;
    let j = 0;
    while (i < vector.columns.length && j < own.columns.length) {
      const difference = (vector.columns[i] as number) - (own.columns[j] as number);
      if (difference === 0) sum += (vector.values[i++] as number) * (own.values[j++] as number);
      else if (difference < 0) i++;
      else j++;
    }
    return sum;
  }

  /** Cosines of one course with others, in their order. */
  readonly similaritiesTo = (course: number, others: readonly number[]): Float32Array => {
    const vector = this.vectorOf(course);
    return Float32Array.from(others, (other) => this.similarity(vector, other));
  };
}
