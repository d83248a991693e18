import type { Types } from 'mongoose';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import type { SourceProvider } from '../source.ts';

const minute = 60_000;
/** After a failure 5, 10, 20 … minutes, and no longer than a source is left alone anyway. */
const firstRetryMinutes = 5;
/** So many institutions do not come at one moment. */
const jitter = 0.1;

export interface Due {
  at: Date;
  wanted: SyncRun['wanted'];
}

/**
 * When a source is to be asked next, and for what. Every process comes to the same answer: what chance there is comes
 * from the last run's id.
 */
export async function dueOf(
  institutionId: Types.ObjectId,
  { name, everyMinutes, everythingEveryMinutes }: SourceProvider,
  now: Date,
): Promise<Due> {
  const ours = { institutionId, source: name };
  const recent = await SyncRunModel.find(ours).sort({ startedAt: -1 }).limit(10).lean<SyncRun[]>();
  const complete = { ...ours, state: 'done', wanted: 'everything' } as const;
  const whole = await SyncRunModel.findOne(complete).sort({ startedAt: -1 }).lean<SyncRun>();
  const wholeDue = whole ? whole.startedAt.getTime() + everythingEveryMinutes * minute : 0;
  const wanted = now.getTime() >= wholeDue ? 'everything' : 'changes';
  const [last] = recent;
  if (!last) return { at: new Date(0), wanted };
  const failures = recent.findIndex(({ state }) => state === 'done');
  const inARow = failures === -1 ? recent.length : failures;
  // Whoever has stopped a run does not want it back in five minutes.
  const pause =
    inARow === 0 || last.stopRequestedAt
      ? everyMinutes
      : Math.min(everyMinutes, firstRetryMinutes * 2 ** (inARow - 1));
  const at = last.startedAt.getTime() + pause * minute * (1 + jitter * chanceOf(last._id));
  return { at: new Date(Math.max(at, last.retryAt?.getTime() ?? 0)), wanted };
}

/** From 0 to 1, the same each time. */
function chanceOf(id: Types.ObjectId): number {
  return Number.parseInt(id.toHexString().slice(-4), 16) / 0xffff;
}
