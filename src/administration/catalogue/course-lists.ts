import type { Types } from 'mongoose';
import { type CourseList, CourseModel } from '../../../models/course.ts';

/** A list of courses that an administrator may want to look at. */
export interface CourseListing {
  name: CourseList;
  title: string;
  /** What it means for students, and what to do. */
  meaning: string;
  /** Courses that belong together follow each other, by this field. */
  togetherBy?: 'group' | 'findings.sameText';
}

export const lists: readonly CourseListing[] = [
  {
    name: 'no-description',
    title: 'No description',
    meaning:
      'The recommender knows them by their title and their learners only, so a new one is hardly recommended. Describe them in the LMS.',
  },
  {
    name: 'short-description',
    title: 'Short description',
    meaning: 'Fewer than fifty letters say little about a course. Describe what one learns there.',
  },
  {
    name: 'same-text',
    title: 'Same description',
    meaning:
      'Word for word the same description, and no sections of one course. Remove a duplicate, or describe what is different.',
    togetherBy: 'findings.sameText',
  },
  {
    name: 'section',
    title: 'Sections',
    meaning:
      'Taken for the same course: who has had one is offered none of the others. Where that is wrong, give them other titles or codes, or state the group in the source.',
    togetherBy: 'group',
  },
  {
    name: 'prerequisite-found',
    title: 'Prerequisites found',
    meaning:
      'Read from the description, since the source states none. Offered to those only who have taken, or are taking, what is asked for.',
  },
  {
    name: 'prerequisite-unclear',
    title: 'Prerequisites not understood',
    meaning: 'Stated in the description, but not followed: these courses are offered to everybody.',
  },
];

/** The list with this name, else the first. */
export function findList(name: unknown): CourseListing {
  return lists.find((list) => list.name === name) ?? (lists[0] as CourseListing);
}

/** All lists, each with the number of its courses. */
export async function countLists(
  institutionId: Types.ObjectId,
): Promise<(CourseListing & { count: string })[]> {
  return Promise.all(
    lists.map(async (list) => ({
      ...list,
      count: (await countListed(institutionId, list)).toLocaleString('en'),
    })),
  );
}

export function countListed(institutionId: Types.ObjectId, { name }: CourseListing): Promise<number> {
  const byList = { institutionId: 1, 'findings.lists': 1, key: 1 } as const;
  return CourseModel.countDocuments({ institutionId, 'findings.lists': name }, { hint: byList });
}
