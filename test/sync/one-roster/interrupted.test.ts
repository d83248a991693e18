// Takes about 14 s.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { packZip } from '../../../scripts/benchmark/pack-zip.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { importBundle } from '../../../src/sync/sources/one-roster/bundle/import-bundle.ts';
import { startBeside } from '../../database/beside.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { endLeases, hang, killOnce } from '../runs/killed-run.ts';
import { bundle, classHeader, enrolmentHeader, table } from './example-bundle.ts';
import { course, enrolment, klass, session } from './example-objects.ts';
import { type StandIn, startStandIn } from './stand-in-service.ts';
import { standInSource } from './stand-in-source.ts';

const classes = 50;
const people = 500;
const rows = classes * people;
const idOf = (i: number) => `E${`${i}`.padStart(6, '0')}`;
const personOf = (i: number) => `U${Math.floor(i / classes)}`;
const classOf = (i: number) => `C${i % classes}`;

let database: TestDatabase;
let institution: Institution;
let folder: string;
let service: StandIn;
/** Before each answer. */
let pause = async (_path: string) => {};

before(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'next-courses-one-roster-'));
  service = await startStandIn(
    {
      academicSessions: [session('S1', 'Autumn', '2025-09-01', '2026-02-01')],
      courses: [course('BIO', 'Biology')],
      classes: Array.from({ length: classes }, (_, i) => klass(`C${i}`, 'BIO')),
      enrollments: Array.from({ length: rows }, (_, i) => enrolment(idOf(i), personOf(i), classOf(i))),
    },
    {
      async before({ url }) {
        await pause(`${url}`);
        return false;
      },
    },
  );
});
after(async () => {
  service.close();
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

/** Once it has kept a checkpoint. */
async function killInTheMiddle(child: ChildProcess): Promise<void> {
  await killOnce(child, () => SyncRunModel.exists({ checkpoint: { $exists: true } }));
  await endLeases();
  const left = await EnrolmentModel.countDocuments();
  assert.ok(left > 0 && left < rows, `killed in the middle: ${left}`);
}

async function assertUndisturbed(counts: SyncRun['counts']): Promise<void> {
  const { changed, ...others } = counts;
  assert.deepEqual(others, {
    rows: rows + classes,
    courses: classes,
    enrolments: rows,
    events: 0,
    studies: 0,
    rejected: 0,
    removed: 0,
  });
  // What was written behind the checkpoint is no change the second time.
  assert.ok(changed > 0 && changed <= rows + classes);
  const runs = await SyncRunModel.find().sort({ startedAt: 1 }).lean<SyncRun[]>();
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['failed', 'done'],
  );
  assert.ok(runs[1]?.resumedFrom);
  assert.equal(await CourseModel.countDocuments({ removedAt: { $exists: false } }), classes);
  const sizes = await EnrolmentModel.aggregate([
    { $match: { institutionId: institution._id, state: 'active' } },
    { $group: { _id: '$course', people: { $addToSet: '$learner' } } },
  ]);
  assert.deepEqual(
    [sizes.length, ...sizes.map(({ people: all }) => all.length)],
    [classes, ...Array(classes).fill(people)],
  );
}

test('kill -9 in the middle of a pull: the next goes on behind it, and all is as undisturbed', async () => {
  // Long enough for a checkpoint to be kept, which is done once a second; in the middle it hangs.
  pause = (path) => (path.includes('offset=15000') ? hang() : sleep(250));
  const script = 'test/sync/runs/run-process';
  await killInTheMiddle(startBeside(database, script, 'sync/one-roster', `${institution._id}`, service.host));
  pause = async () => {};
  service.requests.length = 0;
  const { counts, isResumed } = await runSync({
    institution,
    source: standInSource(institution, service.host),
  });
  assert.ok(isResumed);
  assert.ok(service.requests.filter((path) => path.includes('/enrollments')).length <= rows / 1_000);
  // Classes are read again.
  await assertUndisturbed({ ...counts, courses: classes, rows: rows + classes });
});

test('kill -9 in the middle of a bundle: the next import completes it, and all is as undisturbed', async () => {
  const file = join(folder, 'roster.zip');
  const files = {
    ...bundle,
    'classes.csv': table(
      classHeader,
      ...Array.from({ length: classes }, (_, i) => `C${i},,,Class ${i},,BIO,,,,ORG,S1,,,`),
    ),
    'enrollments.csv': table(
      enrolmentHeader,
      ...Array.from({ length: rows }, (_, i) => `${idOf(i)},,,${classOf(i)},ORG,${personOf(i)},student,,,`),
    ),
  };
  await writeFile(file, packZip(Object.entries(files).map(([name, content]) => ({ name, content }))));
  const child = startBeside(database, 'scripts/import', '--one-roster', file);
  // It is put aside for as long as it takes until a checkpoint is kept; a fast machine would be done by then.
  await until(() => EnrolmentModel.exists({}));
  child.kill('SIGSTOP');
  await sleep(1_100);
  child.kill('SIGCONT');
  await killInTheMiddle(child);
  const onBadRow = () => assert.fail('a bad row');
  const counts = await importBundle({ institution, path: file, now: new Date(), onBadRow });
  await assertUndisturbed(counts);
});
