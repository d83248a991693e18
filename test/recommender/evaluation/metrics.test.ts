import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsOf, rankOf } from '../../../src/recommender/evaluation/metrics.ts';
import { topCourses } from '../../../src/recommender/rank.ts';

test('a rank counts the unseen courses that score higher or the same', () => {
  const scores = Float32Array.from([0.9, 0.5, 0.7, 0.5]);
  assert.equal(rankOf(scores, 0, new Set()), 1);
  assert.equal(rankOf(scores, 1, new Set()), 4);
  assert.equal(rankOf(scores, 1, new Set([0])), 3);
});

test('a score that is no number ranks last', () => {
  const scores = Float32Array.from([Number.NaN, 0.1, 0.2]);
  assert.equal(rankOf(scores, 0, new Set()), 3);
  assert.deepEqual(topCourses(scores, 3), [2, 1]);
});

test('metrics of ranks 1, 3 and 20 by hand', () => {
  const metrics = metricsOf([1, 3, 20]);
  assert.equal(metrics.recallAt5, 2 / 3);
  assert.equal(metrics.recallAt10, 2 / 3);
  assert.equal(metrics.ndcgAt10, (1 + 1 / 2) / 3);
  assert.equal(metrics.mrr, (1 + 1 / 3 + 1 / 20) / 3);
  assert.equal(metricsOf([]).ndcgAt10, 0);
});

test('the best courses come in order, without those that are not allowed', () => {
  const scores = Float32Array.from([1, 5, 3, 5, 2]);
  assert.deepEqual(topCourses(scores, 3), [1, 3, 2]);
  assert.deepEqual(
    topCourses(scores, 2, (course) => course !== 1),
    [3, 2],
  );
  assert.deepEqual(
    topCourses(scores, 9, () => false),
    [],
  );
});
