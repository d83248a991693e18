import type { CourseText } from '../dataset.ts';
import type { SparseVector } from '../sparse.ts';
import { termsOf } from './terms.ts';

/** How often a field's words count: a title says more than a description. */
const fieldWeights = { title: 3, category: 2, level: 1, description: 1 };
/** Words of one course only link it to nothing; they are kept for catalogues too small to have others. */
const minimumDocuments = 2;
const smallCatalogue = 50;

/** Sparse rows of unit length (or empty): row i is `terms[offsets[i]…]` with `values` beside. */
export interface TfIdf {
  vocabulary: readonly string[];
  /** Inverse document frequency of each term; ln((1 + n) / (1 + df)) + 1. */
  idf: Float32Array;
  /** Length rows + 1. */
  offsets: Int32Array;
  terms: Int32Array;
  values: Float32Array;
}

/** TF-IDF of a catalogue (Salton and Buckley 1988): sublinear term frequency 1 + ln(tf), L2-normalised rows. */
export function buildTfIdf(courses: readonly CourseText[]): TfIdf {
  const counts = courses.map(countTerms);
  const documents = new Map<string, number>();
  for (const row of counts)
    for (const term of row.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);

  const least = courses.length < smallCatalogue ? 1 : minimumDocuments;
  const vocabulary = [...documents].filter(([, df]) => df >= least).map(([term]) => term);
  const index = new Map(vocabulary.map((term, i) => [term, i]));
  const idf = Float32Array.from(
    vocabulary,
    (term) => Math.log((1 + courses.length) / (1 + (documents.get(term) as number))) + 1,
  );

  const offsets = new Int32Array(courses.length + 1);
  const terms: number[] = [];
  const values: number[] = [];
  for (const [i, row] of counts.entries()) {
    for (const [term, value] of weigh(row, index, idf)) {
      terms.push(term);
      values.push(value);
    }
    offsets[i + 1] = terms.length;
  }
  return { vocabulary, idf, offsets, terms: Int32Array.from(terms), values: Float32Array.from(values) };
}

/** The words of a free text over the vocabulary of a catalogue, of length 1; empty when it knows none of them. */
export function vectorOfText(
  text: string,
  index: ReadonlyMap<string, number>,
  idf: Float32Array,
): SparseVector {
  const row = weigh(countWords(text, undefined, 1, new Map()), index, idf).sort((a, b) => a[0] - b[0]);
  return {
    columns: Int32Array.from(row, ([term]) => term),
    values: Float32Array.from(row, ([, value]) => value),
  };
}

/** Cosine similarity of each row with a text of one's own words. Length: rows; 0 where no term is shared. */
export function similarities(tfIdf: TfIdf, text: string): Float32Array {
  const index = new Map(tfIdf.vocabulary.map((term, i) => [term, i]));
  const query = new Float32Array(tfIdf.vocabulary.length);
  for (const [term, value] of weigh(countWords(text, undefined, 1, new Map()), index, tfIdf.idf))
    query[term] = value;
  const rows = tfIdf.offsets.length - 1;
  const result = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = tfIdf.offsets[row] as number; i < (tfIdf.offsets[row + 1] as number); i++)
      sum += (tfIdf.values[i] as number) * (query[tfIdf.terms[i] as number] as number);
    result[row] = sum;
  }
  return result;
}

function countTerms(course: CourseText): Map<string, number> {
  const counts = new Map<string, number>();
  const { language } = course;
  countWords(course.title, language, fieldWeights.title, counts);
  countWords(course.categories.join(' '), language, fieldWeights.category, counts);
  countWords(course.level ?? '', language, fieldWeights.level, counts);
  return countWords(course.description, language, fieldWeights.description, counts);
}

function countWords(
  text: string,
  language: string | undefined,
  weight: number,
  counts: Map<string, number>,
): Map<string, number> {
  for (const term of termsOf(text, language)) counts.set(term, (counts.get(term) ?? 0) + weight);
  return counts;
}

function weigh(
  counts: ReadonlyMap<string, number>,
  index: ReadonlyMap<string, number>,
  idf: Float32Array,
): [term: number, value: number][] {
  const row: [number, number][] = [];
  for (const [term, count] of counts) {
    const i = index.get(term);
    if (i !== undefined) row.push([i, (1 + Math.log(count)) * (idf[i] as number)]);
  }
  const length = Math.hypot(...row.map(([, value]) => value));
  return row.map(([term, value]) => [term, value / length]);
}
