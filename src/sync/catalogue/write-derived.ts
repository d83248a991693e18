import { setImmediate as othersTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type mongoose from 'mongoose';
import type { Types } from 'mongoose';
import { courseKind } from '../document-kind.ts';
import { outlastRestart } from '../outlast-restart.ts';
import { derived } from '../source-order.ts';
import { differenceOf, viewOf } from '../views.ts';
import type { Derived } from './findings.ts';
import type { StoredEntry } from './read-entries.ts';

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
 * Writes what was derived, where it is different from what is stored. A course that has changed since it was read is left
 * for the next time.
 * @returns how many were written
 */
export async function writeDerived(
  entries: readonly StoredEntry[],
  derivedOf: ReadonlyMap<string, Derived>,
  options: WriteOptions,
): Promise<number> {
  const different: StoredEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    if (i % comparedAtOnce === 0) await othersTurn();
    if (isDifferent(entry, derivedOf.get(entry.key) as Derived)) different.push(entry);
  }
  let written = 0;
  for (let from = 0; from < different.length; from += batchSize) {
    const some = different.slice(from, from + batchSize);
    written += await outlastRestart(() => writeSome(some, derivedOf, options));
  }
  return written;
}

function isDifferent({ isStale, view, findings }: StoredEntry, derivedNow: Derived): boolean {
  if (isStale || !isDeepStrictEqual(findings, derivedNow.findings)) return true;
  return derivedFields.some((name) => !isDeepStrictEqual(view?.[name], derivedNow.fields[name]));
}

async function writeSome(
  entries: readonly StoredEntry[],
  derivedOf: ReadonlyMap<string, Derived>,
  { institutionId, now, beforeWrite }: WriteOptions,
): Promise<number> {
  const { collection } = courseKind;
  const documents = await collection
    .find({ institutionId, _id: { $in: entries.map(({ id }) => id) } }, byId)
    .toArray();
  const stored = new Map(documents.map((document) => [`${document['_id']}`, document]));
  const operations = entries.flatMap((entry) => {
    const document = stored.get(`${entry.id}`);
    if (!document || document['revision'] !== entry.revision) return [];
    return { updateOne: operationOf(document, derivedOf.get(entry.key) as Derived, now) };
  });
  if (operations.length === 0) return 0;
  beforeWrite();
  return (await collection.bulkWrite(operations, { ordered: false })).matchedCount;
}

function operationOf(document: Document, { fields, findings }: Derived, now: Date) {
  const said = { set: Object.fromEntries(derivedFields.map((name) => [name, fields[name]])) };
  const hasView = document['views']?.[derived] !== undefined || Object.keys(viewOf(said)).length > 0;
  const difference = hasView
    ? differenceOf(document, derived, said, courseKind.merge, courseKind.defaults)
    : undefined;
  const { toDerive: _, ...set } = difference?.set ?? {};
  return {
    filter: {
      _id: document['_id'],
      institutionId: document['institutionId'],
      revision: document['revision'] ?? null,
    },
    update: {
      $set: { ...set, findings, ...(difference && { [`views.${derived}.seenAt`]: now }) },
      $unset: { ...difference?.unset, toDerive: '' },
      $inc: { revision: 1 },
    },
    ...byId,
  };
}
