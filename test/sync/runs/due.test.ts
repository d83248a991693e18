import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { purgeExpired } from '../../../src/database/purge-expired.ts';
import { syncJob } from '../../../src/jobs/kinds/sync-job.ts';
import { takeLease } from '../../../src/leases/lease.ts';
import { dryRun } from '../../../src/sync/runs/dry-run.ts';
import { findDue } from '../../../src/sync/runs/due.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { findRunningRuns } from '../../../src/sync/runs/running-runs.ts';
import type { SourceProvider } from '../../../src/sync/source.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { workByTheClock } from '../../jobs/working.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { courses, members, syntheticSource } from './synthetic-source.ts';

const minute = 60_000;
const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const provider = (source = syntheticSource()): SourceProvider => ({
  ...{ name: 'moodle', everyMinutes: 60, everythingEveryMinutes: 1440 },
  forInstitution: async () => source,
});

const startWork = (providers: readonly SourceProvider[]) => workByTheClock([syncJob(providers)]);

function ran(minutesAgo: number, fields: Partial<SyncRun> = {}) {
  const startedAt = new Date(Date.now() - minutesAgo * minute);
  return SyncRunModel.create({
    ...{ institutionId: institution._id, source: 'moodle', state: 'done', wanted: 'changes', startedAt },
    ...{ finishedAt: startedAt, ...fields },
  });
}

async function due() {
  const now = new Date();
  const { at, wanted } = await findDue(institution._id, provider(), now);
  return { inMinutes: (at.getTime() - now.getTime()) / minute, wanted };
}

test('never asked: at once, for everything', async () => {
  const { inMinutes, wanted } = await due();
  assert.ok(inMinutes < 0);
  assert.equal(wanted, 'everything');
});

test('changes every hour, everything once a day, each with a share of chance that stays the same', async () => {
  await ran(1_000, { wanted: 'everything' });
  await ran(30);
  const { inMinutes, wanted } = await due();
  assert.ok(inMinutes > 29 && inMinutes < 37, `${inMinutes}`);
  assert.equal(wanted, 'changes');
  assert.ok(Math.abs((await due()).inMinutes - inMinutes) < 0.5);
  await SyncRunModel.deleteMany();
  await ran(1_500, { wanted: 'everything' });
  await ran(30);
  assert.equal((await due()).wanted, 'everything');
});

test('failures make it come later and later, no later than it would anyway', async () => {
  const pauses: number[] = [];
  for (let failures = 1; failures <= 6; failures++) {
    await ran(0, { state: 'failed' });
    pauses.push((await due()).inMinutes);
  }
  for (const [i, least] of [5, 10, 20, 40, 60, 60].entries())
    assert.ok((pauses[i] ?? 0) > least - 0.1 && (pauses[i] ?? 0) < least * 1.1 + 0.1, `${pauses}`);
});

test('who asks to be left alone for longer is left alone', async () => {
  await ran(0, { state: 'failed', retryAt: new Date(Date.now() + 600 * minute) });
  assert.ok((await due()).inMinutes > 599);
});

test('the clock runs what is due; who waits for approval is not asked', async () => {
  const waiting = { name: 'Waiting', learnerKey: newLearnerKey(), pendingSince: new Date() };
  await InstitutionModel.create(waiting);
  const stop = await startWork([provider()]);
  await until(() => SyncRunModel.exists({ state: 'done' }));
  await stop();
  const [run] = await SyncRunModel.find().lean();
  assert.deepEqual([run?.source, run?.counts.changed], ['moodle', courses * (members + 1)]);
  assert.equal(await SyncRunModel.countDocuments(), 1);

  const asked: string[] = [];
  const other: SourceProvider = {
    ...{ ...provider(), name: 'canvas' },
    forInstitution: async () => void asked.push('canvas'),
  };
  const again = await startWork([provider(), other]);
  await until(() => asked.length > 0);
  await again();
  assert.equal(await SyncRunModel.countDocuments(), 1, 'it is not due');
});

test('a run that died with its process and that nobody runs again is no longer under way; one that lives is', async () => {
  const running = { institutionId: institution._id, state: 'running', startedAt: new Date() } as const;
  await SyncRunModel.create({ ...running, source: 'csv' });
  await SyncRunModel.create({ ...running, source: 'names-and-roles:4711' });
  await SyncRunModel.create({ ...running, source: 'one-roster' });
  const lives = await takeLease(`${institution._id} one-roster`);
  const stop = await startWork([]);
  const count = () => SyncRunModel.countDocuments({ state: 'running' });
  await until(async () => (await count()) === 1);
  await stop();
  await lives?.release();
  assert.deepEqual(
    (await findRunningRuns()).map(({ source }) => source),
    ['one-roster'],
  );
  const dead = await SyncRunModel.findOne({ source: 'csv' }).lean();
  assert.match(dead?.error ?? '', /^Interrupted\./);
});

test('stopped in the middle, the work ends at once and leaves a run that can be completed', async () => {
  const slow = syntheticSource({ pauseMilliseconds: 100, hold: { course: 30 } });
  const stop = await startWork([provider(slow)]);
  await until(async () => (await findRunningRuns())[0]?.progress);
  const [under] = await findRunningRuns();
  assert.deepEqual(
    [under?.institution, under?.source, under?.progress?.total],
    ['College', 'moodle', courses],
  );
  await stop();
  const [run] = await SyncRunModel.find().lean();
  assert.deepEqual([run?.state, run?.checkpoint !== undefined], ['failed', true]);
  assert.equal((await runSync({ institution, source: syntheticSource() })).isResumed, true);
});

test('a dry run says how much of what would change, and leaves no trace', async () => {
  const { counts, changes } = await dryRun({ institution, source: syntheticSource() });
  assert.deepEqual([counts.courses, counts.enrolments], [courses, courses * members]);
  const [ofCourses, ofEnrolments] = ['course', 'enrolment'].map((of) => changes.find((c) => c.of === of));
  assert.deepEqual(ofCourses, {
    change: 'new',
    of: 'course',
    count: courses,
    examples: ['C0', 'C1', 'C2', 'C3', 'C4'],
  });
  assert.equal(ofEnrolments?.count, courses * members);
  assert.match(ofEnrolments?.examples[0] ?? '', /^C0 \([\w-]{8}…\)$/);
  assert.deepEqual([await SyncRunModel.countDocuments(), await EnrolmentModel.countDocuments()], [0, 0]);

  await runSync({ institution, source: syntheticSource() });
  assert.deepEqual((await dryRun({ institution, source: syntheticSource() })).changes, []);
});

test('runs are forgotten after ninety days', async () => {
  await ran(91 * 1440);
  await ran(89 * 1440);
  await purgeExpired(new Date());
  assert.equal(await SyncRunModel.countDocuments(), 1);
});
