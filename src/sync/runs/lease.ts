import { randomUUID } from 'node:crypto';
import { SyncLeaseModel } from '../../../models/sync-lease.ts';

/** A holder that is silent for so long counts as dead. */
export const leaseMilliseconds = 20_000;
const renewEveryMilliseconds = 5_000;

/** Another process has taken over: this one was silent for too long. */
export class LeaseLostError extends Error {
  constructor() {
    super(
      'This run was silent for too long, and another one may have taken over. The next run completes it.',
    );
    this.name = 'LeaseLostError';
  }
}

/** The right to pull from a source, of one run at a time over all processes. Renewed until it is released. */
export class Lease {
  readonly #id: string;
  readonly #holder: string;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #heldUntil: number;

  private constructor(id: string, holder: string, takenAt: number) {
    this.#id = id;
    this.#holder = holder;
    this.#heldUntil = takenAt + leaseMilliseconds;
    this.#timer = setInterval(() => this.#renew().catch(() => {}), renewEveryMilliseconds);
    this.#timer.unref();
  }

  /**
   * One conditional write, judged by the database's clock: processes' clocks differ.
   * @returns undefined where somebody else holds it
   */
  static async take(id: string): Promise<Lease | undefined> {
    const holder = randomUUID();
    const takenAt = performance.now();
    // An upsert may not ask for an expression, so there is one first that anybody may take.
    await SyncLeaseModel.updateOne(
      { _id: id },
      { $setOnInsert: { holder: '', expiresAt: new Date(0) } },
      { upsert: true },
    );
    const free = { _id: id, $expr: { $lt: ['$expiresAt', '$$NOW'] } };
    const { modifiedCount } = await SyncLeaseModel.collection.updateOne(free as object, extension(holder));
    return modifiedCount === 1 ? new Lease(id, holder, takenAt) : undefined;
  }

  /** Aborted when it is lost. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** To be called before a write. By this process's own monotonic clock, which goes on while it is stopped. @throws LeaseLostError */
  assertHeld = (): void => {
    if (performance.now() > this.#heldUntil) this.#lost.abort(new LeaseLostError());
    if (this.#lost.signal.aborted) throw this.#lost.signal.reason;
  };

  async release(): Promise<void> {
    clearInterval(this.#timer);
    // Nobody's: a renewal that is on its way finds nothing to renew.
    const free = { holder: '', expiresAt: new Date(0) };
    await SyncLeaseModel.updateOne({ _id: this.#id, holder: this.#holder }, free);
  }

  async #renew(): Promise<void> {
    const renewedAt = performance.now();
    const mine = { _id: this.#id, holder: this.#holder };
    const { matchedCount } = await SyncLeaseModel.collection.updateOne(
      mine as object,
      extension(this.#holder),
    );
    if (matchedCount === 0) this.#lost.abort(new LeaseLostError());
    else this.#heldUntil = renewedAt + leaseMilliseconds;
  }
}

/** When the lease ends, by the database's clock; undefined: nobody has ever held it. */
export async function leaseEnd(id: string): Promise<Date | undefined> {
  return (await SyncLeaseModel.findOne({ _id: id }).lean())?.expiresAt;
}

function extension(holder: string): object[] {
  return [{ $set: { holder, expiresAt: { $add: ['$$NOW', leaseMilliseconds] } } }];
}
