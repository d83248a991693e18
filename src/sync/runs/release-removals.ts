import type { Types } from 'mongoose';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { takeLease } from '../../leases/lease.ts';
import { removeHeldBack } from '../apply/remove-held-back.ts';
import { RunInProgressError } from './run-errors.ts';
import { recordChange, runLease } from './run-sync.ts';

/** The runs of a source, or of any of its parts, whose removals wait for an administrator; the newest first. */
export async function findWaiting(institutionId: Types.ObjectId, source?: string): Promise<SyncRun[]> {
  const waiting = await SyncRunModel.find({ institutionId, isRemovalWaiting: true })
    .sort({ startedAt: -1 })
    .lean<SyncRun[]>();
  return source === undefined ? waiting : waiting.filter((run) => sourceOf(run) === source);
}

/**
 * Lets the removals through that runs of a source have held back: what was not seen then and has not been seen since is marked
 * as removed. The source is not asked again.
 * @returns how many documents were removed
 * @throws RunInProgressError where a run of the source is about to judge anew
 */
export async function releaseRemovals(institutionId: Types.ObjectId, source?: string): Promise<number> {
  let removed = 0;
  for (const run of await findWaiting(institutionId, source)) removed += await release(run);
  return removed;
}

async function release({ _id, institutionId, source }: SyncRun): Promise<number> {
  const lease = await takeLease(runLease(institutionId, source));
  if (!lease) throw new RunInProgressError(source);
  try {
    // A newer run may have ended, or somebody else may have been faster.
    const waiting = { institutionId, _id, isRemovalWaiting: true } as const;
    const run = await SyncRunModel.findOne(waiting).select('+heldCourses').lean<SyncRun>();
    if (!run) return 0;
    const removed = await removeHeldBack({
      ...{ institutionId, source: sourceOf(run), seenAt: run.seenAt, courses: run.heldCourses ?? [] },
      hasCatalogue: run.heldBack?.scopes.some(({ kind }) => kind === 'courses') ?? false,
      beforeWrite: lease.assertHeld,
    });
    await recordChange(institutionId, removed);
    await SyncRunModel.updateOne(
      { institutionId, _id },
      { releasedAt: new Date(), $unset: { isRemovalWaiting: 1, heldCourses: 1 } },
    );
    return removed;
  } finally {
    await lease.release();
  }
}

function sourceOf({ source }: Pick<SyncRun, 'source'>): string {
  return source.split(':')[0] as string;
}
