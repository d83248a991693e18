import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { apply } from '../sync/apply.ts';
import type { SyncRecord } from '../sync/record.ts';
import type { Deed, Reading } from './deed.ts';

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

/** Stores what a batch says, through the one writer of all sources; of each message the report says what became of it. */
export async function receive(
  institution: Institution,
  source: ApiSource,
  readings: readonly Reading[],
): Promise<Report> {
  const report: Report = { stored: 0, ignored: [], invalid: [] };
  const courses = await courseKeys(institution._id, readings);
  const records: SyncRecord[] = [];
  for (const [index, reading] of readings.entries()) {
    if ('invalid' in reading) report.invalid.push({ index, reason: reading.invalid });
    else if ('ignored' in reading) report.ignored.push({ index, reason: reading.ignored });
    else {
      const course = 'object' in reading.deed.did ? courses.get(reading.deed.did.object) : undefined;
      const record = recordOf(reading.deed, course);
      if (record) records.push({ ...record, origin: `${index}` });
      else report.ignored.push({ index, reason: 'its object is no course of the catalogue' });
    }
  }
  const now = new Date();
  const counts = await apply({
    ...{ institution, source, records, seenAt: now, now },
    onReject: ({ origin, reason }) => report.invalid.push({ index: Number(origin), reason }),
  });
  report.stored = records.length - counts.rejected;
  if (counts.changed > 0)
    await InstitutionModel.updateOne({ _id: institution._id }, { $max: { dataChangedAt: now } });
  report.invalid.sort((a, b) => a.index - b.index);
  report.ignored.sort((a, b) => a.index - b.index);
  return report;
}

type Stored = Extract<SyncRecord, { kind: 'enrolment' | 'event' }>;

function recordOf({ id, learner, at, did }: Deed, course: string | undefined): Stored | undefined {
  if (did.verb === 'searched')
    return { kind: 'event', id, learner, at, detail: { type: 'searched', text: did.text } };
  if (course === undefined) return undefined;
  switch (did.verb) {
    case 'registered':
      // Without a state: who has completed it has, and a message may come late or twice.
      return { kind: 'enrolment', learner, course, at };
    case 'completed':
      return { kind: 'enrolment', learner, course, state: 'completed', completedAt: at };
    case 'left':
      return { kind: 'enrolment', learner, course, state: 'withdrawn' };
    case 'opened':
      // An LMS reports each look at a course; that there was one on a day is enough.
      return {
        kind: 'event',
        id: dailyId(learner, course, at),
        learner,
        at,
        detail: { type: 'opened', course },
      };
    case 'rated':
      return { kind: 'event', id, learner, at, detail: { type: 'rated', course, rating: did.rating } };
  }
}

/** Keys of the courses that senders name by the address of their page, as the catalogue has it, or by the LMS's own id in it. */
async function courseKeys(
  tenant: Types.ObjectId,
  readings: readonly Reading[],
): Promise<Map<string, string>> {
  const named = new Set(
    readings.flatMap((reading) =>
      'deed' in reading && 'object' in reading.deed.did ? [reading.deed.did.object] : [],
    ),
  );
  const found = new Map<string, string>();
  if (named.size === 0) return found;
  const keys = new Map([...named].map((name) => [name, keyIn(name)]));
  const wanted = [...named, ...[...keys.values()].flatMap((key) => key ?? [])];
  const courses = await CourseModel.find(
    {
      tenant,
      $or: [
        { tenant, key: { $in: wanted } },
        { tenant, url: { $in: [...named] } },
      ],
    },
    { _id: 0, key: 1, url: 1 },
  ).lean();
  const byKey = new Set(courses.map(({ key }) => key));
  const byUrl = new Map(courses.map(({ key, url }) => [url, key]));
  for (const name of named) {
    const key = byUrl.get(name) ?? [name, keys.get(name)].find((one) => one !== undefined && byKey.has(one));
    if (key !== undefined) found.set(name, key);
  }
  return found;
}

/** `…/course/view.php?id=12` (Moodle) → `12`; `urn:…:course:12`, `…/courses/12` → `12` */
function keyIn(name: string): string | undefined {
  return /\/course\/view\.php\?id=(\d+)$|(?::|\/courses?\/)([^/:?#]+)$/.exec(name)?.slice(1).find(Boolean);
}

function dailyId(learner: string, course: string, at: Date): string {
  const said = JSON.stringify([learner, course, at.toISOString().slice(0, 10)]);
  return createHash('sha256').update(said).digest('hex');
}
