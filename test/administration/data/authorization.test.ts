import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { PassModel } from '../../../models/pass.ts';
import { findJob } from '../../../src/jobs/job-queue.ts';
import { syncKind } from '../../../src/jobs/kinds/sync-job.ts';
import { Connections } from '../../../src/sync/connections.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { administrationApp } from '../administration-app.ts';
import { administratorCookie } from '../as-administrator.ts';
import { inventedConnector } from './invented-connector.ts';

const publicUrl = 'https://next.example';
const redirectUri = `${publicUrl}/administration/connections/authorized`;
const connections = new Connections('s'.repeat(32));

let database: TestDatabase;
let app: Express;
let cookie: string;
let institution: Institution;
let page: string;

before(async () => {
  database = await openTestDatabase();
  app = administrationApp(publicUrl, { connectors: [inventedConnector], connections });
});
after(() => database.close());
beforeEach(async () => {
  await InstitutionModel.deleteMany();
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution();
  page = `/administration/institutions/${institution._id}/data/canvas`;
  await connections.save(institution._id, 'canvas', { url: 'https://lms.example' }, { token: 'right-token' });
});

const post = (path: string, fields: object = {}, as = cookie) =>
  request(app).post(path).set({ Cookie: as, Origin: publicUrl }).type('form').send(fields);
const answer = (fields: object, as = cookie) => post('/administration/connections/authorized', fields, as);
const secrets = async () => (await connections.get(institution._id, 'canvas'))?.secrets;

async function newState(): Promise<string> {
  const { headers } = await post(`${page}/authorize`).expect(303);
  return new URL(headers['location'] as string).searchParams.get('state') as string;
}

test('the page lets its forms go to the LMS, and says what redirect address to enter there', async () => {
  const { text, headers } = await request(app).get(page).set('Cookie', cookie).expect(200);
  assert.match(headers['content-security-policy'] ?? '', /form-action 'self' https:\/\/lms\.example;/);
  assert.match(text, new RegExp(`value="${redirectUri}"`));
});

test('the administrator is sent to the LMS with a state of this visit; what it grants is kept', async () => {
  const { headers } = await post(`${page}/authorize`).expect(303);
  const address = new URL(headers['location'] as string);
  assert.equal(`${address.origin}${address.pathname}`, 'https://lms.example/login/oauth2/auth');
  assert.equal(address.searchParams.get('redirect_uri'), redirectUri);
  const state = address.searchParams.get('state');
  await answer({ state, code: 'good' }).expect(303).expect('Location', `${page}/checks?done=granted`);
  assert.deepEqual(await secrets(), { token: 'right-token', refreshToken: 'granted-secret' });
});

test('what was granted is used at once, and not when a failure from before is tried again; a refusal asks nobody', async () => {
  const asked = () => findJob(syncKind, institution._id, 'canvas');
  await answer({ state: await newState(), error: 'access_denied' });
  await answer({ state: await newState(), code: 'bad' });
  assert.equal(await asked(), null);
  await answer({ state: await newState(), code: 'good' }).expect(303);
  assert.deepEqual((await asked())?.data, { wanted: 'changes' });
});

test('the browser comes back from another site, without its cookie: a form of ours sends the answer on', async () => {
  const query = { state: '"><script>', code: 'good' };
  const { text } = await request(app).get('/administration/connections/authorized').query(query).expect(200);
  assert.match(text, /<form method="post" id="answer" action="\/administration\/connections\/authorized">/);
  assert.match(text, /name="state" value="&#34;&gt;&lt;script&gt;"/);
  assert.deepEqual(await secrets(), { token: 'right-token' });
});

test('a state is good once, in the visit that asked for it, for a quarter of an hour, and for nothing else', async () => {
  const used = await newState();
  await answer({ state: used, code: 'good' }).expect(303);
  await answer({ state: used, code: 'good' }).expect(403);

  const other = await administratorCookie(app, publicUrl);
  const state = await newState();
  await answer({ state, code: 'good' }, other).expect(403);
  await request(app)
    .post('/administration/connections/authorized')
    .set({ Cookie: cookie, Origin: 'https://evil.example' })
    .type('form')
    .send({ state, code: 'good' })
    .expect(403);
  await answer({ state, code: 'good' }, '').expect(401);
  const elsewhere = await createInstitution({ name: 'Other' });
  await answer({ state: state.replace(`${institution._id}`, `${elsewhere._id}`), code: 'good' }).expect(403);
  await answer({ state: 'made.up.state', code: 'good' }).expect(403);

  await PassModel.updateMany({ permits: 'authorization' }, { expiresAt: new Date(Date.now() - 1) });
  await answer({ state, code: 'good' }).expect(403);
});

test('of parallel answers with one state one counts', async () => {
  const state = await newState();
  const answers = await Promise.all([1, 2, 3].map(() => answer({ state, code: 'good' })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 403, 403]);
});

test('a refusal is said in words, and changes nothing', async () => {
  for (const [error, words] of [
    ['access_denied', /It was declined in the LMS/],
    ['temporarily_unavailable', /The LMS is busy/],
    ['<b>strange</b>', /The LMS granted no access, and did not say why/],
  ] as const) {
    const { text } = await answer({ state: await newState(), error }).expect(200);
    assert.match(text, words);
    assert.doesNotMatch(text, /<b>strange/);
  }
  assert.deepEqual(await secrets(), { token: 'right-token' });
});

test('what the LMS says of a refusal is quoted, such as the scopes that its key lacks', async () => {
  // As a Canvas of February 2026 said it, with all that is asked for.
  const scopes = Array.from({ length: 5 }, (_, i) => `url:GET|/api/v1/courses/:course_id/some_thing_${i}`);
  const error_description = `A requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner. The following scopes were requested, but not granted: ${scopes.join(', ')}`;
  const query = { state: await newState(), error: 'invalid_scope', error_description };
  const page = await request(app).get('/administration/connections/authorized').query(query).expect(200);
  assert.match(page.text, /name="error_description" value="A requested scope/);
  const { text } = await answer(query).expect(200);
  assert.match(text, /Check the scopes of the key\. It said “A requested scope is invalid.*some_thing_4”/);
  const long = {
    state: await newState(),
    error: 'invalid_scope',
    error_description: '<i>'.padEnd(5_000, 'x'),
  };
  assert.match((await answer(long).expect(200)).text, /It said “&lt;i&gt;x{597}…”/);
});

test('a code that the LMS does not take is said with what to do', async () => {
  const { text } = await answer({ state: await newState(), code: 'bad' }).expect(502);
  assert.match(
    text,
    /Canvas no longer knows the permission of this tool\. An administrator of Canvas allows it again/,
  );
});
