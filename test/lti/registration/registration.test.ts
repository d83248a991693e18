import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { PassModel } from '../../../models/pass.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { allProducts } from '../../../src/lms/all-products.ts';
import { canvasRegistration } from '../../../src/lms/canvas/registration.ts';
import { institutionOf } from '../../../src/lti/launch/institution.ts';
import { productOfFamily } from '../../../src/lti/lti-product.ts';
import { createRegistration } from '../../../src/lti/registration/create-registration.ts';
import { invitationAddress } from '../../../src/lti/registration/invitation.ts';
import { createApp } from '../../../src/web/create-app.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { type StandInLms, startCanvas, startMoodle } from './stand-in-lms.ts';

const publicUrl = 'https://next.example';
const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

type Tool = {
  custom_parameters: Record<string, string>;
  claims: string[];
  messages: Record<string, unknown>[];
};

const database = await openTestDatabase();
after(() => database.close());
let moodle: StandInLms;
let canvas: StandInLms;
beforeEach(async () => {
  moodle = await startMoodle();
  canvas = await startCanvas();
});
afterEach(async () => {
  await Promise.all([moodle.close(), canvas.close()]);
  await Promise.all(
    [InstitutionModel, RegistrationModel, RegistrationAttemptModel, PassModel].map((model) =>
      (model as typeof InstitutionModel).deleteMany(),
    ),
  );
});

function tool({
  approvedHosts = [],
  privateHosts = [moodle.host, canvas.host],
}: {
  approvedHosts?: string[];
  privateHosts?: string[];
} = {}): Express {
  const registration = createRegistration({
    profileFor: (family) => productOfFamily(allProducts, family).registration,
    publicUrl,
    rules: { privateHosts, plainHttp: true },
    approvedHosts,
  });
  return createApp(pino({ level: 'silent' }), { '/lti/register': registration });
}

function parameters(lms: StandInLms) {
  return { openid_configuration: lms.configurationUrl, registration_token: 'permission' };
}

function show(lms: StandInLms, app = tool()) {
  return request(app).get('/lti/register').query(parameters(lms));
}

function post(lms: StandInLms, app = tool()) {
  return request(app).post('/lti/register').type('form').send(parameters(lms));
}

function sentTo(lms: StandInLms) {
  const sent = lms.received.find(({ method }) => method === 'POST');
  assert.ok(sent, 'nothing was registered');
  return { ...sent, tool: sent.json[toolKey] as Tool };
}

/** By a switch Canvas makes a deployment and says it beside the tool's configuration. */
function announceFromCanvas(deployment: string): void {
  canvas.client = (sent) => ({
    status: 200,
    json: { ...sent, client_id: '10000000000001', deployment_id: deployment },
  });
}

function stored() {
  return Promise.all([
    RegistrationModel.find().lean<Registration[]>(),
    InstitutionModel.find().sort({ createdAt: 1 }).lean<Institution[]>(),
  ]);
}

test('looking registers nothing; the page can be framed by the LMS alone and hands the permission on', async () => {
  const answer = await show(moodle).expect(200);
  assert.deepEqual(
    moodle.received.map(({ method, authorization }) => [method, authorization]),
    [['GET', 'Bearer permission']],
  );
  assert.deepEqual(await stored(), [[], []]);
  assert.match(
    answer.headers['content-security-policy'] as string,
    new RegExp(`frame-ancestors ${moodle.url}$`),
  );
  assert.match(answer.text, /name="registration_token" value="permission"/);
  assert.match(answer.text, /<button class="main" type="submit">Register<\/button>/);
});

test('the page is in the administrator’s language', async () => {
  const answer = await show(moodle).set('Accept-Language', 'de-AT,de;q=0.9,en;q=0.5').expect(200);
  assert.match(answer.text, /<html lang="de" dir="ltr">/);
  assert.match(answer.text, />Registrieren</);
  const arabic = await show(moodle).set('Accept-Language', 'ar').expect(200);
  assert.match(arabic.text, /<html lang="ar" dir="rtl">/);
  assert.match(arabic.text, />تسجيل</);
});

test('the tool, its messages and placements are called as in the administrator’s language; the other ones come along', async () => {
  await post(moodle).set('Accept-Language', 'de-AT,de;q=0.9,en;q=0.5').expect(200);
  await post(canvas).set('Accept-Language', 'fr').expect(200);
  const german = sentTo(moodle);
  assert.equal(german.json['client_name'], 'Empfohlene nächste Kurse');
  assert.equal(german.json['client_name#en'], 'Recommended next courses');
  assert.equal(german.json['client_name#zh-Hans'], '推荐的后续课程');
  assert.equal(german.tool.messages[1]?.['label'], 'Empfohlene Kurse hinzufügen');
  const french = sentTo(canvas);
  assert.equal(french.json['client_name'], 'Prochains cours recommandés');
  assert.deepEqual(
    Object.keys(french.json).filter((key) => key.includes('#')),
    [],
    'Canvas checks for keys that it knows',
  );
});

test('Moodle gets an activity, deep linking, the roster scope, and no name or e-mail is asked for', async () => {
  await post(moodle).expect(200);
  const { authorization, json, tool } = sentTo(moodle);
  assert.equal(authorization, 'Bearer permission');
  assert.equal(json['application_type'], 'web');
  assert.deepEqual(json['response_types'], ['id_token']);
  assert.deepEqual(json['grant_types'], ['implicit', 'client_credentials']);
  assert.equal(json['token_endpoint_auth_method'], 'private_key_jwt');
  assert.equal(json['initiate_login_uri'], `${publicUrl}/lti/login`);
  assert.deepEqual(json['redirect_uris'], [`${publicUrl}/lti/launch`]);
  assert.equal(json['jwks_uri'], `${publicUrl}/lti/keys`);
  assert.equal(json['scope'], rosterScope);
  assert.equal(json['client_name#de'], 'Empfohlene nächste Kurse');
  assert.deepEqual(tool.claims, ['iss', 'sub']);
  assert.deepEqual(
    tool.messages.map(({ type }) => type),
    ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'],
  );
  assert.equal(tool.custom_parameters['course_history'], '$Context.id.history');
});

test('what Moodle answers is kept: the addresses, the client and the deployment, waiting for approval', async () => {
  const answer = await post(moodle).expect(200);
  const [[registration], [institution]] = await stored();
  assert.equal(registration?.issuer, moodle.url);
  assert.equal(registration?.clientId, 'moodle-client-1');
  assert.equal(registration?.authorizationUrl, `${moodle.url}/mod/lti/auth.php`);
  assert.equal(registration?.tokenUrl, `${moodle.url}/mod/lti/token.php`);
  assert.equal(registration?.jwksUrl, `${moodle.url}/mod/lti/certs.php`);
  assert.equal(institution?.deploymentId, '1');
  assert.equal(institution?.name, moodle.host);
  assert.ok(institution?.pendingSince);
  assert.match(answer.text, /waits for approval/);
  assert.doesNotMatch(answer.text, /data-at-once/, 'a message that is to be read is not closed over');
});

test('an LMS on the allow-list is approved at once, and the window closes by itself', async () => {
  const answer = await post(moodle, tool({ approvedHosts: [moodle.host] })).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.pendingSince, undefined);
  assert.match(answer.text, /data-at-once/);
  assert.match(answer.text, /registration\.js/);
});

test('a stranger who sends the registration to a host on the allow-list, and calls that its own, waits for approval', async () => {
  const stranger = await startCanvas();
  stranger.configuration['registration_endpoint'] = `${canvas.url}/api/lti/registrations`;
  const hosts = [stranger.host, canvas.host];
  const approvedHosts = [canvas.host, 'school.example'];
  await post(stranger, tool({ approvedHosts, privateHosts: hosts })).expect(200);
  await stranger.close();
  const [[registration], [institution]] = await stored();
  assert.equal(registration?.issuer, stranger.url);
  assert.ok(institution?.pendingSince);
});

const ancestorsOf = ({ headers }: { headers: Record<string, string> }) =>
  /frame-ancestors (.*)$/.exec(headers['content-security-policy'] ?? '')?.[1]?.split(' ');

test('Canvas frames the page from the school’s own host, which is on none of its addresses; the list names that host', async () => {
  const page = await show(canvas).expect(200);
  assert.deepEqual(ancestorsOf(page), [canvas.url, 'http://school.example']);
  assert.match(page.text, /school\.example/);
  await post(canvas, tool({ approvedHosts: ['school.example', canvas.host] })).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.pendingSince, undefined);
});

for (const domain of [undefined, 7, 'evil.example; script-src *', 'a/../b', ' '])
  test(`a domain that is none (${domain}) names no host`, async () => {
    const platform = canvas.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'];
    Object.assign(platform as object, { 'https://canvas.instructure.com/lti/account_domain': domain });
    assert.deepEqual(ancestorsOf(await show(canvas).expect(200)), [canvas.url]);
  });

test('before the platform has said what it is anybody may frame the page: errors must be readable in a school’s frame', async () => {
  const sent = { ...parameters(canvas), registration_token: 'another' };
  const answer = await request(tool()).get('/lti/register').query(sent).expect(400);
  assert.deepEqual(ancestorsOf(answer), ['*']);
});

test('of Canvas’s issuers none but those that Instructure hosts are known', () => {
  for (const known of ['https://canvas.instructure.com', 'https://canvas.beta.instructure.com'])
    assert.ok(canvasRegistration.isSharedIssuer(known));
  for (const other of ['https://canvas.instructure.com.evil.example', 'https://school.instructure.com'])
    assert.ok(!canvasRegistration.isSharedIssuer(other));
});

test('Canvas gets its placements and variables, and the token on the configuration too', async () => {
  await post(canvas).expect(200);
  assert.deepEqual(
    canvas.received.map(({ authorization }) => authorization),
    ['Bearer permission', 'Bearer permission'],
  );
  const { json, tool } = sentTo(canvas);
  assert.deepEqual(
    tool.messages.map(({ type, placements }) => [type, placements]),
    [
      ['LtiResourceLinkRequest', ['course_navigation']],
      ['LtiResourceLinkRequest', ['global_navigation', 'user_navigation']],
      ['LtiResourceLinkRequest', ['account_navigation']],
      ['LtiDeepLinkingRequest', ['link_selection']],
    ],
  );
  const visibilities = tool.messages.map(
    (message) => message['https://canvas.instructure.com/lti/visibility'],
  );
  assert.deepEqual(
    visibilities,
    [undefined, undefined, 'admins', undefined],
    'whose course has ended sees it too',
  );
  assert.equal(tool.custom_parameters['canvas_user_id'], '$Canvas.user.id');
  assert.equal(
    (json[toolKey] as Record<string, unknown>)['https://canvas.instructure.com/lti/privacy_level'],
    'anonymous',
  );
});

test('Canvas names no deployment: the institution waits for the first launch under the account’s name', async () => {
  await post(canvas).expect(200);
  const [[registration], [institution]] = await stored();
  assert.equal(registration?.clientId, '10000000000001');
  assert.equal(registration?.tokenAudience, undefined, 'a bare host is no audience for its older versions');
  assert.equal(institution?.deploymentId, undefined);
  assert.equal(institution?.name, 'Test University');
});

test('a Canvas that says its deployment beside the tool’s configuration: it is kept as announced by that account', async () => {
  announceFromCanvas('8:announced');
  const answer = await post(canvas).expect(200);
  const [, [institution]] = await stored();
  assert.deepEqual(
    [institution?.deploymentId, institution?.announcedBy],
    ['8:announced', 'school:canvas-lms'],
  );
  assert.match(answer.text, /make it available/);
  assert.doesNotMatch(answer.text, /By Client ID/);
});

test('a Canvas that says none: the page says how one is added', async () => {
  const { text } = await post(canvas).expect(200);
  assert.match(text, /By Client ID/);
  assert.doesNotMatch(text, /make it available/);
});

test('registered again by an invitation, an institution without a deployment takes the one that is said; any other keeps its own', async () => {
  await post(canvas).expect(200);
  const again = async (deployment: string, invitation: object = {}) => {
    await RegistrationAttemptModel.deleteMany();
    announceFromCanvas(deployment);
    await post(canvas).send(invitation).expect(200);
    const [, institutions] = await stored();
    return institutions.map(({ name, deploymentId }) => [name, deploymentId]);
  };
  assert.deepEqual(await again('9:of a stranger'), [['Test University', undefined]]);
  assert.deepEqual(await again('8:first', { invitation: await invite() }), [['Test University', '8:first']]);
  // Canvas names any deployment of the account then, one that was deleted among them.
  assert.deepEqual(await again('7:deleted', { invitation: await invite() }), [
    ['Test University', '8:first'],
  ]);
});

/** Somebody has put a configuration on the LMS's host, with its own addresses, and registers a client that they have guessed. */
async function registeredByStranger(changes: object, platform: object) {
  const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
  const own = { ...canvas.configuration };
  canvas.configuration[platformKey] = { ...(own[platformKey] as object), ...platform };
  // Of another product it would be the audience, and Canvas's is none.
  delete canvas.configuration['authorization_server'];
  canvas.client = (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001', ...changes } });
  await RegistrationAttemptModel.deleteMany();
  await post(canvas).expect(200);
  canvas.configuration = own;
  await RegistrationAttemptModel.deleteMany();
}

/** Such a configuration names another product, whose deployments are named for good. */
const guessedByStranger = (deployment: string, platform: object = {}) =>
  registeredByStranger(
    { [toolKey]: { deployment_id: deployment } },
    { product_family_code: 'moodle', ...platform },
  );

for (const [what, changes, platform] of [
  [
    'announced a deployment of another platform',
    { deployment_id: '9:foreign' },
    { 'https://canvas.instructure.com/lti/account_lti_guid': 'stranger:canvas-lms' },
  ],
  ['named a deployment for good', { [toolKey]: { deployment_id: '9' } }, { product_family_code: 'moodle' }],
] as const)
  for (const [how, own, expected] of [
    ['with a deployment', '8:own', ['8:own', 'school:canvas-lms', undefined]],
    ['without one', undefined, [undefined, undefined, undefined]],
  ] as const)
    test(`a stranger who has ${what} for a client that the school registers later, ${how}, locks nobody out`, async () => {
      await registeredByStranger(changes, platform);
      if (own) announceFromCanvas(own);
      else canvas.client = (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001' } });
      await post(canvas)
        .send({ invitation: await invite() })
        .expect(200);
      const [, institutions] = await stored();
      assert.deepEqual(
        institutions.map(({ deploymentId, announcedBy, pendingSince }) => [
          ...[deploymentId, announcedBy, pendingSince],
        ]),
        [expected],
      );
    });

test('a stranger’s announcement that was approved by mistake gives its place to what an invitation brings', async () => {
  await registeredByStranger(
    { deployment_id: '9:foreign' },
    { 'https://canvas.instructure.com/lti/account_lti_guid': 'stranger:canvas-lms' },
  );
  await InstitutionModel.updateOne({}, { $unset: { pendingSince: 1 } });
  announceFromCanvas('8:own');
  await post(canvas)
    .send({ invitation: await invite() })
    .expect(200);
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ deploymentId, announcedBy }) => [deploymentId, announcedBy]),
    [['8:own', 'school:canvas-lms']],
  );
});

test('while a client waits for its first launch nobody gets a second institution of it without an invitation: it would keep the deployment of that launch', async () => {
  await post(canvas)
    .send({ invitation: await invite() })
    .expect(200);
  await guessedByStranger('8:guessed');
  const [[registration], institutions] = await stored();
  assert.equal(institutions.length, 1);
  const launch = { deploymentId: '8:guessed', platformGuid: 'school:canvas-lms' };
  assert.equal((await institutionOf(registration as Registration, launch)).name, 'Test University');
});

test('an invitation speaks for the client: whatever else waits there for approval is deleted, names and guesses of strangers', async () => {
  for (const guess of ['8:guessed', '9:guessed', '10:guessed'])
    await guessedByStranger(guess, {
      'https://canvas.instructure.com/lti/account_name': 'Name of a stranger',
    });
  const [, before] = await stored();
  assert.equal(before.length, 3);
  canvas.client = (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001' } });
  await post(canvas)
    .send({ invitation: await invite() })
    .expect(200);
  const [[registration], institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ name, deploymentId, pendingSince }) => [name, deploymentId, pendingSince]),
    [['Test University', undefined, undefined]],
  );
  const launch = { deploymentId: '9:guessed', platformGuid: 'school:canvas-lms' };
  assert.equal((await institutionOf(registration as Registration, launch)).name, 'Test University');
});

test('where an institution of the client is approved, an invitation changes neither its deployment nor its name', async () => {
  await post(canvas).expect(200);
  const approved = { $unset: { pendingSince: 1 }, deploymentId: '8:own', name: 'Renamed' };
  await InstitutionModel.updateOne({}, approved);
  await guessedByStranger('1');
  announceFromCanvas('7:deleted');
  await post(canvas)
    .send({ invitation: await invite() })
    .expect(200);
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ name, deploymentId, announcedBy }) => [name, deploymentId, announcedBy]),
    [['Renamed', '8:own', undefined]],
  );
});

test('a name of the platform that is longer than any identifier announces nothing', async () => {
  const platform = canvas.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'];
  Object.assign(platform as object, {
    'https://canvas.instructure.com/lti/account_lti_guid': 'x'.repeat(10_000),
  });
  announceFromCanvas('8:own');
  await post(canvas).expect(200);
  const [, [institution]] = await stored();
  assert.deepEqual([institution?.deploymentId, institution?.announcedBy], ['8:own', undefined]);
});

test('a platform that is known and names another deployment of itself gets an institution for it', async () => {
  await post(moodle).expect(200);
  moodle.client = (sent) => ({
    status: 200,
    json: { ...sent, client_id: 'moodle-client-1', [toolKey]: { deployment_id: '2' } },
  });
  await RegistrationAttemptModel.deleteMany();
  await post(moodle).expect(200);
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ deploymentId, announcedBy }) => [deploymentId, announcedBy]),
    [
      ['1', undefined],
      ['2', undefined],
    ],
  );
});

test('a platform of no known make is taken by the specification’s words', async () => {
  moodle.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'] = {
    product_family_code: 'olympus',
    messages_supported: [{ type: 'LtiResourceLinkRequest' }],
  };
  moodle.configuration['authorization_server'] = 'https://auth.example';
  moodle.configuration['scopes_supported'] = ['openid'];
  await post(moodle).expect(200);
  const { json, tool } = sentTo(moodle);
  assert.equal(json['scope'], '', 'a scope that it does not know would make it refuse');
  assert.deepEqual(
    tool.messages.map(({ type }) => type),
    ['LtiResourceLinkRequest'],
  );
  const [[registration]] = await stored();
  assert.equal(registration?.tokenAudience, 'https://auth.example');
});

test('a roster that was not granted is said, and stays to be read', async () => {
  const client = moodle.client;
  moodle.client = (sent) => {
    const { json } = client(sent);
    return { status: 201, json: { ...(json as object), scope: 'openid' } };
  };
  const answer = await post(moodle, tool({ approvedHosts: [moodle.host] })).expect(200);
  assert.match(answer.text, /did not grant the rosters/);
  assert.doesNotMatch(answer.text, /data-at-once/);
});

test('addresses of a known client change by an invitation only, and institution, name and approval stay', async () => {
  await post(canvas).expect(200);
  const [, [first]] = await stored();
  await InstitutionModel.updateOne({}, { $unset: { pendingSince: 1 }, name: 'Renamed', deploymentId: 'd1' });
  const again = async (app = tool()) => {
    await RegistrationAttemptModel.deleteMany();
    return post(canvas, app);
  };
  assert.equal((await again()).status, 200, 'the same addresses');
  canvas.configuration['jwks_uri'] = `${canvas.url}/new/jwks`;
  const before = await stored();
  for (const app of [tool(), tool({ approvedHosts: ['school.example', canvas.host] })])
    assert.match((await again(app)).text, /known-otherwise/);
  assert.deepEqual(await stored(), before);
  await RegistrationAttemptModel.deleteMany();
  await post(canvas)
    .send({ invitation: await invite() })
    .expect(200);
  const [registrations, institutions] = await stored();
  assert.deepEqual(
    registrations.map(({ jwksUrl }) => jwksUrl),
    [`${canvas.url}/new/jwks`],
  );
  assert.equal(institutions.length, 1);
  assert.equal(institutions[0]?.learnerKey, first?.learnerKey);
  assert.equal(institutions[0]?.name, 'Renamed');
  assert.equal(institutions[0]?.pendingSince, undefined);
});

test('a registration never takes over an institution of the same name', async () => {
  const known = await InstitutionModel.create({ name: 'Test University', learnerKey: newLearnerKey() });
  await post(canvas).expect(200);
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ name }) => name),
    ['Test University', 'Test University (2)'],
  );
  assert.equal(institutions[0]?.registration, undefined);
  assert.notEqual(institutions[1]?.learnerKey, known.learnerKey);
});

test('of two equal requests at a time one registers', async () => {
  const app = tool();
  const answers = await Promise.all([post(moodle, app), post(moodle, app)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal(moodle.received.filter(({ method }) => method === 'POST').length, 1);
  const [registrations, institutions] = await stored();
  assert.deepEqual([registrations.length, institutions.length], [1, 1]);
});

test('a registration that failed can be tried again', async () => {
  const client = moodle.client;
  moodle.client = () => ({ status: 500, json: {} });
  assert.match((await post(moodle).expect(400)).text, /It answered 500/);
  assert.deepEqual(await stored(), [[], []]);
  moodle.client = client;
  await post(moodle).expect(200);
});

test('an LMS that says why it refuses is quoted: escaped, cut, and without the guess about its permission', async () => {
  const json = {
    errors: ['redirect_uris must share a domain', `<b>x</b>\u202e ada@example.org ${'y'.repeat(900)}`],
  };
  canvas.client = () => ({ status: 422, json });
  const { text } = await post(canvas).expect(400);
  assert.match(text, /redirect_uris must share a domain; &lt;b&gt;x&lt;\/b&gt; … y{100}/);
  assert.doesNotMatch(text, /expired|<b>x|ada@|\u202e|y{300}/);
  assert.match(text, /It answered 422/);
});

test('Canvas’s own word for an error is quoted', async () => {
  canvas.client = () => ({ status: 401, json: { errorMessage: 'JWT did not include expected contents' } });
  const { text } = await post(canvas).expect(400);
  assert.match(text, /JWT did not include expected contents/);
});

test('an LMS that says why it refuses its configuration is quoted too', async () => {
  const sent = { ...parameters(canvas), registration_token: 'another' };
  const { text } = await request(tool()).post('/lti/register').type('form').send(sent).expect(400);
  assert.match(text, /could not be asked for its configuration.* It said “invalid_token; It has ended\.”/s);
  assert.doesNotMatch(text, /“[^”]*another/);
});

test('a permission that the LMS calls ended is said to be so, in its words too', async () => {
  canvas.client = () => ({
    status: 401,
    json: { errors: [{ message: 'Invalid access token: permission' }] },
  });
  const { text } = await post(canvas).expect(400);
  assert.match(text, /have expired\. It said “Invalid access token: …”/);
});

for (const [what, answer, says, isOpen] of [
  ['a client without an id', { status: 200, json: { scope: '' } }, /holds no client_id/, true],
  ['a refused token', { status: 401, json: {} }, /It answered 401/, false],
  ['a redirect', { status: 302, json: {} }, /redirect/, true],
  ['an answer that is too long', { status: 200, json: 'x'.repeat(100_000) }, /64 KiB/, true],
  ['an error of a server on the way', { status: 504, json: {} }, /It answered 504/, true],
] as const)
  test(`${what} is no registration here; whether it is one there is ${isOpen ? 'left open' : 'said'}`, async () => {
    moodle.client = () => answer;
    const { text } = await post(moodle).expect(400);
    assert.match(text, says);
    assert.match(text, isOpen ? /may have registered this tool all the same/ : /did not accept/);
    assert.deepEqual(await stored(), [[], []]);
  });

test('an LMS that breaks off after it was asked to register may have done so, and this is said', async () => {
  const { client } = moodle;
  moodle.client = (sent) => {
    void moodle.close();
    return client(sent);
  };
  const { text } = await post(moodle).expect(400);
  assert.match(text, /may have registered this tool all the same/);
  assert.doesNotMatch(text, /Nothing was registered/);
  assert.deepEqual(await stored(), [[], []]);
});

test('opened by itself, the address says where it belongs', async () => {
  const answer = await request(tool()).get('/lti/register').expect(400);
  assert.match(answer.text, /paste it where your learning platform registers tools/);
});

test('an LMS that is not public is not asked, unless it is named', async () => {
  const answer = await show(moodle, tool({ privateHosts: [] })).expect(400);
  assert.match(answer.text, /must begin with https/);
  assert.deepEqual(moodle.received, []);
});

test('everything that is missing in a configuration is said at once', async () => {
  delete moodle.configuration['jwks_uri'];
  moodle.configuration['token_endpoint'] = 'https://169.254.169.254/token';
  const { text } = await show(moodle).expect(400);
  assert.match(text, /jwks_uri is missing/);
  assert.match(text, /token_endpoint cannot be used\. The host is not on the public Internet/);
});

test('a configuration that speaks for another issuer is refused', async () => {
  moodle.configuration['issuer'] = canvas.url;
  assert.match((await post(moodle).expect(400)).text, /names another platform/);
  // A product that registers on another host than the issuer's speaks for its own issuer only, all the same.
  const [{ configuration: foreign }, own] = [canvas, moodle.configuration];
  moodle.configuration = { ...foreign };
  assert.match((await post(moodle).expect(400)).text, /names another platform/);
  moodle.configuration = own;
  moodle.configuration['issuer'] = `${moodle.url}/other-moodle`;
  assert.match((await post(moodle).expect(400)).text, /names another platform/);
  assert.deepEqual(await stored(), [[], []]);
});

test('the token goes to no other host than the issuer’s, except where the product does so', async () => {
  moodle.configuration['registration_endpoint'] = canvas.configuration['registration_endpoint'];
  await post(moodle).expect(400);
  assert.deepEqual(canvas.received, []);
  canvas.configuration['registration_endpoint'] = `${moodle.url}/api/lti/registrations`;
  await post(canvas).expect(200);
});

test('strangers who wait for approval are limited, and those who are approved do not wait for them', async () => {
  await InstitutionModel.insertMany(
    Array.from({ length: 100 }, (_, i) => ({
      name: `Stranger ${i}`,
      learnerKey: newLearnerKey(),
      pendingSince: new Date(),
    })),
  );
  await post(moodle).expect(429);
  await post(moodle, tool({ approvedHosts: [moodle.host] })).expect(200);
});

test('strangers whom nobody approves are forgotten after thirty days, and make room', async () => {
  const day = 86_400_000;
  const registered = async (name: string, daysAgo: number) => {
    const issuer = `https://${name}.example`;
    const registration = await RegistrationModel.create({
      ...platformAddresses,
      issuer,
      clientId: name,
      name,
    });
    const pendingSince = new Date(Date.now() - daysAgo * day);
    const fields = { registration: registration._id, deploymentId: '1', learnerKey: newLearnerKey() };
    await InstitutionModel.create({ ...fields, name, ...(daysAgo > 0 && { pendingSince }) });
  };
  await registered('old', 31);
  await registered('new', 29);
  await registered('approved', 0);
  await post(moodle).expect(200);
  const [registrations, institutions] = await stored();
  const names = institutions.map(({ name }) => name);
  assert.ok(!names.includes('old') && names.includes('new') && names.includes('approved'), `${names}`);
  assert.equal(registrations.length, institutions.length);
});

const platformAddresses = {
  authorizationUrl: 'https://lms.example/auth',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/keys',
};

test('a name that would turn a line round or move a cursor is stored without that', async () => {
  canvas.configuration = {
    ...canvas.configuration,
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      ...(canvas.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'] as object),
      'https://canvas.instructure.com/lti/account_name': 'Good\u202e school\u001b[2K\n\u0000',
    },
  };
  await post(canvas).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.name, 'Good school [2K');
});

test('an issuer of 60 kB of slashes is refused at once, and says why', async () => {
  moodle.configuration['issuer'] = `${moodle.url}${'/'.repeat(60_000)}x`;
  const before = process.cpuUsage();
  const answer = await post(moodle).expect(400);
  assert.match(answer.text, /issuer has more than 2,000 characters/);
  assert.ok(process.cpuUsage(before).user < 500_000);
});

async function invite(): Promise<string> {
  return new URL(await invitationAddress(publicUrl)).searchParams.get('invitation') as string;
}

test('an invitation approves the one LMS that registers with it', async () => {
  const invitation = await invite();
  const app = tool();
  const shown = await show(moodle, app).query({ invitation }).expect(200);
  assert.match(shown.text, new RegExp(`name="invitation" value="${invitation}"`));
  assert.match(shown.text, /can be used as soon as/);
  await post(moodle, app).send({ invitation }).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.pendingSince, undefined);
  await show(canvas, app).query({ invitation }).expect(403);
  assert.match((await post(canvas, app).send({ invitation }).expect(403)).text, /used before or has expired/);
  assert.equal((await stored())[1].length, 1);
});

test('two LMSs with one invitation at the same time: one is registered', async () => {
  const invitation = await invite();
  const app = tool();
  const answers = await Promise.all([moodle, canvas].map((lms) => post(lms, app).send({ invitation })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
  assert.equal((await stored())[1].length, 1);
});

test('an invitation that has expired, or was made up, registers nothing', async () => {
  const invitation = await invite();
  await PassModel.updateMany({}, { expiresAt: new Date(Date.now() - 1000) });
  for (const made of [invitation, 'made-up']) await post(moodle).send({ invitation: made }).expect(403);
  assert.deepEqual(await stored(), [[], []]);
});

test('an invitation serves again when the registration failed', async () => {
  const invitation = await invite();
  const client = moodle.client;
  moodle.client = () => ({ status: 500, json: {} });
  await post(moodle).send({ invitation }).expect(400);
  moodle.client = client;
  await post(moodle).send({ invitation }).expect(200);
  assert.equal((await stored())[1][0]?.pendingSince, undefined);
});

test('an invitation approves an LMS that had registered without one', async () => {
  await post(canvas).expect(200);
  await RegistrationAttemptModel.deleteMany();
  await post(canvas)
    .send({ invitation: await invite() })
    .expect(200);
  const [, institutions] = await stored();
  assert.deepEqual(
    institutions.map(({ pendingSince }) => pendingSince),
    [undefined],
  );
});
