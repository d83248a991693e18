import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decodeJwt } from 'jose';
import { fieldOf, LmsUnderTest, lmsUrl } from './lms-under-test.ts';
import { courses, people } from './small-college.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';

describe('adding a link in the demo LMS', () => {
  let lms: LmsUnderTest;
  before(async () => {
    lms = await LmsUnderTest.start();
  });
  after(() => lms.close());

  /** The message that the tool gets when somebody presses a link. @param path of the link */
  async function claimsOf(path: string): Promise<Record<string, unknown>> {
    const asked = await lms.authorizationRequest(people.teacher, {}, undefined, path);
    const page = await lms.as(people.teacher).get('/lti/authorize').query(asked).expect(200);
    return decodeJwt(fieldOf(page.text, 'id_token'));
  }

  async function settings(): Promise<Record<string, unknown>> {
    const claims = await claimsOf(`/launch/add?course=${courses.choir.key}`);
    assert.equal(claims[`${lti}/message_type`], 'LtiDeepLinkingRequest');
    assert.equal(claims[`${lti}/resource_link`], undefined);
    return claims[`${deepLinking}/deep_linking_settings`] as Record<string, unknown>;
  }

  const answer = (data: unknown, changes: Record<string, unknown> = {}) => ({
    ...{ iss: 'next-courses-demo', aud: lmsUrl, nonce: crypto.randomUUID() },
    ...{ iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 60 },
    [`${deepLinking}/data`]: data,
    [`${deepLinking}/content_items`]: [
      { type: 'ltiResourceLink', title: 'What to take after Choir', custom: { next_courses_cards: '3' } },
    ],
    ...changes,
  });
  const post = async (claims: Record<string, unknown>) =>
    lms
      .as(undefined)
      .post('/lti/links')
      .send({ JWT: await lms.signed(claims) });

  test('what the tool answers is an activity of the course, and is launched with its settings', async () => {
    const { deep_link_return_url: address, data } = await settings();
    assert.equal(address, `${lmsUrl}/lti/links`);
    assert.match((await post(answer(data))).text, /Added: What to take after Choir/);
    const page = await lms.as(people.ada).get(`/courses/${courses.choir.key}`).expect(200);
    const link = /href="(\/next-courses\?course=103&amp;link=[^"]+)"/.exec(page.text)?.[1];
    assert.ok(link && page.text.includes('What to take after Choir'));
    const claims = await claimsOf(link.replaceAll('&amp;', '&').replace('/next-courses', '/launch'));
    assert.equal((claims[`${lti}/resource_link`] as { title: string }).title, 'What to take after Choir');
    assert.equal((claims[`${lti}/custom`] as Record<string, string>)['next_courses_cards'], '3');
    assert.equal((await post(answer(data))).status, 400, 'it is added once');
  });

  test('an answer that the tool has not signed for this LMS adds nothing', async () => {
    const { data } = await settings();
    for (const wrong of [
      { iss: 'other' },
      { aud: 'https://other.example' },
      { exp: 1 },
      { nonce: undefined },
    ])
      assert.equal((await post(answer(data, wrong))).status, 400, JSON.stringify(wrong));
    assert.equal((await post(answer('guessed'))).status, 400);
    assert.equal((await lms.as(undefined).post('/lti/links').send({})).status, 400);
    assert.match(
      (await post(answer(data, { [`${deepLinking}/content_items`]: [] }))).text,
      /Nothing was added/,
    );
  });

  test('those who teach the course add links, and nobody else', async () => {
    const path = `/add-activity?course=${courses.choir.key}`;
    for (const person of [people.teacher, people.administrator]) await lms.as(person).get(path).expect(200);
    await lms.as(people.ada).get(path).expect(403);
    await lms.as(people.ada).get(`/launch/add?course=${courses.choir.key}`).expect(403);
    await lms.as(people.teacher).get(`/next-courses?course=103&link=added-99`).expect(404);
  });
});

test('an administrator of the demo LMS comes to the tool’s administration, and nobody else', async (t) => {
  const lms = await LmsUnderTest.start(undefined, {
    administrationAddress: async () => 'http://tool.example/administration/sign-in?pass=1',
  });
  t.after(() => lms.close());
  const { headers } = await lms.as(people.administrator).get('/administration').expect(303);
  assert.equal(headers['location'], 'http://tool.example/administration/sign-in?pass=1');
  assert.match((await lms.as(people.administrator).get('/my')).text, /href="\/administration"/);
  await lms.as(people.teacher).get('/administration').expect(403);
  await lms.as(undefined).get('/administration').expect(303).expect('Location', '/');
  assert.doesNotMatch((await lms.as(people.teacher).get('/my')).text, /href="\/administration"/);
});

test('whoever enrols in the demo LMS is told of', async (t) => {
  const told: unknown[] = [];
  const lms = await LmsUnderTest.start(undefined, {
    onEnrolment: ({ learner, course, state }) => void told.push([learner, course, state]),
  });
  t.after(() => lms.close());
  await lms.as(people.ada).post('/courses/102/enrol').expect(303);
  await lms.as(people.ada).post('/courses/104/enrol').expect(409);
  assert.deepEqual(told, [[people.ada.id, '102', 'active']]);
});
