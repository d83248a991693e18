import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LeaseModel } from '../../models/lease.ts';
import { HeldLease, leaseTimes, renewal } from './held-lease.ts';

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
 * @param id what the lease is for. In use: `migrations`, `taxonomy`, and of an institution `<institutionId> <run>` (a run of a source, or of one
 * course's roster), `<institutionId> training`, `<institutionId> catalogue` and `<institutionId> skills`
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
  const { modifiedCount } = await LeaseModel.collection.updateOne(free as object, [
    { $set: { holder, ...renewal('expiresAt') } },
  ]);
  if (modifiedCount !== 1) return undefined;
  const lease = new HeldLease(LeaseModel.collection, { id, until: 'expiresAt', holder, takenAt });
  return {
    ...{ signal: lease.signal, assertHeld: lease.assertHeld },
    // The holder is removed too, so that a renewal which is on its way finds nothing to renew.
    release: () => lease.end({ $set: { holder: '', expiresAt: new Date(0) } }),
  };
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

/** When a lease ends, by the database's clock; undefined: nobody has ever held it. */
async function endOf(id: string): Promise<Date | undefined> {
  return (await LeaseModel.findOne({ _id: id }).lean())?.expiresAt;
}
