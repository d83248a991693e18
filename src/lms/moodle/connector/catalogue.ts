import { isLocalRefusal } from './moodle-refusal.ts';
import type { MoodleService } from './service.ts';
import { isSet, listOf, numberOf, objectOf, textOf } from './values.ts';

/** Moodle treats the front page as a course that everybody is in. */
const siteCourse = 1;

export interface Category {
  id: number;
  /** Its own name after the names of the categories around it, outermost first. */
  names: readonly string[];
  /** Hidden courses count too; undefined where Moodle does not say. */
  courseCount: number | undefined;
  /** It, or one that it is in, is hidden: Moodle lists its courses to staff alone, though their addresses work. */
  isHidden: boolean;
}

export interface FoundCourse {
  id: number;
  /** Moodle's unchanged answer, which contains the names of teachers. */
  answer: Readonly<Record<string, unknown>>;
  category: Category;
}

/** Categories that the account may see, by id. @throws SourceError */
export async function askCategories(
  service: MoodleService,
  signal: AbortSignal,
): Promise<readonly Category[]> {
  const name = 'core_course_get_categories';
  const answers = listOf(name, await service.call(name, {}, signal)).map(objectOf);
  const hidden = await askHiddenCategories(service, signal);
  const names = new Map(answers.map((answer) => [`${numberOf(answer['id'])}`, textOf(answer['name'])]));
  return answers
    .flatMap((answer) => {
      const id = numberOf(answer['id']);
      if (id === undefined) return [];
      const path = textOf(answer['path']).split('/');
      const above = path.flatMap((step) => names.get(step) ?? []);
      return {
        id,
        names: above,
        courseCount: numberOf(answer['coursecount']),
        isHidden: path.some((step) => hidden.has(step)),
      };
    })
    .sort((a, b) => a.id - b.id);
}

/**
 * Ids of the categories that are hidden themselves. Moodle says `visible` of a category only to accounts that may change it, but
 * lets others look for it. An account that may not see hidden categories is refused, and is not shown their courses either.
 */
async function askHiddenCategories(
  service: MoodleService,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const name = 'core_course_get_categories';
  const criteria = [{ key: 'visible', value: 0 }];
  try {
    const answer = await service.call(name, { criteria, addsubcategories: 0 }, signal);
    return new Set(listOf(name, answer).map((one) => `${numberOf(objectOf(one)['id']) ?? ''}`));
  } catch (error) {
    if (isLocalRefusal(error)) return new Set();
    throw error;
  }
}

/** The courses of one category, without those of the categories inside it. @throws SourceError */
export async function askCourses(
  service: MoodleService,
  category: Category,
  signal: AbortSignal,
): Promise<readonly FoundCourse[]> {
  const name = 'core_course_get_courses_by_field';
  const answer = objectOf(await service.call(name, { field: 'category', value: category.id }, signal));
  return listOf(name, answer['courses']).flatMap((one) => {
    const found = objectOf(one);
    const id = numberOf(found['id']);
    return id === undefined || id === siteCourse ? [] : { id, answer: found, category };
  });
}

/** Only staff can open it. What is hidden by its category, students can open, but are not shown (`Category.isHidden`). */
export function isHidden({ answer }: FoundCourse): boolean {
  return answer['visible'] !== undefined && !isSet(answer['visible']);
}

/** Students do not find it. */
export function isOutOfSight(course: FoundCourse): boolean {
  return isHidden(course) || course.category.isHidden;
}

/** Its members see only the members of their own groups, unless the account may see all. */
export function hasSeparateGroups({ answer }: FoundCourse): boolean {
  return isSet(answer['groupmode']);
}

/** Whether Moodle tracks completion there. It does not say so where the account may not enter the course. */
export function hasCompletion({ answer }: FoundCourse): boolean {
  return isSet(answer['enablecompletion']);
}
