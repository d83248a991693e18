import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/web/create-app.ts';
import { messageFiles } from '../../src/words/message-files.ts';

const app = createApp(pino({ level: 'silent' }), {});

test('the guides that pages send people to can be read, and what they have somebody run can be fetched', async () => {
  for (const name of ['moodle.md', 'canvas.md', 'one-roster.md', 'api.md']) {
    const { text } = await request(app).get(`/docs/${name}`).expect(200);
    assert.match(text, /<main class="page guide" lang="en" dir="ltr">\s*<h1>[A-Z]/);
    assert.match(text, /<pre>[^<]{1000}/);
  }
  const script = await request(app).get('/docs/next-courses-webservice.php').expect(200);
  assert.match(script.headers['content-disposition'] ?? '', /^attachment/);
});

test('nothing else can be fetched there', async () => {
  for (const name of [
    'no-such.md',
    '..%2Fpackage.json',
    '..%2FREADME.md',
    'decisions%2F0002-rooms.md',
    '.env',
    'toString',
    `${'a'.repeat(400)}.md`, // Longer than names of files can be.
  ])
    await request(app).get(`/docs/${name}`).expect(404);
});

test('no message names a page of docs that nobody can open', () => {
  for (const [tag, messages] of messageFiles)
    for (const [key, text] of Object.entries(messages))
      assert.doesNotMatch(text as string, /docs\/|\.md\b/, `${tag}: ${key}`);
});
