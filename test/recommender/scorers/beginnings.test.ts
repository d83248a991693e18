import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, type Interaction } from '../../../src/recommender/data/dataset.ts';
import { Beginnings, firstDays } from '../../../src/recommender/scorers/beginnings.ts';
import { fitTrend } from '../../../src/recommender/scorers/trend.ts';

const day = 86_400;
const courseCount = 4;

/** Learner after learner: courses with the day on which each was taken. */
function beginningsOf(...learners: (readonly [course: number, day: number])[][]) {
  const taken: Interaction[] = learners.flatMap((courses, learner) =>
    courses.map(([course, at]) => ({ learner, course, time: at * day })),
  );
  return new Beginnings(fitTrend(firstDays(buildDataset(taken, learners.length, courseCount)), 14));
}

function scores(beginnings: ReturnType<typeof beginningsOf>, history: number[], at = Number.NaN): number[] {
  const out = new Float32Array(courseCount);
  beginnings.score({ history: Int32Array.from(history), at }, out);
  return Array.from(out, (score) => Math.round(score * 100) / 100);
}

const term = beginningsOf(
  [
    [0, 0],
    [1, 0.5],
    [2, 30],
  ],
  [
    [0, 0],
    [2, 30],
  ],
);

test('of the courses of the first day, not of later ones, each counts its share; 1 is the average course', () => {
  assert.deepEqual(
    scores(term, []).map((score) => score > 0),
    [true, true, false, false],
  );
  assert.ok(scores(term, [])[0]! > 1.5 * scores(term, [])[1]!);
});

test('to whoever has taken a course it says the same of all', () => {
  assert.deepEqual(scores(term, [3]), [1, 1, 1, 1]);
  assert.equal(term.bestForAll({ history: Int32Array.of(3), at: Number.NaN }).length, 0);
});

test('what people began with lately counts more, and at another time something else was late', () => {
  const moved = beginningsOf([[0, 0]], [[0, 1]], [[1, 60]]);
  assert.ok(scores(moved, [])[1]! > scores(moved, [])[0]!);
  assert.deepEqual(scores(moved, [], 30 * day).slice(0, 2), [courseCount, 0]);
});

test('where times are unknown the first course alone is the beginning', () => {
  assert.deepEqual(
    scores(
      beginningsOf([
        [2, Number.NaN],
        [1, Number.NaN],
      ]),
      [],
    ),
    [0, 0, courseCount, 0],
  );
});

test('asked about one course, it says what it says of all, and what it would without one that was taken', () => {
  const out = new Float64Array(3);
  const all = scores(term, []);
  for (const [history, expected] of [
    [[], [all[0]]],
    [[3], [1, all[0]]],
    [
      [3, 2],
      [1, 1, 1],
    ],
  ] as const) {
    term.scoreWithout({ history: Int32Array.from(history), at: Number.NaN }, 0, [...history.keys()], out);
    assert.deepEqual(
      Array.from(out.subarray(0, 1 + history.length), (score) => Math.round(score * 100) / 100),
      expected,
    );
  }
});
