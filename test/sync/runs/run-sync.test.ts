import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { SyncLeaseModel } from '../../../models/sync-lease.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { noCounts } from '../../../src/sync/apply.ts';
import { type RunOptions, runSync } from '../../../src/sync/runs/run-sync.ts';
import { SourceError } from '../../../src/sync/source-error.ts';
import { endOf, startBeside } from '../../database/beside.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { Gate } from '../../gate.ts';
import { createInstitution } from '../../institution.ts';
import { until } from '../../until.ts';
import { killOnce } from './killed-run.ts';
import { courses, members, syntheticSource } from './synthetic-source.ts';

const undisturbed = { ...noCounts, courses, enrolments: courses * members, changed: courses * (members + 1) };
const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const run = (source = syntheticSource(), options: Partial<RunOptions> = {}) =>
  runSync({ institution, source, ...options });
const runs = () => SyncRunModel.find().sort({ startedAt: 1 }).lean<SyncRun[]>();
const broken = new SourceError('unreachable', 'The LMS did not answer.', 'Check its address.');

const inProcess = (pauseMilliseconds: number) =>
  startBeside(database, 'test/sync/runs/run-process', 'runs', `${institution._id}`, `${pauseMilliseconds}`);
const hasCheckpoint = async () => (await runs())[0]?.checkpoint !== undefined;

test('a run that breaks off says why; the next goes on behind its last checkpoint and counts on', async () => {
  const cursors: (string | undefined)[] = [];
  const onPull = ({ cursor }: { cursor?: string | undefined }) => cursors.push(cursor);
  await assert.rejects(run(syntheticSource({ failAt: { course: 25, error: broken }, onPull })), broken);
  const [failed] = await runs();
  assert.deepEqual(
    [failed?.state, failed?.error, failed?.checkpoint?.cursor],
    ['failed', 'The LMS did not answer. Check its address.', '25'],
  );
  assert.equal(await EnrolmentModel.countDocuments(), 25 * members);

  const { counts, isResumed, seenAt } = await run(syntheticSource({ onPull }));
  assert.deepEqual([cursors, isResumed, seenAt], [[undefined, '25'], true, failed?.seenAt]);
  assert.deepEqual(counts, undisturbed);
  assert.deepEqual((await runs())[1]?.counts, undisturbed);
  assert.equal(await EnrolmentModel.countDocuments(), courses * members);
  assert.equal(await CourseModel.countDocuments({ removedAt: { $exists: true } }), 0);
});

test('a checkpoint that leads nowhere is tried once', async () => {
  const cursors: (string | undefined)[] = [];
  const onPull = ({ cursor }: { cursor?: string | undefined }) => cursors.push(cursor);
  const failing = syntheticSource({ failAt: { course: 3, error: broken }, onPull });
  for (let i = 0; i < 3; i++) await assert.rejects(run(failing), broken);
  assert.deepEqual(cursors, [undefined, '3', undefined]);
});

test('a pull of changes asks since the last that ended well; one that follows a failure completes everything first', async () => {
  const asked: (Date | undefined)[] = [];
  const source = syntheticSource({ onPull: ({ since }) => asked.push(since) });
  await run(source, { wanted: 'changes' });
  const first = (await runs())[0];
  await run(source, { wanted: 'changes' });
  await run(source);
  const tenMinutesBefore = new Date((first?.seenAt.getTime() ?? 0) - 600_000);
  assert.deepEqual(asked, [undefined, tenMinutesBefore, undefined]);
  assert.deepEqual(
    (await runs()).map(({ wanted }) => wanted),
    ['everything', 'changes', 'everything'],
  );

  await SyncRunModel.deleteMany();
  const failing = syntheticSource({ failAt: { course: 9, error: broken } });
  await assert.rejects(run(failing), broken);
  await run(source, { wanted: 'changes' });
  assert.equal((await runs())[1]?.wanted, 'everything');
});

test('other data does not go on where one stopped', async () => {
  const cursors: (string | undefined)[] = [];
  const source = syntheticSource({ failAt: { course: 3, error: broken } });
  await assert.rejects(run({ ...source, fingerprint: 'a' }), broken);
  const onPull = ({ cursor }: { cursor?: string | undefined }) => cursors.push(cursor);
  await run({ ...syntheticSource({ onPull }), fingerprint: 'b' });
  assert.deepEqual(cursors, [undefined]);
});

test('who asks not to be asked for a while is not asked', async () => {
  let time = Date.now();
  const now = () => new Date(time);
  const busy = new SourceError('busy', 'It answered 429.', 'Wait.', { retryAfterMilliseconds: 60_000 });
  await assert.rejects(run(syntheticSource({ failAt: { course: 3, error: busy } }), { now }), busy);
  time += 59_000;
  await assert.rejects(run(syntheticSource(), { now }), { name: 'TooEarlyError' });
  time += 2_000;
  assert.deepEqual((await run(syntheticSource(), { now })).counts, undisturbed);
});

test('progress can be seen in the database while it runs', async () => {
  // Long enough for an estimate, which is made from the second second on.
  const seen = new Gate();
  const hold = { course: courses - 1, letGo: seen.opened };
  const running = run(syntheticSource({ pauseMilliseconds: 100, hold }));
  await until(async () => ((await runs())[0]?.progress?.secondsLeft ?? -1) >= 0);
  const [shown] = await runs();
  assert.equal(shown?.state, 'running');
  assert.equal(shown?.progress?.total, courses);
  assert.ok((shown?.progress?.rowsPerSecond ?? 0) > 0 && (shown?.counts.enrolments ?? 0) > 0);
  seen.open();
  await running;
  assert.equal((await runs())[0]?.progress, undefined);
});

test('a run that is stopped ends at once, as failed, and is completed by the next', async () => {
  const stop = new AbortController();
  const source = syntheticSource({ pauseMilliseconds: 50, hold: { course: 30 } });
  const running = run(source, { signal: stop.signal });
  await until(async () => (await EnrolmentModel.estimatedDocumentCount()) > 0);
  stop.abort(new Error('Stopped.'));
  await assert.rejects(running);
  assert.equal((await runs())[0]?.state, 'failed');
  assert.deepEqual((await run()).counts, undisturbed);
});

test('two processes: one runs, the other is told so', async () => {
  const first = inProcess(0);
  const end = endOf(first);
  await until(() => SyncRunModel.exists({}));
  await assert.rejects(run(), { name: 'RunUnderWayError' });
  first.stdin.end();
  assert.deepEqual(JSON.parse((await end).said), undisturbed);
  assert.equal(await SyncRunModel.countDocuments(), 1);
});

test('kill -9: the next run takes over once the dead one is silent, and all is as undisturbed', async () => {
  await killOnce(inProcess(100), hasCheckpoint);
  const left = await EnrolmentModel.countDocuments();
  assert.ok(left > 0 && left < courses * members, `killed in the middle: ${left}`);

  const { counts, isResumed } = await run();
  const { changed, ...others } = counts;
  const { changed: _, ...expected } = undisturbed;
  assert.ok(isResumed);
  // What was written behind the checkpoint is no change the second time.
  assert.ok(changed <= undisturbed.changed && changed > undisturbed.changed / 2);
  assert.deepEqual(others, expected);
  const [killed, next] = await runs();
  assert.deepEqual([killed?.state, next?.state], ['failed', 'done']);
  assert.match(killed?.error ?? '', /Interrupted/);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'active' }), courses * members);
  assert.equal(await CourseModel.countDocuments({ removedAt: { $exists: false } }), courses);
});

test('a process that was asleep for too long writes nothing more', async () => {
  const child = inProcess(100);
  const end = endOf(child);
  await until(hasCheckpoint);
  child.kill('SIGSTOP');
  const before = await EnrolmentModel.countDocuments();
  // Its time is up.
  await SyncLeaseModel.updateMany({}, { expiresAt: new Date(0) });
  assert.deepEqual((await run()).counts.enrolments, undisturbed.enrolments);
  await EnrolmentModel.deleteMany();
  assert.ok(before > 0);
  await sleep(21_000);
  child.kill('SIGCONT');
  assert.equal((await end).said, 'LeaseLostError\n');
  assert.equal(await EnrolmentModel.countDocuments(), 0);
});
