import type mongoose from 'mongoose';
import { type FromSource, findDifference } from '../documents/by-source.ts';
import { type DocumentKind, documentId, type Key } from '../documents/document-kind.ts';
import { derived } from '../source-order.ts';

type Document = mongoose.mongo.Document;

const duplicateKey = 11000;

/**
 * Moves what a source says from one document to another, under another key. Where the source has already said something of
 * the other document, the later of the two counts. It can be repeated after an interruption, because the old document is
 * deleted last.
 * @param document stored under the source's own id, so that no other source says anything of it
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

/** @returns false where another process was faster, and the copy must be repeated */
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
  const { seenAt, removedAt, ...set } = document['bySource'][source] as FromSource & {
    seenAt: Date;
    removedAt?: Date;
  };
  if (target['bySource']?.[source]?.seenAt > seenAt) return true;
  const difference = findDifference(target, source, { set, removedAt }, merge, defaults);
  const { matchedCount } = await collection.updateOne(
    { _id: target['_id'], institutionId, revision: target['revision'] ?? null },
    {
      ...updateOperators(difference?.set ?? {}, difference?.unset ?? {}),
      $max: { seenAt, [`bySource.${source}.seenAt`]: seenAt },
      $inc: { revision: 1 },
    },
  );
  return matchedCount > 0;
}

/** Takes back what a source says of a document. A document that no other source knows is deleted. */
export async function withdrawSource(kind: DocumentKind, source: string, document: Document): Promise<void> {
  const { collection, merge, defaults } = kind;
  const { _id, institutionId } = document;
  for (let current: Document | null = document; current?.['bySource']?.[source]; ) {
    const { [source]: _, ...others } = current['bySource'];
    const unchanged = { _id, institutionId, revision: current['revision'] ?? null };
    const before = merge(current['bySource']);
    const after: Document = { ...defaults, ...merge(others) };
    const gone = Object.keys(before).filter((name) => after[name] === undefined);
    const unset = Object.fromEntries([...gone, `bySource.${source}`].map((name) => [name, '']));
    const changed = Object.keys(others).every((name) => name === derived)
      ? (await collection.deleteOne(unchanged)).deletedCount
      : (
          await collection.updateOne(unchanged, {
            ...updateOperators(after, unset),
            $inc: { revision: 1 },
          })
        ).matchedCount;
    if (changed > 0) return;
    current = await collection.findOne({ _id, institutionId });
  }
}

function updateOperators(set: object, unset: object) {
  return {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
  };
}
