import type mongoose from 'mongoose';
import type { Types } from 'mongoose';
import { EventModel } from '../../../models/event.ts';
import { documentId } from '../documents/document-kind.ts';
import { retryAfterRestart } from '../documents/retry-after-restart.ts';

const batchSize = 1_000;
const duplicateKey = 11000;

interface Options {
  institutionId: Types.ObjectId;
  source: string;
  beforeWrite?: (() => void) | undefined;
  /** Nothing is written; `onNew` is told of what would be. */
  onNew?: ((id: string) => void) | undefined;
}

/** An event with the source's own id of it. */
interface NewEvent {
  id: string;
  event: mongoose.mongo.Document;
}
type Batch = ReadonlyMap<string, NewEvent>;

/** Stores events in bulk, each once: `_id` is derived from the source's own id of it. */
export class AppendEvents {
  readonly #options: Options;
  /** By `_id`. */
  #batch = new Map<string, NewEvent>();
  #changed = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  get changed(): number {
    return this.#changed;
  }

  async add(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    const { institutionId, source } = this.#options;
    const _id = documentId(institutionId, [source, id]);
    this.#batch.set(_id.toHexString(), { id, event: { _id, institutionId, ...fields, source } });
    if (this.#batch.size >= batchSize) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = new Map();
    if (batch.size === 0) return;
    this.#changed += await (this.#options.onNew
      ? this.#rehearse(batch, this.#options.onNew)
      : retryAfterRestart(() => this.#insert(batch)));
  }

  async #rehearse(batch: Batch, onNew: (id: string) => void): Promise<number> {
    const filter = { institutionId: this.#options.institutionId, _id: { $in: [...batch.keys()] } };
    const stored = await EventModel.find(filter, { _id: 1 }).lean();
    const absent = new Map(batch);
    for (const { _id } of stored) absent.delete(`${_id}`);
    for (const { id } of absent.values()) onNew(id);
    return absent.size;
  }

  async #insert(batch: Batch): Promise<number> {
    this.#options.beforeWrite?.();
    const events = Array.from(batch.values(), ({ event }) => event);
    try {
      return (await EventModel.collection.insertMany(events, { ordered: false })).insertedCount;
    } catch (error) {
      const { writeErrors, insertedCount = 0 } = error as mongoose.mongo.MongoBulkWriteError;
      const failures = [writeErrors ?? []].flat();
      if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error;
      return insertedCount;
    }
  }
}
