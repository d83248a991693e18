import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseModel } from '../../../../models/course.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../../models/sync-run.ts';
import { runSync } from '../../../../src/sync/runs/run-sync.ts';
import { startBeside } from '../../../database/beside.ts';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { endLeases, hang, killOnce } from '../../../sync/runs/killed-run.ts';
import { type Recorded, recordedAnswers, startMoodle } from './stand-in-moodle.ts';
import { standInSource } from './stand-in-source.ts';

const courses = 60;
const members = 8;

/** The course with criteria and grades, as often as there are courses. */
function manyCourses(): Recorded[] {
  const all = recordedAnswers();
  const about = (id: string) => all.filter((one) => one.arguments['courseid'] === id);
  const ids = Array.from({ length: courses }, (_, i) => `${300 + i}`);
  const catalogue = all.filter((one) => one.arguments['courseid'] === undefined);
  return [
    ...catalogue.map((one) =>
      JSON.parse(JSON.stringify(one).replace('"coursecount":4', `"coursecount":${courses}`)),
    ),
    ...catalogue.flatMap((one) => {
      const { courses: found = [] } = one.answer as { courses?: { id: number }[] };
      const [first] = found;
      return first
        ? [{ ...one, answer: { courses: ids.map((id) => ({ ...first, id: Number(id) })), warnings: [] } }]
        : [];
    }),
    ...ids.flatMap((courseid) =>
      about('217').map((one) => ({ ...one, arguments: { ...one.arguments, courseid } })),
    ),
  ];
}

const database = await openTestDatabase();
const moodle = await startMoodle(manyCourses());
after(async () => {
  moodle.close();
  await database.close();
});

const newInstitution = async (name: string) => await createInstitution({ name });

/** What is stored of an institution, without whose it is. */
async function stored({ _id: institutionId }: Institution) {
  const fields = { _id: 0, course: 1, state: 1, role: 1, at: 1, completedAt: 1, progress: 1, gradeBand: 1 };
  const enrolments = await EnrolmentModel.find({ institutionId }, fields).lean();
  const open = await CourseModel.find({ institutionId, removedAt: { $exists: false } }).distinct('key');
  return { open, enrolments: enrolments.map((one) => JSON.stringify(one)).sort() };
}

test('kill -9 in the middle of a pull: the next one goes on behind it, and all is as undisturbed', async () => {
  const undisturbed = await newInstitution('Undisturbed');
  const { counts: expected } = await runSync({
    institution: undisturbed,
    source: standInSource(undisturbed, moodle.host),
  });
  assert.deepEqual([expected.courses, expected.enrolments], [courses, courses * members]);

  const institution = await newInstitution('Interrupted');
  // Long enough for a checkpoint to be kept, which is done once a second; in the middle it hangs.
  moodle.instead = ({ arguments: { courseid } }) => (courseid === '330' ? hang() : sleep(25));
  const script = 'test/sync/runs/run-process';
  const child = startBeside(database, script, 'lms/moodle/connector', `${institution._id}`, moodle.host);
  const mine = { institutionId: institution._id };
  const isUnderWay = () => SyncRunModel.exists({ ...mine, 'checkpoint.cursor': /"course":3/ });
  await killOnce(child, isUnderWay);
  await endLeases();
  const left = await EnrolmentModel.countDocuments(mine);
  assert.ok(left > 0 && left < courses * members, `killed in the middle: ${left}`);

  moodle.instead = () => undefined;
  moodle.requests.length = 0;
  const { counts, isResumed } = await runSync({
    institution,
    source: standInSource(institution, moodle.host),
  });
  assert.ok(isResumed);
  assert.ok(moodle.requests.every(({ arguments: { courseid } }) => courseid !== '300'));
  const { changed: _changed, ...others } = counts;
  const { changed: _expected, ...all } = expected;
  assert.deepEqual(others, all);
  assert.deepEqual(await stored(institution), await stored(undisturbed));
  const runs = await SyncRunModel.find(mine).sort({ startedAt: 1 }).lean<SyncRun[]>();
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['failed', 'done'],
  );
});
