import type { Types } from 'mongoose';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { StoppedError } from './run-errors.ts';

const lookEveryMilliseconds = 2_000;

/** Asks the run of a source to end, in whatever process it runs; it does within seconds. @returns whether there is one */
export async function requestStop(institutionId: Types.ObjectId, source: string): Promise<boolean> {
  const running = { institutionId, source, state: 'running' } as const;
  return (await SyncRunModel.updateMany(running, { stopRequestedAt: new Date() })).matchedCount > 0;
}

/** `signal` is aborted when somebody has asked the run to end. Call `end` when it has. */
export function watchForStop(
  institutionId: Types.ObjectId,
  _id: Types.ObjectId,
): { signal: AbortSignal; end: () => void } {
  const stop = new AbortController();
  const look = async () => {
    const asked = await SyncRunModel.exists({ institutionId, _id, stopRequestedAt: { $exists: true } });
    if (asked) stop.abort(new StoppedError());
  };
  // A look that fails is followed by another.
  const timer = setInterval(() => look().catch(() => {}), lookEveryMilliseconds);
  timer.unref();
  return { signal: stop.signal, end: () => clearInterval(timer) };
}
