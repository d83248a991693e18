/** What has to be known of a course to tell its sections together. */
interface Section {
  key: string;
  group?: string | undefined;
}

/** By course: an answer asks for hundreds of them, and a text that is made anew is hashed anew by each set that is asked for it. */
const names = new WeakMap<Section, string>();

/** One name for all sections of a course. */
export function nameOfSections(course: Section): string {
  const known = names.get(course);
  if (known !== undefined) return known;
  const { key, group } = course;
  const name = group === undefined ? `course ${key}` : `group ${group}`;
  names.set(course, name);
  return name;
}

/** Whether two are one course, or sections of one. */
export function isSameCourse(one: Section, other: Section): boolean {
  return one.group === undefined && other.group === undefined
    ? one.key === other.key
    : one.group === other.group;
}
