import type { Types } from 'mongoose';
import { type CourseList, CourseModel } from '../../../models/course.ts';

/** A list of courses that an administrator may want to look at. */
export interface CourseListing {
  name: CourseList;
  /** Courses that belong together follow each other, by this field. */
  togetherBy?: 'group' | 'findings.sameText';
}

/** What each is called and means for students, and what to do, is said by messages `administration.catalogue.list.…`. */
export const lists: readonly CourseListing[] = [
  { name: 'no-description' },
  { name: 'short-description' },
  { name: 'same-text', togetherBy: 'findings.sameText' },
  { name: 'section', togetherBy: 'group' },
  { name: 'prerequisite-found' },
  { name: 'prerequisite-unclear' },
];

/** The list with this name, else the first. */
export function findList(name: unknown): CourseListing {
  return lists.find((list) => list.name === name) ?? (lists[0] as CourseListing);
}

/** All lists, each with the number of its courses. */
export async function countLists(
  institutionId: Types.ObjectId,
): Promise<(CourseListing & { count: number })[]> {
  return Promise.all(
    lists.map(async (list) => ({
      ...list,
      count: await countListed(institutionId, list),
    })),
  );
}

export function countListed(institutionId: Types.ObjectId, { name }: CourseListing): Promise<number> {
  const byList = { institutionId: 1, 'findings.lists': 1, key: 1 } as const;
  return CourseModel.countDocuments({ institutionId, 'findings.lists': name }, { hint: byList });
}
