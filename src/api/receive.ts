import { createHash } from 'node:crypto';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { apply } from '../sync/apply/apply.ts';
import type { SyncRecord } from '../sync/record.ts';
import type { Activity, ReadMessage } from './activity.ts';
import { findCourses } from './find-courses.ts';
import { findPeople } from './find-people.ts';

/** What became of a batch. */
export interface Report {
  /** Stored now or before: sending them again changes nothing. */
  stored: number;
  /** Of no use here; in the order of the batch. */
  ignored: MessageReason[];
  /** To be corrected and sent again; all others are stored. */
  invalid: MessageReason[];
}

interface MessageReason {
  /** Place in the batch, from 0. */
  index: number;
  reason: string;
}

/** `sub` of a launch (LTI Core §5.3.6). */
const longestPerson = 255;
/** Addresses and URNs of courses and events. */
const longestName = 2_000;

/** The source's name (`sync/source-order.ts`). */
export type ApiSource = 'xapi' | 'caliper';

/**
 * Stores what a batch says, through the one writer of all sources, and reports what became of each message. The cost grows with
 * the batch and not with the catalogue.
 */
export async function receive(
  institution: Institution,
  source: ApiSource,
  all: readonly ReadMessage[],
): Promise<Report> {
  const institutionId = institution._id;
  const report: Report = { stored: 0, ignored: [], invalid: [] };
  const messages = all.map(withinLimits);
  const activities = messages.flatMap((message) => ('activity' in message ? message.activity : []));
  const names = new Set(activities.flatMap(({ action }) => ('object' in action ? action.object : [])));
  const courses = await findCourses(institutionId, names);
  const toPseudonym = await findPeople(institution, activities);
  const records: ActivityRecord[] = [];
  for (const [index, message] of messages.entries()) {
    if ('invalid' in message) report.invalid.push({ index, reason: message.invalid });
    else if ('ignored' in message) report.ignored.push({ index, reason: message.ignored });
    else {
      const { activity } = message;
      const learner = toPseudonym(activity);
      const record = learner && toRecord(activity, learner, courses);
      if (record) records.push({ ...record, origin: `${index}` });
      else report.ignored.push({ index, reason: learner ? unknownCourse : unknownPerson });
    }
  }
  const now = new Date();
  const counts = await apply({
    ...{ institution, source, records, seenAt: now, now },
    named: { courses: new Set(courses.values()), learners: records.map(({ learner }) => learner) },
    onReject: ({ origin, reason }) => report.invalid.push({ index: Number(origin), reason }),
  });
  report.stored = records.length - counts.rejected;
  if (counts.changed > 0)
    await InstitutionModel.updateOne({ _id: institutionId }, { $max: { dataChangedAt: now } });
  report.invalid.sort((a, b) => a.index - b.index);
  report.ignored.sort((a, b) => a.index - b.index);
  return report;
}

/** An id is looked up, and that of the event hashed. */
function withinLimits(message: ReadMessage): ReadMessage {
  if (!('activity' in message)) return message;
  const { id = '', learner, action } = message.activity;
  if (learner.length > longestPerson)
    return { invalid: `the id of the person has more than ${longestPerson} characters` };
  const names = 'object' in action ? [id, action.object] : [id];
  return names.some((name) => name.length > longestName)
    ? { invalid: `an id has more than ${longestName} characters` }
    : message;
}

const unknownCourse = 'its object is no course of the catalogue';
const unknownPerson = 'whose number this is no launch or roster has told yet';

type ActivityRecord = Extract<SyncRecord, { kind: 'enrolment' | 'event' }>;

/** @param learner the pseudonym */
function toRecord(
  activity: Activity,
  learner: string,
  courses: ReadonlyMap<string, string>,
): ActivityRecord | undefined {
  const { at, action } = activity;
  if (action.verb === 'searched')
    return {
      ...{ kind: 'event', id: eventId(activity, learner), learner, at },
      detail: { type: 'searched', text: action.text },
    };
  const course = courses.get(action.object);
  if (course === undefined) return undefined;
  switch (action.verb) {
    case 'registered':
      // Somebody who left is in the course again. A completed course stays completed, even if this message comes late or twice.
      return { kind: 'enrolment', learner, course, state: 'active', at };
    case 'completed':
      return { kind: 'enrolment', learner, course, state: 'completed', completedAt: at };
    case 'left':
      return { kind: 'enrolment', learner, course, state: 'withdrawn' };
    case 'opened':
      // An LMS reports every visit of a course. One for each day is enough.
      return {
        ...{ kind: 'event', id: hash([learner, course, at.toISOString().slice(0, 10)]), learner, at },
        detail: { type: 'opened', course },
      };
    case 'rated':
      return {
        ...{ kind: 'event', id: eventId(activity, learner), learner, at },
        detail: { type: 'rated', course, rating: action.rating },
      };
  }
}

/** A sender that gives no id sends the same again when it got no answer, so the content identifies it. */
function eventId({ id, at, action }: Activity, learner: string): string {
  return id ?? hash([learner, at.toISOString(), action]);
}

function hash(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
