import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom, shuffle } from '../../../src/recommender/data/random.ts';
import { topCourses, topUnordered, topUnorderedAmong } from '../../../src/recommender/data/top-courses.ts';
import { meanMetrics, qualityOf, ranksOf, setAside } from '../../../src/recommender/evaluation/metrics.ts';

const { NaN: none, NEGATIVE_INFINITY: lowest } = Number;

function ranks(scores: number[], targets: number[], seen: number[] = []): number[] {
  const copy = Float32Array.from(scores);
  setAside(copy, Int32Array.from(seen));
  return [...ranksOf(copy, Int32Array.from(targets))];
}

test('a rank counts the courses that score higher or the same, and not those already taken', () => {
  const scores = [0.9, 0.5, 0.7, 0.5];
  assert.deepEqual(ranks(scores, [0]), [1]);
  assert.deepEqual(ranks(scores, [1]), [4]);
  assert.deepEqual(ranks(scores, [3]), [4]);
  assert.deepEqual(ranks(scores, [3], [0]), [3]);
});

test('several targets have places of their own, ascending, behind whatever ties with them', () => {
  assert.deepEqual(ranks([0.9, 0.5, 0.7, 0.5, 0.1], [3, 0]), [1, 4]);
  assert.deepEqual(ranks([1, 1, 1, 1], [0, 2]), [3, 4]);
});

test('a model that says the same of every course, or nothing, finds nothing', () => {
  assert.deepEqual(ranks([0, 0, 0, 0], [1]), [4]);
  assert.deepEqual(ranks([none, none, none, none], [1]), [4]);
  assert.deepEqual(ranks([none, none, none, none], [1], [0]), [3]);
  assert.deepEqual(ranks([none, 0.1, 0.2], [0]), [3]);
  assert.deepEqual(ranks([none, 0.1, 0.2], [1]), [2]);
  assert.deepEqual(ranks([none, 0.1, lowest], [2]), [3]);
});

test('ranks are those of a list sorted the slow way', () => {
  const random = createRandom(3);
  for (let round = 0; round < 200; round++) {
    const scores = Array.from({ length: 12 }, () => random.below(6) || none);
    const order = scores.map((_, course) => course).sort(() => random.next() - 0.5);
    const [seen, targets] = [order.slice(0, 3), order.slice(3, 6)];
    const value = (course: number) => scores[course] || lowest;
    const list = order
      .slice(3)
      .sort((a, b) => value(b) - value(a) || Number(targets.includes(a)) - Number(targets.includes(b)));
    const expected = targets.map((course) => list.indexOf(course) + 1).sort((a, b) => a - b);
    assert.deepEqual(ranks(scores, targets, seen), expected, `${scores} ${targets} ${seen}`);
  }
});

test('the metrics of one target at places 1, 3 and 20, by hand', () => {
  const at = (rank: number) => qualityOf(Int32Array.of(rank));
  assert.deepEqual(at(1), { recallAt5: 1, recallAt10: 1, precisionAt5: 1 / 5, ndcgAt10: 1, mrr: 1 });
  assert.deepEqual(at(3), { recallAt5: 1, recallAt10: 1, precisionAt5: 1 / 5, ndcgAt10: 0.5, mrr: 1 / 3 });
  assert.deepEqual(at(20), { recallAt5: 0, recallAt10: 0, precisionAt5: 0, ndcgAt10: 0, mrr: 1 / 20 });
  const mean = meanMetrics([at(1), at(3), at(20)]);
  assert.equal(mean.learners, 3);
  assert.equal(mean.recallAt10, 2 / 3);
  assert.equal(mean.ndcgAt10, 0.5);
  assert.equal(meanMetrics([]).ndcgAt10, 0);
});

test('the metrics of four targets at places 2, 7, 8 and 11, by hand', () => {
  const quality = qualityOf(Int32Array.of(2, 7, 8, 11));
  assert.equal(quality.recallAt5, 1 / 4);
  assert.equal(quality.recallAt10, 3 / 4);
  assert.equal(quality.mrr, 1 / 2);
  // (1/log₂3 + 1/log₂8 + 1/log₂9) / (1/log₂2 + 1/log₂3 + 1/log₂4 + 1/log₂5)
  const gain = 0.63093 + 0.33333 + 0.31546;
  const ideal = 1 + 0.63093 + 0.5 + 0.43068;
  assert.ok(Math.abs(quality.ndcgAt10 - gain / ideal) < 1e-5, `${quality.ndcgAt10}`);
});

test('with more targets than places, the first ten right are all that was possible', () => {
  const quality = qualityOf(Int32Array.from({ length: 20 }, (_, i) => i + 1));
  assert.equal(quality.ndcgAt10, 1);
  assert.equal(quality.recallAt10, 0.5);
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
  assert.deepEqual(topCourses(Float32Array.from([none, 0.1, 0.2]), 3), [2, 1]);
});

test('the best of the courses that have a score are the best of all, ties and refused ones too', () => {
  const random = createRandom(5);
  for (let round = 0; round < 50; round++) {
    // Few different values, so that many are equal.
    const scores = Float32Array.from({ length: 60 }, () => Math.max(0, random.below(8) - 3));
    const named = Int32Array.from(scores.keys()).filter((course) => scores[course] !== 0);
    shuffle(named, random);
    const allowed = (course: number) => course % 7 !== 0;
    assert.deepEqual(
      topUnorderedAmong(named, scores, 10, allowed).sort(),
      topUnordered(scores, 10, allowed, 0).sort(),
    );
  }
});
