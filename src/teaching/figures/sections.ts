import type { Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';

/** Keys of a course and of its other sections: an LMS has another one each term. */
export async function sectionsOf(institutionId: Types.ObjectId, course: string): Promise<string[]> {
  const found = await CourseModel.findOne({ institutionId, key: course }, { _id: 0, group: 1 }).lean();
  if (found?.group === undefined) return [course];
  const sections = await CourseModel.find({ institutionId, group: found.group }, { _id: 0, key: 1 }).lean();
  return sections.map(({ key }) => key);
}
