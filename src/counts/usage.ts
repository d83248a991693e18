import type { Types } from 'mongoose';
import { EventModel, lately } from '../../models/event.ts';

const day = 86_400_000;
const week = 7 * day;
/** So many weeks back, the last of which is the last seven days. */
export const usageWeeks = 12;

/** Who did something in the panel: searched, rated, hid or opened a course. Who only reads is stored nowhere. */
export interface Usage {
  /** People in each week, the oldest first. Somebody who comes in two weeks is counted in both. */
  people: number[];
  /** Courses that were opened in the last seven days, each time counted. */
  opened: number;
  /** Searches in the last seven days. */
  searched: number;
}

/**
 * What other systems send (xAPI, Caliper) is no use of the panel. What was shown is logged only while exploration is on, and would
 * make such weeks look busier.
 */
const here = { source: { $exists: false } };
const done = { ...here, type: { $ne: 'shown' } };

/** Reads the events of twelve weeks. */
export async function countUsage(institutionId: Types.ObjectId, now = new Date()): Promise<Usage> {
  const since = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const span = { $gt: since(usageWeeks * week), $lte: now };
  const weeksAgo = { $floor: { $divide: [{ $subtract: [now, '$at'] }, week] } };
  const people = await EventModel.aggregate<{ _id: number; people: number }>(
    [
      { $match: { institutionId, at: span, ...done } },
      { $group: { _id: { week: weeksAgo, learner: '$learner' } } },
      { $group: { _id: '$_id.week', people: { $sum: 1 } } },
    ],
    { hint: lately, allowDiskUse: true },
  );
  const acts = await EventModel.aggregate<{ _id: string; count: number }>(
    [
      {
        $match: {
          ...{ institutionId, at: { $gt: since(week), $lte: now } },
          ...{ type: { $in: ['opened', 'searched'] }, ...here },
        },
      },
      { $group: { _id: '$type', count: { $sum: 1 } } },
    ],
    { hint: lately },
  );
  const byWeek = new Map(people.map(({ _id, people: count }) => [_id, count]));
  const of = (type: string) => acts.find(({ _id }) => _id === type)?.count ?? 0;
  return {
    people: Array.from({ length: usageWeeks }, (_, i) => byWeek.get(usageWeeks - 1 - i) ?? 0),
    opened: of('opened'),
    searched: of('searched'),
  };
}
