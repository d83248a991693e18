import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import request from 'supertest';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { administrationApp } from '../administration-app.ts';
import { catalogueApp, exampleInstitution } from './example-catalogue.ts';

const app = catalogueApp();
let database: TestDatabase;
let college: Institution;

before(async () => {
  database = await openTestDatabase();
  college = await exampleInstitution('College');
  await exampleInstitution('Another', [
    { key: 'other', title: 'Of another institution' },
    { key: 'genes', title: 'Genes' },
  ]);
});
after(() => database.close());

async function read(query = '', { _id }: Pick<Institution, '_id'> = college): Promise<string> {
  const { text } = await request(app)
    .get(`/administration/institutions/${_id}/catalogue${query}`)
    .expect(200);
  return text;
}

/** Titles on the page, in its order. */
function titlesIn(html: string): string[] {
  return Array.from(
    html.matchAll(/<li[^>]*>\s*<p>(?:<a [^>]*>)?<bdi>(.*?)<\/bdi>(?:<\/a>)? <span class="hint">/g),
    ([, title = '']) => title,
  );
}

test('nobody sees it who is not signed in', async () => {
  const whole = administrationApp('https://next.example');
  await request(whole).get(`/administration/institutions/${college._id}/catalogue`).expect(401);
});

test('how complete the catalogue is', async () => {
  const html = await read();
  const figures = Array.from(
    html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g),
    ([, label, value]) => `${label}: ${value}`,
  );
  assert.deepEqual(figures, [
    'Courses: 66',
    'With a description: 6 (9%)',
    'With a language from the source: 1 (2%)',
    'With a language detected in their text: 4 (6%)',
    'With a category: 1 (2%)',
    'With enrolments: 1 (2%)',
    'Sections of another course: 2 (3%); of courses: 1',
    'With prerequisites from the source: 0 (0%)',
    'With prerequisites found in their description: 1 (2%)',
  ]);
});

test('courses without a description, fifty on a page, of this institution alone', async () => {
  const first = await read();
  assert.equal(titlesIn(first).length, 50);
  assert.match(first, /1–50 of 60/);
  assert.doesNotMatch(first, /rel="prev"|Of another/);
  assert.match(first, /list=no-description&amp;page=2#list" rel="next"/);
  const second = await read('?list=no-description&page=2');
  assert.equal(titlesIn(second).length, 10);
  assert.doesNotMatch(second, /rel="next"/);
  assert.equal(new Set([...titlesIn(first), ...titlesIn(second)]).size, 60);
});

test('a page or a list that is none is the nearest one', async () => {
  for (const query of ['?page=0', '?page=-3', '?page=x', '?list=nothing', '?page=1e99&list[]=a'])
    assert.ok(titlesIn(await read(query)).length > 0, query);
  assert.match(await read('?page=99'), /51–60 of 60/);
});

test('sections stand together, each with its link to the LMS and its code', async () => {
  const html = await read('?list=section');
  assert.deepEqual(titlesIn(html), ['Cells (Fall 2024)', 'Cells (Spring 2025)']);
  assert.match(
    html,
    /<a href="https:\/\/lms.example\/c\/1"><bdi>Cells \(Fall 2024\)<\/bdi><\/a> <span class="hint"><bdi>BIO101-01<\/bdi> · <bdi>cells-1</,
  );
  assert.equal(html.match(/<li class="first">/g)?.length, 1);
});

test('courses with the same description stand together', async () => {
  assert.deepEqual(titlesIn(await read('?list=same-text')), [
    'Cells (Fall 2024)',
    'Cells (Spring 2025)',
    'A copy',
  ]);
});

test('prerequisites that were found, and those that were not understood, with the reason', async () => {
  const found = await read('?list=prerequisite-found');
  assert.deepEqual(titlesIn(found), ['Genes']);
  assert.match(
    found,
    /To be taken first: <a href="https:\/\/lms.example\/c\/1"><bdi>Cells \(Fall 2024\)<\/bdi><\/a>/,
  );
  const unclear = await read('?list=prerequisite-unclear');
  assert.deepEqual(titlesIn(unclear), ['Yeast']);
  assert.match(unclear, /“BIO999 or the consent of the teacher”: one of several ways, or only advised/);
});

test('what a course says of itself is no markup, and its address no script', async () => {
  const html = await read('?list=short-description');
  assert.match(html, /<bdi>&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/bdi> <span class="hint"><bdi>script</);
  assert.doesNotMatch(html, /<script>|javascript:/);
});

test('before any course is known', async () => {
  const empty = await createInstitution({ name: 'Empty' });
  assert.match(await read('', empty), /No course is known yet/);
});

test('of one that is unknown, or waits for approval, nothing', async () => {
  const waiting = { name: 'Waiting', learnerKey: newLearnerKey(), pendingSince: new Date() };
  const { _id } = await InstitutionModel.create(waiting);
  for (const id of [`${_id}`, 'f'.repeat(24), 'x'])
    await request(app).get(`/administration/institutions/${id}/catalogue`).expect(404);
});
