import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SightingModel } from '../../models/sighting.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { assertTranslated } from './assert-translated.ts';

const publicUrl = 'https://next.example';
const day = 86_400_000;
const database = await openTestDatabase();
let app: Express;
let cookie: string;
let institution: Institution;

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  app = administrationApp(publicUrl);
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution({ name: 'College' });
});

/** Two courses each of Art and Music, one of both, and one without a category. */
async function catalogue(): Promise<void> {
  const said = { institutionId: institution._id, source: 'csv', seenAt: new Date() };
  const courses: [string, string[]][] = [
    ...[
      ['a1', ['Art']],
      ['a2', ['Art']],
      ['m1', ['Music']],
      ['m2', ['Music']],
    ],
    ...[
      ['both', ['Art', 'Music']],
      ['none', []],
    ],
  ] as [string, string[]][];
  await CourseModel.create(
    courses.map(([key, categories]) => ({ ...said, key, title: `Course ${key}`, categories })),
  );
}

/** So many people see one course in an answer that was logged, some of them again. */
async function shown(course: string, cards: number, { people = cards, daysAgo = 1, of = institution } = {}) {
  const at = new Date(Date.now() - daysAgo * day);
  const card = {
    institutionId: of._id,
    type: 'shown' as const,
    course,
    position: 1,
    propensity: 0.5,
    score: 1,
    at,
  };
  await EventModel.insertMany(
    Array.from({ length: cards }, (_, i) => ({ ...card, learner: `l${i % people}` })),
  );
}

const page = async (query = '', language = 'en') =>
  (
    await request(app)
      .get(`/administration/institutions/${institution._id}/shown${query}`)
      .set({ Cookie: cookie, 'Accept-Language': language })
      .expect(200)
  ).text;
const rowsIn = (html: string, id: string) => {
  const part = html.slice(html.indexOf(`id="${id}"`));
  return Array.from(part.slice(0, part.indexOf('</table>')).matchAll(/<tr>.*?<\/tr>/gs), ([row]) =>
    row
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ).slice(1);
};

test('where nothing is stored of what was shown, it says why, and no table is empty', async () => {
  await catalogue();
  await shown('a1', 40, { daysAgo: 31 });
  const html = await page();
  assert.match(html, /In the last 30 days no student was suggested a course for the first time\./);
  assert.match(html, /<a href="[^"]*\/check">Check installation<\/a><\/p>/);
  assert.doesNotMatch(html, /<table>/);
  await request(app).get(`/administration/institutions/${institution._id}/shown`).expect(401);
});

test('what students see in a panel outside any course is counted, and that they opened or hid it', async () => {
  await catalogue();
  for (let i = 0; i < 12; i++) {
    const who = { institutionId: institution._id, learner: `l${i}` };
    await panelRecords.recordSightings(who, undefined, ['a1', 'm1']);
    await panelRecords.recordSightings(who, undefined, ['a1']);
    await panelRecords.recordEvents(who, [{ type: 'opened', course: 'm1' }]);
  }
  await panelRecords.recordSightings({ institutionId: institution._id, learner: 'l0' }, 'both', ['a2']);
  const html = await page();
  assert.match(html, /each course once for every person: 25\. People: 12\./);
  const stored = await SightingModel.find({ course: 'm1' }).lean();
  assert.deepEqual(
    [stored.length, stored.every(({ openedAt, panel }) => openedAt && panel === undefined)],
    [12, true],
  );
});

test('shares of cards beside shares of the catalogue; a course of two categories counts for each in part', async () => {
  await catalogue();
  for (const [course, cards] of [
    ['a1', 60],
    ['both', 20],
    ['none', 20],
  ] as const)
    await shown(course, cards);
  const html = await page();
  assert.deepEqual(rowsIn(html, 'categories'), [
    'Art 70.0% 41.7%',
    'Without a category 20.0% 16.7%',
    'Music Shown too little 10.0% 41.7%',
  ]);
  assert.match(
    html,
    /Music is shown too little: 10\.0% of what was shown, 41\.7% of the catalogue\. .*nobody: 2 of 3\./,
  );
  assert.match(html, /each course once for every person: 100\. People: 60\./);
  assert.match(html, /shown to nobody: 3 of 6\./);
});

test('a handful of people is no ground to call anything starved', async () => {
  await catalogue();
  await shown('a1', 12);
  assert.doesNotMatch(await page(), /Shown too little<\/span>/);
});

test('by course, the most shown first or the least; of fewer than ten people nothing is told', async () => {
  await catalogue();
  await shown('a1', 60);
  await shown('a2', 30, { people: 9 });
  await shown('m1', 10);
  const most = rowsIn(await page(), 'by-course');
  assert.deepEqual(most.slice(0, 4), [
    'Course a1 60 75.9%',
    'Course m1 10 12.7%',
    'Course a2 under 10 –',
    'Course both 0 0.0%',
  ]);
  assert.match(rowsIn(await page('?order=least'), 'by-course')[0] as string, /Course both 0 0/);
  assert.match(await page('?page=99'), /1–6 of 6/);
});

test('where fewer than ten people were shown anything, nothing is told of it: one would be known', async () => {
  await catalogue();
  await shown('a1', 9);
  const html = await page();
  assert.match(html, /fewer than 10 people were shown courses/);
  assert.doesNotMatch(html, /Course a1|Art|shown to nobody/);
});

test('panels inside courses count without exploration, and somebody who saw a course in both ways counts once', async () => {
  await catalogue();
  await shown('a1', 10);
  const seen = (learner: string, daysAgo: number, panel = 'm1') => ({
    ...{ institutionId: institution._id, learner, panel, course: 'a1' },
    shownAt: new Date(Date.now() - daysAgo * day),
  });
  await SightingModel.insertMany([
    ...[seen('l0', 1), seen('new', 1), seen('new', 2, 'm2'), seen('long ago', 31)],
  ]);
  assert.equal(rowsIn(await page(), 'by-course')[0], 'Course a1 11 100.0%');
});

test('what may not be shown is not counted, nor cards of another institution', async () => {
  await catalogue();
  const other = await createInstitution({ name: 'Other' });
  await shown('a1', 40);
  await shown('a2', 40);
  await shown('m1', 40);
  await shown('a1', 40, { of: other });
  await CourseModel.updateOne({ institutionId: institution._id, key: 'a1' }, { hidden: true });
  await CourseModel.updateOne({ institutionId: institution._id, key: 'a2' }, { removedAt: new Date() });
  await InstitutionModel.updateOne({ _id: institution._id }, { excludedCategories: ['Staff'] });
  const html = await page();
  assert.match(html, /for every person: 40\./);
  assert.doesNotMatch(html, /Course a1|Course a2/);
});

test('it is in the reader’s language', async () => {
  await catalogue();
  await shown('a1', 100);
  const names = [
    'College',
    'Art',
    'Music',
    ...['a1', 'a2', 'm1', 'm2', 'both', 'none'].map((key) => `Course ${key}`),
  ];
  await assertTranslated((language) => page('', language), names);
});
