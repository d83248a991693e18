import { createHash } from 'node:crypto';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { apply } from '../sync/apply/apply.ts';
import type { SyncRecord } from '../sync/record.ts';
import type { Deed, Reading } from './activity.ts';
import { knownCourses } from './find-courses.ts';
import { knownPeople } from './find-people.ts';

/** What became of a batch. */
export interface Report {
  /** Stored now or before: sending them again changes nothing. */
  stored: number;
  /** Of no use here; in the order of the batch. */
  ignored: Line[];
  /** To be corrected and sent again; all others are stored. */
  invalid: Line[];
}

interface Line {
  /** Place in the batch, from 0. */
  index: number;
  reason: string;
}

/** Whose view of enrolments it is (`sync/source-order.ts`). */
export type ApiSource = 'xapi' | 'caliper';

/**
 * Stores what a batch says, through the one writer of all sources; of each message the report says what became of it. What
 * it costs follows from the batch, whatever the size of the catalogue.
 */
export async function receive(
  institution: Institution,
  source: ApiSource,
  readings: readonly Reading[],
): Promise<Report> {
  const institutionId = institution._id;
  const report: Report = { stored: 0, ignored: [], invalid: [] };
  const deeds = readings.flatMap((reading) => ('deed' in reading ? reading.deed : []));
  const names = new Set(deeds.flatMap(({ did }) => ('object' in did ? did.object : [])));
  const courses = await knownCourses(institutionId, names);
  const pseudonymOf = await knownPeople(institution, deeds);
  const records: Stored[] = [];
  for (const [index, reading] of readings.entries()) {
    if ('invalid' in reading) report.invalid.push({ index, reason: reading.invalid });
    else if ('ignored' in reading) report.ignored.push({ index, reason: reading.ignored });
    else {
      const { deed } = reading;
      const learner = pseudonymOf(deed);
      const record = learner && recordOf(deed, learner, courses);
      if (record) records.push({ ...record, origin: `${index}` });
      else report.ignored.push({ index, reason: learner ? noCourse : nobody });
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

const noCourse = 'its object is no course of the catalogue';
const nobody = 'whose number this is no launch or roster has told yet';

type Stored = Extract<SyncRecord, { kind: 'enrolment' | 'event' }>;

/** @param learner the pseudonym */
function recordOf(deed: Deed, learner: string, courses: ReadonlyMap<string, string>): Stored | undefined {
  const { at, did } = deed;
  if (did.verb === 'searched')
    return {
      ...{ kind: 'event', id: eventId(deed, learner), learner, at },
      detail: { type: 'searched', text: did.text },
    };
  const course = courses.get(did.object);
  if (course === undefined) return undefined;
  switch (did.verb) {
    case 'registered':
      // Who has left before is in it again; who has completed it has, whatever comes late or twice.
      return { kind: 'enrolment', learner, course, state: 'active', at };
    case 'completed':
      return { kind: 'enrolment', learner, course, state: 'completed', completedAt: at };
    case 'left':
      return { kind: 'enrolment', learner, course, state: 'withdrawn' };
    case 'opened':
      // An LMS reports each look at a course; that there was one on a day is enough.
      return {
        ...{ kind: 'event', id: hashOf([learner, course, at.toISOString().slice(0, 10)]), learner, at },
        detail: { type: 'opened', course },
      };
    case 'rated':
      return {
        ...{ kind: 'event', id: eventId(deed, learner), learner, at },
        detail: { type: 'rated', course, rating: did.rating },
      };
  }
}

/** A sender that gives none sends the same again when it was not answered: told by what it says. */
function eventId({ id, at, did }: Deed, learner: string): string {
  return id ?? hashOf([learner, at.toISOString(), did]);
}

function hashOf(said: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
