// Takes about 22 s.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { importFiles } from '../../src/sync/sources/csv/import-files.ts';
import { endOf, startBeside } from '../database/beside.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { endLeases, killOnce } from './runs/killed-run.ts';

const rows = 30_000;
let database: TestDatabase;
let folder: string;
let files: { courses: string; enrolments: string };

before(async () => {
  database = await openTestDatabase({ ownEngine: true });
  folder = await mkdtemp(join(tmpdir(), 'next-courses-import-'));
  files = { courses: join(folder, 'courses.csv'), enrolments: join(folder, 'enrolments.csv') };
  const courses = Array.from({ length: 300 }, (_, i) => `C${i},Course ${i}\n`).join('');
  const enrolments = Array.from({ length: rows }, (_, i) => `l${i},C${i % 300},${1.6e9 + i}\n`).join('');
  await writeFile(files.courses, `course,title\n${courses}`);
  await writeFile(files.enrolments, `learner,course,time\n${enrolments}`);
});
after(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(() => Promise.all([CourseModel, EnrolmentModel, SyncRunModel].map((model) => model.deleteMany())));

async function stored(): Promise<string[]> {
  const enrolments = await EnrolmentModel.find({}, { course: 1, at: 1 }).sort({ at: 1 }).lean();
  return enrolments.map(({ course, at }) => `${course} ${at?.getTime()}`);
}

const expected = Array.from({ length: rows }, (_, i) => `C${i % 300} ${(1.6e9 + i) * 1000}`);

test('an import killed in the middle is completed by the next, and its run says so', async () => {
  const words = ['--courses', files.courses, '--enrolments', files.enrolments, '--create', 'College'];
  const startImport = () => startBeside(database, 'scripts/import', ...words);
  await killOnce(startImport(), async () => (await EnrolmentModel.estimatedDocumentCount()) > 0);
  const left = await EnrolmentModel.countDocuments();
  assert.ok(left > 0 && left < rows, `killed in the middle: ${left}`);
  assert.equal((await SyncRunModel.findOne().lean())?.state, 'running');

  await endLeases();
  const { status, said } = await endOf(startImport());
  assert.equal(status, 0, said);
  assert.deepEqual(await stored(), expected);
  const runs = await SyncRunModel.find().sort({ startedAt: 1 }).lean();
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['failed', 'done'],
  );
});

test('an import outlives a database that is killed under it', async () => {
  const institution = await createInstitution({ name: 'School' });
  let killed = false;
  const counts = await importFiles({
    institution,
    ...files,
    now: new Date(),
    onBadRow: (row) => assert.fail(row.reason),
    onProgress: (file, progress) => {
      if (killed || file !== files.enrolments || progress.rows < 10_000) return;
      process.kill(database.embedded?.pid() as number, 'SIGKILL');
      killed = true;
    },
  });
  assert.ok(killed);
  assert.equal(counts.enrolments, rows);
  assert.deepEqual(await stored(), expected);
});

for (const [name, args, code, message] of [
  ['no file named', [], 2, /No file is named/],
  ['an option that is none', ['--course', 'x'], 2, /--course/],
  [
    'a file that is not there',
    ['--create', 'A', '--courses', 'nowhere.csv'],
    2,
    /nowhere.csv cannot be read \(ENOENT\)/,
  ],
  ['a bundle and files', ['--one-roster', 'x', '--courses', 'x'], 2, /not both/],
  [
    'a bundle that is not there',
    ['--create', 'A', '--one-roster', 'x.zip'],
    2,
    /x.zip cannot be read \(ENOENT\)/,
  ],
  ['an institution that is not there', ['--institution', 'Nobody', '--courses', 'x'], 2, /no institution/],
] as const)
  test(`the command called with ${name}: exit code ${code} and what to do`, async () => {
    const { status, said } = await endOf(startBeside(database, 'scripts/import', ...args));
    assert.equal(status, code);
    assert.match(said, message);
    assert.equal(await InstitutionModel.countDocuments({ name: 'A' }), 0);
  });
