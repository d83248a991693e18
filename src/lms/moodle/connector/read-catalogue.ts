import type { CourseRecord, SyncRecord } from '../../../sync/record.ts';
import type { PullOptions } from '../../../sync/source.ts';
import { askCategories, askCourses, hasCompletion, hasSeparateGroups } from './catalogue.ts';
import { courseRecord } from './course-record.ts';
import type { MoodleService } from './service.ts';
import type { MoodleSite } from './site.ts';
import { timeOf } from './values.ts';

/** What reading the members of a course needs to know of it. */
export interface CourseToRead {
  id: number;
  hasCompletion: boolean;
  hasSeparateGroups: boolean;
  startsAt: Date | undefined;
}

/**
 * Yields the courses, one category at a time, and then that these are all courses, where that is certain.
 * @returns every course that there is, by id
 */
export async function* readCatalogue(
  service: MoodleService,
  site: MoodleSite,
  { signal, onReject }: Pick<PullOptions, 'signal' | 'onReject'>,
): AsyncGenerator<CourseRecord | SyncRecord, readonly CourseToRead[]> {
  const categories = await askCategories(service, signal);
  const courses = new Map<number, CourseToRead>();
  let expected = 0;
  for (const category of categories) {
    expected += category.courseCount;
    if (category.courseCount === 0) continue;
    for (const found of await askCourses(service, category, signal)) {
      const { id } = found;
      courses.set(id, {
        id,
        hasCompletion: hasCompletion(found),
        hasSeparateGroups: hasSeparateGroups(found),
        startsAt: timeOf(found.answer['startdate']),
      });
      yield courseRecord(found, site.url);
    }
  }
  // A course that was moved to another category in between may have been seen in neither.
  if (courses.size >= expected) yield { kind: 'complete', of: 'courses' };
  else
    onReject({
      reason:
        'courses that Moodle counts and does not show, so none is taken for deleted: allow moodle/course:viewhiddencourses',
      detail: `${expected - courses.size} of ${expected}`,
    });
  return [...courses.values()].sort((a, b) => a.id - b.id);
}
