/** What has to be known of a course to tell its sections together. */
interface Section {
  key: string;
  group?: string | undefined;
}

/** One name for all sections of a course. */
export function nameOfSections({ key, group }: Section): string {
  return group === undefined ? `course ${key}` : `group ${group}`;
}

/** Whether two are one course, or sections of one. */
export function isSameCourse(one: Section, other: Section): boolean {
  return nameOfSections(one) === nameOfSections(other);
}
