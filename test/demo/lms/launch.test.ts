import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import request from 'supertest';
import type { CollegeCourse, Person } from '../../../src/demo/college/college.ts';
import { createDemoLms, DemoInProductionError } from '../../../src/demo/lms/create-demo-lms.ts';
import { fieldOf, LmsUnderTest, lmsUrl } from './lms-under-test.ts';
import { courses, people, smallCollege } from './small-college.ts';

const claim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const role = (name: string) => `http://purl.imsglobal.org/vocab/lis/v2/${name}`;

test('it does not start in production, and says what to do', async () => {
  const options = {
    production: true,
    url: lmsUrl,
    toolUrl: 'http://localhost:3000',
    college: smallCollege(),
  };
  await assert.rejects(createDemoLms(options), (error) => {
    assert.ok(error instanceof DemoInProductionError);
    return /NODE_ENV=production: set DEMO=off/.test(error.message);
  });
});

describe('a launch from the demo LMS', () => {
  let lms: LmsUnderTest;
  before(async () => {
    lms = await LmsUnderTest.start();
  });
  after(() => lms.close());

  async function idToken(person: Person, course?: CollegeCourse) {
    const asked = await lms.authorizationRequest(person, {}, course);
    const { text } = await lms.as(person).get('/lti/authorize').query(asked).expect(200);
    const keys = (await request(lms.lms.app).get('/lti/jwks')).body as JSONWebKeySet;
    const { issuer, clientId } = lms.lms.registration;
    return jwtVerify(fieldOf(text, 'id_token'), createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
      algorithms: ['RS256'],
    });
  }

  test('begins with the tool’s login, at which everything is named that the tool needs', async () => {
    const answer = await lms.as(people.ada).get('/launch?course=103').expect(303);
    const login = new URL(answer.headers['location'] as string);
    assert.equal(login.origin + login.pathname, `${lms.tool.url}/lti/login`);
    const { lti_message_hint: hint, ...told } = Object.fromEntries(login.searchParams);
    assert.ok(hint);
    assert.deepEqual(told, {
      iss: lmsUrl,
      target_link_uri: `${lms.tool.url}/panel`,
      login_hint: people.ada.id,
      client_id: 'next-courses-demo',
      lti_deployment_id: '1',
    });
  });

  test('is for members of the course and administrators', async () => {
    await lms.as(undefined).get('/launch').expect(303).expect('Location', '/');
    await lms.as(people.newcomer).get('/launch?course=103').expect(403);
    await lms.as(people.bao).get('/launch?course=103').expect(403);
    await lms.as(people.ada).get('/launch?course=999').expect(404);
    await lms.as(people.administrator).get('/launch?course=103').expect(303);
    await lms.as(people.ada).get('/launch?course=101').expect(303);
  });

  test('ends with a form that posts id_token and state to the tool, and may go nowhere else', async () => {
    const asked = await lms.authorizationRequest(people.ada);
    const answer = await lms.as(people.ada).get('/lti/authorize').query(asked).expect(200);
    assert.match(answer.text, new RegExp(`<form[^>]* method="post" action="${lms.tool.url}/lti/launch"`));
    assert.equal(fieldOf(answer.text, 'state'), 'state-1');
    assert.match(answer.text, /<noscript><button>/);
    const policy = answer.headers['content-security-policy'] as string;
    assert.match(policy, new RegExp(`form-action 'self' ${lms.tool.url};`));
    assert.match(policy, /frame-ancestors 'self'/);
    const nonce = /<script nonce="([^"]+)">/.exec(answer.text)?.[1] as string;
    assert.ok(policy.includes(`'nonce-${nonce}'`));
    assert.equal(answer.headers['cache-control'], 'no-store');
  });

  test('is answered to a POST too, as OpenID Connect asks', async () => {
    const asked = await lms.authorizationRequest(people.ada);
    const answer = await lms.as(people.ada).post('/lti/authorize').send(asked).expect(200);
    assert.ok(fieldOf(answer.text, 'id_token'));
  });

  test('carries a signed token of 60 seconds with what Moodle sends, names included', async () => {
    const { payload, protectedHeader } = await idToken(people.ada, courses.choir);
    assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ']);
    assert.equal((payload.exp as number) - (payload.iat as number), 60);
    assert.equal(payload.sub, people.ada.id);
    assert.equal(payload['nonce'], 'nonce-1');
    assert.equal(payload['name'], 'Ada Roth');
    assert.equal(payload['given_name'], 'Ada');
    assert.equal(payload['family_name'], 'Roth');
    assert.equal(payload['email'], 'ada.roth@small.example');
    assert.equal(payload[claim('version')], '1.3.0');
    assert.equal(payload[claim('message_type')], 'LtiResourceLinkRequest');
    assert.equal(payload[claim('deployment_id')], '1');
    assert.equal(payload[claim('target_link_uri')], `${lms.tool.url}/panel`);
    assert.deepEqual(payload[claim('roles')], [
      role('institution/person#Student'),
      role('membership#Learner'),
    ]);
    assert.deepEqual(payload[claim('context')], {
      id: '103',
      label: 'MUS101',
      title: 'Choir',
      type: ['CourseSection'],
    });
    assert.deepEqual(payload[claim('launch_presentation')], {
      locale: 'en',
      document_target: 'iframe',
      return_url: `${lmsUrl}/courses/103`,
    });
    assert.equal((payload[claim('resource_link')] as { id: string }).id, 'course-103');
    assert.deepEqual(payload['https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'], {
      context_memberships_url: `${lmsUrl}/lti/courses/103/members`,
      service_versions: ['1.0', '2.0'],
    });
  });

  test('of the site has a context that is no course', async () => {
    const { payload } = await idToken(people.ada);
    assert.deepEqual(payload[claim('roles')], [role('institution/person#Student')]);
    assert.deepEqual((payload[claim('context')] as { type: string[] }).type, ['Group']);
  });

  test('tells apart a teacher and an administrator', async () => {
    const teacher = await idToken(people.teacher, courses.choir);
    assert.deepEqual(teacher.payload[claim('roles')], [
      role('institution/person#Instructor'),
      role('membership#Instructor'),
    ]);
    const administrator = await idToken(people.administrator, courses.choir);
    assert.deepEqual(administrator.payload[claim('roles')], [
      role('institution/person#Administrator'),
      role('system/person#Administrator'),
    ]);
  });

  for (const [name, wrong] of [
    ['client_id', 'somebody-else'],
    ['redirect_uri', 'https://evil.example/lti/launch'],
    ['response_type', 'code'],
    ['response_mode', 'query'],
    ['scope', 'openid email'],
    ['prompt', 'login'],
    ['login_hint', people.bao.id],
    ['lti_message_hint', 'never-begun'],
    ['nonce', ''],
    ['state', ''],
  ] as const)
    for (const value of [wrong, undefined])
      test(`is refused with ${name} ${value === undefined ? 'missing' : `“${value}”`}`, async () => {
        const asked = await lms.authorizationRequest(people.ada, { [name]: value });
        const answer = await lms.as(people.ada).get('/lti/authorize').query(asked).expect(400);
        assert.match(answer.text, new RegExp(name));
        assert.doesNotMatch(answer.text, /id_token"/);
      });

  test('is refused to a browser in which somebody else is signed in', async () => {
    const asked = await lms.authorizationRequest(people.ada);
    await lms.as(people.bao).get('/lti/authorize').query(asked).expect(400);
    const borrowed = { ...asked, login_hint: people.bao.id };
    await lms.as(people.bao).get('/lti/authorize').query(borrowed).expect(400);
  });

  test('is answered to a browser that sends no cookie in a frame, as Firefox: it was told the hint, once', async () => {
    const asked = await lms.authorizationRequest(people.ada);
    const other = { ...asked, login_hint: people.bao.id };
    await lms.as(undefined).get('/lti/authorize').query(other).expect(400);
    const again = await lms.authorizationRequest(people.ada);
    await lms.as(undefined).get('/lti/authorize').query(again).expect(200);
    await lms.as(undefined).get('/lti/authorize').query(again).expect(400);
  });

  test('is answered once', async () => {
    const asked = await lms.authorizationRequest(people.ada);
    await lms.as(people.ada).get('/lti/authorize').query(asked).expect(200);
    await lms.as(people.ada).get('/lti/authorize').query(asked).expect(400);
  });

  test('is refused when a parameter is given twice', async () => {
    const asked = await lms.authorizationRequest(people.ada);
    const twice = `${new URLSearchParams(asked)}&nonce=another`;
    await lms.as(people.ada).get(`/lti/authorize?${twice}`).expect(400);
  });
});
