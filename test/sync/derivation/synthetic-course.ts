import type { CatalogueCourse } from '../../../src/sync/derivation/catalogue-course.ts';
import { readTexts, type StatedCourse } from '../../../src/sync/derivation/read-texts.ts';

/** A course of which no source states a group or prerequisites, unless said. */
export function syntheticCourse({
  description = '',
  ...course
}: Partial<StatedCourse> & Pick<StatedCourse, 'key' | 'title'> & Partial<CatalogueCourse>): CatalogueCourse {
  return {
    ...{ categories: [], prerequisites: [], isRemoved: false, ...course },
    facts: readTexts({ description, ...course }, () => undefined),
  };
}
