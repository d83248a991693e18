import type { CourseText } from '../data/dataset.ts';
import type { SparseMatrix } from '../data/sparse.ts';
import { CourseIndex } from '../text/course-index.ts';
import { buildTfIdf } from '../text/tf-idf.ts';

/** Courses of similar text that are looked at for each course. */
const textNeighbours = 50;

/** What the courses say about themselves, whoever takes them. */
export interface CatalogueFacts {
  courses: readonly CourseText[];
  index: CourseIndex;
  /** courses × courses: cosines of the texts of each course and those most like it, symmetric. */
  textNeighbours: SparseMatrix;
}

export function catalogueFacts(courses: readonly CourseText[]): CatalogueFacts {
  const index = new CourseIndex(buildTfIdf(courses));
  return { courses, index, textNeighbours: index.neighbours(textNeighbours) };
}
