import type { Types } from 'mongoose';
import { ownCourseKey } from '../../../models/alias.ts';
import { type Course, CourseModel } from '../../../models/course.ts';
import type { Term } from '../record.ts';
import type { PullOptions, Source } from '../source.ts';
import { findAliases, onlyTarget } from './find-aliases.ts';

/** The terms of a source's courses as they are stored. Each course is looked up once, and forgotten with the pull. */
export function storedTerms(
  institutionId: Types.ObjectId,
  { name, hasOwnIds }: Pick<Source, 'name' | 'hasOwnIds'>,
): NonNullable<PullOptions['storedTerm']> {
  const known = new Map<string, Promise<Term | undefined>>();
  const find = async (id: string): Promise<Term | undefined> => {
    const key = hasOwnIds ? await lmsKeyOf(institutionId, ownCourseKey(name, id)) : id;
    const fields = { term: 1, bySource: 1 };
    const course = await CourseModel.findOne({ institutionId, key }, fields).lean<Course>();
    const own = course?.bySource?.[name]?.term;
    return own ?? course?.term;
  };
  return (id) => {
    const term = known.get(id) ?? find(id);
    known.set(id, term);
    return term;
  };
}

async function lmsKeyOf(institutionId: Types.ObjectId, own: string): Promise<string> {
  const aliases = await findAliases(institutionId, 'course', [own]);
  return onlyTarget(aliases.get(own) ?? []) ?? own;
}
