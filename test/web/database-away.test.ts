import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Router } from 'express';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import request from 'supertest';
import { createApi } from '../../src/api/create-api.ts';
import { isDatabaseAway } from '../../src/database/database-away.ts';
import { createApp } from '../../src/web/create-app.ts';
import { requireDatabase } from '../../src/web/require-database.ts';
import { noReads } from '../api/no-reads.ts';

const log = pino({ level: 'silent' });
const away = { answers: async () => false, isThere: async () => false };
const there = { answers: async () => true, isThere: async () => true };

test('the health address says whether the database answers', async () => {
  const good = await request(createApp(log, {}, there)).get('/healthz');
  assert.deepEqual([good.status, good.body], [200, { ok: true }]);
  const bad = await request(createApp(log, {}, away)).get('/healthz');
  assert.deepEqual([bad.status, bad.body], [503, { ok: false, code: 'database-away' }]);
  assert.equal(bad.headers['retry-after'], '5');
});

test('while the database is away, a page says so in plain words, with a way to try again', async () => {
  let reached = 0;
  const page = Router().use(requireDatabase(away), () => {
    reached++;
  });
  const answer = await request(createApp(log, { '/page': page }, away)).get('/page');
  assert.equal(answer.status, 503);
  assert.equal(answer.headers['retry-after'], '5');
  assert.match(answer.text, /<h1>One moment, please<\/h1>/);
  assert.match(answer.text, /try again in a few seconds/);
  assert.match(answer.text, /<a href="">Try again<\/a>/);
  assert.match(answer.text, /database-away/);
  assert.equal(reached, 0);
  assert.match(answer.headers['content-security-policy'] as string, /frame-ancestors \*/);
});

test('what was to be stored was not where it was refused, and nobody knows where it was broken off', async () => {
  const refused = createApp(log, { '/page': Router().use(requireDatabase(away)) });
  assert.match((await request(refused).post('/page')).text, /so nothing was changed/);
  const brokenOff = createApp(log, {
    '/page': () => {
      throw new mongo.MongoNetworkError('connection closed');
    },
    '/lti': () => {
      throw new mongo.MongoNetworkError('connection closed');
    },
  });
  assert.match((await request(brokenOff).post('/page')).text, /we do not know whether it was/);
  for (const asked of [request(brokenOff).get('/page'), request(brokenOff).post('/lti/launch')])
    assert.match((await asked).text, /cannot be shown just now/);
});

test('nothing of a form that was sent is tried again by a link', async () => {
  const app = createApp(log, { '/page': Router().use(requireDatabase(away)) }, away);
  const answer = await request(app).post('/page');
  assert.equal(answer.status, 503);
  assert.doesNotMatch(answer.text, /<a href="">/);
});

for (const error of [
  new mongo.MongoNetworkError('connection closed'),
  new mongo.MongoServerSelectionError('timed out', {} as never),
  new mongo.MongoTopologyClosedError(),
  interruptedPool(),
  new mongo.MongoServerError({ message: 'interrupted at shutdown', code: 11_600 }),
  new mongo.MongoServerError({ message: 'cursor id 7 not found', code: 43 }),
  new mongo.MongoBulkWriteError(new mongo.MongoNetworkError('read ECONNRESET'), {} as never),
  brokenSocket('at Connection.writeCommand (/app/node_modules/mongodb/lib/cmap/connection.js:408:29)'),
  new Error('could not be stored', { cause: new mongo.MongoNetworkError('connection closed') }),
])
  test(`a request amid which the database went away (${error.name}) is 503 and not 500`, async () => {
    const app = createApp(log, {
      '/page': () => {
        throw error;
      },
      '/api': createApi(
        'https://next.example',
        log,
        () => {
          throw error;
        },
        noReads,
      ),
    });
    const page = await request(app).get('/page');
    assert.equal(page.status, 503);
    assert.match(page.text, /One moment, please/);
    const api = await request(app).post('/api/xapi/statements');
    assert.equal(api.status, 503);
    assert.equal(api.headers['retry-after'], '5');
    assert.equal(api.body.error.code, 'database-away');
  });

test('an error of the database that trying again does not cure is none of these', async () => {
  const app = createApp(log, {
    '/page': () => {
      throw new mongo.MongoServerError({ message: 'no such command', code: 59 });
    },
  });
  assert.equal((await request(app).get('/page')).status, 500);
});

test('the broken connection to another service is not the database’s', () => {
  assert.equal(isDatabaseAway(brokenSocket('at Socket._write (node:net:970:8)')), false);
});

/** As the driver says it of what was under way to a server that fell silent; it has no way to make one. */
function interruptedPool(): Error {
  const error = new Error('interrupted due to server monitor timeout');
  error.name = 'PoolClearedOnNetworkError';
  return error;
}

/** As the driver passes it on from the system. */
function brokenSocket(thrownAt: string): Error {
  const error = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' });
  error.stack = `Error: write EPIPE\n    ${thrownAt}`;
  return error;
}
