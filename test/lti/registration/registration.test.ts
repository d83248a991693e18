import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { canvasRegistration } from '../../../src/lms/canvas/registration.ts';
import { invite, openRegistration, publicUrl, sentTo, stored, toolKey } from './registering.ts';

const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const { lms, tool, parameters, show, post } = await openRegistration();

test('looking registers nothing; the page can be framed by the LMS alone and hands the permission on', async () => {
  const answer = await show(lms.moodle).expect(200);
  assert.deepEqual(
    lms.moodle.received.map(({ method, authorization }) => [method, authorization]),
    [['GET', 'Bearer permission']],
  );
  assert.deepEqual(await stored(), [[], []]);
  assert.match(
    answer.headers['content-security-policy'] as string,
    new RegExp(`frame-ancestors ${lms.moodle.url}$`),
  );
  assert.match(answer.text, /name="registration_token" value="permission"/);
  assert.match(answer.text, /<button class="main" type="submit">Register<\/button>/);
});

test('the page is in the administrator’s language', async () => {
  const answer = await show(lms.moodle).set('Accept-Language', 'de-AT,de;q=0.9,en;q=0.5').expect(200);
  assert.match(answer.text, /<html lang="de" dir="ltr">/);
  assert.match(answer.text, />Registrieren</);
  const arabic = await show(lms.moodle).set('Accept-Language', 'ar').expect(200);
  assert.match(arabic.text, /<html lang="ar" dir="rtl">/);
  assert.match(arabic.text, />تسجيل</);
});

test('the tool, its messages and placements are called as in the administrator’s language; the other ones come along', async () => {
  await post(lms.moodle).set('Accept-Language', 'de-AT,de;q=0.9,en;q=0.5').expect(200);
  await post(lms.canvas).set('Accept-Language', 'fr').expect(200);
  const german = sentTo(lms.moodle);
  assert.equal(german.json['client_name'], 'Empfohlene nächste Kurse');
  assert.equal(german.json['client_name#en'], 'Recommended next courses');
  assert.equal(german.json['client_name#zh-Hans'], '推荐的后续课程');
  assert.equal(german.tool.messages[1]?.['label'], 'Empfohlene Kurse hinzufügen');
  const french = sentTo(lms.canvas);
  assert.equal(french.json['client_name'], 'Prochains cours recommandés');
  assert.deepEqual(
    Object.keys(french.json).filter((key) => key.includes('#')),
    [],
    'Canvas checks for keys that it knows',
  );
});

test('Moodle gets an activity, deep linking, the roster scope, and no name or e-mail is asked for', async () => {
  await post(lms.moodle).expect(200);
  const { authorization, json, tool } = sentTo(lms.moodle);
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
  const answer = await post(lms.moodle).expect(200);
  const [[registration], [institution]] = await stored();
  assert.equal(registration?.issuer, lms.moodle.url);
  assert.equal(registration?.clientId, 'moodle-client-1');
  assert.equal(registration?.authorizationUrl, `${lms.moodle.url}/mod/lti/auth.php`);
  assert.equal(registration?.tokenUrl, `${lms.moodle.url}/mod/lti/token.php`);
  assert.equal(registration?.jwksUrl, `${lms.moodle.url}/mod/lti/certs.php`);
  assert.equal(institution?.deploymentId, '1');
  assert.equal(institution?.name, lms.moodle.host);
  assert.ok(institution?.pendingSince);
  assert.match(answer.text, /waits for approval/);
  assert.doesNotMatch(answer.text, /data-at-once/, 'a message that is to be read is not closed over');
});

test('an LMS on the allow-list is approved at once, and the window closes by itself', async () => {
  const answer = await post(lms.moodle, tool({ approvedHosts: [lms.moodle.host] })).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.pendingSince, undefined);
  assert.match(answer.text, /data-at-once/);
  assert.match(answer.text, /registration\.js/);
});

const ancestorsOf = ({ headers }: { headers: Record<string, string> }) =>
  /frame-ancestors (.*)$/.exec(headers['content-security-policy'] ?? '')?.[1]?.split(' ');

test('Canvas frames the page from the school’s own host, which is on none of its addresses; the list names that host', async () => {
  const page = await show(lms.canvas).expect(200);
  assert.deepEqual(ancestorsOf(page), [lms.canvas.url, 'http://school.example']);
  assert.match(page.text, /school\.example/);
  await post(lms.canvas, tool({ approvedHosts: ['school.example', lms.canvas.host] })).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.pendingSince, undefined);
});

for (const domain of [undefined, 7, 'evil.example; script-src *', 'a/../b', ' '])
  test(`a domain that is none (${domain}) names no host`, async () => {
    const platform = lms.canvas.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'];
    Object.assign(platform as object, { 'https://canvas.instructure.com/lti/account_domain': domain });
    assert.deepEqual(ancestorsOf(await show(lms.canvas).expect(200)), [lms.canvas.url]);
  });

test('before the platform has said what it is anybody may frame the page: errors must be readable in a school’s frame', async () => {
  const sent = { ...parameters(lms.canvas), registration_token: 'another' };
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
  await post(lms.canvas).expect(200);
  assert.deepEqual(
    lms.canvas.received.map(({ authorization }) => authorization),
    ['Bearer permission', 'Bearer permission'],
  );
  const { json, tool } = sentTo(lms.canvas);
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

test('a platform that is known and names another deployment of itself gets an institution for it', async () => {
  await post(lms.moodle).expect(200);
  lms.moodle.client = (sent) => ({
    status: 200,
    json: { ...sent, client_id: 'moodle-client-1', [toolKey]: { deployment_id: '2' } },
  });
  await RegistrationAttemptModel.deleteMany();
  await post(lms.moodle).expect(200);
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
  lms.moodle.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'] = {
    product_family_code: 'olympus',
    messages_supported: [{ type: 'LtiResourceLinkRequest' }],
  };
  lms.moodle.configuration['authorization_server'] = 'https://auth.example';
  lms.moodle.configuration['scopes_supported'] = ['openid'];
  await post(lms.moodle).expect(200);
  const { json, tool } = sentTo(lms.moodle);
  assert.equal(json['scope'], '', 'a scope that it does not know would make it refuse');
  assert.deepEqual(
    tool.messages.map(({ type }) => type),
    ['LtiResourceLinkRequest'],
  );
  const [[registration]] = await stored();
  assert.equal(registration?.tokenAudience, 'https://auth.example');
});

test('a roster that was not granted is said, and stays to be read', async () => {
  const client = lms.moodle.client;
  lms.moodle.client = (sent) => {
    const { json } = client(sent);
    return { status: 201, json: { ...(json as object), scope: 'openid' } };
  };
  const answer = await post(lms.moodle, tool({ approvedHosts: [lms.moodle.host] })).expect(200);
  assert.match(answer.text, /did not grant the rosters/);
  assert.doesNotMatch(answer.text, /data-at-once/);
});

test('addresses of a known client change by an invitation only, and institution, name and approval stay', async () => {
  await post(lms.canvas).expect(200);
  const [, [first]] = await stored();
  await InstitutionModel.updateOne({}, { $unset: { pendingSince: 1 }, name: 'Renamed', deploymentId: 'd1' });
  const again = async (app = tool()) => {
    await RegistrationAttemptModel.deleteMany();
    return post(lms.canvas, app);
  };
  assert.equal((await again()).status, 200, 'the same addresses');
  lms.canvas.configuration['jwks_uri'] = `${lms.canvas.url}/new/jwks`;
  const before = await stored();
  for (const app of [tool(), tool({ approvedHosts: ['school.example', lms.canvas.host] })])
    assert.match((await again(app)).text, /known-otherwise/);
  assert.deepEqual(await stored(), before);
  await RegistrationAttemptModel.deleteMany();
  await post(lms.canvas)
    .send({ invitation: await invite() })
    .expect(200);
  const [registrations, institutions] = await stored();
  assert.deepEqual(
    registrations.map(({ jwksUrl }) => jwksUrl),
    [`${lms.canvas.url}/new/jwks`],
  );
  assert.equal(institutions.length, 1);
  assert.equal(institutions[0]?.learnerKey, first?.learnerKey);
  assert.equal(institutions[0]?.name, 'Renamed');
  assert.equal(institutions[0]?.pendingSince, undefined);
});

test('a registration never takes over an institution of the same name', async () => {
  const known = await InstitutionModel.create({ name: 'Test University', learnerKey: newLearnerKey() });
  await post(lms.canvas).expect(200);
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
  const answers = await Promise.all([post(lms.moodle, app), post(lms.moodle, app)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal(lms.moodle.received.filter(({ method }) => method === 'POST').length, 1);
  const [registrations, institutions] = await stored();
  assert.deepEqual([registrations.length, institutions.length], [1, 1]);
});

test('a registration that failed can be tried again', async () => {
  const client = lms.moodle.client;
  lms.moodle.client = () => ({ status: 500, json: {} });
  assert.match((await post(lms.moodle).expect(400)).text, /It answered 500/);
  assert.deepEqual(await stored(), [[], []]);
  lms.moodle.client = client;
  await post(lms.moodle).expect(200);
});

test('an LMS that says why it refuses is quoted: escaped, cut, and without the guess about its permission', async () => {
  const json = {
    errors: ['redirect_uris must share a domain', `<b>x</b>\u202e ada@example.org ${'y'.repeat(900)}`],
  };
  lms.canvas.client = () => ({ status: 422, json });
  const { text } = await post(lms.canvas).expect(400);
  assert.match(text, /redirect_uris must share a domain; &lt;b&gt;x&lt;\/b&gt; … y{100}/);
  assert.doesNotMatch(text, /expired|<b>x|ada@|\u202e|y{300}/);
  assert.match(text, /It answered 422/);
});

test('Canvas’s own word for an error is quoted', async () => {
  lms.canvas.client = () => ({
    status: 401,
    json: { errorMessage: 'JWT did not include expected contents' },
  });
  const { text } = await post(lms.canvas).expect(400);
  assert.match(text, /JWT did not include expected contents/);
});

test('an LMS that says why it refuses its configuration is quoted too', async () => {
  const sent = { ...parameters(lms.canvas), registration_token: 'another' };
  const { text } = await request(tool()).post('/lti/register').type('form').send(sent).expect(400);
  assert.match(text, /could not be asked for its configuration.* It said “invalid_token; It has ended\.”/s);
  assert.doesNotMatch(text, /“[^”]*another/);
});

test('a permission that the LMS calls ended is said to be so, in its words too', async () => {
  lms.canvas.client = () => ({
    status: 401,
    json: { errors: [{ message: 'Invalid access token: permission' }] },
  });
  const { text } = await post(lms.canvas).expect(400);
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
    lms.moodle.client = () => answer;
    const { text } = await post(lms.moodle).expect(400);
    assert.match(text, says);
    assert.match(text, isOpen ? /may have registered this tool all the same/ : /did not accept/);
    assert.deepEqual(await stored(), [[], []]);
  });

test('an LMS that breaks off after it was asked to register may have done so, and this is said', async () => {
  const { client } = lms.moodle;
  lms.moodle.client = (sent) => {
    void lms.moodle.close();
    return client(sent);
  };
  const { text } = await post(lms.moodle).expect(400);
  assert.match(text, /may have registered this tool all the same/);
  assert.doesNotMatch(text, /Nothing was registered/);
  assert.deepEqual(await stored(), [[], []]);
});

test('opened by itself, the address says where it belongs', async () => {
  const answer = await request(tool()).get('/lti/register').expect(400);
  assert.match(answer.text, /paste it where your learning platform registers tools/);
});

test('an LMS that is not public is not asked, unless it is named', async () => {
  const answer = await show(lms.moodle, tool({ privateHosts: [] })).expect(400);
  assert.match(answer.text, /must begin with https/);
  assert.deepEqual(lms.moodle.received, []);
});

test('everything that is missing in a configuration is said at once', async () => {
  delete lms.moodle.configuration['jwks_uri'];
  lms.moodle.configuration['token_endpoint'] = 'https://169.254.169.254/token';
  const { text } = await show(lms.moodle).expect(400);
  assert.match(text, /jwks_uri is missing/);
  assert.match(text, /token_endpoint cannot be used\. The host is not on the public Internet/);
});

test('a configuration that speaks for another issuer is refused', async () => {
  lms.moodle.configuration['issuer'] = lms.canvas.url;
  assert.match((await post(lms.moodle).expect(400)).text, /names another platform/);
  // A product that registers on another host than the issuer's speaks for its own issuer only, all the same.
  const [{ configuration: foreign }, own] = [lms.canvas, lms.moodle.configuration];
  lms.moodle.configuration = { ...foreign };
  assert.match((await post(lms.moodle).expect(400)).text, /names another platform/);
  lms.moodle.configuration = own;
  lms.moodle.configuration['issuer'] = `${lms.moodle.url}/other-moodle`;
  assert.match((await post(lms.moodle).expect(400)).text, /names another platform/);
  assert.deepEqual(await stored(), [[], []]);
});

test('the token goes to no other host than the issuer’s, except where the product does so', async () => {
  lms.moodle.configuration['registration_endpoint'] = lms.canvas.configuration['registration_endpoint'];
  await post(lms.moodle).expect(400);
  assert.deepEqual(lms.canvas.received, []);
  lms.canvas.configuration['registration_endpoint'] = `${lms.moodle.url}/api/lti/registrations`;
  await post(lms.canvas).expect(200);
});

test('a name that would turn a line round or move a cursor is stored without that', async () => {
  lms.canvas.configuration = {
    ...lms.canvas.configuration,
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      ...(lms.canvas.configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'] as object),
      'https://canvas.instructure.com/lti/account_name': 'Good\u202e school\u001b[2K\n\u0000',
    },
  };
  await post(lms.canvas).expect(200);
  const [, [institution]] = await stored();
  assert.equal(institution?.name, 'Good school [2K');
});

test('an issuer of 60 kB of slashes is refused at once, and says why', async () => {
  lms.moodle.configuration['issuer'] = `${lms.moodle.url}${'/'.repeat(60_000)}x`;
  const before = process.cpuUsage();
  const answer = await post(lms.moodle).expect(400);
  assert.match(answer.text, /issuer has more than 2,000 characters/);
  assert.ok(process.cpuUsage(before).user < 500_000);
});
