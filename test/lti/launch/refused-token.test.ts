import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { RegistrationModel } from '../../../models/registration.ts';
import { requestContext } from '../../../src/lti/ltijs/request-context.ts';
import { json } from '../test-platform.ts';
import { fieldOf, ToolUnderTest } from '../tool-under-test.ts';
import { assertRefused } from './answers.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

describe('a launch is refused with', () => {
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

  test('something that ltijs alone objects to', async (t) => {
    const { state, nonce, cookie } = await tool.begin();
    const token = await tool.platform.sign(tool.claims(nonce));
    t.mock.method(requestContext, 'getStore', () => undefined);
    assertRefused(await tool.post({ id_token: token, state }, cookie), 'provider-refused', 401);
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
