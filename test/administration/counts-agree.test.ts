import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { CourseModel } from '../../models/course.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { makeTrainingDue } from '../../src/privacy/objections.ts';
import { Connections } from '../../src/sync/connections.ts';
import { toProvider } from '../../src/sync/connector.ts';
import { deriveCatalogue } from '../../src/sync/derivation/derive-catalogue.ts';
import { storedSchool } from '../counts/stored-school.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { inventedConnector } from './data/invented-connector.ts';

const publicUrl = 'https://next.example';
const connections = new Connections('s'.repeat(32));
const database = await openTestDatabase();
let app: Express;
let cookie: string;
let school: Institution;

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  app = administrationApp(publicUrl, {
    ...{ connectors: [inventedConnector], connections },
    providers: [toProvider(inventedConnector, connections)],
  });
  cookie = await administratorCookie(app, publicUrl);
  school = await storedSchool(new Date());
  await deriveCatalogue(school._id);
});

async function page(path: string): Promise<string> {
  const { text } = await request(app)
    .get(`/administration/institutions/${school._id}/${path}`)
    .set('Cookie', cookie)
    .expect(200);
  return text;
}

/** The figures of a part of a page, by their names. */
function figuresIn(html: string): Map<string, string> {
  return new Map(
    Array.from(html.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

const partOf = (html: string, id: string) => {
  const from = html.indexOf(`id="${id}"`);
  const next = html.slice(from + 5).search(/<li class="box source"|<section class="box"/);
  return html.slice(from, next < 0 ? undefined : from + 5 + next);
};

async function assertAgreed(): Promise<void> {
  const all = figuresIn(partOf(await page('data'), 'all'));
  const catalogue = figuresIn(await page('catalogue'));
  assert.equal(catalogue.get('Courses'), all.get('Courses'));
  assert.equal(catalogue.get('With enrolments'), all.get('Courses with enrolments'));
  const without = Number.parseInt(all.get('Courses without description') ?? '', 10);
  const described = Number.parseInt(catalogue.get('With a description') ?? '', 10);
  assert.equal(described + without, Number(all.get('Courses')));
}

test('Data and Catalogue say the same, with staff, deleted courses, people who left and two sources', async () => {
  await assertAgreed();
  const all = figuresIn(partOf(await page('data'), 'all'));
  assert.deepEqual(
    [all.get('Courses'), all.get('Courses with enrolments'), all.get('Learners')],
    ['5', '3 (60%)', '3'],
  );
});

test('they go on saying the same when a course is deleted, before anything is derived again', async () => {
  await page('data');
  await CourseModel.updateOne({ institutionId: school._id, key: 'a' }, { removedAt: new Date() });
  await makeTrainingDue(school._id);
  await assertAgreed();
  assert.equal(figuresIn(await page('catalogue')).get('Courses'), '4');
});

test('the box of a source and its own page say what the source has, by the same names', async () => {
  const own = figuresIn(partOf(await page('data'), 'source-moodle'));
  assert.deepEqual(
    [own.get('Completed enrolments'), own.get('Active enrolments'), own.get('Enrolments that begin later')],
    ['1', '2', '1'],
  );
});

test('a source whose runs are not kept, or that sends by itself, has data all the same, and says since when', async () => {
  const html = partOf(await page('data'), 'source-csv');
  assert.doesNotMatch(html, /No data yet|never/);
  assert.match(html, />Read</);
  assert.match(html, /Last synced<\/dt><dd><time/);
  assert.equal(figuresIn(html).get('Courses'), '5');
});

test('a run of a part, such as one course’s roster, is a run of its source', async () => {
  const run = { institutionId: school._id, state: 'done', wanted: 'everything' } as const;
  const at = new Date(Date.now() - 3_600_000);
  await SyncRunModel.create({
    ...{ ...run, source: 'names-and-roles:4711', startedAt: at, finishedAt: at, seenAt: at },
    counts: {
      rows: 31,
      courses: 1,
      enrolments: 30,
      events: 0,
      studies: 0,
      rejected: 0,
      changed: 30,
      removed: 0,
    },
  });
  const html = partOf(await page('data'), 'source-names-and-roles');
  assert.match(html, />1 hour ago, in less than 1 sec<\/time> · Courses: 1\. Enrolments: 30\./);
  assert.doesNotMatch(html, /No data yet|never/);
  // Another source whose name begins in the same way is another one.
  assert.doesNotMatch(html, /names-and-roles-2/);
});

test('what is due is next within a minute, and not twenty thousand days ago', async () => {
  await connections.save(school._id, 'canvas', { url: 'https://lms.example' }, { token: 'right-token' });
  const html = partOf(await page('data'), 'source-canvas');
  assert.match(html, /Next<\/dt><dd>\s*within a minute, for everything/);
  assert.doesNotMatch(html, /days ago/);
});

test('categories are excluded by a form, and again included', async () => {
  await CourseModel.updateOne(
    { institutionId: school._id, key: 'a' },
    { categories: ['Staff training', '<i>Art</i>'] },
  );
  assert.match(await page('catalogue'), /value="Staff training" >/);
  const save = (body: object) =>
    request(app)
      .post(`/administration/institutions/${school._id}/catalogue/excluded`)
      .set({ Cookie: cookie, Origin: publicUrl })
      .type('form')
      .send(body)
      .expect(303);
  await save({ category: ['Staff training', 'Of last year'] });
  const excluded = async () => (await InstitutionModel.findById(school._id).lean())?.excludedCategories;
  assert.deepEqual(await excluded(), ['Staff training', 'Of last year']);
  const html = await page('catalogue?done=excluded');
  assert.match(html, /value="Staff training" checked/);
  // Also one that no course has at this moment.
  assert.match(html, /value="Of last year" checked/);
  assert.match(html, /counts within a minute/);
  assert.doesNotMatch(html, /<i>Art/);
  await save({});
  assert.equal(await excluded(), undefined);
});
