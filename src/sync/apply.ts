import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { BulkUpsert, type Upsert } from './bulk-upsert.ts';
import type { CourseRecord, EnrolmentRecord, SyncRecord } from './record.ts';

const progressEvery = 1_000;
/** Clocks differ; an enrolment of tomorrow is one of today. */
const futureTolerance = 86_400_000;

export interface ApplyCounts {
  courses: number;
  enrolments: number;
  rejected: number;
  /** Documents that are new or different now. */
  changed: number;
}

export interface ApplyOptions {
  institution: Pick<Institution, '_id' | 'learnerKey'>;
  source: string;
  records: AsyncIterable<SyncRecord> | Iterable<SyncRecord>;
  /** When the source said so. Applying the same records with the same time changes nothing. */
  seenAt: Date;
  now: Date;
  onProgress?: (counts: ApplyCounts) => void;
  /** A record that cannot be stored; the others are. */
  onReject?: (origin: string | undefined, reason: string) => void;
}

/**
 * Writes records in bulk by their natural keys, in constant memory but for the set of course keys. While a batch is
 * written the next one is collected. Interrupted anywhere, it can be run again: every write is an upsert.
 */
export async function apply(options: ApplyOptions): Promise<ApplyCounts> {
  const { institution, source, seenAt } = options;
  const tenant = institution._id;
  const counts: ApplyCounts = { courses: 0, enrolments: 0, rejected: 0, changed: 0 };
  const known = new Set<string>(await CourseModel.distinct('key', { tenant }));
  const courses = new BulkUpsert(CourseModel.collection, tenant, ['key']);
  const enrolments = new BulkUpsert(EnrolmentModel.collection, tenant, ['learner', 'course']);

  for await (const record of options.records) {
    if (record.kind === 'course') {
      known.add(record.key);
      counts.courses++;
      await courses.add({ key: { key: record.key }, ...courseFields(record, source, seenAt) });
    } else {
      const problem = problemOf(record, known, options.now);
      if (problem !== undefined) {
        counts.rejected++;
        options.onReject?.(record.origin, problem);
        continue;
      }
      counts.enrolments++;
      const key = { learner: learnerKeyOf(institution, record.learner), course: record.course };
      await enrolments.add({ key, ...enrolmentFields(record, source, seenAt) });
    }
    if ((counts.courses + counts.enrolments) % progressEvery === 0) options.onProgress?.(counts);
  }
  await courses.flush();
  await enrolments.flush();
  counts.changed = courses.changed + enrolments.changed;
  options.onProgress?.(counts);
  return counts;
}

function problemOf(record: EnrolmentRecord, known: ReadonlySet<string>, now: Date): string | undefined {
  if (!known.has(record.course))
    return `unknown course "${record.course.slice(0, 40)}": add it to the courses`;
  if (record.at && record.at.getTime() > now.getTime() + futureTolerance) return 'time lies in the future';
  return undefined;
}

type Fields = Pick<Upsert, 'set' | 'onInsert'>;

function courseFields(record: CourseRecord, source: string, seenAt: Date): Fields {
  const { kind: _kind, key: _key, origin: _origin, ...given } = record;
  return {
    set: { ...given, source, seenAt },
    onInsert: { description: '', categories: [], prerequisites: [] },
  };
}

function enrolmentFields(record: EnrolmentRecord, source: string, seenAt: Date): Fields {
  const { state, role, at, weight } = record;
  const known = { ...(state && { state }), ...(at && { at }), ...(weight !== undefined && { weight }) };
  return {
    set: { ...known, role: role ?? 'learner', source, seenAt },
    onInsert: { state: 'active', weight: 1 },
  };
}
