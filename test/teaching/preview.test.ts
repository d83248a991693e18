import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { claim } from '../../src/lti/claims.ts';
import { SteeringApp } from './steering-app.ts';

let app: SteeringApp;
const titles = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`c${i}`, `Course ${i}`]));

before(async () => {
  app = await SteeringApp.start();
  await app.teach({ net: 'Networks', data: 'Databases', ...titles });
  await app.teach({ distributed: 'Distributed Systems' }, { prerequisites: ['net'] });
  const { _id: institutionId } = app.institution;
  await CourseModel.updateOne({ institutionId, key: 'net' }, { prerequisites: ['data'] });
  const taking = { institutionId, role: 'learner', state: 'active', source: 'csv', seenAt: new Date() };
  const enrolled = (learner: string, course: string) => ({ ...taking, learner, course, at: new Date(0) });
  await EnrolmentModel.insertMany([
    ...Array.from({ length: 30 }, (_, i) => enrolled(`l${i}`, 'distributed')),
    ...Array.from({ length: 20 }, (_, i) => enrolled(`l${i}`, 'c0')),
    enrolled(learnerKeyOf(app.institution, 'ada'), 'net'),
  ]);
});
after(() => app.close());

const page = '/teaching/panel?course=net';
const cardsOf = (html: string) =>
  html
    .split('<article class="card')
    .slice(1)
    .map((card) => /<h\d>\s*(?:<a[^>]*>)?<bdi[^>]*>(.*?)<\/bdi>/s.exec(card)?.[1]);

test('a new student of the course sees in truth what the preview shows', async () => {
  const { _id: institutionId } = app.institution;
  await PanelSettingsModel.create({ institutionId, course: 'net', cards: 10 });
  const staff = await app.visit('instructor');
  const shown = cardsOf((await staff.get(`${page}&student=new`)).text);
  assert.equal(shown.length, 10);
  assert.ok(shown.includes('Distributed Systems'), 'it builds on the course, and the student is in it');
  const ada = await app.visit('learner', { sub: 'ada' });
  assert.deepEqual(cardsOf((await ada.get('/panel')).text), shown);
  assert.deepEqual(cardsOf((await staff.get('/panel')).text), shown, 'so does the page of staff');
  const newcomer = await app.visit('learner', { sub: 'nobody-knows' });
  assert.deepEqual(cardsOf((await newcomer.get('/panel')).text), shown, 'before the roster says so, too');
  await PanelSettingsModel.deleteMany({ institutionId });
});

test('the three students are told apart, and each says what they have taken', async () => {
  const staff = await app.visit('instructor');
  const { text: second } = await staff.get(page);
  assert.match(second, /aria-current="true">Second year</);
  assert.match(second, /An invented student in the second year, who takes this course now\./);
  assert.match(second, /Has taken 6 courses before/);
  assert.match(second, /<li><bdi>Databases<\/bdi><\/li>/);
  assert.ok(!cardsOf(second).includes('Databases'), 'what they have taken is not suggested');
  assert.match((await staff.get(`${page}&student=nearTheEnd`)).text, /Has taken \d+ courses before/);
  assert.doesNotMatch((await staff.get(`${page}&student=new`)).text, /Has taken/);
});

test('the settings, and before them the link, count in the preview as they do for students', async () => {
  const { _id: institutionId } = app.institution;
  await PanelSettingsModel.create({ institutionId, course: 'net', cards: 2, heading: 'Next', line: 'Hello' });
  const staff = await app.visit('instructor');
  const { text } = await staff.get(page);
  assert.equal(cardsOf(text).length, 2);
  assert.match(text, /<p class="seen-title"><bdi>Next<\/bdi><\/p>\s*<p class="from-staff"><bdi>Hello/);
  const custom = { next_courses_cards: '3', next_courses_purpose: 'next', next_courses_title: 'Of the link' };
  const linked = await app.visit('instructor', { claims: { [claim.custom]: custom } });
  const panel = (await linked.get(linked.address)).text;
  const address = /href="(\/teaching\/panel\?[^"]*)"/.exec(panel)?.[1]?.replaceAll('&amp;', '&') as string;
  const { text: ofLink } = await linked.get(address);
  assert.equal(cardsOf(ofLink).length, 3);
  assert.match(
    ofLink,
    /You came by a link that has settings of its own: 3 courses, Next courses, “Of the link”/,
  );
  await PanelSettingsModel.deleteMany({ institutionId });
});

test('a preview writes nothing', async () => {
  const staff = await app.visit('instructor');
  const counts = async () => {
    const collections = (await mongoose.connection.db?.collections()) ?? [];
    return Promise.all(collections.map(async (one) => [one.collectionName, await one.countDocuments()]));
  };
  await staff.get(page);
  const before = await counts();
  for (const student of ['new', 'secondYear', 'nearTheEnd', 'anything'])
    assert.equal((await staff.get(`${page}&student=${student}`)).status, 200);
  assert.deepEqual(await counts(), before);
});
