import type mongoose from 'mongoose';

/**
 * Milliseconds, the same in all processes that share a database. An object, because tests of several processes set shorter
 * ones before they take a lease.
 */
export const leaseTimes = {
  /** A holder that has not renewed its lease for so long counts as dead. */
  life: 20_000,
  renewEvery: 5_000,
  lookEvery: 500,
};

/** Another process has taken over: this one was silent for too long. */
export class LeaseLostError extends Error {
  constructor() {
    super(
      'This run was silent for too long, and another one may have taken over. The next run completes it.',
    );
    this.name = 'LeaseLostError';
  }
}

/** A document that one process at a time may hold. */
interface Held {
  /** `_id` */
  id: string;
  /** The field that says until when, by the database's clock. */
  until: string;
  /** What the field `holder` says. */
  holder: string;
  /** `performance.now()` before it was taken. */
  takenAt: number;
}

/** Renews a document's `holder` until it ends. */
export class HeldLease {
  readonly #documents: Pick<mongoose.Collection, 'updateOne' | 'deleteOne'>;
  readonly #held: Held;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #heldUntil: number;

  constructor(documents: Pick<mongoose.Collection, 'updateOne' | 'deleteOne'>, held: Held) {
    this.#documents = documents;
    this.#held = held;
    this.#heldUntil = held.takenAt + leaseTimes.life;
    this.#timer = setInterval(() => this.#renew().catch(() => {}), leaseTimes.renewEvery);
    this.#timer.unref();
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  assertHeld = (): void => {
    if (performance.now() > this.#heldUntil) this.#lost.abort(new LeaseLostError());
    this.#lost.signal.throwIfAborted();
  };

  /** Renews it no more: its time runs out. */
  abandon(): void {
    clearInterval(this.#timer);
  }

  /** Ends it by changing the document, or deleting it; where somebody else has it by now, nothing is changed. */
  async end(change: object | 'delete'): Promise<void> {
    this.abandon();
    if (change === 'delete') await this.#documents.deleteOne(this.#mine());
    else await this.#documents.updateOne(this.#mine(), change);
  }

  async #renew(): Promise<void> {
    const renewedAt = performance.now();
    const change = [{ $set: renewal(this.#held.until) }];
    const { matchedCount } = await this.#documents.updateOne(this.#mine(), change);
    if (matchedCount === 0) this.#lost.abort(new LeaseLostError());
    else this.#heldUntil = renewedAt + leaseTimes.life;
  }

  #mine(): object {
    return { _id: this.#held.id, holder: this.#held.holder };
  }
}

/** For `$set` of a pipeline. */
export function renewal(until: string): object {
  return { [until]: { $add: ['$$NOW', leaseTimes.life] } };
}
