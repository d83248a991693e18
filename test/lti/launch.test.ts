import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, type JWTPayload } from 'jose';
import mongoose from 'mongoose';
import request from 'supertest';
import { InstitutionModel } from '../../models/institution.ts';
import { LtiLoginModel } from '../../models/lti-login.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SessionModel } from '../../models/session.ts';
import { claim } from '../../src/lti/claims.ts';
import { underway } from '../../src/lti/underway.ts';
import { json } from './test-platform.ts';
import { cookieOf, fieldOf, publicUrl, ToolUnderTest, target } from './tool-under-test.ts';

const seconds = () => Math.floor(Date.now() / 1000);
let tool: ToolUnderTest;
before(async () => {
  tool = await ToolUnderTest.start();
});
after(() => tool.close());

function assertRefused(answer: request.Response, code: string, status?: number): void {
  assert.match(answer.text, new RegExp(`<code>${code}</code>`), `expected ${code}, got ${answer.status}`);
  if (status) assert.equal(answer.status, status);
  assert.doesNotMatch(String(answer.headers['set-cookie'] ?? ''), /nc-session/);
}

const policyOf = (answer: request.Response) => answer.headers['content-security-policy'] as string;

describe('login', () => {
  test('asks the platform as OpenID Connect and LTI say, and binds the state to the browser', async () => {
    const answer = await tool.login({ lti_message_hint: 'message', lti_deployment_id: 'd' });
    assert.equal(answer.status, 302);
    const asked = new URL(answer.headers['location'] as string);
    assert.equal(asked.origin + asked.pathname, `${tool.platform.url}/authorize`);
    const { state, nonce, ...fixed } = Object.fromEntries(asked.searchParams);
    assert.deepEqual(fixed, {
      response_type: 'id_token',
      response_mode: 'form_post',
      id_token_signed_response_alg: 'RS256',
      scope: 'openid',
      client_id: tool.platform.clientId,
      redirect_uri: `${publicUrl}/lti/launch`,
      login_hint: 'hint',
      prompt: 'none',
      lti_message_hint: 'message',
      lti_deployment_id: 'd',
    });
    assert.ok(Buffer.from(state as string, 'base64url').length >= 16 && nonce);
    const cookies = answer.headers['set-cookie'] as unknown as string[];
    assert.equal(cookies.length, 1);
    assert.match(
      cookies[0] as string,
      /^__Host-nc-browser=.{36}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=None; Partitioned$/,
    );
  });

  test('works by POST as well', async () => {
    const answer = await request(tool.app)
      .post('/lti/login')
      .set('Cookie', '__Host-nc-browser=known')
      .type('form')
      .send({ iss: tool.platform.url, login_hint: 'h', target_link_uri: target, client_id: 'client-1' });
    assert.equal(answer.status, 302);
  });

  for (const [name, parameters, code] of [
    ['an unknown issuer', { iss: 'https://nobody.example' }, 'registration-unknown'],
    ['an unknown client_id', { client_id: 'other' }, 'registration-unknown'],
    ['no login_hint', { login_hint: undefined }, 'login-parameter-missing'],
    ['no target_link_uri', { target_link_uri: undefined }, 'login-parameter-missing'],
    ['no issuer', { iss: undefined }, 'login-parameter-missing'],
    ['a foreign target_link_uri', { target_link_uri: 'https://evil.example/panel' }, 'target-foreign'],
    ['a target_link_uri that is no address', { target_link_uri: 'panel' }, 'target-foreign'],
    ['two deployments', { lti_deployment_id: 'a', deployment_id: 'b' }, 'deployment-ambiguous'],
  ] as const)
    test(`refuses ${name}`, async () => assertRefused(await tool.login(parameters), code, 400));

  test('refuses a parameter that is there twice', async () => {
    const { url } = tool.platform;
    for (const name of ['iss', 'client_id', 'lti_deployment_id']) {
      const once = { iss: url, login_hint: 'hint', target_link_uri: target, client_id: 'client-1' };
      const twice = new URLSearchParams({ ...once, lti_deployment_id: 'deployment-1' });
      twice.append(name, 'other');
      const answer = await request(tool.app)
        .get(`/lti/login?${twice}`)
        .set('Cookie', '__Host-nc-browser=known');
      assertRefused(answer, 'login-parameter-missing', 400);
    }
  });

  test('never uses a state or a nonce twice', async () => {
    const logins = await Promise.all([tool.begin(), tool.begin(), tool.begin()]);
    assert.equal(new Set(logins.flatMap(({ state, nonce }) => [state, nonce])).size, 6);
  });

  test('without client_id takes the only registration of the issuer, and refuses to guess among several', async () => {
    assert.equal((await tool.login({ client_id: undefined })).status, 302);
    const other = await RegistrationModel.create({ ...tool.platform.registration, clientId: 'client-2' });
    assertRefused(await tool.login({ client_id: undefined }), 'client-id-ambiguous', 400);
    await other.deleteOne();
  });
});

describe('an accepted launch', () => {
  test('starts a session, redirects to a clean address and stores nobody’s name', async () => {
    const answer = await tool.launch();
    assert.equal(answer.status, 303);
    assert.equal(answer.headers['location'], '/panel');
    const [cookie] = answer.headers['set-cookie'] as unknown as string[];
    assert.match(
      cookie as string,
      /^__Host-nc-session=.{43}; Path=\/; Max-Age=604800; Secure; HttpOnly; SameSite=None; Partitioned$/,
    );

    const panel = await request(tool.app).get('/panel').set('Cookie', cookieOf(answer));
    assert.equal(panel.body.role, 'learner');
    assert.equal(panel.body.course, 'course-2');
    assert.match(policyOf(panel), new RegExp(`frame-ancestors ${tool.platform.url}$`));

    assert.equal(tool.launches.at(-1)?.course?.title, 'Botany');
    for (const { name } of await mongoose.connection.db!.listCollections().toArray()) {
      const stored = JSON.stringify(await mongoose.connection.collection(name).find().toArray());
      assert.doesNotMatch(stored, /Grace|grace@example|user-7/, `in ${name}`);
    }
  });

  test('asks nothing of a platform whose keys are known', async () => {
    await tool.launch();
    tool.platform.requests.length = 0;
    assert.equal((await tool.launch()).status, 303);
    assert.deepEqual(tool.platform.requests, []);
  });

  test('costs three database operations at the login and five at the launch', async (t) => {
    const asked: string[] = [];
    mongoose.set('debug', (collection: string, method: string) => asked.push(`${collection}.${method}`));
    t.after(() => mongoose.set('debug', false));
    await tool.launch();
    assert.deepEqual(asked, [
      'registrations.find',
      'institutions.findOne',
      'ltiLogins.insertOne',
      'ltiLogins.findOne',
      'registrations.findOne',
      'institutions.findOne',
      'ltiLogins.updateOne',
      'sessions.insertOne',
    ]);
  });

  test('answers with no header of ltijs’s that would harm', async () => {
    const answer = await request(tool.app).get('/lti/keys').set('Origin', 'https://evil.example');
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.equal(answer.headers['cross-origin-embedder-policy'], undefined);
    assert.equal(answer.headers['cache-control'], 'public, max-age=600');
    assert.equal(answer.body.keys.length, 1);
    assert.equal(answer.body.keys[0].d, undefined);
  });

  const roles = 'http://purl.imsglobal.org/vocab/lis/v2';
  for (const [name, changes, expected] of [
    ['an instructor', { [claim.roles]: [`${roles}/membership#Instructor`] }, { role: 'instructor' }],
    [
      'several roles',
      { [claim.roles]: [`${roles}/institution/person#Student`, `${roles}/membership#Instructor`] },
      { role: 'instructor' },
    ],
    [
      'a lecturer who is a learner here',
      { [claim.roles]: [`${roles}/institution/person#Instructor`, `${roles}/membership#Learner`] },
      { role: 'learner' },
    ],
    [
      'a sub-role',
      { [claim.roles]: [`${roles}/membership/Instructor#TeachingAssistant`] },
      { role: 'instructor' },
    ],
    [
      'an administrator',
      { [claim.roles]: [`${roles}/institution/person#Administrator`] },
      { role: 'administrator' },
    ],
    [
      'an observer (Canvas: a parent)',
      { [claim.roles]: [`${roles}/membership#Mentor`, `${roles}/institution/person#Observer`] },
      { role: 'observer' },
    ],
    [
      'an observer outside of a course',
      { [claim.roles]: [`${roles}/institution/person#Observer`] },
      { role: 'observer' },
    ],
    ['a mentor of a kind', { [claim.roles]: [`${roles}/membership/Mentor#Advisor`] }, { role: 'observer' }],
    [
      'who observes as a manager',
      { [claim.roles]: [`${roles}/membership/Manager#Observer`] },
      { role: 'observer' },
    ],
    [
      'a mentor who is a learner too',
      { [claim.roles]: [`${roles}/membership#Mentor`, `${roles}/membership#Learner`] },
      { role: 'learner' },
    ],
    [
      'a mentor who teaches too',
      { [claim.roles]: [`${roles}/membership#Mentor`, `${roles}/membership#Instructor`] },
      { role: 'instructor' },
    ],
    ['short role names', { [claim.roles]: ['Instructor'] }, { role: 'instructor' }],
    ['unknown roles', { [claim.roles]: ['http://example.org/Wizard'] }, { role: 'learner' }],
    ['an empty role list', { [claim.roles]: [] }, { role: 'learner' }],
    ['only an e-mail', { name: undefined }, {}],
    ['only a name', { email: undefined }, {}],
    ['no personal data', { name: undefined, email: undefined }, {}],
    ['no context', { [claim.context]: undefined }, { course: undefined }],
    ['Moodle’s site home', { [claim.context]: { id: '1', type: ['Group'] } }, { course: undefined }],
    ['Canvas’s account', { [claim.context]: { id: 'a', type: ['Account'] } }, { course: undefined }],
    [
      'a resource link only',
      { name: undefined, email: undefined, [claim.context]: undefined, [claim.roles]: [] },
      { role: 'learner', course: undefined },
    ],
    ['an anonymous person', { sub: undefined }, { learner: undefined }],
    [
      'a token that expired half a minute ago by this clock',
      { iat: seconds() - 90, exp: seconds() - 30 },
      { role: 'learner' },
    ],
    ['one audience in a list with azp', { aud: ['client-1'], azp: 'client-1' }, {}],
    [
      'a deep-linking request without target_link_uri',
      {
        [claim.messageType]: 'LtiDeepLinkingRequest',
        [claim.resourceLink]: undefined,
        [claim.targetLinkUri]: undefined,
        [claim.roles]: ['Instructor'],
        [claim.deepLinkingSettings]: { deep_link_return_url: 'https://lms.example/return' },
      },
      {},
    ],
  ] as [string, JWTPayload, Record<string, unknown>][])
    test(`is that of ${name}`, async () => {
      const answer = await tool.launch(changes);
      assert.equal(answer.status, 303, answer.text);
      const cookie = cookieOf(answer);
      const { body } = await request(tool.app).get('/panel').set('Cookie', cookie);
      for (const [key, value] of Object.entries(expected)) assert.equal(body[key], value);
    });
});

for (const parameters of [
  { lti_deployment_id: 'deployment-1' },
  { deployment_id: 'deployment-1' },
  { lti_deployment_id: 'deployment-1', deployment_id: 'deployment-1' },
] as Record<string, string>[]) {
  const names = Object.keys(parameters).join(' and ');
  test(`a login that names its deployment as ${names} is held to it`, async () => {
    assert.equal((await tool.launch({}, {}, parameters)).status, 303);
    assertRefused(
      await tool.launch({ [claim.deploymentId]: 'other' }, {}, parameters),
      'deployment-mismatch',
      401,
    );
  });
}

describe('a launch is refused with', () => {
  for (const [name, changes, code] of [
    ['another issuer', { iss: 'https://other.example' }, 'issuer-mismatch'],
    ['another audience', { aud: 'other' }, 'audience-mismatch'],
    ['an audience list without azp', { aud: ['client-1', 'other'] }, 'authorized-party-mismatch'],
    [
      'an audience list with another azp',
      { aud: ['client-1', 'other'], azp: 'other' },
      'authorized-party-mismatch',
    ],
    ['one audience and another azp', { azp: 'other' }, 'authorized-party-mismatch'],
    ['no exp', { exp: undefined }, 'time-missing'],
    ['no iat', { iat: undefined }, 'time-missing'],
    ['an exp that has passed', { iat: seconds() - 7200, exp: seconds() - 3600 }, 'token-expired'],
    ['an iat in the future', { iat: seconds() + 3600, exp: seconds() + 7200 }, 'token-from-future'],
    ['an nbf in the future', { nbf: seconds() + 3600 }, 'token-from-future'],
    ['times that are no numbers', { exp: 'soon' as unknown as number }, 'time-missing'],
    ['no nonce', { nonce: undefined }, 'nonce-mismatch'],
    ['a nonce that was never issued', { nonce: 'invented' }, 'nonce-mismatch'],
    ['no LTI version', { [claim.version]: undefined }, 'version-unsupported'],
    ['another LTI version', { [claim.version]: '1.1' }, 'version-unsupported'],
    ['no message type', { [claim.messageType]: undefined }, 'message-type-unsupported'],
    ['an unknown message type', { [claim.messageType]: 'LtiWhatever' }, 'message-type-unsupported'],
    [
      'a submission review: this tool has no line items',
      { [claim.messageType]: 'LtiSubmissionReviewRequest' },
      'message-type-unsupported',
    ],
    ['no deployment', { [claim.deploymentId]: undefined }, 'deployment-missing'],
    ['an unknown deployment', { [claim.deploymentId]: 'other' }, 'deployment-unknown'],
    ['no target', { [claim.targetLinkUri]: undefined }, 'target-mismatch'],
    ['another target', { [claim.targetLinkUri]: `${publicUrl}/other` }, 'target-mismatch'],
    ['no roles', { [claim.roles]: undefined }, 'roles-missing'],
    ['roles that are no list', { [claim.roles]: 'Instructor' }, 'roles-missing'],
    ['no resource link', { [claim.resourceLink]: undefined }, 'resource-link-missing'],
    ['a resource link without id', { [claim.resourceLink]: {} }, 'resource-link-missing'],
    [
      'a deep-linking request without settings',
      { [claim.messageType]: 'LtiDeepLinkingRequest' },
      'deep-linking-settings-missing',
    ],
  ] as [string, JWTPayload, string][])
    test(name, async () => assertRefused(await tool.launch(changes), code));

  test('something that is not a JWT', async () => {
    const { state, cookie } = await tool.begin();
    assertRefused(await tool.post({ id_token: 'nonsense', state }, cookie), 'token-malformed', 400);
  });

  test('a signed payload that is no JSON object', async () => {
    for (const payload of ['nonsense', 'null', '"text"']) {
      const { state, cookie } = await tool.begin();
      const token = await new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: 'RS256', kid: tool.platform.kid })
        .sign(tool.platform.privateKey);
      assertRefused(await tool.post({ id_token: token, state }, cookie), 'token-malformed', 400);
    }
  });

  test('no id_token, or no state', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    assertRefused(await tool.post({ state }, cookie), 'token-missing', 400);
    assertRefused(await tool.post({ id_token: token }, cookie), 'token-missing', 400);
  });

  test('an id_token of more than 64 KiB', async () => {
    const { state, cookie } = await tool.begin();
    for (const length of [70_000, 300_000])
      assertRefused(await tool.post({ id_token: 'x'.repeat(length), state }, cookie), 'token-too-large', 413);
  });

  for (const alg of ['RS384', 'RS512', 'PS256', 'ES256'])
    test(`the algorithm ${alg}`, async () => {
      const { state, nonce, cookie } = await tool.begin();
      const { privateKey } = await generateKeyPair(alg);
      const token = await tool.platform.sign(tool.claims(nonce), { alg }, privateKey);
      assertRefused(await tool.post({ id_token: token, state }, cookie), 'algorithm-refused', 401);
    });

  test('a signature of another key under the same kid', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const { privateKey } = await generateKeyPair('RS256');
    const token = await tool.platform.sign(tool.claims(nonce), {}, privateKey);
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'signature-wrong', 401);
  });

  test('an unknown kid, or none', async () => {
    assertRefused(await tool.launch({}, { kid: 'other' }), 'key-unknown', 401);
    assertRefused(await tool.launch({}, { kid: undefined }), 'key-unknown', 401);
  });

  test('no kid, where a key of the set has none either', async (t) => {
    const registration = { issuer: tool.platform.url };
    const { jwksUrl } = tool.platform.registration;
    const key = { ...(await exportJWK(tool.platform.publicKey)), alg: 'RS256', use: 'sig' };
    tool.platform.handlers.set('/no-kid', (_req, res) => json(res, { keys: [key] }));
    await RegistrationModel.updateOne(registration, { jwksUrl: `${tool.platform.url}/no-kid` });
    t.after(() => RegistrationModel.updateOne(registration, { jwksUrl }));
    assertRefused(await tool.launch({}, { kid: undefined }), 'key-unknown', 401);
  });

  test('alg none, and HS256 under the public key', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none', kid: tool.platform.kid })}.${part(tool.claims(nonce))}.`;
    assertRefused(await tool.post({ id_token: unsigned, state }, cookie), 'algorithm-refused', 401);
    const secret = new TextEncoder().encode(await exportSPKI(tool.platform.publicKey));
    const confused = await tool.platform.sign(tool.claims(nonce), { alg: 'HS256' }, secret);
    assertRefused(await tool.post({ id_token: confused, state }, cookie), 'algorithm-refused', 401);
  });

  test('a state that was never issued', async () => {
    const { nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    assertRefused(await tool.post({ id_token: token, state: 'invented' }, cookie), 'state-unknown', 401);
  });

  test('a state that has expired', async () => {
    const { state, nonce, cookie } = await tool.begin();
    await LtiLoginModel.updateOne({ nonce }, { expiresAt: new Date(Date.now() - 1) });
    const token = await tool.platform.sign(tool.claims(nonce));
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'state-unknown', 401);
  });

  test('a registration that was removed after the login', async () => {
    const { state, nonce, cookie } = await tool.begin();
    await LtiLoginModel.updateOne({ nonce }, { clientId: 'removed' });
    const token = await tool.platform.sign(tool.claims(nonce, { aud: 'removed' }));
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'registration-unknown', 400);
  });

  test('something that ltijs alone objects to', async (t) => {
    const { state, nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    t.mock.method(underway, 'getStore', () => undefined);
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'provider-refused', 401);
  });

  test('the nonce of another login', async () => {
    const [mine, other] = [await tool.begin(), await tool.begin()];
    const token = await tool.platform.sign(tool.claims(other.nonce));
    assertRefused(
      await tool.post({ id_token: token, state: mine.state }, mine.cookie),
      'nonce-mismatch',
      401,
    );
  });

  test('a login that another browser began, or no cookie', async () => {
    const [mine, other] = [await tool.begin(), await tool.begin()];
    const token = await tool.platform.sign(tool.claims(mine.nonce));
    assertRefused(
      await tool.post({ id_token: token, state: mine.state }, other.cookie),
      'browser-mismatch',
      401,
    );
    assertRefused(
      await tool.post({ id_token: token, state: mine.state }, undefined),
      'browser-mismatch',
      401,
    );
  });

  test('a replay: of twenty at once, one gets in', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    const sessions = await SessionModel.countDocuments();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => tool.post({ id_token: token, state }, cookie)),
    );
    assert.equal(answers.filter((answer) => answer.status === 303).length, 1);
    for (const answer of answers.filter((a) => a.status !== 303)) assertRefused(answer, 'state-used', 401);
    assert.equal(await SessionModel.countDocuments(), sessions + 1);
  });

  test('an error of the platform', async () => {
    const { state, cookie } = await tool.begin();
    assertRefused(await tool.post({ error: 'login_required', state }, cookie), 'platform-refused', 400);
  });

  test('a key set that cannot be fetched, until it can: the page tries the same launch again', async () => {
    const registration = { issuer: tool.platform.url };
    await RegistrationModel.updateOne(registration, { jwksUrl: `${tool.platform.url}/gone` });
    const { state, nonce, cookie } = await tool.begin();
    const fields = { id_token: await tool.platform.sign(tool.claims(nonce)), state };
    tool.log.length = 0;
    const refused = await tool.post(fields, cookie);
    assertRefused(refused, 'keys-unreachable', 503);
    assert.match(tool.log.join(''), /keys-unreachable[^"]*The platform.s key set/);
    for (const value of Object.values(fields)) assert.ok(!tool.log.join('').includes(value));
    assert.equal(refused.headers['retry-after'], '10');
    assert.match(refused.text, /<form method="post" action="\/lti\/launch">/);
    for (const [name, value] of Object.entries(fields)) assert.equal(fieldOf(refused.text, name), value);
    await RegistrationModel.updateOne(registration, { jwksUrl: `${tool.platform.url}/jwks` });
    assert.equal((await tool.post(fields, cookie)).status, 303);
  });
});

describe('a refusal', () => {
  const staff = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';

  test('tells a student what to do, and keeps the cause folded away', async () => {
    const { text } = await tool.launch({ [claim.deploymentId]: 'other' });
    assert.match(
      text,
      /<main[\s\S]*show this page to the people who run[\s\S]*<details >[\s\S]*npm run platform/,
    );
  });

  test('tells staff the cause first', async () => {
    const { text } = await tool.launch({ [claim.deploymentId]: 'other', [claim.roles]: [staff] });
    assert.match(text, /<main[\s\S]*npm run platform[\s\S]*<details open>/);
  });

  test('tells an observer no more than a student', async () => {
    const mentor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor';
    const { text } = await tool.launch({ [claim.deploymentId]: 'other', [claim.roles]: [mentor] });
    assert.match(text, /<details >/);
  });

  test('does not believe the roles of a token that was not verified', async () => {
    const { state, nonce, cookie } = await tool.begin();
    const { privateKey } = await generateKeyPair('RS256');
    const token = await tool.platform.sign(tool.claims(nonce, { [claim.roles]: [staff] }), {}, privateKey);
    assert.match((await tool.post({ id_token: token, state }, cookie)).text, /<details >/);
  });

  test('is in the log under the id that the page shows, with its code, and with nobody’s data', async () => {
    tool.log.length = 0;
    const { text } = await tool.launch({ [claim.deploymentId]: 'other' });
    const id = /log entry <code>([^<]+)</.exec(text)?.[1];
    const line = JSON.parse(tool.log[0] as string);
    assert.equal(tool.log.length, 1);
    assert.equal(line.correlationId, id);
    assert.equal(line.code, 'deployment-unknown');
    assert.doesNotMatch(tool.log.join(''), /Grace|grace@example|user-7|eyJ/);
  });
});

test('no page without a session, and none with an invented one', async () => {
  assert.equal((await request(tool.app).get('/panel')).status, 401);
  const invented = await request(tool.app).get('/panel').set('Cookie', '__Host-nc-session=invented');
  assert.match(invented.text, /open Recommended next courses again/);
  assert.equal(invented.status, 401);
});

test('a refusal shows inside the frame of the platform it came from, and of any where that is not known', async () => {
  const refused = await tool.launch({ nonce: 'invented' });
  assert.match(policyOf(refused), new RegExp(`frame-ancestors ${tool.platform.url}$`));
  const begun = await tool.begin();
  for (const unknown of [
    await tool.login({ iss: 'https://nobody.example' }),
    await tool.post({ id_token: 'x', state: 'invented' }, undefined),
    await tool.post({ id_token: 'x', state: begun.state }, undefined),
    await request(tool.app).get('/lti/visit/unknown'),
    await request(tool.app).get('/panel'),
    await request(tool.app).get('/panel').set('Cookie', '__Host-nc-session=invented'),
  ])
    assert.match(policyOf(unknown), /frame-ancestors \*$/);
});

test('from a platform whose institutions all wait for approval nobody is sent anywhere', async (t) => {
  await InstitutionModel.updateMany({}, { pendingSince: new Date() });
  t.after(() => InstitutionModel.updateMany({}, { $unset: { pendingSince: 1 } }));
  const answer = await tool.login();
  assertRefused(answer, 'institution-pending', 403);
  assert.equal(answer.headers['location'], undefined);
});

test('a visit that is over is said to be over, inside the frame of its LMS', async () => {
  const cookie = cookieOf(await tool.launch());
  await SessionModel.updateMany({}, { endsAt: new Date(Date.now() - 1000) });
  const panel = await request(tool.app).get('/panel').set('Cookie', cookie);
  assert.equal(panel.status, 401);
  assert.match(policyOf(panel), new RegExp(`frame-ancestors ${tool.platform.url}$`));
});

test('other routes of ltijs, and an ltik, lead nowhere', async () => {
  for (const path of ['/lti/register', '/lti/panel?ltik=x', '/lti/launch?ltik=x'])
    assert.equal((await request(tool.app).get(path)).status, 400, path);
});
