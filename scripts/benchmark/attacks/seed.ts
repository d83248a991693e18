import type { Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';

const courses = 2_000;

/** A catalogue of plain courses. @returns their keys */
export async function writeCatalogue(institutionId: Types.ObjectId): Promise<string[]> {
  const all = Array.from({ length: courses }, (_, i) => ({
    ...{ institutionId, key: `c${i}`, title: `Course number ${i} on subject ${i % 97}` },
    description: `What this course teaches about subject ${i % 97} in ${i % 13} parts. `.repeat(10),
    ...{ categories: [`Subject ${i % 12}`], prerequisites: [], audience: [], language: 'en' },
    ...{ source: 'csv', seenAt: new Date() },
  }));
  await CourseModel.collection.insertMany(all);
  return all.map(({ key }) => key);
}
