import type { Types } from 'mongoose';
import { EventModel } from '../../models/event.ts';
import { documentId } from '../sync/documents/document-kind.ts';
import type { ActivityRecord } from './to-record.ts';

/**
 * Of two ratings of one course the later one counts, and an LMS writes its times in whole seconds. A rating of exactly the same
 * time as one that came before it is taken to be of the millisecond after it.
 */
export async function inOrderOfArrival(
  institutionId: Types.ObjectId,
  source: string,
  records: readonly ActivityRecord[],
): Promise<ActivityRecord[]> {
  const ratings = records.filter(isRating);
  if (ratings.length === 0) return [...records];
  const learner = { $in: [...new Set(ratings.map((one) => one.learner))] };
  const course = { $in: [...new Set(ratings.map(({ detail }) => detail.course))] };
  const times = ratings.map(({ at }) => at.getTime()).sort((a, b) => a - b);
  const at = { $gte: new Date(times[0] as number), $lt: new Date((times.at(-1) as number) + 1_000) };
  const filter = { institutionId, learner, type: 'rated' as const, course, at };
  const stored = await EventModel.find(filter, { learner: 1, course: 1, at: 1 }).lean();
  const ids = new Set(stored.map(({ _id }) => `${_id}`));
  const moments = new Set(stored.map(({ learner, course, at }) => momentOf(learner, course, at)));
  return records.map((record) => {
    // One that is stored already is not stored again.
    if (!isRating(record) || ids.has(`${documentId(institutionId, [source, record.id])}`)) return record;
    let { at } = record;
    while (moments.has(momentOf(record.learner, record.detail.course, at))) at = new Date(at.getTime() + 1);
    moments.add(momentOf(record.learner, record.detail.course, at));
    return { ...record, at };
  });
}

type EventRecord = Extract<ActivityRecord, { kind: 'event' }>;
type Rating = EventRecord & { detail: Extract<EventRecord['detail'], { type: 'rated' }> };

function isRating(record: ActivityRecord): record is Rating {
  return record.kind === 'event' && record.detail.type === 'rated';
}

function momentOf(learner: string, course: string | undefined, at: Date): string {
  return JSON.stringify([learner, course, at.getTime()]);
}
