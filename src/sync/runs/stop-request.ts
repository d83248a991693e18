import type { Types } from 'mongoose';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { StoppedError } from './run-errors.ts';

const lookEveryMilliseconds = 2_000;

/** Asks the run of a source to end, in whatever process it is. It ends within seconds. @returns whether there is one */
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
    const isAsked = await SyncRunModel.exists({ institutionId, _id, stopRequestedAt: { $exists: true } });
    if (isAsked) stop.abort(new StoppedError());
  };
  // A failed look-up is repeated by the next one.
  const timer = setInterval(() => look().catch(() => {}), lookEveryMilliseconds);
  timer.unref();
  return { signal: stop.signal, end: () => clearInterval(timer) };
}
