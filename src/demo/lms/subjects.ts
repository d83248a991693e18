import type { College } from '../college/college.ts';

/** The college's subjects in alphabetical order; a page gives each a colour by its place here. */
export function subjectsOf({ courses }: College): string[] {
  return [...new Set(courses.flatMap(({ categories }) => categories[0] ?? []))].sort();
}
