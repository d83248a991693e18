import type { Types } from 'mongoose';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { backOff } from '../../values/back-off.ts';
import type { SourceProvider } from '../source.ts';

const minute = 60_000;
/** A share of the pause, by chance, so that institutions do not all come at one moment. */
const jitter = 0.1;

/** After more failures in a row the pause is the longest anyway. */
const mostRecent = 10;

export interface Due {
  at: Date;
  wanted: SyncRun['wanted'];
}

/**
 * When a source is to be asked next, and for what. Every process comes to the same answer, because the chance in it is taken
 * from the last run's id.
 */
export async function findDue(
  institutionId: Types.ObjectId,
  { name, everyMinutes, everythingEveryMinutes }: SourceProvider,
  now: Date,
): Promise<Due> {
  const ours = { institutionId, source: name };
  const recent = await SyncRunModel.find(ours).sort({ startedAt: -1 }).limit(mostRecent).lean<SyncRun[]>();
  const complete = { state: 'done', wanted: 'everything' } as const;
  const whole =
    recent.find(({ state, wanted }) => state === complete.state && wanted === complete.wanted) ??
    (recent.length < mostRecent
      ? undefined
      : await SyncRunModel.findOne({ ...ours, ...complete })
          .sort({ startedAt: -1 })
          .lean<SyncRun>());
  const wholeDue = whole ? whole.startedAt.getTime() + everythingEveryMinutes * minute : 0;
  const wanted = now.getTime() >= wholeDue ? 'everything' : 'changes';
  const [last] = recent;
  if (!last) return { at: new Date(0), wanted };
  const failures = recent.findIndex(({ state }) => state === 'done');
  const inARow = failures === -1 ? recent.length : failures;
  const usual = everyMinutes * minute;
  // After failures it is asked again soon, but never later than without them. An administrator who has stopped a run does not want it
  // back in five minutes.
  const pause = inARow === 0 || last.stopRequestedAt ? usual : backOff(inARow, usual);
  const at = last.startedAt.getTime() + pause * (1 + jitter * chanceFrom(last._id));
  return { at: new Date(Math.max(at, last.retryAt?.getTime() ?? 0)), wanted };
}

/** From 0 to 1, the same each time. */
function chanceFrom(id: Types.ObjectId): number {
  return Number.parseInt(id.toHexString().slice(-4), 16) / 0xffff;
}
