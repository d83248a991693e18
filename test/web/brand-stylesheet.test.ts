import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import request from 'supertest';
import { brandStylesheets, contrast, stylesheet } from '../../src/web/brand-stylesheet.ts';
import { createApp } from '../../src/web/create-app.ts';

test('contrast is as WCAG says', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#ffffff', '#ffffff'), 1);
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

test('a brand colour is used in the schemes where it can be read', () => {
  assert.match(stylesheet('#0b5394'), /--brand-light: #0b5394; --brand-light-text: #ffffff/);
  assert.doesNotMatch(stylesheet('#0b5394'), /dark/);
  assert.match(stylesheet('#ffd700'), /--brand-dark: #ffd700/);
  assert.doesNotMatch(stylesheet('#ffd700'), /light/);
  assert.match(stylesheet('#767676'), /--brand-light: #767676/, '4.54 on white, which is our ground');
  assert.equal(stylesheet('#777777'), '', '4.48 on white');
});

test('the stylesheet of a colour may be kept for good, and there is none of anything else', async () => {
  const app = createApp(pino({ level: 'silent' }), { '/brand': brandStylesheets() });
  const answer = await request(app).get('/brand/0b5394.css');
  assert.match(answer.headers['content-type'] as string, /^text\/css/);
  assert.match(answer.headers['cache-control'] as string, /immutable/);
  for (const path of ['red.css', '0B5394.css', '0b5394', '0b539}.css'])
    assert.equal((await request(app).get(`/brand/${path}`)).status, 404);
});
