import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShortLived } from '../../../src/demo/lms/short-lived.ts';

test('a value is there until its time is over', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const kept = new ShortLived<string>(60);
  kept.set('a', 'first');
  t.mock.timers.tick(59_999);
  kept.set('b', 'second');
  assert.equal(kept.get('a'), 'first');
  t.mock.timers.tick(1);
  assert.equal(kept.get('a'), undefined);
  assert.equal(kept.take('a'), undefined);
  assert.equal(kept.get('b'), 'second');
});

test('setting a value again prolongs it', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const kept = new ShortLived<string>(60);
  kept.set('a', 'old');
  t.mock.timers.tick(50_000);
  kept.set('a', 'new');
  t.mock.timers.tick(50_000);
  kept.set('b', 'another');
  assert.equal(kept.get('a'), 'new');
});

test('a value is taken once', () => {
  const kept = new ShortLived<string>(60);
  kept.set('a', 'value');
  assert.equal(kept.take('a'), 'value');
  assert.equal(kept.take('a'), undefined);
});
