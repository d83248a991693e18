import type { Types } from 'mongoose';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { noCounts } from '../apply/apply.ts';

/** Who was interrupted longer ago starts anew: too much has changed since. */
const resumableMilliseconds = 3 * 86_400_000;
/** Clocks of an LMS and of this machine differ. */
const overlapMilliseconds = 10 * 60_000;

export type StartingPoint = Pick<SyncRun, 'wanted' | 'seenAt' | 'counts'> & {
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
 * Where the next run begins: behind the last checkpoint of one that did not end, where there is one and it led
 * somewhere: a checkpoint that a run went on from and failed without a further one is not tried again.
 */
export async function startingPoint(question: Question): Promise<StartingPoint> {
  const { institutionId, source, wanted, asOf, fingerprint, now } = question;
  const last = await SyncRunModel.findOne({ institutionId, source }).sort({ startedAt: -1 }).lean<SyncRun>();
  if (
    last?.checkpoint &&
    last.state !== 'done' &&
    last.checkpoint.cursor !== last.resumedFrom &&
    last.fingerprint === fingerprint &&
    (last.wanted === 'everything' || wanted === 'changes') &&
    seenAtOf(last).getTime() > now.getTime() - resumableMilliseconds
  )
    return {
      ...{ wanted: last.wanted, seenAt: seenAtOf(last), since: last.since },
      ...{ cursor: last.checkpoint.cursor, counts: last.checkpoint.counts },
    };

  // Another machine's clock may be ahead: what it saw must be older than what is seen now.
  const afterLast = new Date(Math.max(now.getTime(), (last ? seenAtOf(last).getTime() : 0) + 1));
  const fresh = { seenAt: asOf ?? afterLast, counts: noCounts, cursor: undefined };
  const everything = { ...fresh, wanted: 'everything', since: undefined } as const;
  if (wanted === 'everything') return everything;
  // Of other data (another address) nothing has been read yet.
  const same = { fingerprint: fingerprint ?? { $exists: false } };
  const done = await SyncRunModel.findOne({ institutionId, source, state: 'done', ...same })
    .sort({ startedAt: -1 })
    .lean<SyncRun>();
  if (!done) return everything;
  return { ...fresh, wanted, since: new Date(seenAtOf(done).getTime() - overlapMilliseconds) };
}

/** Runs of the first version have none. */
function seenAtOf({ seenAt, startedAt }: SyncRun): Date {
  return seenAt ?? startedAt;
}
