import type { CollegeCourse } from '../college/college.ts';

/** A link to the tool that a teacher has added to a course. */
export interface CourseLink {
  id: string;
  title: string;
  /** What stands below the title. */
  text: string | undefined;
  /** Sent with each launch of the link. */
  custom: Readonly<Record<string, string>>;
}

/** The links that were added to courses, until the process ends. */
export class CourseLinks {
  readonly #byCourse = new Map<CollegeCourse, CourseLink[]>();
  #count = 0;

  add(course: CollegeCourse, link: Omit<CourseLink, 'id'>): void {
    this.#byCourse.set(course, [...this.of(course), { ...link, id: `added-${++this.#count}` }]);
  }

  of(course: CollegeCourse): readonly CourseLink[] {
    return this.#byCourse.get(course) ?? [];
  }

  find(course: CollegeCourse, id: string): CourseLink | undefined {
    return this.of(course).find((link) => link.id === id);
  }
}
