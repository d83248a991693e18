import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import request from 'supertest';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { ServiceTokenModel } from '../../../models/service-token.ts';
import { Encryption } from '../../../src/lti/keys/encryption.ts';
import { ToolKeys } from '../../../src/lti/keys/tool-keys.ts';
import { parseTokenAnswer, ServiceTokens } from '../../../src/lti/names-and-roles/service-tokens.ts';
import { json } from '../test-platform.ts';
import { ToolUnderTest } from '../tool-under-test.ts';

const secretKey = 's'.repeat(32);
let tool: ToolUnderTest;
let registration: Registration;
let given: number;
before(async () => {
  tool = await ToolUnderTest.start();
  registration = (await RegistrationModel.findOne().lean()) as Registration;
  tool.platform.handlers.set('/token', (_req, res) =>
    json(res, { access_token: `token-${++given}`, expires_in: 3600 }),
  );
  given = 0;
});
after(() => tool.close());
afterEach(async () => {
  await ServiceTokenModel.deleteMany();
  tool.platform.requests.length = 0;
  given = 0;
});

/** As another process would have it. */
const tokensOfProcess = (secret = secretKey) =>
  new ServiceTokens(new ToolKeys(secretKey), new Encryption(secret, 'service tokens'), tool.platform.rules);

test('the assertion is signed with a published key and names client, token endpoint and five minutes at most', async () => {
  const keys = createLocalJWKSet((await request(tool.app).get('/lti/keys')).body);
  const ids = new Set<unknown>();
  for (const tokenAudience of [undefined, 'https://auth.example/aud']) {
    const changed = tokenAudience === undefined ? registration : { ...registration, tokenAudience };
    await tokensOfProcess().get(changed, 'token-1');
    const body = tool.platform.requests.at(-1)?.body as URLSearchParams;
    assert.deepEqual(Object.fromEntries([...body].filter(([name]) => name !== 'client_assertion')), {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
    });
    const { payload } = await jwtVerify(body.get('client_assertion') as string, keys, {
      algorithms: ['RS256'],
      issuer: tool.platform.clientId,
      subject: tool.platform.clientId,
      audience: tokenAudience ?? `${tool.platform.url}/token`,
    });
    assert.ok((payload.exp as number) - (payload.iat as number) <= 300);
    assert.ok((payload.iat as number) <= Date.now() / 1000 - 10, 'a platform’s clock may be behind');
    ids.add(payload.jti);
  }
  assert.equal(ids.size, 2);
});

test('an attempt after a busy answer has an assertion of its own', async () => {
  const normal = tool.platform.handlers.get('/token') as never;
  tool.platform.handlers.set('/token', (_req, res) => {
    tool.platform.handlers.set('/token', normal);
    json(res, {}, { 'Retry-After': '0' }, 503);
  });
  await tokensOfProcess().get(registration);
  const assertions = tool.platform.requests.map(({ body }) => body.get('client_assertion'));
  assert.equal(assertions.length, 2);
  assert.notEqual(assertions[0], assertions[1]);
});

test('a token is asked for once by all processes, and stored encrypted', async () => {
  const first = tokensOfProcess();
  assert.deepEqual(await Promise.all([first.get(registration), first.get(registration)]), [
    'token-1',
    'token-1',
  ]);
  assert.equal(await tokensOfProcess().get(registration), 'token-1');
  const stored = await ServiceTokenModel.findOne().lean();
  assert.ok(stored && !JSON.stringify(stored).includes('token-1'));
  const minutes = (stored.endsAt.getTime() - Date.now()) / 60_000;
  assert.ok(minutes > 58 && minutes <= 59, `${minutes}`);
});

test('of processes that begin at one moment each gets a good token, and one of them is kept', async () => {
  const got = await Promise.all(Array.from({ length: 5 }, () => tokensOfProcess().get(registration)));
  assert.ok(got.every((token) => /^token-\d$/.test(token)));
  assert.equal(await ServiceTokenModel.countDocuments(), 1);
  assert.ok(got.includes(await tokensOfProcess().get(registration)));
});

test('a refused token is replaced once for all processes', async () => {
  const [here, there] = [tokensOfProcess(), tokensOfProcess()];
  await here.get(registration);
  assert.equal(await here.get(registration, 'token-1'), 'token-2');
  assert.equal(await there.get(registration, 'token-1'), 'token-2');
  assert.equal(given, 2);
});

test('an expired token is not used, and is asked for anew', async () => {
  await tokensOfProcess().get(registration);
  await ServiceTokenModel.updateOne({}, { endsAt: new Date(Date.now() - 1) });
  assert.equal(await tokensOfProcess().get(registration), 'token-2');
});

test('a token that was kept under another SECRET_KEY is replaced', async () => {
  await tokensOfProcess('o'.repeat(32)).get(registration);
  assert.equal(await tokensOfProcess().get(registration), 'token-2');
});

test('another registration has a token of its own', async () => {
  await tokensOfProcess().get(registration);
  const other = await RegistrationModel.create({ ...tool.platform.registration, clientId: 'client-2' });
  assert.equal(await tokensOfProcess().get(other.toObject()), 'token-2');
});

test('the platform’s own words for a refusal are in the error', async (t) => {
  const normal = tool.platform.handlers.get('/token') as never;
  t.after(() => tool.platform.handlers.set('/token', normal));
  tool.platform.handlers.set('/token', (_req, res) =>
    json(res, { error: 'invalid_client', error_description: 'No key set address.' }, {}, 400),
  );
  await assert.rejects(tokensOfProcess().get(registration), {
    code: 'token-refused',
    message: /answered 400\. It said “invalid_client; No key set address\.”/,
  });
});

for (const [name, expiresIn, keepSeconds] of [
  ['a usual time', 3600, 3540],
  ['a string', '3600', 3540],
  ['less than a minute', 40, 20],
  ['a negative number', -5, 0],
  ['zero', 0, 0],
  ['a huge number', 1e300, 86_340],
  ['no time', undefined, 240],
  ['a word', 'soon', 240],
  ['an object', {}, 240],
] as const)
  test(`expires_in with ${name}: kept for ${keepSeconds} s`, () =>
    assert.deepEqual(parseTokenAnswer({ access_token: 'abc', expires_in: expiresIn }), {
      token: 'abc',
      keepSeconds,
    }));

for (const answer of [
  null,
  [],
  'token',
  {},
  { access_token: 7 },
  { access_token: '' },
  { access_token: 'a\r\nb' },
])
  test(`no token in ${JSON.stringify(answer)}`, () =>
    assert.throws(() => parseTokenAnswer(answer), { code: 'token-refused' }));
