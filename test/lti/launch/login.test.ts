import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import request from 'supertest';
import { InstitutionModel } from '../../../models/institution.ts';
import { RegistrationModel } from '../../../models/registration.ts';
import { publicUrl, ToolUnderTest, target } from '../tool-under-test.ts';
import { assertRefused } from './answers.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

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
    [
      'a target_link_uri that only names us',
      { target_link_uri: `https://evil.example/?${target}` },
      'target-foreign',
    ],
    [
      'a target_link_uri that begins as ours',
      { target_link_uri: `${publicUrl}.evil.example/` },
      'target-foreign',
    ],
    [
      'a target_link_uri with us as its user',
      { target_link_uri: `${publicUrl}@evil.example/` },
      'target-foreign',
    ],
    ['a target_link_uri on another port', { target_link_uri: `${publicUrl}1/panel` }, 'target-foreign'],
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

  test('refuses a parameter that is too long to be stored', async () => {
    for (const name of ['iss', 'login_hint', 'lti_storage_target', 'anything'])
      assertRefused(await tool.login({ [name]: 'a'.repeat(9_000) }), 'login-parameter-missing', 400);
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

  test('from a platform whose institutions all wait for approval nobody is sent anywhere', async (t) => {
    await InstitutionModel.updateMany({}, { pendingSince: new Date() });
    t.after(() => InstitutionModel.updateMany({}, { $unset: { pendingSince: 1 } }));
    const answer = await tool.login();
    assertRefused(answer, 'institution-pending', 403);
    assert.equal(answer.headers['location'], undefined);
  });
});
