import type { Types } from 'mongoose';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { noCounts } from '../apply/apply.ts';

/** A run that was interrupted longer ago starts anew, because too much has changed since. */
const resumableMilliseconds = 3 * 86_400_000;
/** Clocks of an LMS and of this machine differ. */
const overlapMilliseconds = 10 * 60_000;

export type StartingPoint = Pick<SyncRun, 'wanted' | 'seenAt' | 'counts' | 'scopeMarks' | 'unread'> & {
  since: Date | undefined;
  cursor: string | undefined;
};

interface Question {
  institutionId: Types.ObjectId;
  /** `SyncRun.source`. */
  source: string;
  wanted: SyncRun['wanted'];
  asOf: Date | undefined;
  fingerprint: string | undefined;
  now: Date;
}

/**
 * Where the next run begins: after the last checkpoint of a run that did not end, or at the beginning. A checkpoint is not used
 * twice where the run that continued from it has failed without reaching another one.
 */
export async function startingPoint(question: Question): Promise<StartingPoint> {
  const { institutionId, source, wanted, asOf, fingerprint, now } = question;
  const last = await SyncRunModel.findOne({ institutionId, source })
    .select('+scopeMarks')
    .sort({ startedAt: -1 })
    .lean<SyncRun>();
  const unread = last?.unread && last.fingerprint === fingerprint ? { unread: last.unread } : {};
  if (
    last?.checkpoint &&
    last.state !== 'done' &&
    last.checkpoint.cursor !== last.resumedFrom &&
    last.fingerprint === fingerprint &&
    (last.wanted === 'everything' || wanted === 'changes') &&
    seenAt(last).getTime() > now.getTime() - resumableMilliseconds
  )
    return {
      ...{ wanted: last.wanted, seenAt: seenAt(last), since: last.since },
      ...{ cursor: last.checkpoint.cursor, counts: last.checkpoint.counts },
      ...(last.scopeMarks && { scopeMarks: last.scopeMarks }),
      ...unread,
    };

  // The last run's machine may have a clock that is ahead. What that run saw must be older than what is seen now.
  const afterLast = new Date(Math.max(now.getTime(), (last ? seenAt(last).getTime() : 0) + 1));
  const fresh = { seenAt: asOf ?? afterLast, counts: noCounts, cursor: undefined, ...unread };
  const everything = { ...fresh, wanted: 'everything', since: undefined } as const;
  if (wanted === 'everything') return everything;
  // Another fingerprint means other data, of which nothing has been read yet.
  const same = { fingerprint: fingerprint ?? { $exists: false } };
  const done = await SyncRunModel.findOne({ institutionId, source, state: 'done', ...same })
    .sort({ startedAt: -1 })
    .lean<SyncRun>();
  if (!done) return everything;
  return { ...fresh, wanted, since: new Date(seenAt(done).getTime() - overlapMilliseconds) };
}

/** Runs of the first version have no `seenAt`. */
function seenAt(run: SyncRun): Date {
  return run.seenAt ?? run.startedAt;
}
