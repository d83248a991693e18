import type { CourseText } from '../data/dataset.ts';
import { type SparseMatrix, type SparseVector, stackRows } from '../data/sparse.ts';
import { termsOf } from './terms.ts';
import { languageCode } from './words/language-tag.ts';

/** How often a field's words count: a title says more than a description. */
const fieldWeights = { title: 3, category: 2, level: 1, description: 1 };
/** Of a description. Longer ones were stored by earlier versions. */
const mostCharacters = 100_000;
/** A word of one course alone links it to nothing. Such words are kept in catalogues too small to have others. */
const minimumDocuments = 2;
const smallCatalogue = 50;

/** The words of a catalogue: rows of unit length (or empty) over a vocabulary. */
export interface TfIdf {
  vocabulary: readonly string[];
  /** Inverse document frequency of each term; ln((1 + n) / (1 + df)) + 1. */
  idf: Float32Array;
  /** courses × terms */
  matrix: SparseMatrix;
}

/**
 * TF-IDF of a catalogue (Salton and Buckley 1988): sublinear term frequency 1 + ln(tf), L2-normalised rows. Of a course that is
 * described in several languages, one text counts: in the language in which most courses are. With all of them, two courses that share
 * a word would share it as often as they have languages, and so be like each other because both are translated.
 */
export function buildTfIdf(courses: readonly CourseText[]): TfIdf {
  const language = mostUsedLanguage(courses);
  const counts = courses.map((course) => countTerms(course, language));
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

  const rows = counts.map((row) => weigh(row, index, idf));
  return { vocabulary, idf, matrix: stackRows(rows, vocabulary.length) };
}

/** The words of a free text over the vocabulary of a catalogue, of length 1; empty when it knows none of them. */
export function vectorOfText(
  text: string,
  index: ReadonlyMap<string, number>,
  idf: Float32Array,
  language?: string,
): SparseVector {
  const counts = new Map<string, number>();
  for (const term of knownTerms(text, index, language)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return weigh(counts, index, idf);
}

/**
 * The terms of a free text. A word is stemmed by the rules of the reader's language where the catalogue knows that stem, otherwise
 * by those of English.
 */
export function knownTerms(text: string, index: ReadonlyMap<string, number>, language?: string): string[] {
  const terms = termsOf(text);
  if (language === undefined) return terms;
  return termsOf(text, language).map((term, i) => (index.has(term) ? term : (terms[i] as string)));
}

/** The language that most courses have a text in, their own or a translation (ISO 639 code). */
function mostUsedLanguage(courses: readonly CourseText[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { language, translations } of courses)
    for (const code of new Set([language, ...Object.keys(translations ?? {})].map(languageCode)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0];
}

/** @param wanted ISO 639 code of the language that counts, where the course has it */
function countTerms(course: CourseText, wanted: string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  const { language, translations = {} } = course;
  const isOwn = languageCode(language) === wanted;
  const tag = isOwn ? undefined : Object.keys(translations).find((one) => languageCode(one) === wanted);
  const words = tag === undefined ? undefined : translations[tag];
  const count = (own: string, translated: string | undefined, weight: number) =>
    countWords(
      (translated ?? own).slice(0, mostCharacters),
      translated === undefined ? language : tag,
      weight,
      counts,
    );
  count(course.title, words?.title, fieldWeights.title);
  count(course.categories.join(' '), words?.categories?.join(' '), fieldWeights.category);
  count(course.level ?? '', undefined, fieldWeights.level);
  count(course.description, words?.description, fieldWeights.description);
  return counts;
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
): SparseVector {
  const row: [number, number][] = [];
  for (const [term, count] of counts) {
    const i = index.get(term);
    if (i !== undefined) row.push([i, (1 + Math.log(count)) * idf[i]!]);
  }
  row.sort((a, b) => a[0] - b[0]);
  const length = Math.hypot(...row.map(([, value]) => value));
  return {
    columns: Int32Array.from(row, ([term]) => term),
    values: Float32Array.from(row, ([, value]) => value / length),
  };
}
