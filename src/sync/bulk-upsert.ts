import type mongoose from 'mongoose';
import type { Collection, Types } from 'mongoose';
import { documentId } from './document-id.ts';
import { outlastRestart } from './outlast-restart.ts';
import { type Difference, differenceOf, type Fields, type Merge, type Said, viewOf } from './views.ts';

type Document = mongoose.mongo.Document;

const duplicateKey = 11000;
/** Natural keys in one query: each is a branch that the planner looks at. */
const keysInQuery = 100;
/** Named, so that no planner weighs the institution's own indexes against it, batch after batch. */
const byId = { hint: { _id: 1 } } as const;

export interface BulkUpsertOptions {
  collection: Collection;
  institutionId: Types.ObjectId;
  /** Fields of the natural key, besides the institution. */
  keyFields: readonly string[];
  /** Whose view is written. */
  source: string;
  /** Goes into every document and its view, where it is later; to be seen again is no change. */
  seenAt: Date;
  /** Documents of one write, all held in memory at once (twice: one batch fills, one is written). */
  batchSize: number;
  /** Makes the document's fields of its views. */
  merge: Merge;
  /** What a field is that no view knows. */
  defaults: Fields;
  /** Called before anything is written; throws when it must not be. */
  beforeWrite?: (() => void) | undefined;
  /** Nothing is written; it is told of what would be. */
  rehearsal?: Rehearsal | undefined;
}

export type Change = 'new' | 'changed' | 'removed';

/** A run that only looks. Holds the ids of what it has seen, 64 bytes each. */
export interface Rehearsal {
  onChange: (change: Change, key: Key) => void;
}

/** A natural key, without the institution. */
export type Key = Readonly<Record<string, string>>;

interface Entry extends Said {
  id: mongoose.mongo.ObjectId;
  key: Key;
}

/** A stored document, as read, and what is to be changed in it. */
interface Changing {
  document: Document;
  difference: Difference | undefined;
  isRemoval: boolean;
}

/**
 * Writes one source's view of many documents. A batch is read first: what is the same is only marked as seen, what is
 * new is inserted, the rest updated. Same effect as letting the database upsert each, at a quarter of its work
 * (docs/import.md has the figures).
 *
 * A document's `_id` is derived from its natural key, so that a batch is found by its ids: one exact look-up each. A
 * document that somebody else made, with another `_id`, meets the unique index and is updated after all.
 *
 * An update is made of what was read, so it asks for the revision that was read: where another source was faster, the
 * batch is read and written again.
 *
 * Called below mongoose: the callers' fields are typed, and casting each again takes longer than writing it.
 */
export class BulkUpsert {
  readonly #options: BulkUpsertOptions;
  readonly #seen = new Set<string>();
  #batch = new Map<string, Entry>();
  #writing: Promise<void> = Promise.resolve();
  #changed = 0;
  #removed = 0;

  constructor(options: BulkUpsertOptions) {
    this.#options = options;
  }

  /** Documents that are new or different now, removed ones among them, as far as written. */
  get changed(): number {
    return this.#changed;
  }

  /** Documents that the source no longer has. */
  get removed(): number {
    return this.#removed;
  }

  /** What is said of one key in one batch adds up; the last word on a field counts. Waits while the batch before is being written. */
  add(key: Key, set: Fields): Promise<void> {
    return this.#put(key, { set });
  }

  /** Marks it as removed, if this source had it and has not said in this pull that it is there. */
  remove(key: Key): Promise<void> {
    return this.#put(key, { set: {}, removedAt: this.#options.seenAt });
  }

  /** Resolves when everything added is acknowledged. */
  async flush(): Promise<void> {
    await this.#startWriting();
    await this.#writing;
  }

  /**
   * Marks as removed what this source has said before and not now. To be called after `flush`.
   * @param scope which documents, besides the institution's
   * @param hint an index that fits
   */
  async removeUnseen(scope: object, hint: Readonly<Record<string, 1>>): Promise<void> {
    const { collection, institutionId, source, seenAt, batchSize, rehearsal } = this.#options;
    const filter = {
      ...{ institutionId, ...scope },
      [`views.${source}.removedAt`]: { $exists: false },
      // A rehearsal has marked nothing as seen.
      [`views.${source}.seenAt`]: rehearsal ? { $exists: true } : { $lt: seenAt },
    };
    const removeSome = (unseen: readonly Document[]) =>
      this.#update(unseen.map((document) => this.#change(document, { set: {}, removedAt: seenAt })));
    let outrun = false;
    let unseen: Document[] = [];
    for await (const document of collection.find(filter, { hint: { ...hint } })) {
      if (!this.#seen.has(document['_id'].toHexString())) unseen.push(document);
      if (unseen.length < batchSize) continue;
      outrun = (await removeSome(unseen)) || outrun;
      unseen = [];
    }
    outrun = (await removeSome(unseen)) || outrun;
    if (outrun) await this.removeUnseen(scope, hint);
  }

  async #put(key: Key, said: Said): Promise<void> {
    const id = documentId(this.#options.institutionId, Object.values(key));
    const hex = id.toHexString();
    const earlier = this.#batch.get(hex);
    if (said.removedAt && earlier && !earlier.removedAt) return;
    this.#batch.set(hex, { id, key, ...said, set: earlier ? { ...earlier.set, ...said.set } : said.set });
    if (this.#batch.size >= this.#options.batchSize) await this.#startWriting();
  }

  /** One batch after the other: two rows of one key must be written in their order. */
  async #startWriting(): Promise<void> {
    await this.#writing;
    const batch = [...this.#batch.values()];
    this.#batch = new Map();
    this.#writing = outlastRestart(() => this.#write(batch));
    // Awaited with the next batch; a failure until then must not count as unhandled.
    this.#writing.catch(() => {});
  }

  async #write(batch: readonly Entry[]): Promise<void> {
    if (batch.length === 0) return;
    const { collection, institutionId, source, seenAt, rehearsal } = this.#options;
    const stored = await this.#read(batch);
    const absent: Entry[] = [];
    const present: [Document, Entry][] = [];
    for (const entry of batch) {
      const document = stored.get(entry.id.toHexString());
      if (document) present.push([document, entry]);
      else if (!entry.removedAt) absent.push(entry);
    }
    this.#options.beforeWrite?.();
    present.push(...(await this.#insert(absent)));

    const different: Changing[] = [];
    const seenAgain: mongoose.mongo.ObjectId[] = [];
    for (const [document, entry] of present) {
      const view = document['views']?.[source];
      if (entry.removedAt && (view === undefined || this.#isSeen(document))) continue;
      if (rehearsal && !entry.removedAt) this.#seen.add(document['_id'].toHexString());
      const changing = this.#change(document, entry);
      if (changing.difference) different.push(changing);
      else if (!entry.removedAt && view.seenAt < seenAt) seenAgain.push(document['_id']);
    }
    if (await this.#update(different)) return this.#write(batch);
    if (seenAgain.length > 0 && !rehearsal)
      await collection.updateMany(
        { institutionId, _id: { $in: seenAgain } },
        { $max: this.#seenNow() },
        byId,
      );
  }

  async #read(batch: readonly Entry[]): Promise<Map<string, Document>> {
    const { collection, institutionId } = this.#options;
    const _id = { $in: batch.map(({ id }) => id) };
    const documents = await collection.find({ institutionId, _id }, byId).toArray();
    return new Map(documents.map((document) => [document['_id'].toHexString(), document]));
  }

  /** @returns those that are there after all: under another `_id`, or since a moment ago */
  async #insert(absent: readonly Entry[]): Promise<[Document, Entry][]> {
    if (absent.length === 0) return [];
    const { collection, rehearsal } = this.#options;
    if (rehearsal) {
      const present = await this.#readByKey(absent);
      const entries = new Set(present.map(([, entry]) => entry));
      const added = absent.filter((entry) => !entries.has(entry) && !this.#seen.has(entry.id.toHexString()));
      for (const { id } of added) this.#seen.add(id.toHexString());
      this.#changed += added.length;
      for (const { key } of added) rehearsal.onChange('new', key);
      return present;
    }
    try {
      await collection.insertMany(
        absent.map((entry) => this.#newDocument(entry)),
        { ordered: false },
      );
      this.#changed += absent.length;
      return [];
    } catch (error) {
      const failures = [(error as mongoose.mongo.MongoBulkWriteError).writeErrors ?? []].flat();
      if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error;
      this.#changed += absent.length - failures.length;
      return this.#readByKey(failures.map(({ index }) => absent[index] as Entry));
    }
  }

  #newDocument(entry: Entry): Document {
    const { institutionId, source, seenAt, merge, defaults } = this.#options;
    const view = viewOf(entry);
    return {
      ...{ _id: entry.id, institutionId, ...entry.key, ...defaults, ...merge({ [source]: view }) },
      views: { [source]: { ...view, seenAt } },
      seenAt,
    };
  }

  async #readByKey(entries: readonly Entry[]): Promise<[Document, Entry][]> {
    const { collection, institutionId } = this.#options;
    const found: [Document, Entry][] = [];
    for (let from = 0; from < entries.length; from += keysInQuery) {
      const some = entries.slice(from, from + keysInQuery);
      const documents = await collection
        .find({ $or: some.map(({ key }) => ({ institutionId, ...key })) })
        .toArray();
      for (const entry of some) {
        const document = documents.find((d) =>
          Object.entries(entry.key).every(([name, value]) => d[name] === value),
        );
        if (document) found.push([document, entry]);
      }
    }
    return found;
  }

  #isSeen(document: Document): boolean {
    const { source, seenAt } = this.#options;
    return this.#seen.has(document['_id'].toHexString()) || document['views'][source].seenAt >= seenAt;
  }

  #change(document: Document, said: Said): Changing {
    const { source, merge, defaults } = this.#options;
    const difference = differenceOf(document, source, said, merge, defaults);
    return { document, difference, isRemoval: said.removedAt !== undefined };
  }

  /** @returns whether some of them have been changed by others since they were read; these are left as they are */
  async #update(changing: readonly Changing[]): Promise<boolean> {
    const removals = changing.filter(({ isRemoval }) => isRemoval);
    const removed = await this.#updateAlike(removals, 'removed');
    this.#removed += removed;
    const others = changing.filter(({ isRemoval }) => !isRemoval);
    const changed = (await this.#updateAlike(others, 'changed')) + removed;
    this.#changed += changed;
    return changed < changing.length;
  }

  async #updateAlike(changing: readonly Changing[], change: Change): Promise<number> {
    const { collection, rehearsal, beforeWrite } = this.#options;
    if (changing.length === 0) return 0;
    if (rehearsal) {
      for (const { document } of changing) rehearsal.onChange(change, this.#keyOf(document));
      return changing.length;
    }
    beforeWrite?.();
    const operations = changing.map((one) => ({ updateOne: this.#operation(one) }));
    return (await collection.bulkWrite(operations, { ordered: false })).matchedCount;
  }

  #keyOf(document: Document): Key {
    return Object.fromEntries(this.#options.keyFields.map((name) => [name, document[name]]));
  }

  #operation({ document, difference, isRemoval }: Changing) {
    const { set = {}, unset = {} } = difference ?? {};
    return {
      filter: {
        _id: document['_id'],
        institutionId: this.#options.institutionId,
        revision: document['revision'] ?? null,
      },
      update: {
        ...(Object.keys(set).length > 0 && { $set: set }),
        ...(Object.keys(unset).length > 0 && { $unset: unset }),
        ...(!isRemoval && { $max: this.#seenNow() }),
        $inc: { revision: 1 },
      },
      ...byId,
    };
  }

  #seenNow(): Record<string, Date> {
    const { source, seenAt } = this.#options;
    return { seenAt, [`views.${source}.seenAt`]: seenAt };
  }
}
