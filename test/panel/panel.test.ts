import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import mongoose from 'mongoose';
import request from 'supertest';
import { exampleCourses } from './example-courses.ts';
import { panelApp } from './panel-app.ts';
import { titlesIn, visitPanel } from './visit.ts';

const visit = visitPanel();
const { open, submit } = visit;

describe('with nothing to show', () => {
  test('an institution without courses is told so', async () => {
    visit.college.courses = [];
    visit.college.updated = undefined;
    const page = await open();
    assert.match(page, /No suggestions yet/);
    assert.match(page, /has not arrived yet/);
    assert.doesNotMatch(page, /Course data last updated/);
  });

  test('a learner who has had everything is told so', async () => {
    for (const { course } of visit.college.courses)
      await submit(`/panel/dismissed?course=${encodeURIComponent(course.key)}`);
    assert.match(await open(), /no further course to suggest/);
  });
});

test('the page says how fresh the data is and what it is based on', async () => {
  const page = await open();
  assert.match(
    page,
    /<time datetime="2026-11-23T09:00:00\.000Z">Course data last updated: 23 November 2026<\/time>/,
  );
  assert.match(page, /Why am I seeing this\?/);
  assert.match(page, /name and e-mail address are not stored/);
});

test('the whole page, with cards and rows, its styles and scripts, is under 60 kB', async () => {
  const [first] = exampleCourses();
  const tile = (key: string) => ({
    ...first!,
    course: { ...first!.course, key, code: 'BOT201', taughtIn: 'en' },
  });
  for (const offer of visit.college.courses)
    offer.sequence = { readiness: { state: 'met' }, opens: { course: 'Machine Learning', more: 2 } };
  visit.college.rows = (['taking', 'popular', 'different'] as const).map((kind) => ({
    theme: kind === 'taking' ? { kind, course: 'Botany' } : { kind },
    courses: Array.from({ length: 9 }, (_, i) => tile(`${kind} ${i}`)),
  }));
  visit.college.choices = {
    subject: Array.from({ length: 16 }, (_, i) => ({ value: `A subject ${i}`, label: `A subject ${i}` })),
    ...{ level: ['beginner', 'advanced'], starts: ['2027-01', '2027-09'], language: ['en', 'de', 'fr'] },
  };
  const page = await open();
  const assets = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]*\.(?:css|js)[^"]*)"/g)].map(
    ([, path]) => path as string,
  );
  assert.ok(assets.length >= 5);
  const texts = await Promise.all([...assets].map((path) => open(path)));
  const bytes = [page, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  assert.ok(bytes < 60_000, `${bytes} bytes`);
});

test('a form of another site is refused', async () => {
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    {},
  ]) {
    const answer = await request(visit.app).post('/panel/dismissed?course=sta-150').set(headers);
    assert.equal(answer.status, 403);
    assert.match(answer.text, /came from another site/);
  }
  assert.deepEqual(visit.college.events, []);
});

test('only the platform may frame the panel, and only the nonce’s script may run', async () => {
  const answer = await request(visit.app).get('/panel');
  const nonce = /<script type="module" src="[^"]*" nonce="([^"]+)">/.exec(answer.text)?.[1];
  assert.equal(
    answer.headers['content-security-policy'],
    [
      `default-src 'none'`,
      `script-src 'nonce-${nonce}'`,
      `style-src 'self'`,
      `img-src 'self' data:`,
      `connect-src 'self'`,
      `form-action 'self'`,
      `base-uri 'none'`,
      `frame-ancestors http://127.0.0.1:3001`,
    ].join('; '),
  );
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('what was left to chance is logged with its propensity, and only that', async () => {
  await open();
  assert.deepEqual(visit.college.events, []);
  const { recommend } = visit.college;
  visit.college.recommend = async (asked) =>
    (await recommend(asked))
      .slice(0, 2)
      .map((offer, i) => ({ ...offer, propensity: i === 0 ? 1 : 0.9, score: 2 - i }));
  visit.app = panelApp({ college: visit.college });
  await open();
  assert.deepEqual(visit.college.events, [
    { learner: 'ada', type: 'shown', course: 'bot-201', position: 1, propensity: 1, score: 2 },
    { learner: 'ada', type: 'shown', course: 'env-110', position: 2, propensity: 0.9, score: 1 },
  ]);
});

test('what is shown is remembered, in a course and outside any', async () => {
  await open();
  await open('/panel', panelApp({ college: visit.college, session: { course: 'sta-150' } }));
  assert.deepEqual(
    visit.college.seen.map(({ panel, courses }) => [panel, courses.length]),
    [
      [undefined, 5],
      ['sta-150', 5],
    ],
  );
});

test('a comparison of models is told what a learner was shown; nothing of staff, of nobody, or of who has paused or objects', async () => {
  await open();
  assert.equal(visit.college.shownSuggestions.length, 0, 'nothing is compared');
  const comparing = {
    comparison: new mongoose.Types.ObjectId(),
    compared: new mongoose.Types.ObjectId(),
    share: 0.5,
  };
  visit.college.comparing = comparing;
  const page = await open();
  const [told, ...more] = visit.college.shownSuggestions;
  assert.equal(told?.comparing, comparing);
  assert.deepEqual([told?.learner, more], ['ada', []]);
  const shown = exampleCourses().filter(({ course }) => titlesIn(page).includes(course.title));
  for (const { course } of shown) assert.ok(told?.courses.includes(course.key), course.title);
  assert.equal(new Set(told?.courses).size, told?.courses.length);

  visit.college.shownSuggestions = [];
  await open('/panel', panelApp({ college: visit.college, session: { learner: undefined } }));
  await open('/panel', panelApp({ college: visit.college, session: { role: 'instructor' } }));
  visit.college.paused.add('ada');
  await open();
  visit.college.paused.clear();
  visit.college.off.add('ada');
  await open();
  assert.deepEqual(visit.college.shownSuggestions, []);
});
