import { isDeepStrictEqual } from 'node:util';
import type { Collection, mongo } from 'mongoose';

/** Documents of one write: large enough to be fast, small enough for one message of 48 MB. */
const batchSize = 1_000;
const duplicateKey = 11000;

/** One document to be there afterwards. */
export interface Upsert {
  /** Its natural key, without the tenant. */
  key: Readonly<Record<string, string>>;
  set: Readonly<Record<string, unknown>>;
  /** What a new document has besides, and an existing one keeps. */
  onInsert: Readonly<Record<string, unknown>>;
}

/**
 * Upserts in bulk by reading a batch first: what is the same is not written, what is new is inserted, the rest
 * updated. Several times as fast as letting the database upsert each (docs/import.md has the figures), and the same
 * in effect: a document that another process inserts in between is updated after all. Called below mongoose: the
 * callers' fields are typed, and casting each document again would take longer than writing it.
 */
export class BulkUpsert {
  readonly #collection: Collection;
  readonly #tenant: mongo.ObjectId;
  readonly #keyNames: readonly string[];
  #batch = new Map<string, Upsert>();
  #writing: Promise<number> = Promise.resolve(0);
  #changed = 0;

  constructor(collection: Collection, tenant: mongo.ObjectId, keyNames: readonly string[]) {
    this.#collection = collection;
    this.#tenant = tenant;
    this.#keyNames = keyNames;
  }

  /** Documents written so far that are new or different now. */
  get changed(): number {
    return this.#changed;
  }

  /** The last one of a key wins. Waits while the batch before is still being written. */
  async add(upsert: Upsert): Promise<void> {
    const id = this.#idOf(upsert.key);
    const earlier = this.#batch.get(id);
    this.#batch.set(id, earlier ? { ...upsert, set: { ...earlier.set, ...upsert.set } } : upsert);
    if (this.#batch.size >= batchSize) await this.#startWriting();
  }

  /** Resolves when everything added is acknowledged. */
  async flush(): Promise<void> {
    await this.#startWriting();
    this.#changed += await this.#writing;
    this.#writing = Promise.resolve(0);
  }

  async #startWriting(): Promise<void> {
    this.#changed += await this.#writing;
    const batch = this.#batch;
    this.#batch = new Map();
    this.#writing = this.#write(batch);
    // Awaited with the next batch; a failure until then must not count as unhandled.
    this.#writing.catch(() => {});
  }

  async #write(batch: ReadonlyMap<string, Upsert>): Promise<number> {
    if (batch.size === 0) return 0;
    const stored = await this.#read(batch);
    const inserts: Upsert[] = [];
    const updates: Upsert[] = [];
    for (const [id, upsert] of batch) {
      const document = stored.get(id);
      if (document === undefined) inserts.push(upsert);
      else if (Object.entries(upsert.set).some(([name, value]) => !isDeepStrictEqual(document[name], value)))
        updates.push(upsert);
    }
    updates.push(...(await this.#insert(inserts)));
    if (updates.length > 0)
      await this.#collection.bulkWrite(
        updates.map(({ key, set }) => ({ updateOne: { filter: this.#filter(key), update: { $set: set } } })),
        { ordered: false },
      );
    return inserts.length + updates.length;
  }

  async #read(batch: ReadonlyMap<string, Upsert>): Promise<Map<string, mongo.Document>> {
    const anyOf = (name: string) => ({ $in: [...new Set([...batch.values()].map(({ key }) => key[name]))] });
    const filter = {
      tenant: this.#tenant,
      ...Object.fromEntries(this.#keyNames.map((name) => [name, anyOf(name)])),
    };
    const stored = new Map<string, mongo.Document>();
    for await (const document of this.#collection.find(filter))
      stored.set(this.#idOf(document as unknown as Record<string, string>), document);
    return stored;
  }

  /** @returns those that somebody else inserted in the meantime */
  async #insert(inserts: readonly Upsert[]): Promise<Upsert[]> {
    if (inserts.length === 0) return [];
    const documents = inserts.map(({ key, set, onInsert }) => ({
      ...this.#filter(key),
      ...onInsert,
      ...set,
    }));
    try {
      await this.#collection.insertMany(documents, { ordered: false });
      return [];
    } catch (error) {
      const failures = [(error as mongo.MongoBulkWriteError).writeErrors ?? []].flat();
      if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error;
      return failures.map(({ index }) => inserts[index] as Upsert);
    }
  }

  #filter(key: Upsert['key']): Record<string, unknown> {
    return { tenant: this.#tenant, ...key };
  }

  #idOf(key: Readonly<Record<string, string>>): string {
    return JSON.stringify(this.#keyNames.map((name) => key[name]));
  }
}
