import { setTimeout as sleep } from 'node:timers/promises';
import { Lease } from '../sync/runs/lease.ts';

/** One training takes all processors: one at a time over all institutions and processes. */
const leaseId = 'training';
const lookEveryMilliseconds = 500;

/** @returns undefined where somebody else trains */
export function takeTrainingTurn(): Promise<Lease | undefined> {
  return Lease.take(leaseId);
}

/**
 * Waits until nobody else trains; one that died makes way within seconds.
 * @param onWait told once, where somebody else does
 * @throws the signal's reason
 */
export async function waitForTrainingTurn(onWait: () => void, signal: AbortSignal): Promise<Lease> {
  for (let isFirst = true; ; isFirst = false) {
    const lease = await takeTrainingTurn();
    if (lease) return lease;
    if (isFirst) onWait();
    await sleep(lookEveryMilliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
