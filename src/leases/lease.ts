import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LeaseModel } from '../../models/lease.ts';

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

/**
 * The exclusive right to do something, over all processes that share a database. It is renewed every five seconds until it
 * is released. Whoever takes a lease releases it.
 */
export interface Lease {
  /** Aborted when the lease is lost, with a `LeaseLostError` as reason. */
  readonly signal: AbortSignal;
  /**
   * To be called before each write. It asks this process's own monotonic clock, which goes on while the process is stopped.
   * @throws LeaseLostError
   */
  readonly assertHeld: () => void;
  release(): Promise<void>;
}

/**
 * Takes a lease with one conditional write. The database's clock decides whether it is free, because the clocks of processes
 * differ.
 * @param id what the lease is for. In use: `training`, `migrations`, `taxonomy`, `notices`, and of an institution `<institutionId> <run>` (a
 * run of a source, or of one course's roster), `<institutionId> <source> forecast`, `<institutionId> catalogue` and
 * `<institutionId> skills`
 * @returns undefined where somebody else holds it
 */
export async function takeLease(id: string): Promise<Lease | undefined> {
  const holder = randomUUID();
  const takenAt = performance.now();
  // An upsert cannot compare with the clock, so the document is made first, as one that anybody may take.
  await LeaseModel.updateOne(
    { _id: id },
    { $setOnInsert: { holder: '', expiresAt: new Date(0) } },
    { upsert: true },
  );
  const free = { _id: id, $expr: { $lt: ['$expiresAt', '$$NOW'] } };
  const { modifiedCount } = await LeaseModel.collection.updateOne(free as object, renewal(holder));
  return modifiedCount === 1 ? new HeldLease(id, holder, takenAt) : undefined;
}

export interface WaitOptions {
  signal?: AbortSignal | undefined;
  /** Called once, where somebody else holds the lease. */
  onWait?: () => void;
}

/**
 * Waits until a lease is free, and takes it. A holder that has died makes way within twenty seconds.
 * @throws the signal's reason
 */
export async function waitForLease(id: string, { signal, onWait }: WaitOptions = {}): Promise<Lease> {
  for (let isFirst = true; ; isFirst = false) {
    const lease = await takeLease(id);
    if (lease) return lease;
    if (isFirst) onWait?.();
    await sleep(leaseTimes.lookEvery, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/**
 * Takes a lease that is free or whose holder is dead: where somebody holds it, waits for as long as a dead process keeps it.
 * @returns undefined where the holder lives, which a renewal shows
 * @throws the signal's reason
 */
export async function takeLeaseFromDead(id: string, signal?: AbortSignal): Promise<Lease | undefined> {
  const firstEnd = await endOf(id);
  const deadline = performance.now() + leaseTimes.life + 2 * leaseTimes.lookEvery;
  for (;;) {
    const lease = await takeLease(id);
    if (lease) return lease;
    const end = await endOf(id);
    const isRenewed = firstEnd !== undefined && end !== undefined && end > firstEnd;
    if (isRenewed || performance.now() > deadline) return undefined;
    await sleep(leaseTimes.lookEvery, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

class HeldLease implements Lease {
  readonly #id: string;
  readonly #holder: string;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #heldUntil: number;

  constructor(id: string, holder: string, takenAt: number) {
    this.#id = id;
    this.#holder = holder;
    this.#heldUntil = takenAt + leaseTimes.life;
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

  async release(): Promise<void> {
    clearInterval(this.#timer);
    // The holder is removed too, so that a renewal which is on its way finds nothing to renew.
    const free = { holder: '', expiresAt: new Date(0) };
    await LeaseModel.updateOne({ _id: this.#id, holder: this.#holder }, free);
  }

  async #renew(): Promise<void> {
    const renewedAt = performance.now();
    const mine = { _id: this.#id, holder: this.#holder };
    const { matchedCount } = await LeaseModel.collection.updateOne(mine as object, renewal(this.#holder));
    if (matchedCount === 0) this.#lost.abort(new LeaseLostError());
    else this.#heldUntil = renewedAt + leaseTimes.life;
  }
}

/** When a lease ends, by the database's clock; undefined: nobody has ever held it. */
async function endOf(id: string): Promise<Date | undefined> {
  return (await LeaseModel.findOne({ _id: id }).lean())?.expiresAt;
}

function renewal(holder: string): object[] {
  return [{ $set: { holder, expiresAt: { $add: ['$$NOW', leaseTimes.life] } } }];
}
