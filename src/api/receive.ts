import type { ApiCredential } from '../../models/api-credential.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { apply } from '../sync/apply/apply.ts';
import type { ReadMessage } from './activity.ts';
import { findCourses } from './find-courses.ts';
import { findHomes } from './find-homes.ts';
import { findPeople } from './find-people.ts';
import { inOrderOfArrival } from './order-of-arrival.ts';
import type { Report } from './report.ts';
import { keepReport } from './sender-reports.ts';
import { type ActivityRecord, toRecord } from './to-record.ts';
import { findVoided, voidMessages } from './void-messages.ts';

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
const foreignPerson = 'the person’s account is one of another system than the institution’s LMS';
const voided = 'it was voided';
const nothingVoided =
  'no rating and no search is stored under that id. If it comes later it will not count; enrolments, completions and visits cannot be voided: send what undoes them, such as “unregistered”';
