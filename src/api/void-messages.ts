import type { Types } from 'mongoose';
import { EventModel } from '../../models/event.ts';
import { VoidedStatementModel } from '../../models/voided-statement.ts';
import { documentId } from '../sync/documents/document-kind.ts';
import type { Activity } from './activity.ts';

/**
 * Takes messages back: an event that is stored under such an id is deleted, and none will be stored under it. What several
 * messages have said of an enrolment is one document, which does not keep their ids.
 * @returns the ids under which an event was stored
 */
export async function voidMessages(
  institutionId: Types.ObjectId,
  source: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const documents = new Map(ids.map((id) => [id, documentId(institutionId, [source, id])]));
  const _id = { $in: [...documents.values()] };
  const voidedAt = new Date();
  // First, so that a message which arrives at this moment finds it.
  await VoidedStatementModel.bulkWrite(
    Array.from(documents.values(), (one) => ({
      updateOne: { filter: { _id: one, institutionId }, update: { $set: { voidedAt } }, upsert: true },
    })),
  );
  const stored = await EventModel.find({ institutionId, _id }, { _id: 1 }).lean();
  const found = new Set(stored.map((event) => `${event._id}`));
  await EventModel.deleteMany({ institutionId, _id });
  return new Set(ids.filter((id) => found.has(`${documents.get(id)}`)));
}

/** @returns whether a message was taken back before it came */
export async function findVoided(
  institutionId: Types.ObjectId,
  source: string,
  activities: readonly Activity[],
): Promise<(activity: Activity) => boolean> {
  const documentOf = (id: string) => documentId(institutionId, [source, id]);
  const _id = { $in: activities.flatMap(({ id }) => (id === undefined ? [] : documentOf(id))) };
  if (_id.$in.length === 0) return () => false;
  const voided = await VoidedStatementModel.find({ institutionId, _id }, { _id: 1 }).lean();
  const found = new Set(voided.map((one) => `${one._id}`));
  return ({ id }) => id !== undefined && found.has(`${documentOf(id)}`);
}
