import type { Types } from 'mongoose';
import { InstitutionModel } from '../../../models/institution.ts';
import type { StoredCourse } from './read-catalogue.ts';

/** More subjects than anybody tells apart by their covers. */
const mostSubjects = 500;

/**
 * Adds the subjects that are new in a catalogue to `Institution.subjects`. A subject is the first category of a course: sources name
 * the outermost or the most important one first. Those that are known keep their places, also when no course has them any more.
 * The caller holds the lease of the catalogue.
 * @param courses in the order of their keys
 */
export async function recordSubjects(
  institutionId: Types.ObjectId,
  courses: readonly Pick<StoredCourse, 'categories' | 'isRemoved'>[],
): Promise<void> {
  const institution = await InstitutionModel.findById(institutionId, { subjects: 1 }).lean();
  const known = institution?.subjects ?? [];
  const present = courses.flatMap(({ categories, isRemoved }) => (isRemoved ? [] : (categories[0] ?? [])));
  const subjects = [...new Set([...known, ...present])].slice(0, Math.max(known.length, mostSubjects));
  if (subjects.length > known.length)
    await InstitutionModel.updateOne({ _id: institutionId }, { $set: { subjects } });
}
