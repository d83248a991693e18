import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseModel } from '../../../../models/course.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../../models/institution.ts';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { runSync } from '../../../../src/sync/runs/run-sync.ts';
import { startBeside } from '../../../database/beside.ts';
import { openTestDatabase, type TestDatabase } from '../../../database/test-database.ts';
import { endLeases, hang, killOnce } from '../../../sync/runs/killed-run.ts';
import { StandInRest } from './stand-in-rest.ts';
import { standInSource } from './stand-in-source.ts';

const courses = 40;
const members = 150;

let database: TestDatabase;
let canvas: StandInRest;
before(async () => {
  database = await openTestDatabase();
  canvas = await StandInRest.start();
  for (let id = 1; id <= courses; id++)
    canvas.add(
      { id, name: `Course ${id}`, end_at: null, term: null },
      Array.from({ length: members }, (_, i) => ({ user_id: 1_000 + ((i * id) % 400) })),
    );
});
after(async () => {
  canvas.close();
  await database.close();
});

async function newInstitution(): Promise<Institution> {
  await database.clear();
  const created = await InstitutionModel.create({ name: 'College', learnerKey: '7'.repeat(64) });
  return created.toObject();
}
async function stored() {
  const counts = { courses: await CourseModel.countDocuments() };
  const found = await EnrolmentModel.find().sort({ course: 1, learner: 1 }).lean();
  return {
    ...counts,
    enrolments: found.map(({ course, learner, state }) => `${course} ${learner} ${state}`),
  };
}

test('kill -9 in the middle of a pull: the next run goes on, and all is as after an undisturbed one', async () => {
  await runSync(runOf(await newInstitution()));
  const expected = await stored();

  const institution = await newInstitution();
  // Long enough for a checkpoint to be kept, which is done once a second; in the middle it hangs.
  for (let i = 0; i < courses; i++)
    canvas.instead.push({ path: /enrollments/, answer: (() => (i < 20 ? sleep(100) : hang())) as never });
  const script = 'test/sync/runs/run-process';
  const child = startBeside(database, script, 'lms/canvas/connector', `${institution._id}`, canvas.host);
  await killOnce(child, () => SyncRunModel.exists({ checkpoint: { $exists: true } }));
  await endLeases();
  const left = (await stored()).enrolments.length;
  assert.ok(left > 0 && left < expected.enrolments.length, `killed in the middle: ${left}`);

  canvas.instead.length = 0;
  canvas.requests.length = 0;
  const { isResumed } = await runSync(runOf(institution));
  assert.ok(isResumed);
  const again = new Set(canvas.asked(/enrollments/).map((path) => path.split('?')[0])).size;
  assert.ok(again < courses, `${again} courses were read again`);
  assert.deepEqual(await stored(), expected);
});

function runOf(institution: Institution) {
  return { institution, source: standInSource(institution, canvas.host) };
}
