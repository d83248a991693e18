import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { LtiError } from '../../../src/lti/error.ts';
import { PlatformKeys } from '../../../src/lti/keys/platform-keys.ts';
import type { SafeFetchError } from '../../../src/lti/safe-fetch/safe-fetch-error.ts';
import { json, TestPlatform } from '../test-platform.ts';

const minute = 60_000;
let platform: TestPlatform;
let jwk: JWK;
let now: number;
let keys: PlatformKeys;
before(async () => {
  platform = await TestPlatform.start();
  jwk = { ...(await exportJWK(platform.publicKey)), kid: platform.kid, alg: 'RS256', use: 'sig' };
});
after(() => platform.close());
beforeEach(() => {
  now = 1_000_000_000;
  keys = new PlatformKeys(platform.rules, () => now);
  platform.requests.length = 0;
  publish([jwk]);
});

function publish(set: unknown[]) {
  platform.handlers.set('/jwks', (_req, res) => json(res, { keys: set }));
}

function fail(status = 503) {
  platform.handlers.set('/jwks', (_req, res) => json(res, {}, { Location: '/elsewhere' }, status));
}

/** A launch's check of a token that this kid signed. */
async function verify(kid = platform.kid, key = platform.privateKey, path = '/jwks') {
  return keys.verify(await platform.sign({ sub: 'x' }, { kid }, key), kid, `${platform.url}${path}`);
}

const fetches = () => platform.requests.length;

test('a set is fetched once for many launches, in parallel too, and again after ten minutes', async () => {
  await Promise.all(Array.from({ length: 20 }, () => verify()));
  now += 10 * minute - 1;
  assert.equal((await verify()).claims['sub'], 'x');
  assert.equal(fetches(), 1);
  now += 1;
  await verify();
  assert.equal(fetches(), 2);
});

test('an unknown kid costs one fetch in half a minute, and a rotated key is found by it', async () => {
  await verify();
  now += minute;
  await assert.rejects(verify('invented'), { code: 'key-unknown' });
  for (let i = 0; i < 5; i++) await assert.rejects(verify(`invented-${i}`), { code: 'key-unknown' });
  assert.equal(fetches(), 2);
  const next = await generateKeyPair('RS256', { extractable: true });
  publish([jwk, { ...(await exportJWK(next.publicKey)), kid: 'next' }]);
  now += minute / 2;
  await Promise.all([verify('next', next.privateKey), verify('next', next.privateKey)]);
  assert.equal(fetches(), 3);
});

test('keys serve for an hour longer while the platform is down, and not beyond', async () => {
  await verify();
  fail();
  now += 69 * minute;
  await verify();
  now += minute;
  await assert.rejects(verify(), { code: 'keys-unreachable', status: 503 });
  publish([jwk]);
  now += 5_000;
  await verify();
});

test('while a platform is down it is asked once in five seconds', async () => {
  fail();
  for (let i = 0; i < 5; i++) await assert.rejects(verify(), { code: 'keys-unreachable' });
  assert.equal(fetches(), 1);
  now += 5_000;
  await assert.rejects(verify(), { code: 'keys-unreachable' });
  assert.equal(fetches(), 2);
});

test('follows no redirect', async () => {
  fail(302);
  platform.handlers.set('/elsewhere', (_req, res) => json(res, { keys: [jwk] }));
  await assert.rejects(verify(), { code: 'keys-unreachable' });
  assert.equal(fetches(), 1);
});

for (const [name, body] of [
  [
    'a set larger than 256 KiB',
    (key: JWK) => JSON.stringify({ keys: [key], filler: 'x'.repeat(256 * 1024) }),
  ],
  ['HTML', () => '<html>'],
  ['null', () => 'null'],
  ['a set without keys', () => '{}'],
] as const)
  test(`refuses ${name}`, async () => {
    platform.handlers.set('/jwks', (_req, res) => void res.end(body(jwk)));
    await assert.rejects(verify(), { code: 'keys-unreachable' });
  });

for (const [name, set, isFound] of [
  ['a set with odd things in it', (key: JWK) => [null, 7, { kty: 'EC', kid: platform.kid }, key], true],
  ['more keys than anybody needs', (key: JWK) => [...Array(50).fill({ ...key, kid: 'x' }), key], false],
  ['two keys of one kid', (key: JWK) => [key, key], false],
  ['a key for encrypting', (key: JWK) => [{ ...key, use: 'enc' }], false],
] as const)
  test(`${name}: the key is ${isFound ? '' : 'not '}used`, async () => {
    publish(set(jwk) as unknown[]);
    if (isFound) await verify();
    else await assert.rejects(verify(), { code: 'key-unknown' });
  });

test('a key of 1,024 bits is of no use', async () => {
  const { generateKeyPairSync } = await import('node:crypto');
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  publish([{ ...weak, kid: platform.kid }]);
  await assert.rejects(verify(), { code: 'key-unknown' });
});

test('of more than 500 platforms the one not used for the longest time is forgotten', async () => {
  for (let i = 0; i < 500; i++) await verify(undefined, undefined, `/jwks?${i}`);
  await verify(undefined, undefined, '/jwks?0');
  await verify(undefined, undefined, '/jwks?500');
  assert.equal(fetches(), 501);
  await verify(undefined, undefined, '/jwks?0');
  assert.equal(fetches(), 501);
  await verify(undefined, undefined, '/jwks?1');
  assert.equal(fetches(), 502);
});

test('no key set is fetched inside the own network, whatever a registration says', async () => {
  const outside = new PlatformKeys({ privateHosts: [], plainHttp: true }, () => now);
  const token = await platform.sign({ sub: 'x' });
  for (const address of [platform.url, 'https://localhost', 'https://10.0.0.1', 'https://[::1]'])
    await assert.rejects(
      outside.verify(token, platform.kid, `${address}/jwks`),
      ({ code, cause }: LtiError) =>
        code === 'keys-unreachable' && /^address-/.test((cause as SafeFetchError).code),
    );
  assert.equal(fetches(), 0);
});
