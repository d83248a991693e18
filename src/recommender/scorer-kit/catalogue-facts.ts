import type { CourseText } from '../data/dataset.ts';
import type { SparseMatrix } from '../data/sparse.ts';
import { CourseIndex } from '../text/course-index.ts';
import { buildTfIdf } from '../text/tf-idf.ts';

/** Courses of similar text that are looked at for each course. */
const textNeighbours = 50;
/**
 * Of so few courses all that share a word are: cosines of which some are left out need not be positive definite, and
 * what is solved in closed form must be (`scorers/ease/closed-form.ts`).
 */
export const fewCourses = 500;

/** What the courses say about themselves, whoever takes them. */
export interface CatalogueFacts {
  courses: readonly CourseText[];
  index: CourseIndex;
  /** courses × courses: cosines of the texts of each course and those most like it, symmetric. Complete for few courses. */
  textNeighbours: SparseMatrix;
}

export function catalogueFacts(courses: readonly CourseText[]): CatalogueFacts {
  const index = new CourseIndex(buildTfIdf(courses));
  const neighbours = courses.length <= fewCourses ? courses.length : textNeighbours;
  return { courses, index, textNeighbours: index.neighbours(neighbours) };
}
