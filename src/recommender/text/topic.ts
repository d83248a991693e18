import type { SparseVector } from '../data/sparse.ts';
import type { CourseIndex } from './course-index.ts';

/** What a learner looks for, in the learner's own words. */
export interface Topic {
  text: string;
  /** What the best match of the catalogue gains; in the unit of the scores. */
  weight: number;
  /**
   * Share of the topic (its words weighed by their squared TF-IDF) that a course must hold to match at all: at 1 every
   * word, so that a course on "data" does not count as teaching "data visualisation".
   */
  coverage: number;
  /** BCP 47 tag of the language that it may be written in, besides English. */
  language?: string | undefined;
}

/** A best match with a smaller cosine than this shares a chance word, and gains less, in proportion. */
const fullMatch = 0.2;

/** What somebody looks for is said by then. Each word of a topic is looked up in the whole catalogue, for each answer. */
const mostCharacters = 300;

/**
 * What each course gains by matching a topic: weight × its cosine as a share of the best course's; courses that hold
 * too little of it are left out. A word that the catalogue does not know is one that no course holds: a topic of
 * coverage 1 with such a word matches nothing.
 */
export function gainsOf(
  courses: CourseIndex,
  { text: whole, weight, coverage, language }: Topic,
): SparseVector {
  const text = whole.slice(0, mostCharacters);
  const vector = courses.vectorOfText(text, language);
  if (coverage === 1 && !courses.knowsAll(text, language))
    return { columns: new Int32Array(0), values: new Float32Array(0) };
  const { columns, values } = courses.matches(vector, coverage);
  let best = fullMatch;
  for (const cosine of values) if (cosine > best) best = cosine;
  const gains = new Float32Array(values.length);
  for (let i = 0; i < gains.length; i++) gains[i] = (weight * values[i]!) / best;
  return { columns, values: gains };
}
