import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { BulkUpsert, type Upsert } from './bulk-upsert.ts';
import type { CourseRecord, EnrolmentRecord, SyncRecord } from './record.ts';

/** A course may have a megabyte of text. */
const coursesInBatch = 200;
/** An enrolment is small, and each batch waits for the journal once. */
const enrolmentsInBatch = 4_000;
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

/** A record that cannot be stored. */
export interface Rejection {
  /** `origin` of the record. */
  origin?: string | undefined;
  reason: string;
  /** What in the record it is about; safe to print. */
  detail?: string | undefined;
}

export interface ApplyOptions {
  institution: Pick<Institution, '_id' | 'learnerKey'>;
  source: string;
  records: AsyncIterable<SyncRecord> | Iterable<SyncRecord>;
  /** When the source said so. */
  seenAt: Date;
  now: Date;
  onProgress?: (counts: ApplyCounts) => void;
  onReject?: (rejection: Rejection) => void;
}

/**
 * Writes records in bulk by their natural keys, in constant memory but for the set of course keys. While a batch is
 * written the next one is collected. Applying the same records again changes nothing; interrupted anywhere, it can
 * be run again: every write is an upsert.
 */
export async function apply(options: ApplyOptions): Promise<ApplyCounts> {
  const { institution, source, seenAt } = options;
  const tenant = institution._id;
  const counts: ApplyCounts = { courses: 0, enrolments: 0, rejected: 0, changed: 0 };
  const known = await courseKeys(tenant);
  const courses = new BulkUpsert(CourseModel.collection, tenant, seenAt, coursesInBatch);
  const enrolments = new BulkUpsert(EnrolmentModel.collection, tenant, seenAt, enrolmentsInBatch);
  let read = 0;

  for await (const record of options.records) {
    if (read++ % progressEvery === 0) options.onProgress?.(counts);
    if (record.kind === 'course') {
      known.add(record.key);
      counts.courses++;
      await courses.add({ key: { key: record.key }, ...courseFields(record, source) });
      continue;
    }
    const problem = problemOf(record, known, options.now);
    if (problem !== undefined) {
      counts.rejected++;
      options.onReject?.({ origin: record.origin, ...problem });
      continue;
    }
    counts.enrolments++;
    const key = { learner: learnerKeyOf(institution, record.learner), course: record.course };
    await enrolments.add({ key, ...enrolmentFields(record, source) });
  }
  await courses.flush();
  await enrolments.flush();
  counts.changed = courses.changed + enrolments.changed;
  options.onProgress?.(counts);
  return counts;
}

async function courseKeys(tenant: Institution['_id']): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key } of CourseModel.find({ tenant }, { key: 1 }).lean()) keys.add(key);
  return keys;
}

function problemOf(
  record: EnrolmentRecord,
  known: ReadonlySet<string>,
  now: Date,
): Omit<Rejection, 'origin'> | undefined {
  if (!known.has(record.course))
    return { reason: 'unknown course: import it first', detail: JSON.stringify(record.course.slice(0, 40)) };
  if (record.at && record.at.getTime() > now.getTime() + futureTolerance)
    return { reason: 'time lies in the future', detail: record.at.toISOString() };
  return undefined;
}

type Fields = Pick<Upsert, 'set' | 'onInsert'>;

// Field by field: what else an object may carry is not for the database.
function courseFields(record: CourseRecord, source: string): Fields {
  const { title, description, categories, level, language, url } = record;
  const { prerequisites, group, audience, opensAt, closesAt } = record;
  const texts = { title, description, categories, level, language, url };
  return {
    set: known({ ...texts, prerequisites, group, audience, opensAt, closesAt, source }),
    onInsert: { description: '', categories: [], prerequisites: [], audience: [] },
  };
}

function enrolmentFields({ state, role, at, weight }: EnrolmentRecord, source: string): Fields {
  return {
    set: known({ state, role, at, weight, source }),
    onInsert: { state: 'active', role: 'learner', weight: 1 },
  };
}

function known(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
