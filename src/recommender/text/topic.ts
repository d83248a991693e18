import type { SparseVector } from '../sparse.ts';
import type { CourseIndex } from './course-index.ts';

/** Something that a learner said they look for, in words. */
export interface Topic {
  text: string;
  /** What the best match of the catalogue gains; in the unit of the scores. */
  weight: number;
  /**
   * Share of the topic (its words weighed by their squared TF-IDF) that a course must hold to match at all: at 1 every
   * word, so that a course on "data" is not said to teach "data visualisation".
   */
  coverage: number;
}

/** A best match of a smaller cosine than this is a chance word, and gains in proportion less. */
const fullMatch = 0.2;
/** Sums of squares of 32-bit numbers. */
const rounding = 1e-4;

/**
 * What each course gains by matching a topic: weight × its cosine as a share of the best course's, 0 (left out) for
 * courses that hold too little of it. A word that the catalogue does not know counts as held by none, so a topic of
 * coverage 1 with such a word matches nothing.
 * @param scratch as long as the catalogue; overwritten
 */
export function gainsOf(courses: CourseIndex, topic: Topic, scratch: Float32Array): SparseVector {
  const vector = courses.vectorOfText(topic.text);
  if (vector.columns.length === 0 || (topic.coverage === 1 && !courses.knowsAll(topic.text))) return nothing;
  courses.similarities(vector, scratch);
  const columns: number[] = [];
  let best = fullMatch;
  for (let course = 0; course < scratch.length; course++) {
    const cosine = scratch[course] as number;
    // A course that shares the only word holds all of it.
    const matches =
      cosine > 0 &&
      (vector.columns.length === 1 || coverageOf(courses, vector, course) >= topic.coverage - rounding);
    if (!matches) continue;
    columns.push(course);
    if (cosine > best) best = cosine;
  }
  const scale = topic.weight / best;
  return {
    columns: Int32Array.from(columns),
    values: Float32Array.from(columns, (course) => scale * (scratch[course] as number)),
  };
}

const nothing: SparseVector = { columns: new Int32Array(0), values: new Float32Array(0) };

/** Sum of the squares of a unit vector's entries that a course has, too. */
function coverageOf(courses: CourseIndex, vector: SparseVector, course: number): number {
  const { columns } = courses.vectorOf(course);
  let sum = 0;
  let j = 0;
  for (let i = 0; i < vector.columns.length; i++) {
    const term = vector.columns[i] as number;
    while (j < columns.length && (columns[j] as number) < term) j++;
    if (columns[j] === term) sum += (vector.values[i] as number) ** 2;
  }
  return sum;
}
