import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanInterval } from '../../../src/recommender/evaluation/bootstrap.ts';

test('an interval holds the mean, narrows with the number of learners, and is a point for one', () => {
  const wave = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0 : 1));
  const [low, high] = meanInterval(wave(100));
  // 0.5 ± 1.96 · 0.5 / √100
  assert.ok(low > 0.38 && low < 0.42 && high > 0.58 && high < 0.62, `${low} ${high}`);
  const [lower, upper] = meanInterval(wave(10_000));
  assert.ok(upper - lower < (high - low) / 5);
  assert.deepEqual(meanInterval([0.3]), [0.3, 0.3]);
  assert.deepEqual(meanInterval([]), [0, 0]);
});
