import { type DatedSection, startOf } from '../../models/sections.ts';

/** Who comes so much later than a section began, in milliseconds, looks for the next one. */
const lateAt = 28 * 86_400_000;

type Dated = Pick<DatedSection, 'startsAt' | 'term'>;

/**
 * The section that somebody who comes now can begin next: the first that is to come, or began lately. Where there is none it is the
 * last.
 * @param sections of one course, in the order of `groupSections`
 */
export function nextSection<Course extends Dated>(
  sections: readonly Course[],
  now: Date,
): Course | undefined {
  let next: Course | undefined;
  for (const section of sections) next = sooner(next, section, now);
  return next;
}

/** Of two sections the one that somebody can begin next. @param later comes after the other in the order of `groupSections` */
export function sooner<Course extends Dated>(earlier: Course | undefined, later: Course, now: Date): Course {
  return earlier === undefined || hasLongBegun(earlier, now) ? later : earlier;
}

function hasLongBegun(section: Dated, now: Date): boolean {
  const start = startOf(section);
  return start !== undefined && now.getTime() - start.getTime() > lateAt;
}
