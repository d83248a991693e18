import type { Types } from 'mongoose';
import { EnrolmentModel, takenBy } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import type { ShownCard } from '../recommender/feedback/shown-card.ts';

const day = 86_400_000;
/** So long after it was first shown a card may still be what led to an enrolment. */
const settled = 30 * day;
/** What was shown longer ago says little of today's students. */
const longest = 365 * day;
/** Openings that count for what openings lead to before there are any, and enrolments among them. */
const priorOpened = 10;
const priorEnrolled = 1;

interface Shown extends Pick<ShownCard, 'place' | 'propensity' | 'score'> {
  learner: string;
  /** Row of the course. */
  course: number;
  at: Date;
}

/**
 * Every course that a learner was shown while exploration was on, the first time, and what came of it within thirty
 * days, in whatever section. What is newer is left out: nobody knows yet. An opening counts as much as openings here lead to enrolments.
 * @param rows of the courses, by key
 */
export async function readShownCards(
  institutionId: Types.ObjectId,
  rows: ReadonlyMap<string, number>,
  now: Date,
): Promise<ShownCard[]> {
  const first = await readFirstShown(institutionId, rows, now);
  if (first.size === 0) return [];
  const opened = await readOpened(institutionId, rows, first);
  const enrolled = await readEnrolled(institutionId, rows, first, now);
  const ledOn = [...opened].filter((pair) => enrolled.has(pair)).length;
  const worthOfOpening = (priorEnrolled + ledOn) / (priorOpened + opened.size);
  const learners = new Map<string, number>();
  return [...first].map(([pair, { learner, course, place, propensity, score }]) => {
    const index = learners.get(learner) ?? learners.size;
    learners.set(learner, index);
    const reward = enrolled.has(pair) ? 1 : opened.has(pair) ? worthOfOpening : 0;
    return { learner: index, course, place, propensity, score, reward };
  });
}

async function readFirstShown(
  institutionId: Types.ObjectId,
  rows: ReadonlyMap<string, number>,
  now: Date,
): Promise<Map<string, Shown>> {
  const span = { $gte: new Date(now.getTime() - longest), $lt: new Date(now.getTime() - settled) };
  const events = EventModel.find(
    { institutionId, type: 'shown', at: span },
    { _id: 0, learner: 1, course: 1, position: 1, propensity: 1, score: 1, at: 1 },
  )
    .sort({ learner: 1, at: 1, _id: 1 })
    .lean()
    .cursor();
  const first = new Map<string, Shown>();
  for await (const { learner, course, position: place, propensity, score, at } of events) {
    // Cards of before scores were logged say nothing.
    if (course === undefined || place === undefined || propensity === undefined || score === undefined)
      continue;
    const row = rows.get(course);
    if (row === undefined) continue;
    const pair = pairOf(learner, row);
    if (!first.has(pair)) first.set(pair, { learner, course: row, place, propensity, score, at });
  }
  return first;
}

/** Pairs that were opened in time. */
async function readOpened(
  institutionId: Types.ObjectId,
  rows: ReadonlyMap<string, number>,
  first: ReadonlyMap<string, Shown>,
): Promise<Set<string>> {
  const events = EventModel.find({ institutionId, type: 'opened' }, { _id: 0, learner: 1, course: 1, at: 1 });
  return inTime(events.lean().cursor(), rows, first);
}

/** Pairs that were enrolled in, in time. */
async function readEnrolled(
  institutionId: Types.ObjectId,
  rows: ReadonlyMap<string, number>,
  first: ReadonlyMap<string, Shown>,
  now: Date,
): Promise<Set<string>> {
  const enrolments = EnrolmentModel.find(
    { institutionId, ...takenBy(now) },
    { _id: 0, learner: 1, course: 1, at: 1 },
  );
  return inTime(enrolments.lean().cursor(), rows, first);
}

async function inTime(
  happened: AsyncIterable<{ learner: string; course?: string; at?: Date }>,
  rows: ReadonlyMap<string, number>,
  first: ReadonlyMap<string, Shown>,
): Promise<Set<string>> {
  const pairs = new Set<string>();
  for await (const { learner, course, at } of happened) {
    const pair = pairOf(learner, rows.get(course ?? ''));
    const shown = first.get(pair);
    if (shown && at && at >= shown.at && at.getTime() - shown.at.getTime() < settled) pairs.add(pair);
  }
  return pairs;
}

/** @param course its row; of one that has none nothing was shown */
function pairOf(learner: string, course: number | undefined): string {
  return JSON.stringify([learner, course]);
}
