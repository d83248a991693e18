// Takes about 8 s.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { LeaseModel } from '../../../models/lease.ts';
import { RosterStateModel } from '../../../models/roster-state.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { startBeside } from '../../database/beside.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { createRegistration } from '../../support/registration.ts';
import { endLeases, hang, killOnce } from '../runs/killed-run.ts';
import { standInSource } from './stand-in-source.ts';

const courses = Array.from({ length: 60 }, (_, i) => `C${100 + i}`);
const members = 8;

/** Before a course's page. */
let pause = async (_course: string) => {};
let asked: string[] = [];
const platform = createServer(async (req, res) => {
  const course = req.url?.slice(1) ?? '';
  asked.push(course);
  await pause(course);
  const ids = Array.from({ length: members }, (_, i) => `${Number(course.slice(1)) + i}`);
  res.end(JSON.stringify({ members: ids.map((user_id) => ({ user_id, roles: ['Learner'] })) }));
});
let host: string;
let database: TestDatabase;
before(async () => {
  database = await openTestDatabase();
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(platform.address() as AddressInfo).port}`;
});
after(async () => {
  platform.close().closeAllConnections();
  await database.close();
});

/** One whose courses were all opened once, an hour ago. */
async function newInstitution(name: string): Promise<Institution> {
  const { _id: registration, issuer } = await createRegistration({ clientId: name });
  const made = await createInstitution({ name, registration });
  const seen = { institutionId: made._id, source: 'names-and-roles', seenAt: new Date() };
  await CourseModel.insertMany(courses.map((course) => ({ ...seen, key: course, title: course })));
  const dueAt = new Date(Date.now() - 3_600_000);
  await RosterStateModel.insertMany(
    courses.map((course) => ({
      institutionId: made._id,
      course,
      dueAt,
      membershipsUrl: `${issuer}/${course}`,
    })),
  );
  return made;
}

async function coursesOfPeople({ _id: institutionId }: Institution): Promise<number[]> {
  const counts = await EnrolmentModel.aggregate<{ members: number }>([
    { $match: { institutionId, state: 'active' } },
    { $group: { _id: '$course', members: { $sum: 1 } } },
    { $sort: { _id: 1 } },
  ]);
  return counts.map(({ members }) => members);
}

test('kill -9 in the middle of all rosters: the next run reads the rest, also the one that was being read', async () => {
  const undisturbed = await newInstitution('Undisturbed');
  const { counts: expected } = await runSync({
    institution: undisturbed,
    source: await standInSource(undisturbed, host),
  });
  assert.equal(expected.enrolments, courses.length * members);

  const institution = await newInstitution('Interrupted');
  // Long enough for a checkpoint to be kept, which is done once a second; in the middle it hangs.
  asked = [];
  pause = (course) => (course === 'C130' ? hang() : sleep(60));
  const script = 'test/sync/runs/run-process';
  const child = startBeside(database, script, 'sync/names-and-roles', `${institution._id}`, host);
  const mine = { institutionId: institution._id };
  const isUnderWay = async () =>
    asked.includes('C130') && (await SyncRunModel.exists({ ...mine, 'checkpoint.cursor': /^C1/ }));
  await killOnce(child, isUnderWay);
  const readingC130 = { _id: `${institution._id} names-and-roles:C130`, holder: { $ne: '' } };
  assert.equal(await LeaseModel.countDocuments(readingC130), 1);
  await endLeases();

  pause = async () => {};
  asked = [];
  const { isResumed, counts } = await runSync({
    institution,
    source: await standInSource(institution, host),
  });
  assert.ok(isResumed);
  assert.ok(asked.length < courses.length && !asked.includes('C100'), `${asked.length} asked again`);
  assert.equal(counts.enrolments, expected.enrolments);
  assert.deepEqual(await coursesOfPeople(institution), await coursesOfPeople(undisturbed));
  const runs = await SyncRunModel.find(mine).sort({ startedAt: 1 }).lean<SyncRun[]>();
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['failed', 'done'],
  );
});
