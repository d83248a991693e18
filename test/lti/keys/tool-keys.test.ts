import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { importSPKI, jwtVerify, SignJWT } from 'jose';
import { LtiKeyModel } from '../../../models/lti-key.ts';
import { projectRoot } from '../../../src/configuration/project-root.ts';
import { keyRotationJob } from '../../../src/jobs/kinds/key-rotation-job.ts';
import { makeKeyPair, ToolKeys } from '../../../src/lti/keys/tool-keys.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { work } from '../../jobs/working.ts';
import { until } from '../../support/until.ts';

const secret = 's'.repeat(32);
const other = 'o'.repeat(32);
const hour = 3_600_000;
const day = 24 * hour;
const maxAge = 90 * day;

const database = await openTestDatabase({ ownEngine: true });
after(() => database.close());
let now: Date;
beforeEach(async () => {
  await LtiKeyModel.deleteMany();
  now = new Date('2026-11-24T10:00:00Z');
});

/** More than are published at a time, so that each stands beside others. To make one for each rotation of a year takes longer than all else. */
const pairs = await Promise.all(Array.from({ length: 4 }, makeKeyPair));
let made = 0;
const nextPair = async () => pairs[made++ % pairs.length] as (typeof pairs)[number];

const keysOfProcess = (secretKey = secret, previous?: string) =>
  new ToolKeys(secretKey, previous, () => now, nextPair);
const kidsOf = async (keys: ToolKeys) => (await keys.published()).map(({ _id }) => _id);
const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

test('processes that start at one moment have one key between them, and all sign with it', async () => {
  const processes = Array.from({ length: 6 }, () => keysOfProcess());
  await Promise.all(processes.map((keys) => keys.ensure()));
  assert.equal(await LtiKeyModel.countDocuments(), 1);
  const kids = await Promise.all(processes.map(async (keys) => (await keys.current()).kid));
  assert.equal(new Set(kids).size, 1);
});

test('the private half is stored encrypted, and a changed ciphertext is refused', async () => {
  const keys = keysOfProcess();
  await keys.ensure();
  const stored = await LtiKeyModel.findOne().orFail();
  assert.ok(!JSON.stringify(stored).includes('PRIVATE KEY'));
  const bytes = Buffer.from(stored.privateKey, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
  await LtiKeyModel.updateOne({}, { privateKey: bytes.toString('base64url') });
  await assert.rejects(keys.current(), { name: 'SecretKeyError' });
});

test('a rotation: the new key is published for a day before it signs, the old one for a day after', async () => {
  const keys = keysOfProcess();
  await keys.ensure();
  const { kid: first } = await keys.current();
  later(maxAge - day - 1);
  assert.equal(await keys.rotateWhenDue(maxAge), false);
  later(1);
  assert.equal(await keys.rotateWhenDue(maxAge), true);
  const [second] = await kidsOf(keys);
  assert.deepEqual(await kidsOf(keys), [second, first]);
  assert.equal((await keys.current()).kid, first);
  later(day - 1);
  assert.equal((await keys.current()).kid, first);
  later(1);
  assert.equal((await keys.current()).kid, second);
  later(day - 1);
  assert.deepEqual(await kidsOf(keys), [second, first]);
  later(1);
  assert.deepEqual(await kidsOf(keys), [second]);
  assert.equal(await LtiKeyModel.countDocuments(), 2);
  assert.equal(await keys.rotateWhenDue(maxAge), false);
  assert.deepEqual(await LtiKeyModel.distinct('_id'), [second]);
});

test('whatever was signed is verifiable by the published key of its kid through a whole year', async () => {
  const keys = keysOfProcess();
  await keys.ensure();
  const signed: { token: string; at: number }[] = [];
  for (let i = 0; i < 365; i += 5) {
    later(5 * day);
    await keys.rotateWhenDue(30 * day);
    const { kid, key } = await keys.current();
    const at = now.getTime();
    signed.push({ token: await new SignJWT().setProtectedHeader({ alg: 'RS256', kid }).sign(key), at });
    later(5 * 60_000);
    const { token } = signed.at(-1) as { token: string };
    const published = await keys.published();
    await jwtVerify(token, async (header) => {
      const match = published.find(({ _id }) => _id === header.kid);
      return importSPKI(match?.publicKey as string, 'RS256');
    });
  }
  assert.ok((await LtiKeyModel.countDocuments()) <= 2);
});

test('of processes that rotate at one moment one makes the key', async () => {
  const processes = Array.from({ length: 5 }, () => keysOfProcess());
  await processes[0]?.ensure();
  later(maxAge);
  const made = await Promise.all(processes.map((keys) => keys.rotateWhenDue(maxAge)));
  assert.equal(made.filter(Boolean).length, 1);
  assert.equal(await LtiKeyModel.countDocuments(), 2);
});

test('asked for twice, the next key is made once', async () => {
  const keys = keysOfProcess();
  await keys.ensure();
  const signsAt = await keys.rotate();
  assert.equal(signsAt.getTime(), now.getTime() + day);
  assert.deepEqual(await keys.rotate(), signsAt);
  assert.equal(await LtiKeyModel.countDocuments(), 2);
});

test('replaced keys are gone at once, one that waits included', async () => {
  const keys = keysOfProcess();
  await keys.ensure();
  await keys.rotate();
  const before = await kidsOf(keys);
  await Promise.all([keys.replace(), keysOfProcess().replace()]);
  const after = await kidsOf(keys);
  assert.ok(after.length > 0 && !after.some((kid) => before.includes(kid)));
  assert.equal((await keys.current()).kid, after[0]);
});

test('another SECRET_KEY: says what to do and changes nothing; with the previous one keys are encrypted anew', async () => {
  await keysOfProcess().ensure();
  const { kid } = await keysOfProcess().current();
  await assert.rejects(keysOfProcess(other).ensure(), {
    name: 'SecretKeyError',
    message: /SECRET_KEY_PREVIOUS.*rotate-keys --now/,
  });
  assert.equal((await keysOfProcess().current()).kid, kid);
  await keysOfProcess(other, secret).ensure();
  assert.equal((await keysOfProcess(other).current()).kid, kid);
  await assert.rejects(keysOfProcess().current(), { name: 'SecretKeyError' });
});

test('a lost SECRET_KEY is overcome by replacing the keys', async () => {
  await keysOfProcess().ensure();
  await keysOfProcess(other).replace();
  await keysOfProcess(other).ensure();
  assert.ok(await keysOfProcess(other).current());
});

test('a key of an earlier version goes on signing and is rotated', async () => {
  const keys = keysOfProcess();
  await keys.ensure();
  await LtiKeyModel.updateOne({}, { $unset: { generation: 1, signsAt: 1 } });
  const { kid } = await keys.current();
  later(maxAge);
  assert.equal(await keys.rotateWhenDue(maxAge), true);
  assert.equal((await kidsOf(keys)).at(-1), kid);
});

test('the job looks as soon as a worker starts', async () => {
  await keysOfProcess().ensure();
  later(maxAge);
  const stop = work([keyRotationJob(keysOfProcess(), 90)]);
  await until(async () => (await LtiKeyModel.countDocuments()) === 2);
  await stop();
});

/** The longest pause between two turns of the event loop, as a share of the time that making a key took. */
async function longestPause(): Promise<number> {
  await LtiKeyModel.deleteMany();
  let longest = 0;
  const began = performance.now();
  let last = began;
  const ticks = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await new ToolKeys(secret).ensure();
  clearInterval(ticks);
  return Math.max(longest, performance.now() - last) / (performance.now() - began);
}

test('a key is made without holding up the event loop', async () => {
  // Other work on the machine may hold up anything, but not each time.
  const pauses: number[] = [];
  while (pauses.length < 5 && (pauses.at(-1) ?? 1) > 0.5) pauses.push(await longestPause());
  assert.ok((pauses.at(-1) as number) <= 0.5, `${pauses}`);
});

test('the command publishes the next key, and with --now replaces the one there is', async () => {
  await keysOfProcess().ensure();
  const run = async (...args: string[]) => {
    const command = join(projectRoot, 'dist', 'scripts', 'platform.js');
    const { MONGODB_URI: _, ...environment } = process.env;
    const env = { ...environment, DATA_DIR: database.dataDirectory, SECRET_KEY: secret };
    const all = [command, 'rotate-keys', '--json', ...args];
    return JSON.parse((await promisify(execFile)(process.execPath, all, { env })).stdout);
  };
  const { signsAt } = await run();
  assert.ok(Math.abs(Date.parse(signsAt) - Date.now() - day) < hour);
  assert.equal(await LtiKeyModel.countDocuments(), 2);
  await run('--now');
  assert.equal(await LtiKeyModel.countDocuments(), 1);
});
