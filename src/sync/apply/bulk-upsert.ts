import type mongoose from 'mongoose';
import type { Types } from 'mongoose';
import {
  type Difference,
  type Fields,
  findDifference,
  fromUpdate,
  type SourceUpdate,
  withoutOutdated,
} from '../documents/by-source.ts';
import { type DocumentKind, documentId, type Key } from '../documents/document-kind.ts';
import { retryAfterRestart } from '../documents/retry-after-restart.ts';

type Document = mongoose.mongo.Document;

const duplicateKey = 11000;
/** Natural keys in one query. The planner looks at each as a branch of its own. */
const keysInQuery = 100;
/** The index is named so that the planner does not compare it with the institution's other indexes in each batch. */
const byId = { hint: { _id: 1 } } as const;

export interface BulkUpsertOptions extends DocumentKind {
  institutionId: Types.ObjectId;
  /** Whose records are written. */
  source: string;
  /** Goes into every document and what the source says of it, where it is later; to be seen again is no change. */
  seenAt: Date;
  /** Documents of one write. Two batches are in memory at once: one fills while the other is written. */
  batchSize: number;
  /** Called before anything is written; throws when it must not be. */
  beforeWrite?: (() => void) | undefined;
  /** Nothing is written; the rehearsal is told of what would be. */
  rehearsal?: Rehearsal | undefined;
}

export type Change = 'new' | 'changed' | 'removed';

/** For a run that writes nothing. It holds the ids of what it has seen, 64 bytes each. */
export interface Rehearsal {
  onChange: (change: Change, key: Key) => void;
}

/** Some of the institution's documents. */
export interface Scope {
  filter: Fields;
  /** An index that fits. */
  hint: Record<string, 1>;
}

interface Entry extends SourceUpdate {
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
 * Writes what one source says of many documents. Each batch is read first. Documents that are the same are only marked as
 * seen, new ones are inserted, the others are updated. The effect is the same as letting the database upsert each document,
 * at a quarter of its work (docs/import.md has the figures).
 *
 * A document's `_id` is derived from its natural key, so a batch is found by one exact look-up for each id. A document that
 * something else made, with another `_id`, meets the unique index and is then updated.
 *
 * An update is computed from the document that was read, so it asks for the revision that was read. Where another source was
 * faster, the batch is read and written again.
 *
 * It works below mongoose: the callers' fields are typed, and casting each again takes longer than writing it.
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

  /**
   * Updates of one key in one pull add up; of a field the last one counts, of statements the newest, but for what `together`
   * says. Waits while the batch before is being written.
   */
  add(key: Key, set: Fields): Promise<void> {
    return this.#put(key, { set });
  }

  /** Marks a document as removed, if this source had it and has not said in this pull that it is there. */
  remove(key: Key): Promise<void> {
    return this.#put(key, { set: {}, removedAt: this.#options.seenAt });
  }

  /** Resolves when everything added is acknowledged. */
  async flush(): Promise<void> {
    await this.#startWriting();
    await this.#writing;
  }

  /**
   * Marks the documents as removed that this source has said before and not now. To be called after `flush`.
   */
  async removeUnseen(scope: Scope): Promise<void> {
    const { seenAt, batchSize } = this.#options;
    const removeSome = (unseen: readonly Document[]) =>
      this.#update(unseen.map((document) => this.#change(document, { set: {}, removedAt: seenAt })));
    let outrun = false;
    let some: Document[] = [];
    for await (const document of this.unseen(scope)) {
      some.push(document);
      if (some.length < batchSize) continue;
      outrun = (await removeSome(some)) || outrun;
      some = [];
    }
    outrun = (await removeSome(some)) || outrun;
    if (outrun) await this.removeUnseen(scope);
  }

  /** The documents that this source has said before and not now. To be called after `flush`. */
  async *unseen({ filter, hint }: Scope): AsyncGenerator<Document> {
    const { collection, rehearsal, seenAt } = this.#options;
    // A rehearsal has marked nothing as seen.
    const before = rehearsal ? {} : { [this.#said('seenAt')]: { $lt: seenAt } };
    for await (const document of collection.find({ ...this.#present(filter), ...before }, { hint }))
      if (!this.#seen.has(document['_id'].toHexString())) yield document;
  }

  /**
   * How many documents this source has said before and again now. To be called after `flush`.
   * @param enough it need not count any further
   */
  async countSeenAgain({ filter, hint }: Scope, enough?: number): Promise<number> {
    const { collection, rehearsal, seenAt } = this.#options;
    const present = this.#present(filter);
    if (!rehearsal) {
      const again = { [this.#said('seenAt')]: { $gte: seenAt }, [this.#said('since')]: { $ne: seenAt } };
      const limit = enough === undefined ? {} : { limit: Math.max(enough, 1) };
      return collection.countDocuments({ ...present, ...again }, { hint, ...limit });
    }
    let count = 0;
    for await (const { _id } of collection.find(present, { hint, projection: { _id: 1 } }))
      if (this.#seen.has(_id.toHexString())) count++;
    return count;
  }

  /** The documents of a scope that this source has, or had until this run. */
  #present(filter: Fields): mongoose.mongo.Filter<Document> {
    const { institutionId } = this.#options;
    return {
      ...{ institutionId, ...filter },
      [this.#said('seenAt')]: { $exists: true },
      [this.#said('removedAt')]: { $exists: false },
    };
  }

  #said(field: string): string {
    return `bySource.${this.#options.source}.${field}`;
  }

  async #put(key: Key, update: SourceUpdate): Promise<void> {
    const id = documentId(this.#options.institutionId, Object.values(key));
    const hex = id.toHexString();
    const earlier = this.#batch.get(hex);
    if (update.removedAt && earlier && !earlier.removedAt) return;
    const newer = earlier ? withoutOutdated(update.set, earlier.set) : update.set;
    const set = earlier ? { ...earlier.set, ...newer, ...this.#together(earlier.set, newer) } : newer;
    this.#batch.set(hex, { id, key, ...update, set });
    if (this.#batch.size >= this.#options.batchSize) await this.#startWriting();
  }

  /** Batches are written one after the other, because two rows of one key must be written in their order. */
  async #startWriting(): Promise<void> {
    await this.#writing;
    const batch = [...this.#batch.values()];
    this.#batch = new Map();
    this.#writing = retryAfterRestart(() => this.#write(batch));
    // It is awaited with the next batch. A failure until then must not count as unhandled.
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
      const said = document['bySource']?.[source];
      // What it has said before is no change.
      if (entry.removedAt && (said === undefined || said.removedAt || this.#isSeen(document))) continue;
      if (!entry.removedAt && said?.seenAt?.getTime() === seenAt.getTime())
        entry.set = { ...entry.set, ...this.#together(said, entry.set) };
      if (rehearsal && !entry.removedAt) this.#seen.add(document['_id'].toHexString());
      const changing = this.#change(document, entry);
      if (changing.difference) different.push(changing);
      else if (!entry.removedAt && said.seenAt < seenAt) seenAgain.push(document['_id']);
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

  /** @returns the entries that are stored after all: under another `_id`, or since a moment ago */
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
    const said = fromUpdate(entry);
    return {
      ...{ _id: entry.id, institutionId, ...entry.key, ...defaults, ...merge({ [source]: said }) },
      bySource: { [source]: { ...said, since: seenAt, seenAt } },
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

  #together(earlier: Fields, later: Fields): Fields {
    return this.#options.together?.(earlier, later) ?? {};
  }

  #isSeen(document: Document): boolean {
    const { source, seenAt } = this.#options;
    return this.#seen.has(document['_id'].toHexString()) || document['bySource'][source].seenAt >= seenAt;
  }

  #change(document: Document, update: SourceUpdate): Changing {
    const { source, seenAt, merge, defaults } = this.#options;
    const difference = findDifference(document, source, { seenAt, ...update }, merge, defaults);
    const said = document['bySource']?.[source];
    if (difference && !update.removedAt && (said === undefined || said.removedAt))
      difference.set[this.#said('since')] = seenAt;
    return { document, difference, isRemoval: update.removedAt !== undefined };
  }

  /** @returns whether others have changed some of the documents since they were read; these are left as they are */
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
    return { seenAt, [`bySource.${source}.seenAt`]: seenAt };
  }
}
