// Runs alone: it measures what its process holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import mongoose from 'mongoose';
import { rememberForAMinute } from '../../src/answering/remember-for-a-minute.ts';

const institutionId = new mongoose.Types.ObjectId();

test('an institution’s catalogue is asked about once a minute, and nobody waits for a newer answer', async () => {
  let asked = 0;
  let clock = 0;
  const categories = rememberForAMinute(
    async () => [`answer ${++asked}`],
    () => clock,
  );
  await categories(institutionId);
  clock = 59_999;
  assert.deepEqual(await categories(institutionId), ['answer 1']);
  assert.deepEqual(await categories(new mongoose.Types.ObjectId()), ['answer 2']);
  clock = 60_000;
  assert.deepEqual(await categories(institutionId), ['answer 1'], 'while it is asked anew');
  await setImmediate();
  assert.deepEqual(await categories(institutionId), ['answer 3']);
  clock = 660_000;
  assert.deepEqual(await categories(institutionId), ['answer 4'], 'after a quiet time nothing old is given');
});

test('where a newer answer fails, the one before is given, and the next minute tries again', async () => {
  let clock = 0;
  let asked = 0;
  const categories = rememberForAMinute(
    async () => {
      if (++asked === 2) throw new Error('database away');
      return asked;
    },
    () => clock,
  );
  await categories(institutionId);
  clock = 60_000;
  assert.equal(await categories(institutionId), 1);
  await setImmediate();
  clock = 120_000;
  assert.equal(await categories(institutionId), 1);
  await setImmediate();
  assert.equal(await categories(institutionId), 3);
});

test('what is known of an institution that nobody asks about is let go', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  let clock = 0;
  const catalogueOf = rememberForAMinute(
    async () => ({ courses: [] }),
    () => clock,
  );
  const first = new WeakRef(await catalogueOf(institutionId));
  clock = 600_000;
  await catalogueOf(new mongoose.Types.ObjectId());
  await setImmediate();
  collectGarbage();
  assert.equal(first.deref(), undefined);
});

test('a failure is not remembered', async () => {
  let asked = 0;
  const categories = rememberForAMinute(async () => {
    if (++asked === 1) throw new Error('database away');
    return ['Law'];
  });
  await assert.rejects(categories(institutionId), /database away/);
  assert.deepEqual(await categories(institutionId), ['Law']);
});
