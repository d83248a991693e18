import type { Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';

/** Names of the categories that an institution has excluded: their courses are not offered, and they are no interests. */
export async function readExcludedCategories(institutionId: Types.ObjectId): Promise<readonly string[]> {
  const found = await InstitutionModel.findById(institutionId, { excludedCategories: 1 }).lean();
  return found?.excludedCategories ?? [];
}

/**
 * The condition for courses that may be shown to students: the LMS has them, not only staff see them, and no category of theirs is
 * excluded.
 */
export async function shownCourses(institutionId: Types.ObjectId) {
  return {
    ...{ institutionId, removedAt: { $exists: false }, hidden: { $ne: true } },
    categories: { $nin: [...(await readExcludedCategories(institutionId))] },
  };
}
