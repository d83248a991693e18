import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { takeLease } from '../../../src/leases/lease.ts';
import type { EnrolmentRecord, SyncRecord } from '../../../src/sync/record.ts';
import { dryRun } from '../../../src/sync/runs/dry-run.ts';
import { findWaiting, releaseRemovals } from '../../../src/sync/runs/release-removals.ts';
import { runLease, runSync } from '../../../src/sync/runs/run-sync.ts';
import type { Source } from '../../../src/sync/source.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

/** Learners `s0`, `s1`, … of a course. */
const members = (
  course: string,
  count: number,
  more: Partial<EnrolmentRecord> = {},
  from = 0,
): SyncRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ kind: 'enrolment', learner: `s${from + i}`, course, role: 'learner', ...more },
  }));
const course = (key: string, more = {}): SyncRecord => ({ kind: 'course', key, title: key, ...more });
const whole = (course?: string): SyncRecord => ({
  ...{ kind: 'complete', of: 'enrolments', ...(course !== undefined && { course }) },
});
const catalogue: SyncRecord = { kind: 'complete', of: 'courses' };

const sourceOf = (records: readonly (SyncRecord | Error)[], more: Partial<Source> = {}): Source => ({
  name: 'moodle',
  async *pull({ cursor }) {
    for (const record of cursor === undefined ? records : records.slice(Number(cursor))) {
      if (record instanceof Error) throw record;
      yield record;
    }
  },
  ...more,
});
const run = (records: readonly (SyncRecord | Error)[], more: Partial<Source> = {}) =>
  runSync({ institution, source: sourceOf(records, more) });
const active = (course: string) => EnrolmentModel.countDocuments({ course, state: 'active' });
const lastRun = () => SyncRunModel.findOne().sort({ startedAt: -1 }).lean<SyncRun>();
const waiting = () => findWaiting(institution._id);

test('a class that is suddenly empty keeps its people until an administrator lets them go', async () => {
  await run([course('C1'), ...members('C1', 10), course('C2'), ...members('C2', 200)]);
  const empty = [course('C1'), whole('C1'), course('C2'), ...members('C2', 199), whole('C2')];
  for (let again = 0; again < 2; again++) {
    const { heldBack, counts } = await run(empty);
    assert.deepEqual(
      [heldBack?.removals, heldBack?.of, heldBack?.scopes],
      [10, 10, [{ kind: 'enrolments', course: 'C1', removals: 10, of: 10 }]],
    );
    // The one who left the large class is believed.
    assert.equal(counts.removed, again === 0 ? 1 : 0);
    assert.equal(await active('C1'), 10);
    assert.deepEqual([(await lastRun())?.state, (await waiting()).length], ['done', 1]);
  }
  await InstitutionModel.updateOne({}, { $unset: { dataChangedAt: 1 } });
  assert.equal(await releaseRemovals(institution._id, 'csv'), 0);
  assert.equal(await releaseRemovals(institution._id, 'moodle'), 10);
  assert.deepEqual([await active('C1'), await active('C2'), (await waiting()).length], [0, 199, 0]);
  assert.ok((await InstitutionModel.findOne().lean())?.dataChangedAt);
  assert.ok((await lastRun())?.releasedAt);
  assert.equal(await releaseRemovals(institution._id), 0);
});

test('eight learners and then a teacher alone withdraw nobody; seven of the eight withdraw one', async () => {
  const teachers = members('C1', 9, { role: 'staff' }, 100);
  await run([course('C1'), ...members('C1', 8), ...teachers]);
  assert.equal((await run([...teachers, whole('C1')])).heldBack?.removals, 8);
  assert.equal(await active('C1'), 17);
  const { heldBack, counts } = await run([...members('C1', 7), ...teachers, whole('C1')]);
  assert.deepEqual([heldBack, counts.removed, await active('C1')], [undefined, 1, 16]);
});

test('people who are all other people now are held back, however many they are', async () => {
  await run([course('C1'), ...members('C1', 8)]);
  const { heldBack } = await run([...members('C1', 30, {}, 100), whole('C1')]);
  assert.deepEqual([heldBack?.removals, heldBack?.of, await active('C1')], [8, 8, 38]);
});

test('a school of small classes that are all empty is held back as a whole, though none has five', async () => {
  const classes = Array.from({ length: 6 }, (_, i) => `C${i}`);
  const full = classes.flatMap((key) => [course(key), ...members(key, 3), whole(key)]);
  await run(full);
  const empty = classes.flatMap((key) => [course(key), whole(key)]);
  const { heldBack } = await run(empty);
  assert.deepEqual([heldBack?.removals, heldBack?.of, heldBack?.scopeCount], [18, 18, 1]);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'withdrawn' }), 0);
  await releaseRemovals(institution._id);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'active' }), 0);
});

test('the catalogue is a scope', async () => {
  const keys = Array.from({ length: 6 }, (_, i) => `C${i}`);
  await run([...keys.map((key) => course(key)), catalogue]);
  const removed = () => CourseModel.countDocuments({ removedAt: { $exists: true } });
  assert.equal((await run([course('C0'), course('C9'), catalogue])).heldBack?.removals, 5);
  assert.equal(await removed(), 0);
  await run([...keys.slice(0, 4).map((key) => course(key)), course('C9'), catalogue]);
  assert.equal(await removed(), 2);
});

test('of the whole institution one class is held back alone, unless the source says that the class is gone', async () => {
  const others = members('C2', 200);
  await run([course('C1'), ...members('C1', 10), course('C2'), ...others]);
  assert.equal((await run([course('C2'), ...others.slice(1), whole()])).heldBack?.removals, 10);
  assert.deepEqual([await active('C1'), await active('C2')], [10, 199]);
  const { heldBack } = await run([{ kind: 'removal', course: 'C1' }, ...others.slice(1), whole()]);
  assert.deepEqual([heldBack, await active('C1')], [undefined, 0]);
});

test('who is said to have left is believed, however many they are', async () => {
  await run([course('C1'), ...members('C1', 10)]);
  const left = Array.from({ length: 10 }, (_, i) => ({
    ...({ kind: 'removal', course: 'C1', learner: `s${i}` } as const),
  }));
  assert.equal((await run([...left, whole('C1')])).heldBack, undefined);
  assert.equal(await active('C1'), 0);
});

test('a newer run judges anew; who came back is not removed by a release that comes late', async () => {
  await run([course('C1'), ...members('C1', 10), course('C2'), ...members('C2', 10)]);
  await run([whole('C1'), ...members('C2', 10), whole('C2')]);
  const [before] = await waiting();
  // Three are seen again by a run that looks at no scope.
  await run(members('C1', 3));
  assert.deepEqual((await waiting())[0]?._id, before?._id);
  await releaseRemovals(institution._id);
  assert.equal(await active('C1'), 3);

  await run([whole('C2')]);
  assert.equal((await waiting()).length, 1);
  await run([...members('C2', 10), whole('C2')]);
  assert.equal((await waiting()).length, 0);
  assert.equal(await releaseRemovals(institution._id), 0);
});

test('parts of a source are released with it', async () => {
  await run([course('C1'), ...members('C1', 10)], { part: 'C1' });
  await run([whole('C1')], { part: 'C1' });
  // Changes alone do not end the waiting, and old runs of a part are cleared away.
  await run([], { part: 'C1' });
  assert.equal((await waiting()).length, 1);
  // A run of the whole source ends it only where it has looked at the part.
  await run([whole('C2')]);
  assert.equal((await waiting()).length, 1);
  await run([...members('C1', 9), whole('C1')]);
  assert.equal((await waiting()).length, 0);
  await run([whole('C1')], { part: 'C1' });
  assert.equal(await releaseRemovals(institution._id, 'moodle'), 9);
});

test('a release waits for a run that is about to judge anew', async () => {
  await run([course('C1'), ...members('C1', 10)]);
  await run([whole('C1')]);
  const lease = await takeLease(runLease(institution._id, 'moodle'));
  await assert.rejects(releaseRemovals(institution._id), { name: 'RunInProgressError' });
  await lease?.release();
});

test('a run that goes on where another broke off judges what both have read', async () => {
  const broken = new Error('page 3 failed');
  const checkpoint = (cursor: number): SyncRecord => ({ kind: 'checkpoint', cursor: `${cursor}` });
  await run([
    ...['C1', 'C2', 'C3'].flatMap((key) => [course(key), ...members(key, 3), whole(key)]),
    catalogue,
  ]);
  // One has left C1, one is rejected in C2: both are before the place where it breaks off.
  const wrong: SyncRecord = { ...(members('C2', 1)[0] as EnrolmentRecord), at: new Date('2126-01-01') };
  const half = [...members('C1', 2), whole('C1'), ...members('C2', 1, {}, 1), wrong];
  await assert.rejects(run([...half, checkpoint(half.length + 1), broken]), broken);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'withdrawn' }), 0);

  const rest = [whole('C2'), ...members('C3', 3), whole('C3')];
  const { isResumed, counts } = await run([...half, checkpoint(half.length + 1), ...rest]);
  assert.deepEqual([isResumed, counts.removed], [true, 1]);
  const gone = await EnrolmentModel.find({ state: 'withdrawn' }).lean();
  assert.deepEqual(
    gone.map(({ course, learner }) => [course, learner]),
    [['C1', learnerKeyOf(institution, 's2')]],
  );

  // Arrivals of the first half do not count as people who stayed.
  const strangers = [...members('C3', 20, {}, 100), checkpoint(21)];
  await assert.rejects(run([...strangers, broken]), broken);
  const { heldBack } = await run([...strangers, ...members('C1', 2), whole('C1'), whole('C3')]);
  assert.equal(heldBack?.removals, 3);
});

test('a dry run says what would be held back, by removing nothing of it', async () => {
  await run([course('C1'), ...members('C1', 10)]);
  const before = await EnrolmentModel.find().lean();
  const { counts, heldBack } = await dryRun({
    institution,
    source: sourceOf([...members('C1', 2), whole('C1')]),
  });
  assert.deepEqual([counts.removed, heldBack?.removals, heldBack?.of], [0, 8, 10]);
  assert.deepEqual(await EnrolmentModel.find().lean(), before);
});
