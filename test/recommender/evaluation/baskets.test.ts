import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basketFigures, basketQuality, type PairFacts } from '../../../src/recommender/evaluation/baskets.ts';

/** Neighbours were taken together, and 1 and 9 never; 1 and 4 are one course by their titles; 0 and 1 are alike. */
const facts: PairFacts = {
  clash: (course, other) => Math.abs(course - other) === 8,
  wasSeen: (course, other) => Math.abs(course - other) === 1,
  haveSameTitle: (course, other) => course % 3 === 1 && other % 3 === 1,
  likeness: (course, other) => (course + other === 1 ? 0.5 : 0),
};
const quality = (basket: number[], ...targets: number[]) =>
  basketQuality(basket, { targets: Int32Array.from(targets) }, facts);

test('a basket of five of which two were taken, of three in all, by hand', () => {
  assert.deepEqual(quality([0, 1, 2, 5, 9], 9, 7, 1), {
    precision: 2 / 5,
    recall: 2 / 3,
    f1: 4 / 8,
    // 0–1 and 1–2, of ten pairs.
    pairsSeen: 2 / 10,
    // 1 and 9.
    clash: 1,
    sameTitle: 0,
    likeness: 0.5 / 10,
  });
  assert.equal(quality([1, 2, 4], 4).sameTitle, 1);
  assert.deepEqual(quality([3], 4), {
    precision: 0,
    recall: 0,
    f1: 0,
    pairsSeen: 0,
    clash: 0,
    sameTitle: 0,
    likeness: 0,
  });
});

test('ways are compared with the first, learner by learner', () => {
  const figures = basketFigures(
    new Map([
      ['one', [quality([0, 1], 0), quality([0, 1], 5)]],
      ['other', [quality([0, 4], 0), quality([5, 4], 5)]],
    ]),
  );
  assert.deepEqual(
    figures.map(({ way, baskets, precision_at_5: precision, recall_at_5: recall, pairs_seen: seen }) => [
      way,
      baskets,
      precision,
      recall,
      seen,
    ]),
    [
      ['one', 2, 0.25, 0.5, 1],
      ['other', 2, 0.5, 1, 0.5],
    ],
  );
  assert.deepEqual(figures[0]!.difference_ci95, [0, 0]);
  // The difference is 0 for one learner and 2/3 for the other.
  assert.deepEqual(figures[1]!.difference_ci95, [0, 2 / 3]);
  assert.deepEqual(basketFigures(new Map()), []);
});
