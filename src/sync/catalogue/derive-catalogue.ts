import type { Types } from 'mongoose';
import { type CatalogueReport, CatalogueReportModel } from '../../../models/catalogue-report.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { takeLease } from '../../leases/lease.ts';
import { countCatalogue } from './count-catalogue.ts';
import { type DetectLanguage, languageDetector } from './detect-language.ts';
import { findingsOf } from './findings.ts';
import { readEntries } from './read-entries.ts';
import { writeDerived } from './write-derived.ts';

/** To be raised with every change of what is read from a course's texts: all are then read again. */
const rules = 1;
/** What moves without a course being changed (a course under another id) is set right by then. */
const longestMilliseconds = 24 * 3_600_000;
/** When enrolments alone have changed, courses with some are counted again after so long. */
const recountMilliseconds = 10 * 60_000;
/** Courses that sources change meanwhile are looked at again at once, so often. */
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
 * Works out for a catalogue what no source states: languages, sections, prerequisites, and what an administrator may want
 * to change. It is one more view of each course, whose word counts last (docs/decisions/0009-records-and-views.md). Doing
 * it again changes nothing; interrupted, it goes on with the courses that are left. One at a time over all processes.
 * @returns courses written; undefined: another process is at it
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
      const entries = await readEntries(institutionId, report?.rules !== rules, detector);
      const derivedOf = await findingsOf(entries);
      written += await writeDerived(entries, derivedOf, {
        institutionId,
        now,
        beforeWrite: lease.assertHeld,
      });
      const counts = countCatalogue(entries, derivedOf, await enrolledCourses(institutionId));
      await CatalogueReportModel.updateOne({ institutionId }, { rules, at: now, counts }, { upsert: true });
    }
    if (written > 0)
      await InstitutionModel.updateOne({ _id: institutionId }, { $max: { dataChangedAt: now } });
    return written;
  } finally {
    await lease.release();
  }
}

async function enrolledCourses(institutionId: Types.ObjectId): Promise<Set<string>> {
  return new Set(await EnrolmentModel.distinct('course', { institutionId }));
}

function once(load: () => Promise<DetectLanguage>): () => Promise<DetectLanguage> {
  let loaded: Promise<DetectLanguage> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
