import { CourseModel } from '../../models/course.ts';
import { personalData } from './personal-data.ts';
import type { Person } from './pseudonyms.ts';

/** Everything that is stored of a person (GDPR Art. 15 and 20), as it is stored, by kind. */
export interface PersonExport {
  exportedAt: Date;
  /** The code that they are stored under. */
  pseudonym: string;
  /** Titles of the courses that the rest names by their keys. */
  courseTitles: Record<string, string>;
  /** By `PersonalCollection.name`. */
  stored: Record<string, Record<string, unknown>[]>;
}

/** The person knows the institution, and the id of a visit could be misused. */
const omitted = { _id: 0, institutionId: 0, __v: 0 };

export async function exportPerson(
  { institutionId, learner }: Person,
  now = new Date(),
): Promise<PersonExport> {
  const stored: PersonExport['stored'] = {};
  for (const { name, collection, field, only } of personalData) {
    const filter = { institutionId, ...only, [field]: learner };
    stored[name] = await collection.find(filter, { projection: omitted }).sort({ _id: 1 }).toArray();
  }
  const courses = Object.values(stored).flatMap((all) => all.flatMap(({ course }) => course ?? []));
  const mentioned = { $in: [...new Set(courses)] as string[] };
  const titles = await CourseModel.find({ institutionId, key: mentioned }, { key: 1, title: 1 }).lean();
  return {
    exportedAt: now,
    pseudonym: learner,
    courseTitles: Object.fromEntries(titles.map(({ key, title }) => [key, title])),
    stored,
  };
}
