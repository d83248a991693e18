import { type Entry, groupedBy } from './entry.ts';

/** So many courses with one text have a template, which is not what makes duplicates. */
const mostAlike = 20;

/**
 * Courses with the same description that are no sections of one course: what names their set, by key.
 * @param groupOf stated or found
 */
export function sameTexts(
  entries: readonly Entry[],
  groupOf: (entry: Entry) => string | undefined,
): Map<string, string> {
  const sets = new Map<string, string>();
  const present = entries.filter(({ isRemoved }) => !isRemoved);
  for (const [text, courses] of groupedBy(present, ({ facts }) => facts.text)) {
    const units = new Set(courses.map((course) => groupOf(course) ?? `\0${course.key}`));
    if (units.size < 2 || units.size > mostAlike) continue;
    for (const { key } of courses) sets.set(key, text);
  }
  return sets;
}
