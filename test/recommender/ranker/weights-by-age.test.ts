import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weightsByAge } from '../../../src/recommender/ranker/weights-by-age.ts';

test('of a hundred questions one a day, the seventieth from the end counts half of the last, and all count 1 on average', () => {
  const day = 86_400;
  const weights = weightsByAge(Array.from({ length: 101 }, (_, i) => i * day));
  assert.ok(Math.abs(weights[30]! / weights[100]! - 0.5) < 1e-9);
  assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) / weights.length - 1) < 1e-9);
});

test('questions of one moment count the same, and all do where a moment is not known', () => {
  assert.deepEqual(weightsByAge([7, 7, 7]), [1, 1, 1]);
  assert.deepEqual(weightsByAge([1, Number.NaN, 3]), [1, 1, 1]);
  assert.deepEqual(weightsByAge([]), []);
});
