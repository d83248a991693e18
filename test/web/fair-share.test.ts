import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Router } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/web/create-app.ts';
import { fairShare } from '../../src/web/fair-share.ts';
import { Gate } from '../support/gate.ts';

const visitorOf = (req: { query: Record<string, unknown> }) => `${req.query['who']}`;

test('who asks too fast waits, in words; a neighbour is not counted with them, and time gives it back', async () => {
  let clock = 0;
  const share = fairShare(visitorOf as never, { burst: 3, perMinute: 60, atOnce: 2 }, () => clock);
  const page = Router().use(share, (_req, res) => void res.send('page'));
  const app = createApp(pino({ level: 'silent' }), { '/page': page });
  const ask = async (who: string) => (await request(app).get('/page').query({ who })).status;
  const asked = async (...people: string[]) => {
    const statuses = [];
    for (const who of people) statuses.push(await ask(who));
    return statuses;
  };
  assert.deepEqual(await asked('ada', 'ada', 'ada', 'ada', 'bob'), [200, 200, 200, 429, 200]);
  const refused = await request(app).get('/page').query({ who: 'ada' });
  assert.match(refused.text, /wait a few seconds/);
  assert.equal(refused.headers['retry-after'], '1');
  clock = 1_000;
  assert.deepEqual(await asked('ada', 'ada'), [200, 429]);
  clock = 600_000;
  assert.deepEqual(
    await asked('ada', 'ada', 'ada', 'ada'),
    [200, 200, 200, 429],
    'no more than a burst is saved up',
  );
});

test('what one person asks at once is worked on in turn, and another person does not wait behind it', async () => {
  const gate = new Gate();
  let working = 0;
  let most = 0;
  const share = fairShare(visitorOf as never, { burst: 50, perMinute: 60, atOnce: 2 });
  const page = Router().use(share, async (req, res) => {
    if (req.query['who'] === 'ada') {
      most = Math.max(most, ++working);
      await gate.opened;
      working--;
    }
    res.send('page');
  });
  const app = createApp(pino({ level: 'silent' }), { '/page': page });
  const many = Array.from({ length: 20 }, () => request(app).get('/page').query({ who: 'ada' }).then());
  assert.equal((await request(app).get('/page').query({ who: 'bob' })).status, 200);
  gate.open();
  assert.deepEqual(new Set((await Promise.all(many)).map(({ status }) => status)), new Set([200]));
  assert.ok(most <= 2, `${most} at once`);
});
