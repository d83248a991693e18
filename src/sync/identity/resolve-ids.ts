import { ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import type { SyncRecord } from '../record.ts';
import { findAliases, onlyTarget } from './find-aliases.ts';

const recordsAtOnce = 1_000;

/**
 * Replaces the ids of a source that has ids of its own. They become the LMS's keys as far as launches, rosters and connectors
 * have told which these are, else keys made of the source's own ids; `learner` becomes a pseudonym. The records keep their
 * order and are read a thousand at a time.
 */
export async function* resolveIds(
  institution: Pick<Institution, '_id' | 'learnerKey'>,
  source: string,
  records: AsyncIterable<SyncRecord> | Iterable<SyncRecord>,
): AsyncGenerator<SyncRecord> {
  let some: SyncRecord[] = [];
  const resolve = async () => {
    const own = some.map((record) => withOwnKeys(institution, source, record));
    some = [];
    const keys = await Promise.all([
      findLmsKeys(institution, 'learner', own.flatMap(learnersIn)),
      findLmsKeys(institution, 'course', own.flatMap(coursesIn)),
    ]);
    return own.map((record) => withKeys(record, ...keys));
  };
  try {
    for await (const record of records) {
      some.push(record);
      if (some.length >= recordsAtOnce) yield* await resolve();
    }
  } catch (error) {
    // The records before the error are written.
    yield* await resolve();
    throw error;
  }
  yield* await resolve();
}

type Keyed = (key: string) => string;

async function findLmsKeys(
  { _id: institutionId }: Pick<Institution, '_id'>,
  of: 'learner' | 'course',
  own: readonly string[],
): Promise<Keyed> {
  const known = await findAliases(institutionId, of, own);
  return (key) => onlyTarget(known.get(key) ?? []) ?? key;
}

function withOwnKeys(
  institution: Pick<Institution, 'learnerKey'>,
  source: string,
  record: SyncRecord,
): SyncRecord {
  return withKeys(
    record,
    (id) => (id === '' ? '' : ownLearnerKey(institution, source, id)),
    (id) => ownCourseKey(source, id),
  );
}

function learnersIn(record: SyncRecord): string[] {
  return 'learner' in record && record.learner !== undefined ? [record.learner] : [];
}

function coursesIn(record: SyncRecord): string[] {
  const found: string[] = [];
  withKeys(record, String, (key) => {
    found.push(key);
    return key;
  });
  return found;
}

function withKeys(record: SyncRecord, toLearner: Keyed, toCourse: Keyed): SyncRecord {
  switch (record.kind) {
    case 'course':
      return {
        ...{ ...record, key: record.key === '' ? '' : toCourse(record.key) },
        ...(record.prerequisites && { prerequisites: record.prerequisites.map(toCourse) }),
      };
    case 'enrolment':
      return { ...record, learner: toLearner(record.learner), course: toCourse(record.course) };
    case 'study':
      return { ...record, learner: toLearner(record.learner) };
    case 'removal':
      return {
        ...{ ...record, course: toCourse(record.course) },
        ...(record.learner !== undefined && { learner: toLearner(record.learner) }),
      };
    case 'event': {
      const detail =
        'course' in record.detail
          ? { ...record.detail, course: toCourse(record.detail.course) }
          : record.detail;
      return { ...record, learner: toLearner(record.learner), detail };
    }
    case 'complete':
      return record.of === 'enrolments' && record.course !== undefined
        ? { ...record, course: toCourse(record.course) }
        : record;
    default:
      return record;
  }
}
