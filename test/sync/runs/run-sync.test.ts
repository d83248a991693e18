// Takes about 13 s.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { message } from '../../../src/messages/message.ts';
import { type RunOptions, runSync } from '../../../src/sync/runs/run-sync.ts';
import { SourceError } from '../../../src/sync/source-error.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { Gate } from '../../support/gate.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { courses, members, syntheticSource, undisturbed } from './synthetic-source.ts';

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
const broken = new SourceError(
  'unreachable',
  message('fetch.unreachable', { where: 'lms.example' }),
  message('sourceError.unreachable.cure'),
);

test('a run that breaks off says why; the next goes on behind its last checkpoint and counts on', async () => {
  const cursors: (string | undefined)[] = [];
  const onPull = ({ cursor }: { cursor?: string | undefined }) => cursors.push(cursor);
  await assert.rejects(run(syntheticSource({ failAt: { course: 25, error: broken }, onPull })), broken);
  const [failed] = await runs();
  assert.deepEqual(
    [failed?.state, failed?.error, failed?.checkpoint?.cursor],
    ['failed', broken.message, '25'],
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

test('what a pull could not read is given to the next, after one that broke off too, and not to one of other data', async () => {
  const given: string[][] = [];
  const onPull = ({ unread }: { unread?: Set<string> | undefined }) => given.push([...(unread ?? [])]);
  await run(syntheticSource({ onPull: ({ unread }) => void unread?.add('7').add('8') }));
  await assert.rejects(run(syntheticSource({ failAt: { course: 9, error: broken } })), broken);
  await run(syntheticSource({ onPull }), { wanted: 'changes' });
  await run(syntheticSource({ onPull: ({ unread }) => unread?.delete('7') }), { wanted: 'changes' });
  await run(syntheticSource({ onPull }), { wanted: 'changes' });
  await run({ ...syntheticSource({ onPull }), fingerprint: 'other' });
  assert.deepEqual(given, [['7', '8'], ['8'], []]);
});

test('what a run has read and perhaps not written, because it broke off, is read again', async () => {
  const given: string[][] = [];
  const onPull = ({ unread }: { unread?: Set<string> | undefined }) => {
    given.push([...(unread ?? [])]);
    unread?.delete('7');
    unread?.add('9');
  };
  await run(syntheticSource({ onPull: ({ unread }) => void unread?.add('7') }));
  await assert.rejects(run(syntheticSource({ onPull, failAt: { course: 9, error: broken } })), broken);
  await run(syntheticSource({ onPull }), { wanted: 'changes' });
  assert.deepEqual(given, [['7'], ['7', '9']]);
  assert.deepEqual((await runs()).at(-1)?.unread, ['9']);
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
  const busy = new SourceError('busy', message('roster.answered', { status: '429' }), [], {
    retryAfterMilliseconds: 60_000,
  });
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
