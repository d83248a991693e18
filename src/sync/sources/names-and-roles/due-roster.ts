import type { Types } from 'mongoose';
import { type RosterState, RosterStateModel } from '../../../../models/roster-state.ts';
import type { Lease } from '../../../leases/lease.ts';

export type DueRoster = RosterState & { lease: Lease };

/**
 * The state of a course's roster, where it is due to be read. Two processes that read it at once would take each other's
 * members for gone, so the reader needs the lease of the course's run first.
 * @param lease takes it; undefined: somebody else reads the roster
 * @param evenFailed where reading it failed lately, it is due for this reader all the same
 * @param membershipsUrl is kept, so that the roster can be read without a launch
 * @returns undefined where the roster is not due or somebody else reads it. The caller ends it with `endReading`
 */
export async function takeDueRoster(
  institutionId: Types.ObjectId,
  course: string,
  now: number,
  {
    lease: take,
    membershipsUrl,
    evenFailed = false,
  }: { lease: () => Promise<Lease | undefined>; membershipsUrl?: string | undefined; evenFailed?: boolean },
): Promise<DueRoster | undefined> {
  const key = { institutionId, course };
  const isDue = (state: RosterState | null) =>
    !state || state.dueAt.getTime() <= now || (evenFailed && state.hasFailed);
  // Most launches end here, with one look-up.
  if (!isDue(await RosterStateModel.findOne(key).lean<RosterState>())) return undefined;
  const lease = await take();
  if (!lease) return undefined;
  try {
    // Another process may have read it between the look-up and the lease.
    if (isDue(await RosterStateModel.findOne(key).lean<RosterState>())) {
      const update = {
        $setOnInsert: { dueAt: new Date(now) },
        ...(membershipsUrl && { $set: { membershipsUrl } }),
      };
      const options = { upsert: true, returnDocument: 'after' } as const;
      const state = await RosterStateModel.findOneAndUpdate(key, update, options).lean<RosterState>();
      if (state) return { ...state, lease };
    }
  } catch (error) {
    await lease.release();
    throw error;
  }
  await lease.release();
  return undefined;
}

/** What is gone unless it is said again. */
const ofLastReading = ['differencesUrl', 'hasFailed', 'isAskedToWait', 'waitMayBeOfCourse'] as const;

/** Says when the roster is due next and what the next reading starts from, then releases the lease. */
export async function endReading(
  { _id, institutionId, lease }: DueRoster,
  next: Pick<RosterState, 'dueAt' | 'completeAt' | (typeof ofLastReading)[number]>,
): Promise<void> {
  const $unset = Object.fromEntries(
    ofLastReading.filter((field) => next[field] === undefined).map((field) => [field, 1]),
  );
  try {
    if (!lease.signal.aborted) await RosterStateModel.updateOne({ _id, institutionId }, { ...next, $unset });
  } finally {
    await lease.release();
  }
}
