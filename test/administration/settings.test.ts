import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { CourseModel } from '../../models/course.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { message } from '../../src/messages/message.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { assertTranslated } from './assert-translated.ts';

const publicUrl = 'https://next.example';
const database = await openTestDatabase();
let app: Express;
let cookie: string;
let institution: Institution;

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  app = administrationApp(publicUrl, {}, [
    {
      title: message('selfTest.keys'),
      run: async ({ institutionId }) => ({
        state: 'good',
        found: message('selfTest.keys.good', { address: `${institutionId}` }),
      }),
    },
    {
      title: message('selfTest.clock'),
      run: async () => ({
        ...{ state: 'unknown', found: message('selfTest.clock.silent', { host: 'lms.example' }) },
        cure: message('selfTest.clock.answered.cure'),
      }),
    },
    {
      ...{ title: message('selfTest.roster'), needsLaunch: true },
      run: async () => ({ state: 'bad', found: message('selfTest.roster.none') }),
    },
  ]);
  cookie = await administratorCookie(app, publicUrl);
  const { _id: registration } = await createRegistration({ name: 'College' });
  institution = await createInstitution({ name: 'College', registration, deploymentId: '1' });
});

const address = (path: string) => `/administration/institutions/${institution._id}/${path}`;
const page = async (path: string, language = 'en') =>
  (await request(app).get(address(path)).set({ Cookie: cookie, 'Accept-Language': language }).expect(200))
    .text;
const post = (path: string, fields: object, origin = publicUrl) =>
  request(app).post(address(path)).set({ Cookie: cookie, Origin: origin }).type('form').send(fields);
const current = async () => (await InstitutionModel.findById(institution._id).lean()) as Institution;
const audited = async () =>
  (await AuditEntryModel.find({ institutionId: institution._id }).sort({ at: 1 }).lean()).map(
    ({ what }) => what,
  );

test('an institution is renamed, which is recorded; a name that is none, or taken, is refused at its field', async () => {
  await createInstitution({ name: 'Taken' });
  for (const [name, words] of [
    ['  ', /Enter a name/],
    ['Taken', /Another institution has this name/],
    ['x'.repeat(201), /too long/],
  ] as const)
    assert.match((await post('settings/name', { name }).expect(422)).text, words);
  assert.equal((await current()).name, 'College');
  assert.deepEqual(await audited(), []);
  const answer = await post('settings/name', { name: ' University <b> ' }).expect(303);
  assert.equal((await current()).name, 'University <b>');
  const { text } = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie);
  assert.match(text, /The name is saved/);
  assert.match(text, /value="University &lt;b&gt;"/);
  await post('settings/name', { name: 'University <b>' }).expect(303);
  assert.deepEqual(await audited(), ['institution-renamed']);
});

test('disconnecting asks once, says what is deleted, and keeps all data', async () => {
  await CourseModel.create({
    institutionId: institution._id,
    key: 'a',
    title: 'A',
    source: 'csv',
    seenAt: new Date(),
  });
  assert.match(await page('settings'), /Deleted: the deployment.*Kept: courses, enrolments/);
  assert.match((await post('settings/disconnect', {}).expect(422)).text, /nothing was disconnected/);
  assert.ok((await current()).registration);
  await post('settings/disconnect', { sure: 'yes' }, 'https://evil.example').expect(403);
  const answer = await post('settings/disconnect', { sure: 'yes' }).expect(303);
  const { registration, deploymentId, name } = await current();
  assert.deepEqual([registration, deploymentId, name], [undefined, undefined, 'College']);
  assert.equal(await RegistrationModel.countDocuments(), 0);
  assert.equal(await CourseModel.countDocuments({ institutionId: institution._id }), 1);
  const { text } = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie);
  assert.match(text, /The LMS is disconnected/);
  assert.match(text, /Register one by hand under exactly this name/);
  assert.deepEqual(await audited(), ['institution-disconnected']);
  await post('settings/disconnect', { sure: 'yes' }).expect(303);
  assert.deepEqual(await audited(), ['institution-disconnected'], 'nothing is disconnected twice');
});

test('a registration that another institution has stays', async () => {
  const { registration } = await current();
  await createInstitution({ name: 'Second', registration: registration as never, deploymentId: '2' });
  await post('settings/disconnect', { sure: 'yes' }).expect(303);
  assert.equal(await RegistrationModel.countDocuments(), 1);
  assert.ok((await InstitutionModel.findOne({ name: 'Second' }).lean())?.registration);
});

test('the audit has everything, the newest first, with nobody’s whole pseudonym, and nothing of another institution', async () => {
  const other = await createInstitution({ name: 'Other' });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 10, minute));
  const by = 'abcdefgh-the-rest-of-it';
  await AuditEntryModel.create([
    {
      institutionId: other._id,
      at: at(59),
      role: 'operator',
      what: 'model-served',
      values: { of: 'elsewhere' },
    },
    {
      ...{ institutionId: institution._id, at: at(0), role: 'instructor', by, what: 'course-pinned' },
      ...{ panel: 'CMP204', course: 'CMP302', values: { note: '<i>Ask me</i>' } },
    },
    {
      ...{ institutionId: institution._id, at: at(0), role: 'instructor', by, what: 'panel-settings' },
      ...{ panel: 'CMP204', values: { isOn: false, purpose: 'supplement', exploration: 0.1 } },
    },
    ...Array.from({ length: 50 }, (_, i) => ({
      ...{ institutionId: institution._id, at: at(i + 1), role: 'operator' as const },
      ...{ what: 'institution-renamed' as const, values: { now: `Name ${i}` } },
    })),
  ]);
  const course = { key: 'CMP204', title: 'Networks', source: 'csv', seenAt: new Date() };
  await CourseModel.create({ institutionId: institution._id, ...course });
  const first = await page('audit');
  assert.match(first, /1–50 of 52/);
  assert.ok(first.indexOf('Name 49') < first.indexOf('Name 48'));
  const second = await page('audit?page=2');
  assert.match(
    second,
    /A course was pinned.*Teacher · abcdefgh….*Suggestions in course Networks.*Course CMP302.*Note: &lt;i&gt;Ask/s,
    'a course is named by its title, and by its key where it is gone',
  );
  assert.match(
    second,
    /Show suggestions to students: no<.*What it offers: To go with this course<.*in the last place: 10%/s,
    'as the form calls it',
  );
  assert.doesNotMatch(first + second, /the-rest-of-it|elsewhere/);
  await request(app).get(address('audit')).expect(401);
});

test('what is done on other pages is recorded too', async () => {
  await post('model', { loss: 'bce', dimensions: '16', attentionDimensions: '64' }).expect(303);
  await post('catalogue/excluded', { category: 'Staff' }).expect(303);
  await post('data/offers', { offers: 'all' }).expect(303);
  assert.deepEqual(await audited(), ['model-choices', 'categories-excluded', 'panel-settings']);
});

test('the settings of all panels are saved as the form says, recorded, and refused where a line is too long', async () => {
  const wanted = {
    isOn: 'yes',
    purpose: 'next',
    cards: '7',
    heading: 'Look here',
    line: '',
    exploration: '0.1',
  };
  await post('panels/settings', { ...wanted, line: 'x'.repeat(300) }).expect(422);
  assert.equal(await PanelSettingsModel.countDocuments(), 0);
  const answer = await post('panels/settings', wanted).expect(303);
  const stored = await PanelSettingsModel.findOne({ institutionId: institution._id }).lean();
  assert.deepEqual(
    [stored?.course, stored?.cards, stored?.heading, stored?.exploration, stored?.isOn],
    [undefined, 7, 'Look here', 0.1, undefined],
  );
  const { text } = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie);
  assert.match(text, /The settings are saved/);
  assert.match(text, /value="Look here"/);
  assert.doesNotMatch(text, /this course|their teacher|as your institution has it/i);
  assert.deepEqual(await audited(), ['panel-settings']);
  assert.equal((await AuditEntryModel.findOne().lean())?.role, 'operator');
  // An administrator is no student.
  assert.match(text, /To go with what students are taking/);
  const choices = [...text.matchAll(/<input type="radio" name="purpose"[^>]*>(.*?)<\/label>/gs)].map(
    ([, one]) => one,
  );
  assert.equal(choices.length, 2);
  assert.doesNotMatch(choices.join(), /\b(?:my|your|I)\b/i);
});

test('the self-test needs no launch', async () => {
  const html = await page('check');
  assert.match(html, /It works\./);
  assert.match(html, /Parts seen working: 1 of 2\. Not tried yet: 1\. Broken: 0/);
  assert.match(html, new RegExp(`${institution._id} has the key`));
  assert.match(html, /Check the key set address of the registration\./);
  assert.doesNotMatch(html, /Roster</);
  await request(app).get(address('check')).expect(401);
});

test('the pages are in the reader’s language', async () => {
  await post('settings/name', { name: '101' }).expect(303);
  const names = [
    '101',
    'Issuer',
    'Client ID',
    'Deployment ID',
    'Keys',
    'Clock',
    'No time.',
    `Keys of ${institution._id}`,
  ];
  for (const path of ['settings', 'audit', 'check', 'panels']) {
    const { issuer, clientId } = (await RegistrationModel.findOne().lean()) ?? {};
    await assertTranslated(
      (language) => page(path, language),
      [...names, `${issuer}`, `${clientId}`, 'now: 101', 'before: College', 'Ask again.', 'Details'],
    );
  }
});
