import { textsOf } from '../../../sync/course-texts.ts';
import { languageTag } from '../../../sync/language-tag.ts';
import { plainText } from '../../../sync/plain-text.ts';
import type { CourseRecord } from '../../../sync/record.ts';
import { type FoundCourse, isHidden } from './catalogue.ts';
import { listOf, textOf, timeOf } from './values.ts';

/** Nobody can enrol in a hidden course or in one without an enrolment method. It counts as closed since this time. */
const longAgo = new Date(0);

/**
 * Maps a course of `core_course_get_courses_by_field`. Moodle does not say when people can enrol, so they can until the
 * course ends.
 * @param siteUrl where the course is shown
 */
export function courseRecord(course: FoundCourse, siteUrl: string): CourseRecord {
  const { id, answer, category } = course;
  const endsAt = timeOf(answer['enddate']);
  return {
    ...{ kind: 'course', key: `${id}`, code: plainText(textOf(answer['shortname'])) },
    ...textsOf(textOf(answer['fullname']), textOf(answer['summary'])),
    categories: category.names.map((name) => plainText(name)).filter((name) => name !== ''),
    language: languageTag(textOf(answer['lang'])) ?? null,
    url: `${siteUrl}/course/view.php?id=${id}`,
    closesAt: isHidden(course) || !hasWayIn(answer) ? longAgo : (endsAt ?? null),
    endsAt: endsAt ?? null,
    hidden: isHidden(course) || category.isHidden ? true : null,
    origin: `course ${id}`,
  };
}

/** Whether any enrolment method is switched on; true where Moodle does not say. */
function hasWayIn({ enrollmentmethods: methods }: FoundCourse['answer']): boolean {
  return methods === undefined || listOf('core_course_get_courses_by_field', methods).length > 0;
}
