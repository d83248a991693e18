import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type mongoose from 'mongoose';
import type { Types } from 'mongoose';
import { findDifference, fromUpdate } from '../documents/by-source.ts';
import { courseKind } from '../documents/document-kind.ts';
import { retryAfterRestart } from '../documents/retry-after-restart.ts';
import { derived } from '../source-order.ts';
import type { Derived } from './derive-courses.ts';
import type { StoredCourse } from './read-catalogue.ts';

type Document = mongoose.mongo.Document;

const batchSize = 100;
const comparedAtOnce = 2_000;
const byId = { hint: { _id: 1 } } as const;
const derivedFields = ['language', 'group', 'prerequisites'] as const;

export interface WriteOptions {
  institutionId: Types.ObjectId;
  now: Date;
  /** Called before anything is written; throws when it must not be. */
  beforeWrite: () => void;
}

/**
 * Writes what was derived where it differs from what is stored. A course that has changed since it was read is left to the
 * next derivation.
 * @returns how many courses were written
 */
export async function writeDerived(
  courses: readonly StoredCourse[],
  results: ReadonlyMap<string, Derived>,
  options: WriteOptions,
): Promise<number> {
  const different: StoredCourse[] = [];
  for (const [i, course] of courses.entries()) {
    if (i % comparedAtOnce === 0) await yieldToOthers();
    if (isDifferent(course, results.get(course.key) as Derived)) different.push(course);
  }
  let written = 0;
  for (let from = 0; from < different.length; from += batchSize) {
    const some = different.slice(from, from + batchSize);
    written += await retryAfterRestart(() => writeSome(some, results, options));
  }
  return written;
}

function isDifferent({ isStale, derivedBefore, findings }: StoredCourse, result: Derived): boolean {
  if (isStale || !isDeepStrictEqual(findings, result.findings)) return true;
  return derivedFields.some((name) => !isDeepStrictEqual(derivedBefore?.[name], result.fields[name]));
}

async function writeSome(
  courses: readonly StoredCourse[],
  results: ReadonlyMap<string, Derived>,
  { institutionId, now, beforeWrite }: WriteOptions,
): Promise<number> {
  const { collection } = courseKind;
  const documents = await collection
    .find({ institutionId, _id: { $in: courses.map(({ id }) => id) } }, byId)
    .toArray();
  const stored = new Map(documents.map((document) => [`${document['_id']}`, document]));
  const operations = courses.flatMap((course) => {
    const document = stored.get(`${course.id}`);
    if (!document || document['revision'] !== course.revision) return [];
    return { updateOne: toOperation(document, results.get(course.key) as Derived, now) };
  });
  if (operations.length === 0) return 0;
  beforeWrite();
  return (await collection.bulkWrite(operations, { ordered: false })).matchedCount;
}

function toOperation(document: Document, { fields, findings }: Derived, now: Date) {
  const update = { set: Object.fromEntries(derivedFields.map((name) => [name, fields[name]])) };
  const isAnythingDerived =
    document['bySource']?.[derived] !== undefined || Object.keys(fromUpdate(update)).length > 0;
  const difference = isAnythingDerived
    ? findDifference(document, derived, update, courseKind.merge, courseKind.defaults)
    : undefined;
  const { toDerive: _, ...set } = difference?.set ?? {};
  return {
    filter: {
      _id: document['_id'],
      institutionId: document['institutionId'],
      revision: document['revision'] ?? null,
    },
    update: {
      $set: { ...set, findings, ...(difference && { [`bySource.${derived}.seenAt`]: now }) },
      $unset: { ...difference?.unset, toDerive: '' },
      $inc: { revision: 1 },
    },
    ...byId,
  };
}
