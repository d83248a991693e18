import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { ApiCredentialModel } from '../../models/api-credential.ts';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import type { Institution } from '../../models/institution.ts';
import { findCredential, issueCredential, rightsOf } from '../../src/api/credentials.ts';
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

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  app = administrationApp(publicUrl);
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution();
});

const address = (path = '') => `/administration/institutions/${institution._id}/access${path}`;
const page = async (language = 'en') =>
  (await request(app).get(address()).set({ Cookie: cookie, 'Accept-Language': language }).expect(200)).text;
const post = (path: string, fields: object, origin = publicUrl) =>
  request(app).post(address(path)).set({ Cookie: cookie, Origin: origin }).type('form').send(fields);
const audited = () => AuditEntryModel.find({ institutionId: institution._id }).sort({ at: 1 }).lean();
const secretIn = (html: string) => /id="secret"[^>]* value="([\w-]{43})"/.exec(html)?.[1];

test('each right stands by itself, as its box calls it', async () => {
  await post('', { name: 'portal', rights: ['events', 'recommendations'] }).expect(201);
  assert.match(await page(), /<dd>Send events<\/dd>\s*<dd>Read suggestions<\/dd>/);
});

test('a secret is shown once, works with the rights that were ticked, is listed without itself, and is recorded without itself', async () => {
  const homes = 'https://moodle.example.org\r\n\r\n https://moodle.example.com/a ';
  const answer = await post('', { name: 'portal', rights: 'recommendations', homes }).expect(201);
  const secret = secretIn(answer.text) as string;
  const found = await findCredential(`Bearer ${secret}`);
  assert.deepEqual(found && [found.name, rightsOf(found), found.homes], [
    'portal',
    ['recommendations'],
    ['https://moodle.example.org', 'https://moodle.example.com/a'],
  ]);
  assert.match(answer.text, /api\/recommendations\?learner=ID/);
  assert.doesNotMatch(answer.text, /api\/xapi/);
  const listed = await page();
  assert.match(listed, /portal.*Read suggestions.*Last used.*now/s);
  assert.ok(!listed.includes(secret));
  const [entry] = await audited();
  assert.deepEqual(
    [entry?.what, entry?.role, entry?.values?.['name']],
    ['credential-issued', 'operator', 'portal'],
  );
  assert.ok(!JSON.stringify(await audited()).includes(secret));
});

test('what is wrong with the form is said at its field, and nothing is issued', async () => {
  for (const [fields, words] of [
    [{ name: '', rights: 'events' }, /Enter a name/],
    [{ name: 'a b', rights: 'events' }, /Enter a name/],
    [{ name: 'x'.repeat(61), rights: 'events' }, /Enter a name/],
    [{ name: 'portal' }, /Tick what the system may do/],
    [{ name: 'portal', rights: 'everything' }, /Tick what the system may do/],
    [{ name: 'portal', rights: ['events', 'recommendations'], homes: 'moodle' }, /not an address/],
  ] as const)
    assert.match((await post('', fields).expect(422)).text, words);
  await post('', { name: 'portal', rights: 'events' }, 'https://evil.example').expect(403);
  assert.equal(await ApiCredentialModel.countDocuments(), 0);
  assert.deepEqual(await audited(), []);
});

test('a secret that there is is replaced only where that was ticked', async () => {
  const old = await issueCredential(institution._id, 'portal');
  const asked = await post('', { name: 'portal', rights: 'events' }).expect(422);
  assert.match(asked.text, /has a secret already/);
  assert.ok(await findCredential(`Bearer ${old}`));
  const answer = await post('', { name: 'portal', rights: 'events', replaces: 'yes' }).expect(201);
  assert.equal(await findCredential(`Bearer ${old}`), undefined);
  assert.ok(await findCredential(`Bearer ${secretIn(answer.text)}`));
});

test('revoking asks once', async () => {
  const secret = await issueCredential(institution._id, 'portal');
  const other = await createInstitution({ name: 'Other' });
  const others = await issueCredential(other._id, 'portal');
  assert.match((await post('/revoked', { name: 'portal' }).expect(422)).text, /nothing was revoked/);
  assert.ok(await findCredential(`Bearer ${secret}`));
  const answer = await post('/revoked', { name: 'portal', sure: 'yes' }).expect(303);
  assert.equal(await findCredential(`Bearer ${secret}`), undefined);
  assert.ok(await findCredential(`Bearer ${others}`), 'of this institution alone');
  const { text } = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie);
  assert.match(text, /The secret is revoked/);
  assert.deepEqual(
    (await audited()).map(({ what }) => what),
    ['credential-revoked'],
  );
  await post('/revoked', { name: 'portal', sure: 'yes' }).expect(303);
  assert.equal((await audited()).length, 1, 'nothing is revoked twice');
});

test('it is for who is signed in, and in the reader’s language', async () => {
  await request(app).get(address()).expect(401);
  await issueCredential(institution._id, '7', ['https://moodle.example.org'], ['events', 'recommendations']);
  await assertTranslated(page, ['7', 'College', 'https://moodle.example.org', 'xAPI', 'Caliper']);
});
