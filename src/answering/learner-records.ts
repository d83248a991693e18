import type { Types } from 'mongoose';
import { type Enrolment, EnrolmentModel } from '../../models/enrolment.ts';
import { type Event, EventModel, type EventType, newestOfTypes } from '../../models/event.ts';
import { type Save, SaveModel } from '../../models/save.ts';
import { type StoredStudy, StudyModel } from '../../models/study.ts';
import { joinPeople, type OneOf } from '../joined-queries/join-people.ts';
import { joinQueries } from '../joined-queries/join-queries.ts';
import { searchLife } from './learner-topics.ts';

type Who = OneOf<Types.ObjectId>;

/**
 * Somebody may record events by a script. A person decides about some dozens of courses; whatever is older than this many of the
 * newest does not count.
 */
const mostDecisions = 2_000;
/** Of searches and opened courses the newest five count. */
const mostLately = 200;
/** Nobody plans so many courses; a script may save any number. */
export const mostSaves = 500;

const eventFields = { type: 1, course: 1, rating: 1, why: 1, text: 1, at: 1 } as const;

type ReadEnrolment = Pick<Enrolment, 'learner' | 'course' | 'state' | 'role' | 'at' | 'endsAt'>;

/** In whatever role and state. */
export const readEnrolments = joinPeople<Types.ObjectId, ReadEnrolment>(
  (institutionId, learners) =>
    EnrolmentModel.find(
      { institutionId, learner: { $in: learners } },
      { _id: 0, learner: 1, course: 1, state: 1, role: 1, at: 1, endsAt: 1 },
    ).lean<ReadEnrolment[]>(),
  ({ learner }) => learner,
);

/** What they study: one document, or none. */
export const readStudies = joinPeople<Types.ObjectId, Pick<StoredStudy, 'learner' | 'programme' | 'year'>>(
  (institutionId, learners) =>
    StudyModel.find(
      { institutionId, learner: { $in: learners } },
      { _id: 0, learner: 1, programme: 1, year: 1 },
    ).lean(),
  ({ learner }) => learner,
);

const readAllSaves = joinPeople<Types.ObjectId, Pick<Save, '_id' | 'learner' | 'course' | 'at'>>(
  (institutionId, learners) =>
    SaveModel.find({ institutionId, learner: { $in: learners } }, { learner: 1, course: 1, at: 1 }).lean(),
  ({ learner }) => learner,
);

/** Keys of the courses that they keep for later, in the order in which they were saved. */
export async function readSavedKeys(who: Who): Promise<string[]> {
  const saves = [...(await readAllSaves(who))].sort(byTime);
  return saves.slice(0, mostSaves).map(({ course }) => course);
}

/** What they hid, brought back and rated, oldest first. */
export async function readDecisions(who: Who): Promise<Event[]> {
  return readNewestDecisions({ ...who, since: undefined });
}

/** What they searched for and opened of late, oldest first. */
export async function readLately(who: Who, now: Date): Promise<Event[]> {
  return readNewestLately({ ...who, since: new Date(now.getTime() - searchLife) });
}

const readNewestDecisions = newestEvents(['dismissed', 'restored', 'rated'], mostDecisions);
const readNewestLately = newestEvents(['searched', 'searches-forgotten', 'opened'], mostLately);

interface EventsAsked extends Who {
  /** Only what is newer counts. */
  since: Date | undefined;
}

/** Reads the newest events of some types, oldest first; what the index gives, however many there are. */
function newestEvents(types: readonly EventType[], most: number): (asked: EventsAsked) => Promise<Event[]> {
  const find = (institutionId: Types.ObjectId, learners: readonly string[], since: Date | undefined) =>
    EventModel.find(
      {
        ...{ institutionId, learner: { $in: learners }, type: { $in: types } },
        ...(since && { at: { $gt: since } }),
      },
      { learner: 1, ...eventFields },
    )
      .limit(most)
      .hint(newestOfTypes);
  const newestOfOne = async ({ institutionId, learner, since }: EventsAsked) => {
    const newest = await find(institutionId, [learner], since).sort({ at: -1, _id: -1 }).lean<Event[]>();
    return newest.reverse();
  };
  return joinQueries<EventsAsked, Event[]>(
    ({ institutionId }) => `${institutionId}`,
    async (asks) => {
      const [{ institutionId, since: first }] = asks;
      const learners = [...new Set(asks.map(({ learner }) => learner))];
      const since = first && new Date(Math.min(...asks.map((ask) => (ask.since ?? first).getTime())));
      const found = await find(institutionId, learners, since).lean<Event[]>();
      // Perhaps not all of them, nor the newest.
      if (found.length >= most) return Promise.all(asks.map(newestOfOne));
      found.sort(byTime);
      return asks.map((ask) =>
        found.filter(({ learner, at }) => learner === ask.learner && (!ask.since || at > ask.since)),
      );
    },
  );
}

function byTime(one: Pick<Event, '_id' | 'at'>, other: Pick<Event, '_id' | 'at'>): number {
  const earlier = one.at.getTime() - other.at.getTime();
  return earlier === 0 ? (`${one._id}` < `${other._id}` ? -1 : 1) : earlier;
}
