import type { Types } from 'mongoose';
import { type CatalogueReport, CatalogueReportModel } from '../../../models/catalogue-report.ts';
import { CourseModel } from '../../../models/course.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { takenCourses } from '../../counts/coverage.ts';
import { takeLease } from '../../leases/lease.ts';
import { countCatalogue } from './count-catalogue.ts';
import { deriveCourses } from './derive-courses.ts';
import { type DetectLanguage, languageDetector } from './detect-language.ts';
import { readCatalogue } from './read-catalogue.ts';
import { recordSubjects } from './record-subjects.ts';
import { writeDerived } from './write-derived.ts';

/** Raise it with every change of what is read from a course's texts, so that all texts are read again. */
const rules = 1;
/** A catalogue is derived at least so often: a course that got another id changes others without being changed itself. */
const longestMilliseconds = 24 * 3_600_000;
/** When only enrolments have changed, the courses with enrolments are counted again after so long. */
const recountMilliseconds = 10 * 60_000;
/** Courses that sources change during a derivation are derived again at once, at most so often. */
const mostRounds = 3;

const changed = { hint: { institutionId: 1, toDerive: 1 } } as const;

/** Whether courses have changed since the last time, or the rules have. */
export async function isDerivationDue(institutionId: Types.ObjectId, now: Date): Promise<boolean> {
  const report = await CatalogueReportModel.findOne({ institutionId }).lean<CatalogueReport>();
  if (!report || report.rules !== rules || now.getTime() - report.at.getTime() > longestMilliseconds)
    return (await CourseModel.exists({ institutionId })) !== null;
  if ((await CourseModel.collection.findOne({ institutionId, toDerive: true }, changed)) !== null)
    return true;
  const counted = { _id: institutionId, dataChangedAt: { $gt: report.at } };
  const isOld = now.getTime() - report.at.getTime() > recountMilliseconds;
  return isOld && (await InstitutionModel.exists(counted)) !== null;
}

/**
 * Derives from an institution's catalogue what no source states: languages, sections, prerequisites, and what an administrator
 * may want to change. Read this file first, then `read-catalogue.ts`, `read-texts.ts` (one course), `derive-courses.ts` (all
 * courses together) and `write-derived.ts`.
 *
 * The result is stored like one more source of each course, `derived`, which counts last (docs/decisions/0009-records-by-source.md).
 * Deriving again changes nothing. An interrupted derivation goes on with the courses that are left. Only one derivation of a
 * catalogue runs at a time, over all processes.
 * @returns how many courses were written; undefined where another process is deriving this catalogue
 */
export async function deriveCatalogue(
  institutionId: Types.ObjectId,
  { now = new Date(), detector = once(languageDetector) } = {},
): Promise<number | undefined> {
  const lease = await takeLease(`${institutionId} catalogue`);
  if (!lease) return undefined;
  try {
    let written = 0;
    for (let round = 0; round < mostRounds && (await isDerivationDue(institutionId, now)); round++) {
      const report = await CatalogueReportModel.findOne({ institutionId }).lean<CatalogueReport>();
      const courses = await readCatalogue(institutionId, report?.rules !== rules, detector);
      const derived = await deriveCourses(courses);
      written += await writeDerived(courses, derived, {
        institutionId,
        now,
        beforeWrite: lease.assertHeld,
      });
      await recordSubjects(institutionId, courses);
      const counts = countCatalogue(courses, derived, await takenCourses(institutionId, now));
      const done = { $set: { rules, at: now, counts }, $unset: { failure: 1 } };
      await CatalogueReportModel.updateOne({ institutionId }, done, { upsert: true });
    }
    if (written > 0)
      await InstitutionModel.updateOne({ _id: institutionId }, { $max: { dataChangedAt: now } });
    return written;
  } finally {
    await lease.release();
  }
}

function once(load: () => Promise<DetectLanguage>): () => Promise<DetectLanguage> {
  let loaded: Promise<DetectLanguage> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
