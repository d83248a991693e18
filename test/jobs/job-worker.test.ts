import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import mongoose from 'mongoose';
import request from 'supertest';
import { type Job, JobModel } from '../../models/job.ts';
import { createLog } from '../../src/configuration/create-log.ts';
import { type JobKind, PostponedError, priorities } from '../../src/jobs/job-kind.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { takeJob } from '../../src/jobs/take-job.ts';
import { leaseTimes } from '../../src/leases/held-lease.ts';
import { giveCorrelationId } from '../../src/web/give-correlation-id.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { Gate } from '../support/gate.ts';
import { until } from '../support/until.ts';
import { work } from './working.ts';

const minute = 60_000;
const database = await openTestDatabase();
after(() => database.close());
beforeEach(() => database.clear());

const kindOf = (name: string, run: JobKind['run'], changes: Partial<JobKind> = {}): JobKind => ({
  ...{ name, priority: priorities.sync, atOnce: 1, attempts: 3, longestMilliseconds: minute, run },
  ...changes,
});
const job = async (_id: string) => (await JobModel.findById(_id).lean<Job>()) as Job;
const inMinutes = ({ nextAt }: Job) => ((nextAt?.getTime() ?? Number.NaN) - Date.now()) / minute;
const makeDue = (_id: string) => JobModel.updateOne({ _id }, { nextAt: new Date(0) });
const room = { kinds: ['work'], requested: [], place: undefined, afterMilliseconds: 0 };

/** Lets it be attempted. A worker may be at it already, or have done with it: then its time is its own. */
async function failed(_id: string, attempts: number): Promise<Job> {
  await JobModel.updateOne(
    { _id, attempts: attempts - 1, state: { $ne: 'running' } },
    { nextAt: new Date(0) },
  );
  return until(async () => {
    const found = await job(_id);
    return found.attempts === attempts && found.state !== 'running' && found;
  });
}

test('what has failed is tried again later and later, and after its last attempt only if somebody says so', async () => {
  const queue = new JobQueue();
  let isBroken = true;
  const run = async () => {
    if (isBroken) throw new Error('broken');
  };
  const stop = work([kindOf('work', run)], { queue });
  await queue.request({ kind: 'work' });
  for (const [i, pause] of [5, 10].entries()) {
    const found = await failed('work', i + 1);
    assert.deepEqual([found.state, found.error], ['waiting', 'broken']);
    assert.ok(Math.abs(inMinutes(found) - pause) < 1, `${inMinutes(found)}`);
  }
  const givenUp = await failed('work', 3);
  assert.deepEqual(
    [givenUp.state, givenUp.nextAt, givenUp.failedAt instanceof Date],
    ['failed', undefined, true],
  );
  assert.equal(await takeJob(room), undefined);

  isBroken = false;
  assert.equal(await queue.tryAgain('work', undefined), true);
  await until(async () => (await JobModel.countDocuments()) === 0);
  assert.equal(await queue.tryAgain('work', undefined), false);
  await stop();
});

test('what the clock begins goes on being tried after its last attempt, with its longest pause', async () => {
  const queue = new JobQueue();
  let givenUp = 0;
  const kind = kindOf(
    'work',
    async () => {
      throw new Error('broken');
    },
    { attempts: 1, pauseMilliseconds: 60 * minute, givenUp: async () => void givenUp++ },
  );
  await queue.plan(kind, { at: new Date(0) });
  const stop = work([kind], { queue });
  const first = await failed('work', 1);
  assert.equal(first.state, 'failed');
  assert.ok(Math.abs(inMinutes(first) - 60) < 1);
  assert.equal((await failed('work', 2)).state, 'failed');
  await stop();
  assert.equal(givenUp, 2);
});

test('what had failed for good is done at once where it is requested since then, and where the clock alone begins it is not', async () => {
  const queue = new JobQueue();
  let isBroken = true;
  const run = async () => {
    if (isBroken) throw new Error('broken');
  };
  const kind = kindOf('work', run, { attempts: 1, pauseMilliseconds: 60 * minute });
  await queue.plan(kind, { at: new Date(0) });
  const stop = work([kind], { queue });
  const { failedAt } = await failed('work', 1);
  isBroken = false;
  await queue.plan(kind, { at: new Date() });
  await queue.plan(kind, { at: new Date((failedAt as Date).getTime() - 1), isRequested: true });
  assert.equal((await job('work')).state, 'failed');
  await queue.plan(kind, { at: new Date(), isRequested: true });
  await until(async () => (await JobModel.countDocuments()) === 0);
  await stop();
});

test('a job that ends its process each time is given up', async () => {
  await new JobQueue().request({ kind: 'work' });
  for (let death = 0; death < 3; death++) {
    const taken = await takeJob(room);
    assert.equal(taken?.isLeftByDead, death > 0);
    await makeDue('work');
  }
  let runs = 0;
  const stop = work([kindOf('work', async () => void runs++)]);
  const found = await until(async () => (await job('work')).state === 'failed' && job('work'));
  await stop();
  assert.equal(runs, 0);
  assert.match((found as Job).error ?? '', /ended without a word/);
});

test('requests come before what the clock begins, syncs before trainings, and who has waited longest first', async () => {
  const order: string[] = [];
  const gate = new Gate();
  const kinds = [
    kindOf('training', async () => void order.push('training'), { priority: priorities.training }),
    kindOf('sync', async ({ source = '' }) => {
      order.push(source);
      if (source === 'first') await gate.opened;
    }),
  ];
  const [training, sync] = kinds as [JobKind, JobKind];
  const queue = new JobQueue();
  await queue.plan(sync, { source: 'first', at: new Date(0) });
  const stop = work([sync], { queue });
  await until(() => order.length === 1);
  await queue.plan(training, { at: new Date(0) });
  await queue.plan(sync, { source: 'later', at: new Date(2_000) });
  await queue.plan(sync, { source: 'sooner', at: new Date(1_000) });
  await queue.request({ kind: 'sync', source: 'requested' });
  gate.open();
  await until(() => order.length === 4);
  await stop();
  assert.deepEqual(order, ['first', 'requested', 'sooner', 'later']);

  order.length = 0;
  await queue.plan(sync, { source: 'again', at: new Date(2_000) });
  const taken = [];
  for (let i = 0; i < 2; i++) {
    const next = await takeJob({ ...room, kinds: ['sync', 'training'] });
    taken.push(next?.job.kind);
    await next?.lease.end('delete');
  }
  assert.deepEqual(taken, ['sync', 'training']);
});

test('a process does one training at a time, two processes two; what is requested need not wait for other kinds', async () => {
  const gate = new Gate();
  const running = new Set<string>();
  let most = 0;
  const training = kindOf('training', async ({ source = '' }) => {
    running.add(source);
    most = Math.max(most, running.size);
    await gate.opened;
    running.delete(source);
  });
  const asked: string[] = [];
  const sync = kindOf(
    'sync',
    async ({ source = '' }) => {
      asked.push(source);
      await gate.opened;
    },
    { atOnceForRequests: 1 },
  );
  const queue = new JobQueue();
  for (const source of ['a', 'b', 'c']) await queue.plan(training, { source, at: new Date(0) });
  for (const source of ['d', 'e']) await queue.plan(sync, { source, at: new Date(0) });
  const stop = work([training, sync], { queue });
  await until(() => running.size === 1 && asked.length === 1);
  await queue.request({ kind: 'sync', source: 'requested' });
  await until(() => asked.length === 2);
  assert.deepEqual(asked, ['d', 'requested']);
  assert.equal(most, 1);
  const stopSecond = work([training]);
  await until(() => running.size === 2);
  gate.open();
  await until(async () => (await JobModel.countDocuments()) === 0);
  await Promise.all([stop(), stopSecond()]);
  assert.equal(most, 2);
});

test('what cannot be done now, what the database was away for, and what is stopped, is no failure', async () => {
  const queue = new JobQueue();
  const gate = new Gate();
  const kinds = [
    kindOf('later', async () => {
      throw new PostponedError('another run', 3 * minute);
    }),
    kindOf('away', async () => {
      throw new mongoose.mongo.MongoNetworkError('connection closed');
    }),
    kindOf('long', async (_job, { signal }) => {
      gate.open();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }),
  ];
  const stop = work(kinds, { queue });
  await queue.request({ kind: 'later' });
  await queue.request({ kind: 'away' });
  await queue.request({ kind: 'long' });
  await gate.opened;
  const later = await until(async () => (await job('later')).state === 'waiting' && job('later'));
  assert.ok(Math.abs(inMinutes(later as Job) - 3) < 1);
  const away = await until(async () => (await job('away')).state === 'waiting' && job('away'));
  assert.ok(inMinutes(away as Job) > 0 && inMinutes(away as Job) < 0.2);
  await stop();
  for (const name of ['later', 'away', 'long'])
    assert.deepEqual([(await job(name)).state, (await job(name)).attempts], ['waiting', 0]);
  assert.ok(inMinutes(await job('long')) <= 0, 'another process takes it at once');
});

test('a job that is repeated is there once, and is done again after its time', async () => {
  let runs = 0;
  const kind = kindOf('repeated', async () => void runs++, { everyMilliseconds: 60 * minute });
  const stops = [work([kind]), work([kind])];
  await until(async () => runs > 0 && (await job('repeated')).state === 'waiting');
  await Promise.all(stops.map((stop) => stop()));
  assert.equal(runs, 1);
  assert.equal((await job('repeated')).priority, kind.priority);
  const minutes = inMinutes(await job('repeated'));
  assert.ok(minutes > 59 && minutes < 67, `${minutes}`);
});

test('one that is asked for twice is done once; of uploads the first stays', async () => {
  const queue = new JobQueue();
  const asks = Array.from({ length: 6 }, (_, i) =>
    queue.request({ kind: 'upload', data: { i } }, { unlessWaiting: true }),
  );
  assert.equal((await Promise.all(asks)).filter((isAsked) => isAsked).length, 1);
  const again = Array.from({ length: 6 }, () => queue.request({ kind: 'sync' }));
  assert.ok((await Promise.all(again)).every((isAsked) => isAsked));
  assert.equal(await JobModel.countDocuments({ kind: 'sync' }), 1);
  const taken = await takeJob({ ...room, kinds: ['sync'] });
  assert.equal(await queue.request({ kind: 'sync' }), false);
  await taken?.lease.end('delete');
});

test('files are read where they lie; a web process leaves them to workers for a while', async () => {
  await new JobQueue().request({ kind: 'work', place: 'here' });
  assert.equal(await takeJob(room), undefined);
  assert.equal(await takeJob({ ...room, place: 'elsewhere' }), undefined);
  assert.equal(await takeJob({ ...room, place: 'here', afterMilliseconds: minute }), undefined);
  const taken = await takeJob({ ...room, place: 'here' });
  assert.ok(taken);
  await taken.lease.end('delete');
});

test('a request’s id is in its answer, its job and every line of the job’s log', async () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const queue = new JobQueue();
  const app = express()
    .use(giveCorrelationId)
    .post('/', async (_req, res) => {
      await queue.request({ kind: 'work' });
      res.end();
    });
  const { headers } = await request(app).post('/').expect(200);
  const id = headers['x-request-id'] as string;
  assert.equal((await job('work')).correlationId, id);
  const byTheClock = kindOf('clock', async (_job, { log: ofJob }) => ofJob.info('of the clock'));
  const stop = work(
    [
      byTheClock,
      kindOf('work', async (_job, { log: ofJob }) => {
        ofJob.info('a line of the job');
        log.info('a line of what it calls');
        throw new Error('broken');
      }),
    ],
    { queue, log },
  );
  await until(() => lines.length === 3);
  await stop();
  const said = lines.map((line) => JSON.parse(line) as { correlationId?: string; job?: string; msg: string });
  assert.deepEqual(
    said.map(({ correlationId, msg }) => [correlationId, msg]),
    ['a line of the job', 'a line of what it calls', 'a job failed'].map((msg) => [id, msg]),
  );
  assert.equal(said[0]?.job, 'work');

  // What a request's look finds besides is none of that request's.
  const again = work([byTheClock], { queue, log });
  await sleep(100);
  await queue.plan(byTheClock, { at: new Date(0) });
  await request(app).post('/').expect(200);
  await until(() => lines.length === 4);
  await again();
  assert.deepEqual(Object.keys(JSON.parse(lines[3] ?? '')).includes('correlationId'), false);

  const given = await request(app).post('/').set('X-Request-Id', 'from-a-proxy-1').expect(200);
  assert.equal(given.headers['x-request-id'], 'from-a-proxy-1');
  const odd = await request(app).post('/').set('X-Request-Id', 'a "quoted" id').expect(200);
  assert.match(odd.headers['x-request-id'] ?? '', /^[\w-]{36}$/);
});

test('a job whose end cannot be told is renewed no more, so that another process takes it', async (t) => {
  const [life, renewEvery] = [leaseTimes.life, leaseTimes.renewEvery];
  Object.assign(leaseTimes, { life: 300, renewEvery: 50 });
  t.after(() => Object.assign(leaseTimes, { life, renewEvery }));
  const queue = new JobQueue();
  await queue.request({ kind: 'work' });
  let runs = 0;
  const kind = kindOf(
    'work',
    async () => {
      if (++runs === 1) throw new Error('broken');
    },
    {
      again: async () => {
        throw new Error('the database is away');
      },
    },
  );
  const stop = work([kind], { queue });
  await until(async () => (await JobModel.countDocuments()) === 0);
  await stop();
  assert.equal(runs, 2);
});

test('a process that was asleep for too long ends nothing that another has taken over', async () => {
  await new JobQueue().request({ kind: 'work' });
  const asleep = await takeJob(room);
  await makeDue('work');
  const other = await takeJob(room);
  assert.ok(asleep && other?.isLeftByDead);
  await asleep.lease.end('delete');
  assert.equal((await job('work')).holder, other.job.holder);
  await other.lease.end('delete');
  assert.equal(await JobModel.countDocuments(), 0);
});
