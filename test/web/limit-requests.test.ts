import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Router } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/web/create-app.ts';
import { limitRequests } from '../../src/web/limit-requests.ts';

test('a client is let through so many times a minute; its neighbours are not counted with it', async () => {
  const page = Router().use(limitRequests(2), (_req, res) => void res.send('page'));
  const app = createApp(pino({ level: 'silent' }), { '/page': page });
  const from = (ip: string) => request(app).get('/page').set('X-Forwarded-For', ip);
  const statuses = async (...ips: string[]) => {
    const answers = [];
    for (const ip of ips) answers.push((await from(ip)).status);
    return answers;
  };
  assert.deepEqual(await statuses('8.8.8.8', '8.8.8.8', '8.8.8.8', '8.8.4.4'), [200, 200, 429, 200]);
  // One subscriber's IPv6 network, however its addresses are written.
  assert.deepEqual(
    await statuses('2a00:1:0:2::1', '2a00:1::2:0:0:0:7', '2a00:1:0:2:a:b:c:d', '2a00:1:0:3::1'),
    [200, 200, 429, 200],
  );
  const refused = await from('8.8.8.8');
  assert.match(refused.text, /wait a minute/);
  assert.ok(Number(refused.headers['retry-after']) <= 60);
  // An LMS's frame shows the page, and not the browser's own words.
  assert.match(refused.headers['content-security-policy'] as string, /frame-ancestors \*$/);
});
