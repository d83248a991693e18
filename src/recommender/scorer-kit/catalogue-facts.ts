import type { CourseText } from '../data/dataset.ts';
import type { SparseMatrix } from '../data/sparse.ts';
import { type Affinity, fitAffinity } from '../scorers/affinity.ts';
import { Content } from '../scorers/content.ts';
import { CourseIndex } from '../text/course-index.ts';
import { buildTfIdf } from '../text/tf-idf.ts';

/** Courses of similar text that are looked at for each course. */
const textNeighbours = 50;

/** What the courses say about themselves, whoever takes them. */
export interface CatalogueFacts {
  index: CourseIndex;
  content: Content;
  /** courses × courses: cosines, symmetric. */
  textNeighbours: SparseMatrix;
  language: Affinity;
  level: Affinity;
  category: Affinity;
}

export function catalogueFacts(courses: readonly CourseText[]): CatalogueFacts {
  const index = new CourseIndex(buildTfIdf(courses));
  const present = (value: string | undefined) => (value ? [value] : []);
  return {
    index,
    content: new Content(index),
    textNeighbours: index.neighbours(textNeighbours),
    language: fitAffinity(courses.map(({ language }) => present(language))),
    level: fitAffinity(courses.map(({ level }) => present(level))),
    category: fitAffinity(courses.map(({ categories }) => categories)),
  };
}
