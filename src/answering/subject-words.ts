import type { CourseIndex } from '../recommender/text/course-index.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import { leastCosineApart } from './are-apart.ts';
import type { Catalogue } from './catalogue.ts';
import { narrowestCategory } from './narrowest-category.ts';
import { sectionsByRow } from './sections-by-row.ts';

/**
 * A word is one of subjects when its courses are of so many subjects at most, as a share of how many they would be of by chance. *Docker*
 * and *typography* are; *essentials*, *bootcamp* and *analysis* are of any.
 */
const fewestSubjects = 0.75;
/** Of a word of fewer courses that is not known, and it may be one. */
const fewestCourses = 10;

/** Of the cosine that makes courses of different categories near, so much has to come of such words. */
const leastOfSubjects = 0.5;

/**
 * Whether the texts of two courses that the catalogue puts into different categories make them near: by enough words, and by words of
 * subjects among them. *JavaScript Essentials* has nothing of *Reading Essentials*.
 * @param rows of the model @param cosine of their texts
 */
export function areNearApart(
  model: ServingModel,
  catalogue: Catalogue,
  rows: readonly [number, number],
  cosine: number,
): boolean {
  if (cosine < leastCosineApart) return false;
  return subjectCosine(model, catalogue, ...rows) >= leastOfSubjects * leastCosineApart;
}

/** However wide a category is. */
const whole = 1;

const known = new WeakMap<CourseIndex, Uint8Array>();

/** Cosine of the texts of two courses by words of subjects alone. */
function subjectCosine(model: ServingModel, catalogue: Catalogue, one: number, other: number): number {
  const { texts } = model;
  const isOfSubjects = known.get(texts) ?? subjectWords(model, catalogue);
  known.set(texts, isOfSubjects);
  const [a, b] = [texts.vectorOf(one), texts.vectorOf(other)];
  let cosine = 0;
  for (let i = 0, j = 0; i < a.columns.length && j < b.columns.length; ) {
    const [left, right] = [a.columns[i] as number, b.columns[j] as number];
    if (left === right && isOfSubjects[left] === 1) cosine += a.values[i]! * b.values[j]!;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return cosine;
}

/** By the terms of the vocabulary: 1 for a word of subjects. */
function subjectWords(model: ServingModel, catalogue: Catalogue): Uint8Array {
  const { matrix, vocabulary } = model.texts.tfIdf;
  const rowsOf = new Map<string, number[]>();
  for (const [row, [course]] of sectionsByRow(model, catalogue).sections.entries()) {
    const subject = course && narrowestCategory(course.categories, course, catalogue, whole);
    if (subject === undefined) continue;
    const rows = rowsOf.get(subject.name) ?? [];
    rows.push(row);
    rowsOf.set(subject.name, rows);
  }
  const courses = new Int32Array(vocabulary.length);
  const subjects = new Int32Array(vocabulary.length);
  let number = 0;
  const last = new Int32Array(vocabulary.length);
  for (const rows of rowsOf.values()) {
    number++;
    for (const row of rows)
      for (let i = matrix.offsets[row]!; i < matrix.offsets[row + 1]!; i++) {
        const term = matrix.columns[i]!;
        courses[term]!++;
        if (last[term] !== number) subjects[term]!++;
        last[term] = number;
      }
  }
  const byChance = subjectsByChance([...rowsOf.values()].map(({ length }) => length));
  return Uint8Array.from(vocabulary, (_, term) =>
    courses[term]! < fewestCourses || subjects[term]! <= fewestSubjects * byChance(courses[term]!) ? 1 : 0,
  );
}

/** Of how many subjects courses would be that are drawn at random. @param sizes courses of each subject */
function subjectsByChance(sizes: readonly number[]): (courses: number) => number {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const found = new Map<number, number>();
  return (courses) => {
    const before = found.get(courses);
    if (before !== undefined) return before;
    const expected = sizes.reduce((sum, size) => sum + 1 - (1 - size / all) ** courses, 0);
    found.set(courses, expected);
    return expected;
  };
}
