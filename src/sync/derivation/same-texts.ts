import { type CatalogueCourse, groupBy } from './catalogue-course.ts';

/** More courses than this with one text share a template, and are no duplicates. */
const mostAlike = 20;

/**
 * Courses that have the same description and are not sections of one course. Each set of them has a name.
 * @param groupOf the group of a course, stated or found
 * @returns the name of a course's set, by the course's key
 */
export function findSameTexts(
  courses: readonly CatalogueCourse[],
  groupOf: (course: CatalogueCourse) => string | undefined,
): Map<string, string> {
  const sets = new Map<string, string>();
  const present = courses.filter(({ isRemoved }) => !isRemoved);
  for (const [text, alike] of groupBy(present, ({ facts }) => facts.text)) {
    const units = new Set(alike.map((course) => groupOf(course) ?? `\0${course.key}`));
    if (units.size < 2 || units.size > mostAlike) continue;
    for (const { key } of alike) sets.set(key, text);
  }
  return sets;
}
