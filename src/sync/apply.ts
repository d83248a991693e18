import { type NewAlias, ownCourseKey, ownLearnerKey } from '../../models/alias.ts';
import { CourseModel } from '../../models/course.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import type { SyncCounts } from '../../models/sync-run.ts';
import { eraseObjected, objectionsOf } from '../privacy/objections.ts';
import { AppendEvents } from './append-events.ts';
import { BulkUpsert, type Change, type Key } from './bulk-upsert.ts';
import { Completed } from './completed.ts';
import { courseKind, enrolmentKind } from './document-kind.ts';
import { courseFields, enrolmentFields, eventFields } from './fields.ts';
import { identified } from './identity/identified.ts';
import { joinLate, learnAliases } from './identity/learn-aliases.ts';
import { LeftOut } from './left-out.ts';
import { problemOf } from './problem.ts';
import type { AliasRecord, SyncRecord } from './record.ts';
import type { Rejection } from './source.ts';

/** A course may have a megabyte of text. */
const coursesInBatch = 200;
/** An enrolment is small, and each batch waits for the journal once. */
const enrolmentsInBatch = 4_000;
const progressEvery = 1_000;
/** What a crash may cost. Each checkpoint that is kept waits for the journal. */
const checkpointMilliseconds = 1_000;
/** Courses whose members are all written are looked through together. */
const completedInBatch = 200;
const aliasesInBatch = 4_000;

export type ApplyCounts = SyncCounts;

export const noCounts: Readonly<ApplyCounts> = {
  ...{ courses: 0, enrolments: 0, events: 0, rejected: 0, changed: 0, removed: 0 },
};

export interface ApplyOptions {
  institution: Pick<Institution, '_id' | 'learnerKey'>;
  /** Whose view is written; without a dot or a dollar sign. */
  source: string;
  records: AsyncIterable<SyncRecord> | Iterable<SyncRecord>;
  /** Its ids of people and courses are its own: they become those of the LMS, as far as it is known (`identity/`). */
  hasOwnIds?: boolean | undefined;
  /**
   * All that the records name, where they are few: then neither the catalogue nor the objections are read whole. Their
   * `learner` is the pseudonym.
   */
  named?: Named | undefined;
  /** When the source said so. A run that resumes another has the other's. */
  seenAt: Date;
  now: Date;
  onProgress?: (counts: Readonly<ApplyCounts>) => void;
  onReject?: (rejection: Rejection) => void;
  /** All that came before the checkpoint is written. */
  onCheckpoint?: (cursor: string, counts: Readonly<ApplyCounts>) => Promise<void>;
  /** Called before anything is written; throws when it must not be. */
  beforeWrite?: () => void;
  /** A dry run: nothing is written, and this is told of what would be. Events have their own id. */
  onChange?: (change: Change, of: 'course' | 'enrolment' | 'event', key: Key) => void;
}

export interface Named {
  /** Keys of courses that there are. */
  courses: ReadonlySet<string>;
  learners: readonly string[];
}

/**
 * Writes records in bulk by their natural keys, in constant memory but for the set of course keys. While a batch is
 * written the next one is collected. Applying the same records again changes nothing; interrupted anywhere, it can
 * be run again: every write is an upsert. Where the records break off with an error, what came before is written, then
 * the error thrown; nothing is marked as removed but in scopes that were complete before. Of people who object nothing is
 * stored (docs/decisions/0011-objections.md).
 */
export async function apply(options: ApplyOptions): Promise<ApplyCounts> {
  const { institution, source, seenAt, hasOwnIds, named, beforeWrite, onChange } = options;
  const institutionId = institution._id;
  const begun = new Date();
  const records = hasOwnIds ? identified(institution, source, options.records) : options.records;
  const learnerKey = (id: string) => (hasOwnIds || named ? id : learnerKeyOf(institution, id));
  const counts = { ...noCounts };
  const known = named ? new Set(named.courses) : await courseKeys(institutionId);
  // A run that died may have left something.
  if (!onChange && !named) await eraseObjected(institutionId);
  const objecting = await objectionsOf(institutionId, named?.learners);
  const rehearse = (of: 'course' | 'enrolment') =>
    onChange && { rehearsal: { onChange: (change: Change, key: Key) => onChange(change, of, key) } };
  const common = { institutionId, source, seenAt, beforeWrite };
  const courses = new BulkUpsert({
    ...{ ...common, ...courseKind, ...rehearse('course'), batchSize: coursesInBatch },
  });
  const enrolments = new BulkUpsert({
    ...{ ...common, ...enrolmentKind, ...rehearse('enrolment'), batchSize: enrolmentsInBatch },
  });
  const onNew = onChange && ((id: string) => onChange('new', 'event', { id }));
  const events = new AppendEvents({ institutionId, source, beforeWrite, onNew });
  const completed = new Completed(courses, enrolments);
  const leftOut = new LeftOut();
  let aliases: NewAlias[] = [];

  let checkpoint: { cursor: string; counts: ApplyCounts } | undefined;
  let keptAt = performance.now();
  const settle = async () => {
    await courses.flush();
    await enrolments.flush();
    await events.flush();
    await completed.removeUnseen();
    // A rehearsal learns nothing.
    if (!onChange) await learnAliases(institutionId, aliases);
    aliases = [];
    counts.changed = courses.changed + enrolments.changed + events.changed;
    counts.removed = courses.removed + enrolments.removed;
    if (checkpoint) {
      // What came behind it is written too, where the records broke off, but is to come again.
      const { changed, removed } = counts;
      await options.onCheckpoint?.(checkpoint.cursor, { ...checkpoint.counts, changed, removed });
    }
    checkpoint = undefined;
    keptAt = performance.now();
  };

  let read = 0;
  const take = async (record: SyncRecord) => {
    if (read++ % progressEvery === 0) options.onProgress?.(counts);
    if (record.kind === 'checkpoint') {
      checkpoint = { cursor: record.cursor, counts: { ...counts } };
      if (performance.now() - keptAt >= checkpointMilliseconds) await settle();
      return;
    }
    if (record.kind === 'complete') {
      if (leftOut.isWhole(record)) completed.add(record);
      if (completed.size >= completedInBatch) await settle();
      return;
    }
    if (record.kind === 'alias') {
      aliases.push(newAliasOf(institution, record));
      if (aliases.length >= aliasesInBatch) await settle();
      return;
    }
    const problem = problemOf(record, known, options.now);
    if (problem !== undefined) {
      counts.rejected++;
      leftOut.add(record);
      options.onReject?.({ origin: record.origin, ...problem });
      return;
    }
    switch (record.kind) {
      case 'course':
        known.add(record.key);
        counts.courses++;
        return courses.add({ key: record.key }, courseFields(record));
      case 'enrolment': {
        const learner = learnerKey(record.learner);
        if (objecting.has(learner)) return;
        counts.enrolments++;
        return enrolments.add({ learner, course: record.course }, enrolmentFields(record));
      }
      case 'removal':
        if (record.learner === undefined) return courses.remove({ key: record.course });
        return enrolments.remove({ learner: learnerKey(record.learner), course: record.course });
      case 'event': {
        const learner = learnerKey(record.learner);
        if (objecting.has(learner)) return;
        counts.events++;
        return events.add(record.id, eventFields(record, learner));
      }
    }
  };

  try {
    for await (const record of records) await take(record);
  } catch (error) {
    // The first error says why; that the database is gone as well is no news.
    await settle().catch(() => {});
    throw error;
  }
  await settle();
  if (hasOwnIds && !onChange) await joinLate(institutionId, source, begun);
  // Somebody may have objected in the meantime.
  if (!onChange) await eraseObjected(institutionId, named?.learners);
  options.onProgress?.(counts);
  return counts;
}

function newAliasOf(institution: Pick<Institution, 'learnerKey'>, record: AliasRecord): NewAlias {
  const { source, id } = record;
  return 'learner' in record
    ? {
        ...{ of: 'learner', source, from: ownLearnerKey(institution, source, id) },
        to: learnerKeyOf(institution, record.learner),
      }
    : { of: 'course', source, from: ownCourseKey(source, id), to: record.course };
}

async function courseKeys(institutionId: Institution['_id']): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key } of CourseModel.find({ institutionId }, { key: 1 }).lean()) keys.add(key);
  return keys;
}
