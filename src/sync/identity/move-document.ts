import type mongoose from 'mongoose';
import type { Key } from '../bulk-upsert.ts';
import { documentId } from '../document-id.ts';
import type { DocumentKind } from '../document-kind.ts';
import { derived } from '../source-order.ts';
import { differenceOf, type View } from '../views.ts';

type Document = mongoose.mongo.Document;

const duplicateKey = 11000;

/**
 * Brings what a source says in a document under another key. Of two views of the source the one that was seen later
 * counts. Interrupted, it can be done again: the old document goes last.
 * @param document stored under the source's own id, so with no other view
 */
export async function moveDocument(
  kind: DocumentKind,
  source: string,
  document: Document,
  key: Key,
): Promise<void> {
  const { _id, institutionId } = document;
  for (let current: Document | null = document; current; ) {
    while (!(await copyTo(kind, source, current, key)));
    const unchanged = { _id, institutionId, revision: current['revision'] ?? null };
    if ((await kind.collection.deleteOne(unchanged)).deletedCount > 0) return;
    // Changed by a run in the meantime, or moved by another process.
    current = await kind.collection.findOne({ _id, institutionId });
  }
}

/** @returns false where somebody else was faster: to be tried again */
async function copyTo(kind: DocumentKind, source: string, document: Document, key: Key): Promise<boolean> {
  const { collection, merge, defaults } = kind;
  const { institutionId } = document;
  const target = await collection.findOne({ institutionId, ...key });
  if (!target) {
    const moved = { ...document, ...key, _id: documentId(institutionId, Object.values(key)) };
    return collection.insertOne(moved).then(
      () => true,
      (error) => {
        if (error.code === duplicateKey) return false;
        throw error;
      },
    );
  }
  const { seenAt, removedAt, ...set } = document['views'][source] as View & {
    seenAt: Date;
    removedAt?: Date;
  };
  if (target['views']?.[source]?.seenAt > seenAt) return true;
  const difference = differenceOf(target, source, { set, removedAt }, merge, defaults);
  const { matchedCount } = await collection.updateOne(
    { _id: target['_id'], institutionId, revision: target['revision'] ?? null },
    {
      ...operatorsOf(difference?.set ?? {}, difference?.unset ?? {}),
      $max: { seenAt, [`views.${source}.seenAt`]: seenAt },
      $inc: { revision: 1 },
    },
  );
  return matchedCount > 0;
}

/** Takes back what a source says in a document; one that no other source knows goes with it. */
export async function withdrawView(kind: DocumentKind, source: string, document: Document): Promise<void> {
  const { collection, merge, defaults } = kind;
  const { _id, institutionId } = document;
  for (let current: Document | null = document; current?.['views']?.[source]; ) {
    const { [source]: _, ...others } = current['views'];
    const unchanged = { _id, institutionId, revision: current['revision'] ?? null };
    const before = merge(current['views']);
    const after: Document = { ...defaults, ...merge(others) };
    const gone = Object.keys(before).filter((name) => after[name] === undefined);
    const unset = Object.fromEntries([...gone, `views.${source}`].map((name) => [name, '']));
    const changed = Object.keys(others).every((name) => name === derived)
      ? (await collection.deleteOne(unchanged)).deletedCount
      : (
          await collection.updateOne(unchanged, {
            ...operatorsOf(after, unset),
            $inc: { revision: 1 },
          })
        ).matchedCount;
    if (changed > 0) return;
    current = await collection.findOne({ _id, institutionId });
  }
}

function operatorsOf(set: object, unset: object) {
  return {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
  };
}
