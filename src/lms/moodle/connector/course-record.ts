import type { CourseEntry } from '../../../../models/course.ts';
import { languageTag } from '../../../sync/language-tag.ts';
import type { CourseRecord } from '../../../sync/record.ts';
import { readCreditCount } from '../../../values/read-credits.ts';
import { type FoundCourse, isOutOfSight } from './catalogue.ts';
import { objectOf, textOf, timeOf } from './values.ts';

/** Nobody is to find a hidden course, or one in a hidden category. It counts as closed since this time. */
const longAgo = new Date(0);

/**
 * Maps a course of `core_course_get_courses_by_field`. Moodle lets people enrol after the end of a course; here it is over then.
 * @param siteUrl where the course is shown
 * @param entry null: nobody can tell how people get in; undefined: what was known stays
 * @param skills undefined: what was known stays
 */
export function courseRecord(
  course: FoundCourse,
  siteUrl: string,
  entry: CourseEntry[] | null | undefined,
  skills: readonly string[] | undefined,
): CourseRecord {
  const { id, answer, category } = course;
  const endsAt = timeOf(answer['enddate']);
  return {
    ...{ kind: 'course', key: `${id}`, code: textOf(answer['shortname']) },
    title: textOf(answer['fullname']),
    description: textOf(answer['summary']),
    categories: category.names,
    credits: creditsIn(answer['customfields']) ?? null,
    language: languageTag(textOf(answer['lang'])) ?? null,
    url: `${siteUrl}/course/view.php?id=${id}`,
    closesAt: isOutOfSight(course) ? longAgo : (endsAt ?? null),
    ...{ startsAt: timeOf(answer['startdate']) ?? null, endsAt: endsAt ?? null },
    hidden: isOutOfSight(course) ? true : null,
    ...(entry !== undefined && { entry }),
    ...(skills !== undefined && { skills }),
    origin: `course ${id}`,
  };
}

/** Short names that institutions give to the custom field of a course that says how much it counts, without marks and case. */
const creditFields = new Set([
  ...[
    'credits',
    'credit',
    'coursecredits',
    'credithours',
    'creditpoints',
    'ects',
    'ectscredits',
    'ectspoints',
  ],
  ...['cp', 'lp', 'leistungspunkte', 'kreditpunkte', 'creditos', 'creditosects', 'creditsects', 'units'],
]);

/** Moodle has no field for it; where an institution has made one, every course of an answer carries it. */
function creditsIn(customFields: unknown): number | undefined {
  if (!Array.isArray(customFields)) return undefined;
  for (const field of customFields.map(objectOf)) {
    if (
      !creditFields.has(
        textOf(field['shortname'])
          .toLowerCase()
          .replace(/[^a-z]/g, ''),
      )
    )
      continue;
    // A list's `valueraw` is the place in the list, `value` what people read.
    const count = readCreditCount(field['value']) ?? readCreditCount(field['valueraw']);
    if (count !== undefined) return count;
  }
  return undefined;
}
