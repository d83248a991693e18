import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import request from 'supertest';
import { buildCollege } from '../../src/demo/college/build-college.ts';
import { createDemoLms, DemoInProductionError, type DemoLms } from '../../src/demo/lms/create-demo-lms.ts';

const url = 'http://127.0.0.1:3001';
const toolUrl = 'http://localhost:3000';
const college = buildCollege(new Date('2026-11-23'));
const options = { production: false, url, toolUrl, college };
const student = college.people.find(({ terms }) => terms === 4)!;
const cookie = `demo-person=${student.id}`;
let lms: DemoLms;

before(async () => {
  lms = await createDemoLms(options);
});

/** The login that pressing the link begins. */
async function begin(course = ''): Promise<URL> {
  const answer = await request(lms.app).get(`/launch?course=${course}`).set('Cookie', cookie);
  assert.equal(answer.status, 303);
  return new URL(answer.headers['location'] as string);
}

const authorise = (hint: string, changes: Record<string, string | undefined> = {}) =>
  request(lms.app)
    .get('/lti/authorize')
    .query({
      response_type: 'id_token',
      response_mode: 'form_post',
      scope: 'openid',
      prompt: 'none',
      client_id: lms.registration.clientId,
      redirect_uri: `${toolUrl}/lti/launch`,
      login_hint: hint,
      nonce: 'n-1',
      state: 's-1',
      ...changes,
    });

test('does not start in production', async () => {
  await assert.rejects(createDemoLms({ ...options, production: true }), DemoInProductionError);
});

describe('the platform', () => {
  test('begins a login as the specification says', async () => {
    const login = await begin('101');
    assert.equal(login.origin + login.pathname, `${toolUrl}/lti/login`);
    const { login_hint: hint, ...rest } = Object.fromEntries(login.searchParams);
    assert.ok(hint);
    assert.deepEqual(rest, {
      iss: url,
      client_id: lms.registration.clientId,
      lti_deployment_id: '1',
      target_link_uri: `${toolUrl}/panel`,
    });
  });

  test('posts an id_token to the tool that its key set verifies, once for each login', async () => {
    const hint = (await begin('101')).searchParams.get('login_hint') as string;
    const page = await authorise(hint);
    assert.match(page.text, /action="http:\/\/localhost:3000\/lti\/launch"/);
    assert.match(
      page.headers['content-security-policy'] as string,
      /form-action 'self' http:\/\/localhost:3000/,
    );
    const token = /name="id_token" value="([^"]+)"/.exec(page.text)?.[1] as string;
    const { body: keys } = await request(lms.app).get('/lti/jwks');
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer: url,
      audience: 'next-courses-demo',
    });
    assert.equal(payload.sub, student.id);
    assert.equal(payload['nonce'], 'n-1');
    assert.equal((payload.exp as number) - (payload.iat as number), 60);
    assert.equal((await authorise(hint)).status, 400);
  });

  for (const [name, changes] of Object.entries({
    'another client': { client_id: 'other' },
    'a foreign redirect_uri': { redirect_uri: 'https://evil.example/' },
    'another response type': { response_type: 'code' },
    'another response mode': { response_mode: 'query' },
    'another scope': { scope: 'profile' },
    'a prompt': { prompt: 'login' },
    'no nonce': { nonce: undefined },
    'no state': { state: undefined },
    'an invented login_hint': { login_hint: 'invented' },
  }))
    test(`refuses an authorisation request with ${name}`, async () => {
      const hint = (await begin()).searchParams.get('login_hint') as string;
      const answer = await authorise(hint, changes);
      assert.equal(answer.status, 400);
      assert.doesNotMatch(answer.text, /id_token" value/);
    });

  test('gives neither token nor roster without proof', async () => {
    const assertion = {
      grant_type: 'client_credentials',
      scope: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'nonsense',
    };
    const post = (fields: object) => request(lms.app).post('/lti/token').type('form').send(fields);
    assert.equal((await post(assertion)).body.error, 'invalid_client');
    assert.equal((await post({ ...assertion, scope: 'other' })).body.error, 'invalid_scope');
    assert.equal((await post({ ...assertion, grant_type: 'password' })).body.error, 'unsupported_grant_type');
    const roster = await request(lms.app)
      .get('/lti/courses/101/members')
      .set('Authorization', 'Bearer invented');
    assert.equal(roster.status, 401);
  });
});

describe('a person', () => {
  test('signs in, sees their courses, and enrols in another', async () => {
    const signedIn = await request(lms.app).post('/sign-in').type('form').send({ person: student.id });
    assert.match(String(signedIn.headers['set-cookie']), /demo-person=.*HttpOnly; SameSite=Lax/);
    const mine = await request(lms.app).get('/my').set('Cookie', cookie);
    const taken = college.enrolments
      .filter(({ learner }) => learner === student.id)
      .map(({ course }) => course);
    for (const key of taken) assert.match(mine.text, new RegExp(`/courses/${key}"`));
    const other = college.courses.find(({ key, closesAt }) => !taken.includes(key) && !closesAt)!;
    await request(lms.app).post(`/courses/${other.key}/enrol`).set('Cookie', cookie);
    assert.match(
      (await request(lms.app).get('/my').set('Cookie', cookie)).text,
      new RegExp(`/courses/${other.key}"`),
    );
  });

  test('finds others by name, and is told of what is not there', async () => {
    const found = await request(lms.app).get('/').query({ search: student.name });
    assert.match(found.text, new RegExp(`value="${student.id}"`));
    assert.equal((await request(lms.app).get('/courses/nowhere')).status, 404);
    assert.equal((await request(lms.app).post('/sign-in').type('form').send({ person: 'x' })).status, 404);
  });
});
