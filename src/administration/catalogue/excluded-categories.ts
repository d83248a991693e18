import type { Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';

const mostCategories = 500;

/** A category as the page lists it. */
export interface ListedCategory {
  name: string;
  /** Courses that the LMS still has. */
  courses: number;
  isExcluded: boolean;
}

/** The categories with the most courses, and every one that is excluded, by their names. */
export async function listCategories({
  _id: institutionId,
  excludedCategories: excluded = [],
}: Institution): Promise<ListedCategory[]> {
  const rows = await CourseModel.aggregate<{ _id: string; courses: number }>([
    { $match: { institutionId, removedAt: { $exists: false } } },
    { $project: { categories: 1 } },
    { $unwind: '$categories' },
    { $group: { _id: '$categories', courses: { $sum: 1 } } },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  const courses = new Map(rows.map((row) => [row._id, row.courses]));
  return [...new Set([...courses.keys(), ...excluded])]
    .sort((a, b) => a.localeCompare(b))
    .map((name) => ({ name, courses: courses.get(name) ?? 0, isExcluded: excluded.includes(name) }));
}

/**
 * Courses in these categories are no longer offered and their names are no interests; histories keep them. It counts within a
 * minute.
 * @param names as a form sends them; others than texts are left out
 * @returns those that are excluded from now on
 */
export async function excludeCategories(institutionId: Types.ObjectId, names: unknown): Promise<string[]> {
  const excluded = [names].flat().filter((name) => typeof name === 'string' && name !== '') as string[];
  const change = excluded.length > 0 ? { excludedCategories: [...new Set(excluded)] } : undefined;
  await InstitutionModel.updateOne(
    { _id: institutionId },
    change ? { $set: change } : { $unset: { excludedCategories: 1 } },
  );
  return change?.excludedCategories ?? [];
}
