import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import mongoose, { type Collection } from 'mongoose';

const { MongoNetworkError, ObjectId } = mongoose.mongo;
type ObjectId = mongoose.mongo.ObjectId;

const duplicateKey = 11000;
/** A killed database is back within a second or two (src/database/). */
const attempts = 5;
const pauseMilliseconds = 500;

/** One document to be there afterwards. */
export interface Upsert {
  /** Its natural key, without the tenant. */
  key: Readonly<Record<string, string>>;
  /** Fields as they are from now on; null removes one. */
  set: Readonly<Record<string, unknown>>;
  /** What a new document has besides, and an existing one keeps. */
  onInsert: Readonly<Record<string, unknown>>;
}

/**
 * Upserts in bulk by reading a batch first: what is the same is not written, what is new is inserted, the rest
 * updated. Same effect as letting the database upsert each, at a quarter of its work (docs/import.md has the figures).
 *
 * A document's `_id` is derived from its natural key, so that a batch is found by its ids: one exact look-up each. A
 * document that somebody else made, with another `_id`, meets the unique index and is updated after all.
 *
 * Called below mongoose: the callers' fields are typed, and casting each again takes longer than writing it.
 */
export class BulkUpsert {
  readonly #collection: Collection;
  readonly #tenant: ObjectId;
  readonly #seenAt: Date;
  readonly #batchSize: number;
  #batch = new Map<string, Upsert>();
  #writing: Promise<void> = Promise.resolve();
  #changed = 0;

  /**
   * @param seenAt goes into every document; to be seen again is no change
   * @param batchSize documents of one write, all held in memory at once (twice: one batch fills, one is written)
   */
  constructor(collection: Collection, tenant: ObjectId, seenAt: Date, batchSize: number) {
    this.#collection = collection;
    this.#tenant = tenant;
    this.#seenAt = seenAt;
    this.#batchSize = batchSize;
  }

  /** Documents that are new or different now, as far as written. */
  get changed(): number {
    return this.#changed;
  }

  /** The last one of a key wins. Waits while the batch before is still being written. */
  async add(upsert: Upsert): Promise<void> {
    const id = this.#idOf(upsert.key);
    const earlier = this.#batch.get(id);
    this.#batch.set(id, earlier ? { ...upsert, set: { ...earlier.set, ...upsert.set } } : upsert);
    if (this.#batch.size >= this.#batchSize) await this.#startWriting();
  }

  /** Resolves when everything added is acknowledged. */
  async flush(): Promise<void> {
    await this.#startWriting();
    await this.#writing;
  }

  /** One batch after the other: two rows of one key must be written in their order. */
  async #startWriting(): Promise<void> {
    await this.#writing;
    const batch = this.#batch;
    this.#batch = new Map();
    this.#writing = this.#writePatiently(batch);
    // Awaited with the next batch; a failure until then must not count as unhandled.
    this.#writing.catch(() => {});
  }

  /** A batch that a dying database interrupted is written again: that does no harm to the part that was stored. */
  async #writePatiently(batch: ReadonlyMap<string, Upsert>): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#write(batch);
      } catch (error) {
        if (!isInterruption(error) || attempt === attempts) throw error;
        await sleep(attempt * pauseMilliseconds);
      }
  }

  async #write(batch: ReadonlyMap<string, Upsert>): Promise<void> {
    if (batch.size === 0) return;
    const stored = await this.#read(batch);
    const absent: [string, Upsert][] = [];
    const different: Upsert[] = [];
    const seenAgain: ObjectId[] = [];
    for (const [id, upsert] of batch) {
      const document = stored.get(id);
      if (document === undefined) absent.push([id, upsert]);
      else if (differs(document, upsert.set)) different.push(upsert);
      else if (!isDeepStrictEqual(document['seenAt'], this.#seenAt)) seenAgain.push(document['_id']);
    }
    const clashes = await this.#insert(absent);
    this.#changed += absent.length - clashes.length;
    this.#changed += await this.#update([...different, ...clashes]);
    if (seenAgain.length > 0)
      await this.#collection.updateMany(
        { tenant: this.#tenant, _id: { $in: seenAgain } },
        { $set: { seenAt: this.#seenAt } },
        { hint: { _id: 1 } },
      );
  }

  async #read(batch: ReadonlyMap<string, Upsert>): Promise<Map<string, mongoose.mongo.Document>> {
    const _id = { $in: Array.from(batch.keys(), (id) => ObjectId.createFromHexString(id)) };
    // Named, so that no planner weighs the tenant's own indexes against it, batch after batch.
    const hint = { _id: 1 } as const;
    const documents = await this.#collection.find({ tenant: this.#tenant, _id }, { hint }).toArray();
    return new Map(documents.map((document) => [document._id.toHexString(), document]));
  }

  /** @returns those that are there under another `_id` */
  async #insert(absent: readonly [string, Upsert][]): Promise<Upsert[]> {
    if (absent.length === 0) return [];
    const documents = absent.map(([id, { key, set, onInsert }]) => ({
      _id: ObjectId.createFromHexString(id),
      tenant: this.#tenant,
      ...key,
      ...onInsert,
      ...partition(set).given,
      seenAt: this.#seenAt,
    }));
    try {
      await this.#collection.insertMany(documents, { ordered: false });
      return [];
    } catch (error) {
      const failures = [(error as mongoose.mongo.MongoBulkWriteError).writeErrors ?? []].flat();
      if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error;
      return failures.map(({ index }) => (absent[index] as [string, Upsert])[1]);
    }
  }

  /** @returns how many were changed */
  async #update(upserts: readonly Upsert[]): Promise<number> {
    if (upserts.length === 0) return 0;
    const operations = upserts.map(({ key, set }) => {
      const { given, removed } = partition(set);
      const $set = { ...given, seenAt: this.#seenAt };
      const update = removed.length > 0 ? { $set, $unset: Object.fromEntries(removed) } : { $set };
      return { updateOne: { filter: { tenant: this.#tenant, ...key }, update } };
    });
    return (await this.#collection.bulkWrite(operations, { ordered: false })).modifiedCount;
  }

  /** 96 bits of SHA-256 over the natural key, hex: two of a thousand million documents share one once in 10¹¹ cases. */
  #idOf(key: Upsert['key']): string {
    const text = JSON.stringify([this.#tenant.toHexString(), ...Object.values(key)]);
    return createHash('sha256').update(text).digest('hex').slice(0, 24);
  }
}

/** The connection was lost. A write to a socket that is already closed fails without the driver's own error class. */
function isInterruption(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof MongoNetworkError || code === 'EPIPE' || code === 'ECONNRESET';
}

function differs(document: mongoose.mongo.Document, set: Upsert['set']): boolean {
  return Object.entries(set).some(([name, value]) => !isDeepStrictEqual(document[name] ?? null, value));
}

function partition(set: Upsert['set']) {
  const entries = Object.entries(set);
  return {
    given: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    removed: entries.filter(([, value]) => value === null).map(([name]) => [name, ''] as const),
  };
}
