import type { CourseFindings } from '../../../models/course.ts';

/** A course that has to come first. */
export interface Prerequisite {
  title: string;
  url: string | undefined;
}

const why = {
  alternatives: 'one of several ways, or only advised',
  unknown: 'no course of this catalogue has this code or title',
  several: 'several courses have this code or title',
  removed: 'the LMS no longer has this course',
  circle: 'the two courses would wait for each other',
} as const;

/** “BIO101 or equivalent”: one of several ways, or only advised */
export function unclearWords(unclear: NonNullable<CourseFindings['unclear']>[number]): string {
  return `“${unclear.text}”: ${why[unclear.why]}`;
}
