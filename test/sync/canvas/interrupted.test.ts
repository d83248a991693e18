import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { StandInRest } from './stand-in-rest.ts';
import { standInSource } from './stand-in-source.ts';

const courses = 40;
const members = 150;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
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
  for (const model of Object.values(mongoose.models)) await model.deleteMany();
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
  // Long enough for a checkpoint to be kept, which is done once a second.
  for (let i = 0; i < courses; i++)
    canvas.instead.push({ path: /enrollments/, answer: (() => sleep(100)) as never });
  const child = start(institution);
  while (child.exitCode === null && !(await SyncRunModel.exists({ checkpoint: { $exists: true } })))
    await sleep(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
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

function start({ _id }: Institution) {
  const script = join(projectRoot, 'dist', 'test', 'sync', 'runs', 'stand-in-process.js');
  const server = process.env['TEST_MONGODB_URI'] === undefined ? {} : { MONGODB_URI: database.uri };
  const { MONGODB_URI: _, ...environment } = process.env;
  return spawn(process.execPath, [script, 'canvas', `${_id}`, canvas.host], {
    env: { ...environment, ...server, DATA_DIR: database.dataDirectory },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
