import { type NewAlias, ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import type { Institution } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import type { ScopeMark, SyncCounts } from '../../../models/sync-run.ts';
import { eraseObjected, findObjections } from '../../privacy/objections.ts';
import { courseKind, enrolmentKind, type Key, studyKind } from '../documents/document-kind.ts';
import { joinDocumentsLate, learnAliases } from '../identity/learn-aliases.ts';
import { resolveIds } from '../identity/resolve-ids.ts';
import type { AliasRecord, SyncRecord } from '../record.ts';
import type { Rejection } from '../source.ts';
import { AppendEvents } from './append-events.ts';
import { BulkUpsert, type Change } from './bulk-upsert.ts';
import { cleanCourse, cleanStudy } from './clean-course.ts';
import { CompleteScopes, type Judgement } from './complete-scopes.ts';
import { withinLimits } from './limits.ts';
import { courseFields, enrolmentFields, eventFields, studyFields } from './record-fields.ts';
import { type StoredRecord, validateRecord } from './validate-record.ts';

/** A course may have a megabyte of text. */
const coursesInBatch = 200;
/** An enrolment is small, and each batch waits for the journal once. */
const enrolmentsInBatch = 4_000;
const progressEvery = 1_000;
/** So much work may be lost in a crash. Each checkpoint that is kept waits for the journal. */
const checkpointMilliseconds = 1_000;
const aliasesInBatch = 4_000;

export type ApplyCounts = SyncCounts;

export const noCounts: Readonly<ApplyCounts> = {
  ...{ rows: 0, courses: 0, enrolments: 0, events: 0, studies: 0, rejected: 0, changed: 0, removed: 0 },
};

export interface ApplyOptions {
  institution: Pick<Institution, '_id' | 'learnerKey'>;
  /** Whose records they are; without a dot or a dollar sign. */
  source: string;
  records: AsyncIterable<SyncRecord> | Iterable<SyncRecord>;
  /** The source has ids of its own. They are replaced by those of the LMS as far as these are known (`identity/`). */
  hasOwnIds?: boolean | undefined;
  /**
   * All courses and learners that the records name, where they are few. Then neither the catalogue nor the objections are
   * read whole, and `learner` of a record is the pseudonym.
   */
  named?: Named | undefined;
  /** When the source said so. A run that resumes another has the other's. */
  seenAt: Date;
  now: Date;
  onProgress?: (counts: Readonly<ApplyCounts>) => void;
  onReject?: (rejection: Rejection) => void;
  /** Called when all that came before the checkpoint is written. `marks`: of scopes, since the last call. */
  onCheckpoint?: (
    cursor: string,
    counts: Readonly<ApplyCounts>,
    marks: readonly ScopeMark[],
  ) => Promise<void>;
  /** All marks that the run which this one continues has been given. */
  marksBefore?: readonly ScopeMark[] | undefined;
  /** Called at the end, where a scope was read whole. */
  onJudged?: (judgement: Judgement) => void;
  /** Called before anything is written; throws when it must not be. */
  beforeWrite?: () => void;
  /** Makes it a dry run: nothing is written, and this is told of what would be. Events have their own id. */
  onChange?: (change: Change, of: AppliedKind, key: Key) => void;
}

/** What is written, and said of by a dry run. */
export type AppliedKind = 'course' | 'enrolment' | 'event' | 'study';

export interface Named {
  /** Keys of courses that there are. */
  courses: ReadonlySet<string>;
  learners: readonly string[];
}

/**
 * Writes the records of all sources; the only part of the application that does. Read it first, then `bulk-upsert.ts` (how
 * many documents are written), `../documents/` (what several sources say of one document), and `complete-scopes.ts` (what is
 * marked as removed).
 *
 * Records are written in bulk by their natural keys. Only the sets of course keys, and of people whose programme or year
 * is said, grow with the data. The next batch is collected while one is written. Applying the same records again changes nothing, and an interrupted run can be repeated,
 * because every write is an upsert. Where the records break off with an error, those before it are written, then the error
 * is thrown. Only at the end of the records are documents marked as removed, in scopes that were complete; until then nobody
 * knows how many these would be. Nothing is stored of people who object (docs/decisions/0011-objections.md).
 */
export async function apply(options: ApplyOptions): Promise<ApplyCounts> {
  const { institution, source, seenAt, hasOwnIds, named, beforeWrite, onChange } = options;
  const institutionId = institution._id;
  const begun = new Date();
  const records = hasOwnIds ? resolveIds(institution, source, options.records) : options.records;
  const learnerKey = (id: string) => (hasOwnIds || named ? id : learnerKeyOf(institution, id));
  const counts = { ...noCounts };
  const studying = new Set<string>();
  const known = named ? new Set(named.courses) : await courseKeys(institutionId);
  // A run that died may have left something of people who object.
  if (!onChange && !named) await eraseObjected(institutionId);
  const objecting = await findObjections(institutionId, named?.learners);
  const rehearse = (of: AppliedKind) =>
    onChange && { rehearsal: { onChange: (change: Change, key: Key) => onChange(change, of, key) } };
  const common = { institutionId, source, seenAt, beforeWrite };
  const courses = new BulkUpsert({
    ...{ ...common, ...courseKind, ...rehearse('course'), batchSize: coursesInBatch },
  });
  const enrolments = new BulkUpsert({
    ...{ ...common, ...enrolmentKind, ...rehearse('enrolment'), batchSize: enrolmentsInBatch },
  });
  const studies = new BulkUpsert({
    ...{ ...common, ...studyKind, ...rehearse('study'), batchSize: enrolmentsInBatch },
  });
  const onNew = onChange && ((id: string) => onChange('new', 'event', { id }));
  const events = new AppendEvents({ institutionId, source, beforeWrite, onNew });
  const scopes = new CompleteScopes(courses, enrolments, common, options.marksBefore);
  let aliases: NewAlias[] = [];

  let checkpoint: { cursor: string; counts: ApplyCounts } | undefined;
  let keptAt = performance.now();
  const countWritten = () => {
    counts.changed = courses.changed + enrolments.changed + events.changed + studies.changed;
    counts.removed = courses.removed + enrolments.removed;
  };
  const settle = async () => {
    await courses.flush();
    await enrolments.flush();
    await events.flush();
    await studies.flush();
    // A dry run learns nothing.
    if (!onChange) await learnAliases(institutionId, aliases);
    aliases = [];
    countWritten();
    if (checkpoint) {
      // Where the records broke off, what came after the checkpoint is written too, and will come again.
      const { changed, removed } = counts;
      const soFar = { ...checkpoint.counts, changed, removed };
      await options.onCheckpoint?.(checkpoint.cursor, soFar, scopes.takeNews());
    }
    checkpoint = undefined;
    keptAt = performance.now();
  };

  let read = 0;
  /** The enrolment before: what its learner studies may stand in the same row. */
  let enrolment: { learner: string; origin?: string | undefined } | undefined;
  const take = async (given: SyncRecord) => {
    if (read++ % progressEvery === 0) options.onProgress?.(counts);
    if (given.kind === 'checkpoint') {
      checkpoint = { cursor: given.cursor, counts: { ...counts } };
      if (performance.now() - keptAt >= checkpointMilliseconds) await settle();
      return;
    }
    if (given.kind === 'complete') return scopes.add(given);
    if (given.kind === 'alias') {
      aliases.push(toNewAlias(institution, given));
      if (aliases.length >= aliasesInBatch) await settle();
      return;
    }
    const isOfRow =
      given.kind === 'study' && given.learner === enrolment?.learner && given.origin === enrolment.origin;
    if (!isOfRow) counts.rows++;
    enrolment = given.kind === 'enrolment' ? given : undefined;
    const record = cleaned(given);
    const problem = validateRecord(record, known, options.now);
    if (problem !== undefined) {
      counts.rejected++;
      scopes.reject(record);
      options.onReject?.({ origin: record.origin, ...problem });
      return;
    }
    switch (record.kind) {
      case 'course':
        known.add(record.key);
        counts.courses++;
        return courses.add({ key: record.key }, courseFields(withinLimits(record)));
      case 'enrolment': {
        const learner = learnerKey(record.learner);
        if (objecting.has(learner)) return;
        counts.enrolments++;
        return enrolments.add({ learner, course: record.course }, enrolmentFields(record));
      }
      case 'study': {
        const learner = learnerKey(record.learner);
        if (objecting.has(learner)) return;
        // Files say it again with each enrolment.
        studying.add(learner);
        counts.studies = studying.size;
        return studies.add({ learner }, studyFields(record));
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
    // The first error says why. Another one, such as a database that is gone, is not reported.
    await settle().catch(() => {});
    throw error;
  }
  await settle();
  const judgement = await scopes.removeUnseen();
  countWritten();
  if (judgement) options.onJudged?.(judgement);
  if (hasOwnIds && !onChange) await joinDocumentsLate(institutionId, source, begun);
  // Somebody may have objected in the meantime.
  if (!onChange) await eraseObjected(institutionId, named?.learners);
  options.onProgress?.(counts);
  return counts;
}

function cleaned(record: StoredRecord): StoredRecord {
  if (record.kind === 'course') return cleanCourse(record);
  return record.kind === 'study' ? cleanStudy(record) : record;
}

function toNewAlias(institution: Pick<Institution, 'learnerKey'>, record: AliasRecord): NewAlias {
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
