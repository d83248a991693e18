import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

let college: FakeCollege;
let app: Express;

beforeEach(() => {
  college = new FakeCollege(exampleCourses());
  college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  college.learnerProfile = { interests: ['climate'], goal: 'Nurse', skills: ['SQL'], languages: ['de'] };
  college.events = [
    { learner: 'ada', type: 'searched', text: 'deep sea' },
    { learner: 'ada', type: 'rated', course: 'sta-150', rating: 5 },
  ];
  app = panelApp({ college });
});

const page = async (path = '/panel/data', from = app) => (await request(from).get(path)).text;
const submit = (path: string, fields: object = {}, to = app) =>
  request(to).post(path).set('Origin', 'http://localhost:3000').type('form').send(fields);

test('the panel leads to it, and keeps what it shows', async () => {
  assert.match(await page('/panel?purpose=supplement'), /href="\/panel\/data\?purpose=supplement&amp;of=/);
  assert.match(await page('/panel/data?purpose=supplement'), /href="\/panel\?purpose=supplement&amp;of=/);
});

test('shows what was told, taken and done, in words', async () => {
  const shown = (await page()).replace(/<\/?bdi[^>]*>/g, '');
  for (const text of [
    ...['climate', 'Nurse', 'SQL', 'de', 'Statistics with Real Data', 'completed\u00a0· 20 November 2026'],
    ...['Searched: “deep sea”', 'Rated: Statistics with Real Data, 5 of 5'],
  ])
    assert.ok(shown.includes(text), text);
});

test('shows what was saved with its term, and what was shown in the panels of courses', async () => {
  college.saves = ['sta-150', 'bot-201'];
  college.terms.set('sta-150', '2027-1');
  college.sightings = [{ course: 'bot-201', panel: 'sta-150', openedAt: new Date() }];
  college.compared = [{ courses: ['sta-150'] }];
  const shown = (await page()).replace(/[\u2066-\u2069]/g, '');
  const part = (id: string) => shown.split(`id="${id}-title"`)[1]?.split('</section>')[0] ?? '';
  assert.match(
    part('saved'),
    /Statistics with Real Data<\/bdi> [^/]*January to June 2027\u00a0· 20 November 2026/,
  );
  assert.match(
    part('shown'),
    /on the page of Statistics with Real Data\u00a0· 20 November 2026\u00a0· opened/,
  );
  assert.match(part('shown'), /Statistics with Real Data<\/bdi> [^/]*while two models are compared/);
});

test('titles say which language they are in, also amid a sentence', async () => {
  const [offer] = college.courses;
  assert.ok(offer);
  offer.course = { ...offer.course, title: 'Chemie am Herd', language: 'de' };
  college.saves = [offer.course.key];
  college.events = [{ learner: 'ada', type: 'opened', course: offer.course.key }];
  assert.equal((await page()).match(/<bdi lang="de">Chemie am Herd<\/bdi>/g)?.length, 2);
});

test('is downloaded as it is stored, as a file', async () => {
  const { headers, text } = await request(app).get('/panel/data/download');
  assert.match(headers['content-disposition'] as string, /attachment; filename=next-courses\.json$/);
  assert.match(headers['content-type'] as string, /^application\/json/);
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(JSON.parse(text).stored.events.length, 2);
});

test('what was told can be deleted alone', async () => {
  const answer = await submit('/panel/data/forgotten', { sure: 'yes' });
  assert.deepEqual([answer.status, answer.headers['location']], [303, '/panel/data?done=forgotten']);
  assert.deepEqual([college.events, college.takenCourses.length], [[], 1]);
  assert.match(await page('/panel/data?done=forgotten'), /What you told us and did is deleted/);
});

test('nothing is deleted but by somebody who said that they are sure', async () => {
  for (const [path, id] of [
    ['/panel/data/stopped', 'stop'],
    ['/panel/data/forgotten', 'forget'],
  ] as const) {
    const unsure = await submit(path);
    assert.equal(unsure.status, 422);
    assert.match(unsure.text, new RegExp(`aria-describedby="${id}-problem" data-focus`));
    assert.equal(unsure.text.match(/-problem"/g)?.length, 2, 'one box is said to be empty');
    assert.equal(college.events.length, 2);
  }
  assert.equal(college.off.size, 0);
  assert.equal((await submit('/panel/data/stopped', { sure: 'yes' })).status, 303);
  assert.ok(college.off.has('ada'));
});

test('then popular courses are shown, said to be so, nothing is stored, and it can be taken back', async () => {
  await submit('/panel/data/stopped', { sure: 'yes' });
  const panel = await page('/panel');
  assert.match(panel, /Personal suggestions are off, so these are popular courses for everybody/);
  assert.match(panel, /Popular with students here/);
  assert.doesNotMatch(panel, /Not interested|Save profile|ping=|What are you looking for/);
  assert.match(panel, /allowing personal suggestions again/);
  for (const path of [
    '/panel/dismissed?course=sta-150',
    '/panel/opened?course=sta-150',
    '/panel/searches',
    '/panel/profile',
  ]) {
    const refused = await submit(path, { text: 'sea', goal: 'Nurse' });
    assert.equal(refused.status, 403, path);
    assert.match(refused.text, /suggestions-off/);
  }
  assert.deepEqual(college.events, []);
  assert.doesNotMatch(await page(), /-problem|What you told/);
  assert.equal((await submit('/panel/data/allowed')).status, 303);
  assert.match(await page('/panel'), /Not interested/);
});

test('staff see and delete what is stored of them; of somebody unknown there is nothing', async () => {
  const staff = panelApp({ college, session: { role: 'instructor' } });
  assert.match(await page('/panel/data', staff), /Delete everything and stop/);
  const anonymous = panelApp({ college, session: { learner: undefined } });
  assert.match(await page('/panel/data', anonymous), /nothing is stored about you/);
  assert.doesNotMatch(await page('/panel/data', anonymous), /<form/);
  assert.equal((await request(anonymous).get('/panel/data/download')).status, 403);
  assert.equal((await submit('/panel/data/stopped', { sure: 'yes' }, anonymous)).status, 403);
});

test('a form of another site deletes nothing', async () => {
  const answer = await request(app)
    .post('/panel/data/stopped')
    .set('Origin', 'https://evil.example')
    .type('form')
    .send({ sure: 'yes' });
  assert.equal(answer.status, 403);
  assert.equal(college.off.size, 0);
});
