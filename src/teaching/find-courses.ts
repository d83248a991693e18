import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { wordsIn } from '../answering/course-words.ts';
import { shownCourses } from '../answering/offered-courses.ts';

/** A course that staff may mean. */
export interface FoundCourse {
  key: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language?: string | undefined;
  code?: string | undefined;
}

const mostFound = 8;
const fields = { _id: 0, key: 1, code: 1, title: 1, language: 1, translations: 1 } as const;

/**
 * Courses that students may be shown, by what somebody typed: those of exactly this code or title, else those whose title or code
 * holds it, whatever the case.
 */
export async function findCourses(
  institutionId: Types.ObjectId,
  text: string,
  locale?: string,
): Promise<FoundCourse[]> {
  const shown = await shownCourses(institutionId);
  const literally = escaped(text);
  for (const pattern of [`^${literally}$`, literally]) {
    const said = { $regex: pattern, $options: 'i' };
    const found = await CourseModel.find({ ...shown, $or: [{ code: said }, { title: said }] }, fields)
      .sort({ title: 1, key: 1 })
      .limit(mostFound)
      .lean();
    if (found.length > 0) return found.map((course) => foundCourse(course, locale));
  }
  return [];
}

/** By its key, where students may be shown it. */
export async function shownCourse(
  institutionId: Types.ObjectId,
  key: string,
  locale?: string,
): Promise<FoundCourse | undefined> {
  const found = await CourseModel.findOne({ ...(await shownCourses(institutionId)), key }, fields).lean();
  return found ? foundCourse(found, locale) : undefined;
}

/** By their keys, those that the institution has. */
export async function coursesByKey(
  institutionId: Types.ObjectId,
  keys: readonly string[],
  locale?: string,
): Promise<Map<string, FoundCourse>> {
  if (keys.length === 0) return new Map();
  const found = await CourseModel.find({ institutionId, key: { $in: [...keys] } }, fields).lean();
  return new Map(found.map((course) => [course.key, foundCourse(course, locale)]));
}

function foundCourse(
  course: Pick<Course, 'key' | 'code' | 'title' | 'language' | 'translations'>,
  locale?: string,
): FoundCourse {
  const { title, language } = wordsIn(course, locale);
  return { key: course.key, title, language, code: course.code };
}

/** Every sign that might mean something in an expression stands for itself. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
}
