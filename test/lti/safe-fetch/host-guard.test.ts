import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { HostGuard, usualLimits } from '../../../src/lti/safe-fetch/host-guard.ts';
import { SafeFetchError } from '../../../src/lti/safe-fetch/safe-fetch-error.ts';

const host = 'lms.example';
let now: number;
let guard: HostGuard;
/** Requests that reached the host. */
let reached: number;

beforeEach(() => {
  now = 0;
  reached = 0;
  guard = new HostGuard(usualLimits, () => now);
});

const noAnswer = () => new SafeFetchError('unreachable', host);
/** One that takes so long to fail. */
const failing = (milliseconds = 0, name = host, signal?: AbortSignal) =>
  guard
    .run(name, signal, async () => {
      reached++;
      now += milliseconds;
      throw noAnswer();
    })
    .catch((error: Error) => error);
const answering = (name = host) =>
  guard.run(name, undefined, async () => {
    reached++;
    return 'answer';
  });
const isResting = async () => {
  const before = reached;
  await failing();
  return reached === before;
};

async function failForLong() {
  for (let i = 0; i < usualLimits.failures; i++) await failing(usualLimits.failingFor / usualLimits.failures);
}

test('a host that gave no answer for long is left alone, then tried by one request, and asked as before once that has an answer', async () => {
  await failForLong();
  assert.equal(reached, usualLimits.failures);
  const refused = await failing();
  assert.ok(refused instanceof SafeFetchError && refused.code === 'unreachable');
  assert.equal(reached, usualLimits.failures);

  now += usualLimits.rest;
  let answer = () => {};
  const trial = guard.run(host, undefined, () => new Promise<void>((resolve) => (answer = resolve)));
  assert.ok(await isResting(), 'while one tries, the others do not');
  answer();
  await trial;
  assert.equal(await answering(), 'answer');
});

test('a trial without an answer has it rest again', async () => {
  await failForLong();
  now += usualLimits.rest;
  await failing(100);
  assert.ok(await isResting());
  now += usualLimits.rest;
  assert.equal(await answering(), 'answer');
});

test('a host that fails for a moment, however often, is asked again, as its callers do', async () => {
  for (let i = 0; i < 50; i++) await failing(100);
  assert.equal(reached, 50);
});

test('a few failures are no reason, however far apart', async () => {
  for (let i = 0; i < usualLimits.failures - 1; i++) await failing(60_000);
  assert.equal(await answering(), 'answer');
  for (let i = 0; i < usualLimits.failures - 1; i++) await failing(60_000);
  assert.ok(!(await isResting()));
});

test('an answer that says no is an answer, and one that its caller gave up says nothing', async () => {
  for (let i = 0; i < usualLimits.failures - 1; i++) await failing(60_000);
  await guard
    .run(host, undefined, async () => {
      throw new SafeFetchError('answer-not-json', host);
    })
    .catch(() => {});
  for (let i = 0; i < usualLimits.failures; i++) await failing(60_000, host, AbortSignal.abort());
  assert.ok(!(await isResting()));
});

test('hosts do not hold each other up', async () => {
  await failForLong();
  assert.ok(await isResting());
  assert.equal(await answering('another.example'), 'answer');
});

test('so many requests of one host are on their way at a time; the others follow, and may be given up', async () => {
  const ends: (() => void)[] = [];
  const ask = (signal?: AbortSignal) =>
    guard.run(host, signal, () => new Promise<void>((resolve) => void ends.push(resolve)));
  const first = Array.from({ length: usualLimits.atOnce + 1 }, () => ask());
  const given = new AbortController();
  const late = ask(given.signal);
  await settled();
  assert.equal(ends.length, usualLimits.atOnce);
  assert.equal(await answering('another.example'), 'answer');
  given.abort();
  await assert.rejects(late, { code: 'unreachable' });
  ends[0]?.();
  await settled();
  assert.equal(ends.length, usualLimits.atOnce + 1);
  for (const end of ends) end();
  await Promise.all(first);
  assert.equal(await answering(), 'answer');
});
