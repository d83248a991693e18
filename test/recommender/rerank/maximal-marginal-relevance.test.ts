import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import {
  intraListSimilarity,
  maximalMarginalRelevance,
} from '../../../src/recommender/rerank/maximal-marginal-relevance.ts';

/** Courses 0–2 are of one kind, 3 and 4 of another. */
const kindOf = (course: number) => (course < 3 ? 'a' : 'b');
const similarity = (course: number, other: number) => (kindOf(other) === kindOf(course) ? 1 : 0);
const scores = Float32Array.of(5, 4.9, 4.8, 4.7, 1);
const candidates = [0, 1, 2, 3, 4];

test('at 1 the scores decide alone', () => {
  assert.deepEqual(maximalMarginalRelevance(candidates, scores, 3, 1, similarity), [0, 1, 2]);
});

test('lower, a course of another kind comes before a slightly better one of the same', () => {
  assert.deepEqual(maximalMarginalRelevance(candidates, scores, 3, 0.9, similarity), [0, 3, 1]);
});

test('but not before a much better one', () => {
  const apart = Float32Array.of(5, 4.9, 4.8, 1.2, 1);
  assert.deepEqual(maximalMarginalRelevance(candidates, apart, 3, 0.6, similarity), [0, 1, 2]);
});

test('equal scores, one candidate and none are no difficulty', () => {
  const equal = new Float32Array(5);
  assert.deepEqual(maximalMarginalRelevance(candidates, equal, 5, 0.5, similarity), [0, 3, 1, 2, 4]);
  assert.deepEqual(maximalMarginalRelevance([4], scores, 3, 0.5, similarity), [4]);
  assert.deepEqual(maximalMarginalRelevance([], scores, 3, 0.5, similarity), []);
});

test('courses are only compared where it matters, and the choice is that of comparing all', () => {
  const random = createRandom(3);
  const size = 40;
  const likeness = Array.from({ length: size }, () => new Float32Array(size));
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++) likeness[a]![b] = likeness[b]![a] = random.next() ** 4;
  const relevance = Float32Array.from({ length: size }, (_, course) => 10 - course / 4 + random.next() / 4);
  const all = [...relevance.keys()];
  let compared = 0;
  const counted = (course: number, other: number) => {
    compared++;
    return likeness[course]![other]!;
  };
  const chosen = maximalMarginalRelevance(all, relevance, 8, 0.8, counted);
  const [highest, lowest] = [relevance[0]!, relevance.at(-1)!];
  const expected: number[] = [];
  while (expected.length < 8) {
    const value = (course: number) =>
      0.8 * ((relevance[course]! - lowest) / (highest - lowest)) -
      0.2 * Math.max(0, ...expected.map((other) => likeness[course]![other]!));
    const left = all.filter((course) => !expected.includes(course));
    expected.push(left.reduce((best, course) => (value(course) > value(best) ? course : best)));
  }
  assert.deepEqual(chosen, expected);
  assert.ok(compared < (8 * size) / 2, `${compared} comparisons`);
});

test('intra-list similarity is the mean over the pairs', () => {
  assert.equal(intraListSimilarity([0, 1, 3], similarity), 1 / 3);
  assert.equal(intraListSimilarity([0], similarity), 0);
});

test('a course that goes with those chosen comes before a slightly better one', () => {
  const unlike = () => 0;
  const with3 = (course: number, other: number) => (course === 0 && other === 3 ? 0.5 : 0);
  assert.deepEqual(maximalMarginalRelevance(candidates, scores, 3, 0.8, unlike, with3), [0, 3, 1]);
  // The mean over those chosen: 3 goes with 0 and against 1.
  const against = (course: number, other: number) =>
    other !== 3 ? 0 : course === 0 ? 0.15 : course === 1 ? -0.5 : 0;
  assert.deepEqual(maximalMarginalRelevance(candidates, scores, 3, 1, unlike, against), [0, 1, 2]);
});

test('what does not go with one of those chosen is not chosen, even if the list stays short', () => {
  const apart = (course: number, other: number) =>
    kindOf(other) === kindOf(course) ? Number.NEGATIVE_INFINITY : 0;
  assert.deepEqual(maximalMarginalRelevance(candidates, scores, 5, 0.8, similarity, apart), [0, 3]);
});
