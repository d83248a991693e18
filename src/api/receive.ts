import { createHash } from 'node:crypto';
import type { ApiCredential } from '../../models/api-credential.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { apply } from '../sync/apply/apply.ts';
import type { SyncRecord } from '../sync/record.ts';
import type { Activity, ReadMessage } from './activity.ts';
import { findCourses } from './find-courses.ts';
import { findHomes } from './find-homes.ts';
import { findPeople } from './find-people.ts';
import { inOrderOfArrival } from './order-of-arrival.ts';
import { keepReport } from './sender-reports.ts';
import { findVoided, voidMessages } from './void-messages.ts';

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

/** The source's name (`sync/source-order.ts`). */
export type ApiSource = 'xapi' | 'caliper';

/**
 * Stores what a batch says, through the one writer of all sources, and reports what became of each message. The cost grows with
 * the batch and not with the catalogue.
 * @param sender whose batch it is
 */
export async function receive(
  institution: Institution,
  source: ApiSource,
  messages: readonly ReadMessage[],
  sender: Pick<ApiCredential, 'name' | 'homes'>,
): Promise<Report> {
  const institutionId = institution._id;
  const report: Report = { stored: 0, ignored: [], invalid: [] };
  const activities = messages.flatMap((message) => ('activity' in message ? message.activity : []));
  const names = new Set(activities.flatMap(({ action }) => ('object' in action ? action.object : [])));
  const [courses, toPseudonym, isOurs, voiding] = await Promise.all([
    findCourses(institutionId, names),
    findPeople(institution, activities),
    findHomes(
      institution,
      sender.homes,
      activities.map(({ home }) => home),
    ),
    voidMessages(
      institutionId,
      source,
      messages.flatMap((message) => ('voids' in message ? message.voids : [])),
    ),
  ]);
  const isVoided = await findVoided(institutionId, source, activities);
  const records: ActivityRecord[] = [];
  for (const [index, message] of messages.entries()) {
    const ignore = (reason: string) => void report.ignored.push({ index, reason });
    if ('invalid' in message) report.invalid.push({ index, reason: message.invalid });
    else if ('ignored' in message) ignore(message.ignored);
    else if ('voids' in message) {
      if (voiding.has(message.voids)) report.stored++;
      else ignore(nothingVoided);
    } else {
      const { activity } = message;
      const learner = toPseudonym(activity);
      const record = learner && toRecord(activity, learner, courses);
      if (isVoided(activity)) ignore(voided);
      else if (!isOurs(activity.home)) ignore(foreignPerson);
      else if (record) records.push({ ...record, origin: `${index}` });
      else ignore(learner ? unknownCourse : unknownPerson);
    }
  }
  const now = new Date();
  const counts = await apply({
    ...{ institution, source, seenAt: now, now },
    records: await inOrderOfArrival(institutionId, source, records),
    named: { courses: new Set(courses.values()), learners: records.map(({ learner }) => learner) },
    onReject: ({ origin = '', reason }) =>
      report.invalid.push({ index: Number.parseInt(origin, 10), reason }),
  });
  report.stored += records.length - counts.rejected;
  if (counts.changed + voiding.size > 0)
    await InstitutionModel.updateOne({ _id: institutionId }, { $max: { dataChangedAt: now } });
  report.invalid.sort((a, b) => a.index - b.index);
  report.ignored.sort((a, b) => a.index - b.index);
  await keepReport(institutionId, sender.name, report, now);
  return report;
}

const unknownCourse = 'its object is no course of the catalogue';
const unknownPerson = 'whose number this is no launch or roster has told yet';
const foreignPerson =
  'the person’s account is one of another system than the institution’s LMS (docs/api.md, “People”)';
const voided = 'it was voided';
const nothingVoided =
  'no rating and no search is stored under that id. If it comes later it will not count; enrolments, completions and visits cannot be voided: send what undoes them, such as “unregistered”';

export type ActivityRecord = Extract<SyncRecord, { kind: 'enrolment' | 'event' }>;

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
  // Messages may come late and twice, so each says its own time of what it states.
  const enrolment = { kind: 'enrolment', learner, course, stateAt: at } as const;
  switch (action.verb) {
    case 'registered':
      // Somebody who left is in the course again. A completed course stays completed.
      return { ...enrolment, state: 'active', at };
    case 'resumed':
      return { ...enrolment, state: 'active' };
    case 'completed':
      return { ...enrolment, state: 'completed', completedAt: at };
    case 'left':
      return { ...enrolment, state: 'withdrawn' };
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
