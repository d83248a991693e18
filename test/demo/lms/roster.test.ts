import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { generateKeyPair } from 'jose';
import request from 'supertest';
import { LmsUnderTest, lmsUrl, rosterScope } from './lms-under-test.ts';
import { people, smallCollege } from './small-college.ts';

interface Roster {
  id: string;
  context: { id: string; label: string; title: string };
  members: { user_id: string; status: string; roles: string[]; message?: object[] }[];
}

describe('the demo LMS’s token endpoint', () => {
  let lms: LmsUnderTest;
  before(async () => {
    lms = await LmsUnderTest.start();
  });
  after(() => lms.close());

  const now = () => Math.floor(Date.now() / 1000);

  test('gives a bearer token for the roster scope', async () => {
    const { status, body, headers } = await lms.requestToken();
    assert.equal(status, 200);
    const { access_token: token, ...rest } = body as Record<string, unknown>;
    assert.ok(token);
    assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 3600, scope: rosterScope });
    assert.equal(headers['cache-control'], 'no-store');
  });

  test('grants of several scopes the one it knows', async () => {
    const { body } = await lms.requestToken({ scope: `${rosterScope} https://example.org/other` });
    assert.equal(body.scope, rosterScope);
  });

  for (const [name, value, error] of [
    ['grant_type', 'password', 'unsupported_grant_type'],
    ['scope', 'https://purl.imsglobal.org/spec/lti-ags/scope/score', 'invalid_scope'],
    ['client_assertion_type', 'something', 'invalid_client'],
    ['client_assertion', 'not-a-jwt', 'invalid_client'],
  ] as const)
    test(`refuses another ${name}`, async () => {
      const { status, body } = await lms.requestToken({ [name]: value });
      assert.equal(status, 400);
      assert.equal(body.error, error);
      assert.ok(body.error_description);
    });

  for (const [what, changes] of [
    ['of another issuer', { iss: 'somebody' }],
    ['about another client', { sub: 'somebody' }],
    ['for another audience', { aud: 'https://elsewhere.example/token' }],
    ['that has expired', { exp: now() - 10 }],
    ['without an end', { exp: undefined }],
    ['without a jti', { jti: undefined }],
    ['without a time of issue', { iat: undefined }],
    ['older than five minutes', { iat: now() - 400 }],
    ['of the future', { iat: now() + 3600, exp: now() + 7200 }],
  ] as const)
    test(`refuses an assertion ${what}`, async () => {
      const { status, body } = await lms.requestToken({ client_assertion: await lms.assertion(changes) });
      assert.equal(status, 400);
      assert.equal(body.error, 'invalid_client');
    });

  test('refuses an assertion that another key signed', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const { status } = await lms.requestToken({ client_assertion: await lms.assertion({}, privateKey) });
    assert.equal(status, 400);
  });

  test('takes an assertion once', async () => {
    const used = { client_assertion: await lms.assertion() };
    assert.equal((await lms.requestToken(used)).status, 200);
    assert.equal((await lms.requestToken(used)).status, 400);
  });

  test('refuses a request that is no form', async () => {
    await request(lms.lms.app).post('/lti/token').send({ grant_type: 'client_credentials' }).expect(400);
  });
});

describe('the demo LMS’s rosters', () => {
  let lms: LmsUnderTest;
  let token: string;
  before(async () => {
    lms = await LmsUnderTest.start(smallCollege(118));
    token = (await lms.requestToken()).body.access_token;
  });
  after(() => lms.close());

  const get = (path: string) => request(lms.lms.app).get(path).set('Authorization', `Bearer ${token}`);

  async function allPages(path: string): Promise<Roster['members'][]> {
    const pages = [];
    for (let next: string | undefined = path; next; ) {
      const answer: request.Response = await get(next).expect(200);
      pages.push((answer.body as Roster).members);
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers['link'] ?? '')?.[1]?.replace(lmsUrl, '');
    }
    return pages;
  }

  test('need a token given out here', async () => {
    await request(lms.lms.app).get('/lti/courses/103/members').expect(401);
    const answer = await get('/lti/courses/103/members').set('Authorization', 'Bearer made-up');
    assert.equal(answer.status, 401);
    assert.match(answer.headers['www-authenticate'] as string, /Bearer/);
  });

  test('name the context, and each member with short roles and a status', async () => {
    const answer = await get('/lti/courses/103/members').expect(200);
    assert.match(answer.headers['content-type'] as string, /lti-nrps\.v2\.membershipcontainer\+json/);
    const { id, context, members } = answer.body as Roster;
    assert.equal(id, `${lmsUrl}/lti/courses/103/members`);
    assert.deepEqual(context, { id: '103', label: 'MUS101', title: 'Choir' });
    assert.deepEqual(members.slice(0, 3), [
      {
        status: 'Active',
        user_id: people.teacher.id,
        lis_person_sourcedid: 'P1000',
        roles: ['Instructor'],
        name: 'Rosa Vogel',
        email: 'rosa.vogel@small.example',
      },
      {
        status: 'Active',
        user_id: people.ada.id,
        lis_person_sourcedid: 'P2001',
        roles: ['Learner'],
        name: 'Ada Roth',
        email: 'ada.roth@small.example',
      },
      {
        status: 'Inactive',
        user_id: people.bao.id,
        lis_person_sourcedid: 'P2002',
        roles: ['Learner'],
        name: 'Bao Lindqvist',
        email: 'bao.lindqvist@small.example',
      },
    ]);
  });

  test('come in pages of 50 to the end, with everybody once', async () => {
    const pages = await allPages('/lti/courses/103/members');
    assert.deepEqual(
      pages.map(({ length }) => length),
      [50, 50, 21],
    );
    assert.equal(new Set(pages.flat().map((member) => member.user_id)).size, 121);
  });

  test('come in smaller pages when asked, never in larger ones, and a senseless limit is ignored', async () => {
    const sizes = async (limit: string) =>
      (await allPages(`/lti/courses/103/members?limit=${limit}`)).map(({ length }) => length);
    assert.deepEqual(await sizes('100'), [50, 50, 21]);
    assert.deepEqual(await sizes('60'), [50, 50, 21]);
    assert.deepEqual(await sizes('40'), [40, 40, 40, 1]);
    for (const senseless of ['0', '-5', 'many', '1.5'])
      assert.deepEqual(await sizes(senseless), [50, 50, 21]);
  });

  test('end where the last page is full', async () => {
    const pages = await allPages('/lti/courses/103/members?limit=11');
    assert.equal(pages.length, 11);
  });

  test('can be asked for one role, on every page', async () => {
    const teachers = await allPages('/lti/courses/103/members?role=Instructor');
    assert.deepEqual(
      teachers.flat().map((member) => member.user_id),
      [people.teacher.id],
    );
    const urn = encodeURIComponent('http://purl.imsglobal.org/vocab/lis/v2/membership#Learner');
    const learners = await allPages(`/lti/courses/103/members?role=${urn}`);
    assert.equal(learners.flat().length, 120);
  });

  test('can be asked for one resource link', async () => {
    const { members } = (await get('/lti/courses/103/members?rlid=course-103').expect(200)).body as Roster;
    assert.deepEqual(members[0]?.message, [
      { 'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest' },
    ]);
    await get('/lti/courses/103/members?rlid=course-101').expect(404);
  });

  test('leave out those who completed the course in an earlier term', async () => {
    const members = (await allPages('/lti/courses/101/members')).flat();
    assert.deepEqual(
      members.map((member) => member.user_id),
      [people.teacher.id],
    );
  });

  test('of the site list everybody, as Moodle’s do', async () => {
    const members = (await allPages('/lti/site/members')).flat();
    assert.equal(members.length, 123);
  });

  test('of an unknown course are not there', async () => {
    await get('/lti/courses/999/members').expect(404);
  });

  test('show who has just enrolled', async () => {
    await lms.as(people.newcomer).post('/courses/103/enrol').expect(303);
    const members = (await allPages('/lti/courses/103/members')).flat();
    assert.equal(members.at(-1)?.user_id, people.newcomer.id);
  });
});
