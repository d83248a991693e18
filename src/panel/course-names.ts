import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { type CourseName, nameOfCourse } from '../answering/course-words.ts';

/** What a course's name is made of. */
export const nameFields = { _id: 0, key: 1, title: 1, language: 1, translations: 1 } as const;

/** What courses are called in the reader's language, by key; also those of which students are told nothing else. */
export async function readCourseNames(
  institutionId: Types.ObjectId,
  keys: readonly string[],
  locale: string | undefined,
): Promise<ReadonlyMap<string, CourseName>> {
  const found = await CourseModel.find({ institutionId, key: { $in: [...keys] } }, nameFields).lean();
  return new Map(found.map((course) => [course.key, nameOfCourse(course, locale)]));
}
