import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LearnerScorer } from '../../../../src/recommender/data/scorer.ts';
import type { TestCase } from '../../../../src/recommender/data/split.ts';
import { evaluate } from '../../../../src/recommender/evaluation/evaluate.ts';
import { lowerPopular } from '../../../../src/recommender/evaluation/fairness/even-out.ts';
import {
  addExposures,
  expose,
  giniOfExposure,
  neverShown,
  noExposure,
  shareOfThirds,
} from '../../../../src/recommender/evaluation/fairness/exposure.ts';
import {
  type Fairness,
  FairnessTally,
  pooledFairness,
} from '../../../../src/recommender/evaluation/fairness/fairness.ts';
import { fairnessFigures } from '../../../../src/recommender/evaluation/fairness/fairness-figures.ts';
import {
  offeredCourses,
  popularityThirds,
} from '../../../../src/recommender/evaluation/fairness/popularity-thirds.ts';

/** Places by popularity when course 0 is the most popular, course 1 the next. */
const inOrder = (count: number) => Int32Array.from({ length: count }, (_, i) => i + 1);

function question(history: number[], targets: number[], seen = history): TestCase {
  return {
    query: { learner: 0, history: Int32Array.from(history), at: Number.NaN },
    targets: Int32Array.from(targets),
    seen: Int32Array.from(seen),
  };
}

/** Scores every course by the same numbers, whoever asks. */
const always = (...scores: number[]): LearnerScorer => ({ score: (_query, out) => out.set(scores) });

function measure(
  scorer: LearnerScorer,
  cases: TestCase[],
  learners: number[],
  powers: number[] = [],
): Fairness {
  const places = inOrder(learners.length);
  const tally = new FairnessTally(cases, Float32Array.from(learners), places, powers);
  evaluate(scorer, cases, places, (_done, ranked) => tally.add(ranked));
  return tally.fairness;
}

test('a course is on offer unless it is set aside for everybody', () => {
  const cases = [question([0], [1], [0, 3]), question([2], [1], [2, 3])];
  assert.deepEqual([...offeredCourses(cases, 4)], [1, 1, 1, 0]);
});

test('thirds hold equally many of the courses on offer, the most popular first', () => {
  const places = Int32Array.of(4, 1, 6, 2, 7, 3, 5);
  const thirds = popularityThirds(places, Uint8Array.of(1, 1, 1, 1, 0, 1, 1));
  assert.deepEqual(
    [1, 3, 5, 0, 6, 2].map((course) => thirds[course]),
    [0, 0, 1, 1, 2, 2],
  );
});

test('exposure of two lists, by hand', () => {
  const exposure = noExposure(Uint8Array.of(1, 1, 1, 1, 0));
  const thirds = Uint8Array.of(0, 1, 2, 2, 2);
  expose(exposure, [0, 1], thirds);
  expose(exposure, [0, 2], thirds);
  assert.deepEqual(shareOfThirds(exposure.byThird), { head: 1 / 2, middle: 1 / 4, tail: 1 / 4 });
  assert.deepEqual(neverShown(exposure), [3]);
  // Places 0, 1, 1, 2 of four courses: (−3·0 − 1·1 + 1·1 + 3·2) / (4 · 4).
  assert.equal(giniOfExposure(exposure), 6 / 16);
});

test('Gini is 0 when all courses have as many places, near 1 when one has all, and 0 of nothing', () => {
  const offered = new Uint8Array(10).fill(1);
  const thirds = new Uint8Array(10);
  const [even, one] = [noExposure(offered), noExposure(offered)];
  expose(even, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], thirds);
  for (let list = 0; list < 10; list++) expose(one, [4], thirds);
  assert.equal(giniOfExposure(even), 0);
  assert.equal(giniOfExposure(one), 0.9);
  assert.equal(giniOfExposure(noExposure(offered)), 0);
});

test('of several parts, a course is never shown that no part shows and one offers', () => {
  const thirds = Uint8Array.of(0, 1, 2);
  const [first, second] = [noExposure(Uint8Array.of(1, 1, 0)), noExposure(Uint8Array.of(1, 0, 0))];
  expose(first, [0], thirds);
  expose(second, [0], thirds);
  const both = addExposures([first, second]);
  assert.deepEqual(neverShown(both), [1]);
  assert.deepEqual([...both.places], [2, 0, 0]);
  assert.deepEqual(shareOfThirds(both.byThird), { head: 1, middle: 0, tail: 0 });
});

test('a course loses by its popularity only as far as the power says', () => {
  // The deviation of 3, 2, 1 is √(2/3): one step of the score is worth 1.2247; ln 101 − ln 2 = 3.922.
  const scores = Float32Array.of(3, 2, 1, Number.NaN);
  const learners = Float32Array.of(100, 1, 1, 1);
  const order = (power: number) => {
    const out = new Float32Array(4);
    lowerPopular(scores, learners, power, out);
    assert.ok(Number.isNaN(out[3]));
    return [0, 1, 2].sort((a, b) => out[b]! - out[a]!);
  };
  assert.deepEqual(order(0), [0, 1, 2]);
  assert.deepEqual(order(0.3), [0, 1, 2]);
  assert.deepEqual(order(0.35), [1, 0, 2]);
  assert.deepEqual(order(0.7), [1, 2, 0]);
});

test('evening out leaves the unit of the scores aside, and moves nothing up that is not among the best fifty', () => {
  const learners = Float32Array.from({ length: 60 }, (_, course) => 60 - course);
  const scores = Float32Array.from({ length: 60 }, (_, course) => -course);
  const lowered = (unit: number) => {
    const out = new Float32Array(60);
    lowerPopular(
      scores.map((score) => unit * score),
      learners,
      5,
      out,
    );
    return [...out.keys()].sort((a, b) => out[b]! - out[a]! || a - b);
  };
  assert.deepEqual(lowered(1), lowered(1024));
  assert.equal(lowered(1)[0], 49);
  assert.deepEqual(lowered(1).slice(50), [50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
});

test('each target counts for the third it is in, the others of the learner out of its way', () => {
  // Six courses, best first as they are: 0 and 1 are the head, 2 and 3 the middle, 4 and 5 the tail.
  const scorer = always(6, 5, 4, 3, 2, 1);
  const { ndcgsByThird } = measure(scorer, [question([], [0, 2]), question([0], [4])], [6, 5, 4, 3, 2, 1]);
  const [head, middle, tail] = ndcgsByThird.map((ndcgs) => [...ndcgs]);
  assert.deepEqual(head, [1]);
  // Course 2 is third, and second when course 0 is not ranked.
  assert.deepEqual(middle, [1 / Math.log2(3)]);
  // Without course 0, course 4 is the fourth.
  assert.deepEqual(tail, [1 / Math.log2(5)]);
});

test('the figures of a college of six courses, by hand', () => {
  const titles = ['Anatomy', 'Biology', 'Chemistry', 'Dance', 'Ethics', 'French'];
  const categories = [['Science'], ['Science'], ['Science'], ['Arts'], ['Arts', 'Science'], []];
  const courses = titles.map((title, i) => ({ title, description: '', categories: categories[i]! }));
  // Two courses have no score and are in no list.
  const scorer = always(3, 2, 1, 0, Number.NaN, Number.NaN);
  const cases = [question([0], [1]), question([0, 1], [2]), question([0, 1, 2], [5])];
  const figures = fairnessFigures(
    'model',
    measure(scorer, cases, [4, 3, 2, 1, 0, 0]),
    courses,
    Float32Array.of(4, 3, 2, 1, 2, 4),
  );
  // Lists: 1 2 3, 2 3, 3. Course 0 is set aside for everybody; of the others 1, 2 are the head, 3, 4 the middle.
  assert.deepEqual(figures.exposure, { head: 3 / 6, middle: 3 / 6, tail: 0, gini: 16 / 30 });
  assert.deepEqual(figures.asked_for, { head: 2 / 3, middle: 0, tail: 1 / 3 });
  assert.deepEqual(figures.never_shown, {
    courses: 2,
    share: 2 / 5,
    enrolments: 6 / 16,
    titles: ['French', 'Ethics'],
  });
  assert.deepEqual(figures.categories, [
    { category: 'Science', exposure: 3 / 6, enrolments: 10 / 16 },
    { category: 'Arts', exposure: 3 / 6, enrolments: 2 / 16 },
  ]);
  assert.deepEqual(
    figures.by_history.map(({ from, to, learners, ndcg_at_10: ndcg }) => [from, to, learners, ndcg]),
    [
      [1, 1, 1, 1],
      // One was found first, the other tied with the other course without a score: third.
      [2, 3, 2, (1 + 1 / Math.log2(4)) / 2],
    ],
  );
  assert.deepEqual(
    figures.by_popularity.map(({ third, learners, ndcg_at_10: ndcg }) => [third, learners, ndcg]),
    [
      ['head', 2, 1],
      ['middle', 0, 0],
      ['tail', 1, 1 / Math.log2(4)],
    ],
  );
  assert.deepEqual(figures.evened, []);
});

test('the curve goes from the lists as they are to the tail, and says what that costs', () => {
  // Sixty courses; who asks took none and wants the most popular, which scores best.
  const count = 60;
  const falling = Array.from({ length: count }, (_, course) => count - course);
  const cases = [question([], [0]), question([], [0]), question([], [1])];
  const learners = falling.map((value) => value ** 2);
  const courses = falling.map(() => ({ title: '', description: '', categories: [] }));
  const fairness = measure(always(...falling), cases, learners, [0.5, 5]);
  const { evened } = fairnessFigures('model', fairness, courses, Float32Array.from(learners));
  assert.deepEqual(
    evened.map(({ power }) => power),
    [0, 0.5, 5],
  );
  const [asIs, , most] = evened;
  assert.deepEqual([asIs!.head, asIs!.tail, asIs!.difference_ci95], [1, 0, [0, 0]]);
  assert.ok(Math.abs(asIs!.ndcg_at_10 - (2 + 1 / Math.log2(3)) / 3) < 1e-12);
  // The ten least popular of the best fifty: courses 40 to 49, all in the last third.
  assert.deepEqual([most!.head, most!.middle, most!.tail, most!.ndcg_at_10], [0, 0, 1, 0]);
  assert.ok(most!.difference_ci95[1] < 0);
});

test('pooled, every case counts the same, in every figure', () => {
  const learners = [6, 5, 4, 3, 2, 1];
  const scorer = always(6, 5, 4, 3, 2, 1);
  const cases = [question([], [0]), question([0], [2]), question([1], [5])];
  const apart = pooledFairness([
    measure(scorer, cases.slice(0, 1), learners, [1]),
    measure(scorer, cases.slice(1), learners, [1]),
  ]);
  const together = measure(scorer, cases, learners, [1]);
  assert.deepEqual(apart, together);
});
