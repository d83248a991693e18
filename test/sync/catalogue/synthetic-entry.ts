import type { Entry } from '../../../src/sync/catalogue/entry.ts';
import { courseFacts, type StatedCourse } from '../../../src/sync/catalogue/facts.ts';

/** An entry of a course of which no source states a group or prerequisites, unless said. */
export function entryOf({
  description = '',
  ...course
}: Partial<StatedCourse> & Pick<StatedCourse, 'key' | 'title'> & Partial<Entry>): Entry {
  return {
    ...{ categories: [], prerequisites: [], isRemoved: false, ...course },
    facts: courseFacts({ description, ...course }, () => undefined),
  };
}
