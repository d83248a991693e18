import { FailingParts } from '../../../sync/failing-parts.ts';
import type { CourseRecord, SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import {
  askCategories,
  askCourses,
  type Category,
  type FoundCourse,
  hasCompletion,
  hasSeparateGroups,
} from './catalogue.ts';
import { Competencies } from './competencies.ts';
import { courseRecord } from './course-record.ts';
import type { MoodleService } from './service.ts';
import type { MoodleSite } from './site.ts';
import { timeOf } from './values.ts';
import { WaysIn } from './ways-in.ts';

/** What reading the members of a course needs to know of it. */
export interface CourseToRead {
  id: number;
  hasCompletion: boolean;
  hasSeparateGroups: boolean;
  startsAt: Date | undefined;
}

/** How people get in, and what is taught, is asked for so many courses together. */
const coursesTogether = 50;

/**
 * Yields the courses, category by category, and then that these are all courses, where that is certain. The courses of a category
 * that an earlier pull could not list are unread.
 * @returns every course that there is, by id
 */
export async function* readCatalogue(
  service: MoodleService,
  site: MoodleSite,
  { signal, onReject, unread }: Pick<PullOptions, 'signal' | 'onReject'> & { unread: Set<string> },
): AsyncGenerator<CourseRecord | SyncRecord, readonly CourseToRead[]> {
  const categories = await askCategories(service, signal);
  const courses = new Map<number, CourseToRead>();
  const failing = new FailingParts();
  const question = { service, functions: site.functions, signal, onReject };
  const waysIn = new WaysIn(question);
  const competencies = new Competencies(service, site.functions, { signal, onReject });
  let waiting: FoundCourse[] = [];
  let expected = 0;
  // There is always one. An account that is shown none is shown no courses either.
  let areCounted = categories.length > 0;
  let isAnySkipped = false;
  const coursesIn = async (category: Category): Promise<readonly FoundCourse[]> => {
    const name = `category ${category.id}`;
    try {
      const found = await askCourses(service, category, signal);
      failing.succeeded();
      if (unread.delete(name)) for (const { id } of found) unread.add(`${id}`);
      return found;
    } catch (error) {
      onReject({ origin: name, ...rejectionOf(failing.failed(error, unread.has(name))) });
      unread.add(name);
      isAnySkipped = true;
      return [];
    }
  };
  for (const category of categories) {
    expected += category.courseCount ?? 0;
    areCounted &&= category.courseCount !== undefined;
    if (category.courseCount === 0) continue;
    for (const found of await coursesIn(category)) {
      const { id } = found;
      courses.set(id, {
        id,
        hasCompletion: hasCompletion(found),
        hasSeparateGroups: hasSeparateGroups(found),
        startsAt: timeOf(found.answer['startdate']),
      });
      waiting.push(found);
    }
    if (waiting.length < coursesTogether) continue;
    yield* recordsOf(waiting, waysIn, competencies, site);
    waiting = [];
  }
  yield* recordsOf(waiting, waysIn, competencies, site);
  failing.end();
  // A course that was moved to another category in between may have been seen in neither.
  if (!areCounted)
    onReject({
      reason:
        'Moodle shows no category, or not how many courses there are in one, so none is taken for deleted: look at the rights of the token’s account',
    });
  else if (courses.size >= expected && !isAnySkipped) yield { kind: 'complete', of: 'courses' };
  else if (!isAnySkipped)
    onReject({
      reason:
        'courses that Moodle counts and does not show, so none is taken for deleted: allow moodle/course:viewhiddencourses',
      detail: `${expected - courses.size} of ${expected}`,
    });
  return [...courses.values()].sort((a, b) => a.id - b.id);
}

async function* recordsOf(
  courses: readonly FoundCourse[],
  waysIn: WaysIn,
  competencies: Competencies,
  { url }: MoodleSite,
): AsyncGenerator<CourseRecord> {
  const entries = await waysIn.of(courses);
  const skills = await competencies.of(courses.map(({ id }) => id));
  for (const course of courses)
    yield courseRecord(course, url, entries.get(course.id), skills.get(course.id));
}
