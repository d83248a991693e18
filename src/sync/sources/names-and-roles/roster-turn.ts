import mongoose, { type Types } from 'mongoose';
import { type RosterState, RosterStateModel } from '../../../../models/roster-state.ts';

/** A run that has not ended by then belongs to a process that died. */
const deadAfterMilliseconds = 30 * 60_000;
const duplicateKey = 11000;

/**
 * Takes the turn to read a course's roster, when it is due: of several processes that ask at one moment one gets it.
 * Two at once would take each other's members for gone.
 * @param membershipsUrl kept, so that it can be read without a launch
 */
export async function takeTurn(
  tenant: Types.ObjectId,
  course: string,
  now: number,
  membershipsUrl?: string,
): Promise<RosterState | undefined> {
  try {
    const turn = await RosterStateModel.findOneAndUpdate(
      { tenant, course, dueAt: { $lte: new Date(now) } },
      { dueAt: new Date(now + deadAfterMilliseconds), ...(membershipsUrl && { membershipsUrl }) },
      { upsert: true, returnDocument: 'after' },
    ).lean<RosterState>();
    return turn ?? undefined;
  } catch (error) {
    // There is one already, and it is not due.
    if (error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKey) return undefined;
    throw error;
  }
}

/** Says when the next turn is and what it starts from. Nothing happens where another process has taken over. */
export async function endTurn(
  { _id, tenant, dueAt }: RosterState,
  next: Pick<RosterState, 'dueAt' | 'differencesUrl' | 'completeAt'>,
): Promise<void> {
  const { differencesUrl, ...others } = next;
  const link = differencesUrl === undefined ? { $unset: { differencesUrl: 1 } } : { differencesUrl };
  await RosterStateModel.updateOne({ _id, tenant, dueAt }, { ...others, ...link });
}
