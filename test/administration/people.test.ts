import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { AliasModel, ownLearnerKey } from '../../models/alias.ts';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { pause } from '../../src/privacy/pauses.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { assertTranslated } from './assert-translated.ts';

const publicUrl = 'https://next.example';
const database = await openTestDatabase();
let app: Express;
let cookie: string;
let institution: Institution;
let other: Institution;

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  app = administrationApp(publicUrl);
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution();
  other = await createInstitution({ name: 'Other' });
  for (const school of [institution, other]) {
    const learner = learnerKeyOf(school, '4711');
    const ours = { institutionId: school._id, learner };
    const said = { source: 'csv', seenAt: new Date() };
    await EnrolmentModel.create({ ...ours, ...said, course: 'C1', state: 'active', role: 'learner' });
    await EventModel.create({ ...ours, type: 'searched', text: 'a secret wish', at: new Date() });
  }
});

const address = (path = '') => `/administration/institutions/${institution._id}/people${path}`;
const post = (path: string, fields: object, language = 'en', origin = publicUrl) =>
  request(app)
    .post(address(path))
    .set({ Cookie: cookie, Origin: origin, 'Accept-Language': language })
    .type('form')
    .send(fields);
const after303 = async (answer: request.Response) =>
  (
    await request(app)
      .get(answer.headers['location'] as string)
      .set('Cookie', cookie)
  ).text;
const audited = () => AuditEntryModel.find({ institutionId: institution._id }).sort({ at: 1 }).lean();
const ada = () => ({ institutionId: institution._id, learner: learnerKeyOf(institution, '4711') });

test('a person is found by the LMS’s id: how much is stored is told, and nothing of it', async () => {
  await pause(ada());
  const { text } = await post('/found', { subject: ' 4711 ' }).expect(200);
  assert.match(text, /Enrolments: 1.*Searches, ratings and clicks: 1/s);
  assert.match(text, /has paused personal suggestions/);
  assert.doesNotMatch(text, /a secret wish/);
  assert.ok(!text.includes(ada().learner));
  const nobody = (await post('/found', { subject: '47l1' }).expect(200)).text;
  assert.match(nobody, /Nothing is stored under this id/);
  assert.doesNotMatch(nobody, /Delete the person/, 'there is nobody to delete');
  assert.match(nobody, /<summary>Never store anything under this id</);
  for (const subject of ['', ' ', 'x'.repeat(300)])
    assert.match((await post('/found', { subject }).expect(422)).text, /Enter an id/);
  assert.deepEqual(await audited(), []);
});

test('an id of another source is that of the LMS’s person; one that two carry is nobody’s', async () => {
  const from = ownLearnerKey(institution, 'one-roster', 'S1');
  const alias = { institutionId: institution._id, of: 'learner', source: 'one-roster', from } as const;
  await AliasModel.create({ ...alias, to: ada().learner, learntAt: new Date() });
  const asked = { subject: 'S1', source: 'one-roster' };
  assert.match((await post('/found', asked).expect(200)).text, /Enrolments: 1/);
  await AliasModel.create({ ...alias, to: 'another', learntAt: new Date() });
  for (const path of ['/found', '/deleted'])
    assert.match((await post(path, { ...asked, sure: 'yes' }).expect(422)).text, /Two people carry this id/);
  assert.equal(await EnrolmentModel.countDocuments(ada()), 1);
});

test('everything of a person is exported as a file, which is recorded', async () => {
  const answer = await post('/exported', { subject: '4711' }).expect(200);
  assert.match(answer.headers['content-disposition'] as string, /attachment; filename="?person\.json/);
  const everything = JSON.parse(answer.text);
  assert.deepEqual(
    [everything.pseudonym, everything.stored.events[0].text],
    [ada().learner, 'a secret wish'],
  );
  const [entry] = await audited();
  assert.equal(entry?.what, 'person-exported');
  assert.ok(!JSON.stringify(entry).includes(ada().learner), 'whose it was is not kept');
});

test('deleting asks once, deletes everything here and nothing elsewhere, and can be taken back', async () => {
  assert.match((await post('/deleted', { subject: '4711' }).expect(422)).text, /nothing was deleted/);
  await post('/deleted', { subject: '4711', sure: 'yes' }, 'en', 'https://evil.example').expect(403);
  assert.equal(await EnrolmentModel.countDocuments(ada()), 1);
  const deleted = await post('/deleted', { subject: '4711', sure: 'yes' }).expect(303);
  assert.ok(!deleted.headers['location']?.includes('4711'), 'no id stands in an address');
  assert.match(await after303(deleted), /Deleted documents: 2\./);
  assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id }), 0);
  assert.equal(await EnrolmentModel.countDocuments({ institutionId: other._id }), 1);
  const found = await post('/found', { subject: '4711' });
  assert.match(found.text, /they object, or were deleted, since/);
  assert.match(found.text, /Ids of which nothing may be stored: 1/);
  assert.match(
    await after303(await post('/allowed', { subject: '4711' }).expect(303)),
    /may be stored again/,
  );
  assert.equal(await ObjectionModel.countDocuments(), 0);
  assert.match((await post('/allowed', { subject: '4711' }).expect(422)).text, /there is nothing to allow/);
  assert.deepEqual(
    (await audited()).map(({ what, values = {} }) => [what, values['documents']]),
    [
      ['person-deleted', 2],
      ['person-allowed', undefined],
    ],
  );
});

test('how long people are kept is set in whole days; a shorter time asks once', async () => {
  const days = async () => (await InstitutionModel.findById(institution._id).lean())?.retentionDays;
  for (const wrong of ['0', 'x', '1.5', '', '36501'])
    assert.match(
      (await post('/retention', { days: wrong }).expect(422)).text,
      /whole number from 1 to 36,500/,
    );
  assert.match((await post('/retention', { days: '365' }).expect(422)).text, /shorter than before/);
  assert.equal(await days(), undefined);
  assert.match(
    await after303(await post('/retention', { days: '365', sure: 'yes' }).expect(303)),
    /value="365"/,
  );
  await post('/retention', { days: '400' }).expect(303);
  await post('/retention', { days: '400' }).expect(303);
  assert.equal(await days(), 400);
  assert.deepEqual(
    (await audited()).map(({ what, values }) => [what, values]),
    [
      ['retention-changed', { before: 1095, days: 365 }],
      ['retention-changed', { before: 365, days: 400 }],
    ],
  );
});

test('it is for who is signed in, and in the reader’s language', async () => {
  await request(app).get(address()).expect(401);
  await request(app)
    .post(address('/exported'))
    .set('Origin', publicUrl)
    .type('form')
    .send({ subject: '4711' })
    .expect(401);
  const names = ['College', 'OneRoster: sourcedId'];
  await assertTranslated(
    async (language) => (await post('/found', { subject: '4711' }, language)).text,
    names,
  );
});
