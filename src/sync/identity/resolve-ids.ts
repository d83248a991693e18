import { ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import type { SyncRecord } from '../record.ts';
import { findAliases, onlyTarget } from './find-aliases.ts';

const recordsAtOnce = 1_000;

/**
 * The records of a source that has ids of its own, under the keys that they are stored by: the LMS's, as far as
 * launches, rosters and connectors have told which these are, else the source's own. `learner` is a pseudonym then. In
 * their order, a thousand at a time.
 */
export async function* resolveIds(
  institution: Pick<Institution, '_id' | 'learnerKey'>,
  source: string,
  records: AsyncIterable<SyncRecord> | Iterable<SyncRecord>,
): AsyncGenerator<SyncRecord> {
  let some: SyncRecord[] = [];
  const resolve = async () => {
    const own = some.map((record) => ownKeysOf(institution, source, record));
    some = [];
    const keys = await Promise.all([
      lmsKeys(institution, 'learner', own.flatMap(learnersOf)),
      lmsKeys(institution, 'course', own.flatMap(coursesOf)),
    ]);
    return own.map((record) => withKeys(record, ...keys));
  };
  try {
    for await (const record of records) {
      some.push(record);
      if (some.length >= recordsAtOnce) yield* await resolve();
    }
  } catch (error) {
    // What came before is written.
    yield* await resolve();
    throw error;
  }
  yield* await resolve();
}

type Keyed = (key: string) => string;

async function lmsKeys(
  { _id: institutionId }: Pick<Institution, '_id'>,
  of: 'learner' | 'course',
  own: readonly string[],
): Promise<Keyed> {
  const known = await findAliases(institutionId, of, own);
  return (key) => onlyTarget(known.get(key) ?? []) ?? key;
}

function ownKeysOf(
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

function learnersOf(record: SyncRecord): string[] {
  return 'learner' in record && record.learner !== undefined ? [record.learner] : [];
}

function coursesOf(record: SyncRecord): string[] {
  const found: string[] = [];
  withKeys(record, String, (key) => {
    found.push(key);
    return key;
  });
  return found;
}

function withKeys(record: SyncRecord, learnerOf: Keyed, courseOf: Keyed): SyncRecord {
  switch (record.kind) {
    case 'course':
      return {
        ...{ ...record, key: record.key === '' ? '' : courseOf(record.key) },
        ...(record.prerequisites && { prerequisites: record.prerequisites.map(courseOf) }),
      };
    case 'enrolment':
      return { ...record, learner: learnerOf(record.learner), course: courseOf(record.course) };
    case 'removal':
      return {
        ...{ ...record, course: courseOf(record.course) },
        ...(record.learner !== undefined && { learner: learnerOf(record.learner) }),
      };
    case 'event': {
      const detail =
        'course' in record.detail
          ? { ...record.detail, course: courseOf(record.detail.course) }
          : record.detail;
      return { ...record, learner: learnerOf(record.learner), detail };
    }
    case 'complete':
      return record.of === 'enrolments' && record.course !== undefined
        ? { ...record, course: courseOf(record.course) }
        : record;
    default:
      return record;
  }
}
