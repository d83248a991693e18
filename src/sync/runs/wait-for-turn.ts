import { setTimeout as sleep } from 'node:timers/promises';
import { Lease, leaseEnd, leaseMilliseconds } from './lease.ts';

const lookEveryMilliseconds = 500;

/** Somebody else is pulling from the source. */
export class RunUnderWayError extends Error {
  constructor(source: string) {
    super(
      `A run of ${source} is under way. Wait for its end; \`npm run sync -- --watch\` shows how far it is.`,
    );
    this.name = 'RunUnderWayError';
  }
}

/** Takes the lease. @throws RunUnderWayError where somebody holds it */
export async function takeTurn(id: string, source: string): Promise<Lease> {
  const lease = await Lease.take(id);
  if (!lease) throw new RunUnderWayError(source);
  return lease;
}

/**
 * The same; where somebody holds it, waits for as long as a dead one keeps it. Whoever renews it is alive.
 * @throws RunUnderWayError
 */
export async function waitForTurn(id: string, source: string, signal: AbortSignal): Promise<Lease> {
  const firstEnd = await leaseEnd(id);
  const deadline = performance.now() + leaseMilliseconds + 2 * lookEveryMilliseconds;
  for (;;) {
    const lease = await Lease.take(id);
    if (lease) return lease;
    const end = await leaseEnd(id);
    const isRenewed = firstEnd !== undefined && end !== undefined && end > firstEnd;
    if (isRenewed || performance.now() > deadline) throw new RunUnderWayError(source);
    await sleep(lookEveryMilliseconds, undefined, { signal });
  }
}
