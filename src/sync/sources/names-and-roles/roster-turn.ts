import mongoose, { type Types } from 'mongoose';
import { type RosterState, RosterStateModel } from '../../../../models/roster-state.ts';

/** A run that has not ended by then belongs to a process that died. */
const deadAfterMilliseconds = 30 * 60_000;
const duplicateKey = 11000;

export interface TurnOptions {
  /** Kept, so that it can be read without a launch. */
  membershipsUrl?: string | undefined;
  /** Asked by the run of all rosters (`allRosters`), whose lease it holds. */
  inRunOfAll?: true;
}

/**
 * Takes the turn to read a course's roster, when it is due: of several processes that ask at one moment one gets it.
 * Two at once would take each other's members for gone.
 */
export async function takeTurn(
  institutionId: Types.ObjectId,
  course: string,
  now: number,
  { membershipsUrl, inRunOfAll }: TurnOptions = {},
): Promise<RosterState | undefined> {
  const isDue = { dueAt: { $lte: new Date(now) } };
  // Whoever else took it in such a run has died: there is one at a time.
  const isFree = inRunOfAll ? { $or: [isDue, { inRunOfAll }] } : isDue;
  const taken = { dueAt: new Date(now + deadAfterMilliseconds), ...(membershipsUrl && { membershipsUrl }) };
  try {
    const turn = await RosterStateModel.findOneAndUpdate(
      { institutionId, course, ...isFree },
      inRunOfAll ? { ...taken, inRunOfAll } : { ...taken, $unset: { inRunOfAll: 1 } },
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
  { _id, institutionId, dueAt }: RosterState,
  next: Pick<RosterState, 'dueAt' | 'differencesUrl' | 'completeAt'>,
): Promise<void> {
  const { differencesUrl, ...others } = next;
  const isOver = { inRunOfAll: 1, ...(differencesUrl === undefined && { differencesUrl: 1 }) };
  const link = differencesUrl === undefined ? {} : { differencesUrl };
  await RosterStateModel.updateOne({ _id, institutionId, dueAt }, { ...others, ...link, $unset: isOver });
}
