import type { MoodleService } from './service.ts';
import { isSet, listOf, numberOf, objectOf, textOf } from './values.ts';

/** The front page is a course to Moodle, with everybody in it. */
const siteCourse = 1;

export interface Category {
  id: number;
  /** Its own and those that it is in, outermost first. */
  names: readonly string[];
  /** Hidden ones too. */
  courseCount: number;
}

export interface FoundCourse {
  id: number;
  /** As Moodle answered it; names of teachers are in there. */
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
  const names = new Map(answers.map((answer) => [`${answer['id']}`, textOf(answer['name'])]));
  return answers
    .flatMap((answer) => {
      const id = numberOf(answer['id']);
      if (id === undefined) return [];
      const path = textOf(answer['path']).split('/');
      const above = path.flatMap((step) => names.get(step) ?? []);
      return { id, names: above, courseCount: numberOf(answer['coursecount']) ?? 0 };
    })
    .sort((a, b) => a.id - b.id);
}

/** One category's courses, those of the categories in it not. @throws SourceError */
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

/** Nobody but staff can open it. */
export function isHidden({ answer }: FoundCourse): boolean {
  return answer['visible'] !== undefined && !isSet(answer['visible']);
}

/** Its members see those of their own groups only, unless the account may see all. */
export function hasSeparateGroups({ answer }: FoundCourse): boolean {
  return isSet(answer['groupmode']);
}

/** Moodle keeps track of completion there. Not said where the account may not enter the course. */
export function hasCompletion({ answer }: FoundCourse): boolean {
  return isSet(answer['enablecompletion']);
}
