/** What has to be known of a course to tell its sections together. */
export interface Section {
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

/** A section, with when it is given. */
export interface DatedSection extends Section {
  startsAt?: Date | undefined;
  term?: { startsAt?: Date | undefined } | undefined;
}

/** When its teaching begins; undefined where no source says it. */
export function startOf({ startsAt, term }: Pick<DatedSection, 'startsAt' | 'term'>): Date | undefined {
  return startsAt ?? term?.startsAt;
}

/**
 * The sections of each course by its name: those that begin first come first, those that nobody knows a beginning of last. An LMS
 * has another section for each term.
 */
export function groupSections<Course extends DatedSection>(
  courses: Iterable<Course>,
): ReadonlyMap<string, readonly Course[]> {
  const grouped = new Map<string, Course[]>();
  for (const course of courses) {
    const name = nameOfSections(course);
    const sections = grouped.get(name);
    if (sections) sections.push(course);
    else grouped.set(name, [course]);
  }
  const start = (course: Course) => startOf(course)?.getTime() ?? Number.POSITIVE_INFINITY;
  // Infinity less infinity is no number.
  const byStart = (a: Course, b: Course) => (start(a) === start(b) ? 0 : start(a) - start(b));
  for (const sections of grouped.values()) if (sections.length > 1) sections.sort(byStart);
  return grouped;
}
