import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset } from '../../../src/recommender/data/dataset.ts';
import { valueAt } from '../../../src/recommender/data/sparse.ts';
import {
  countInstead,
  countWentOn,
  fitTransitions,
  type TransitionOptions,
} from '../../../src/recommender/scorers/transitions.ts';

const day = 86_400;
const courseCount = 4;

/** What course 0 says for each course, when learners take [course, day] in the order of the file. */
function votesOf(
  learners: readonly (readonly (readonly [course: number, at: number])[])[],
  options: Partial<TransitionOptions> = {},
): number[] {
  const taken = learners.flatMap((own, learner) =>
    own.map(([course, at]) => ({ learner, course, time: at * day })),
  );
  const scorer = fitTransitions(buildDataset(taken, learners.length, courseCount), {
    ...{ followerDecay: 0.5, shrinkage: 0 },
    ...options,
  });
  const out = new Float32Array(courseCount);
  scorer.score({ history: Int32Array.of(0), at: 0 }, out);
  return Array.from(out, (vote) => Math.round(vote * 1000) / 1000);
}

test('what comes after counts, the later the less; with a share for what came before', () => {
  const chain = [
    [
      [1, 0],
      [0, 10],
      [2, 20],
      [3, 30],
    ],
  ] as const;
  assert.deepEqual(votesOf(chain), [0, 0, 1, 0.5]);
  assert.deepEqual(votesOf(chain, { reverse: 0.2 }), [0, 0.2, 1, 0.5]);
  assert.deepEqual(votesOf(chain, { window: 1 }), [0, 0, 1, 0]);
});

test('what is taken on one day has no order: whichever is first in the file', () => {
  const times = [
    [0, 0],
    [1, 0.1],
    [2, 0.2],
    [3, 9],
  ] as const;
  const [a, b, c, d] = times;
  assert.deepEqual(votesOf([[a, b, c, d]]), [0, 0.5, 0.5, 1]);
  const others = [[0, 0.2] as const, [1, 0.1] as const, [2, 0] as const, d];
  assert.deepEqual(votesOf([others]), votesOf([[a, b, c, d]]));
});

test('a discount takes from the votes for what is popular', () => {
  const popular = [2, 3, 3, 3, 3, 3].map((course) => [[course, 0] as const]);
  const both = [
    [
      [0, 0],
      [2, 10],
    ],
    [
      [0, 0],
      [3, 10],
    ],
  ] as const;
  const [, , rare, common] = votesOf([...popular, ...both], { discount: 0.5 });
  assert.ok(rare! > common! && common! > 0);
  const [, , same, equal] = votesOf([...popular, ...both]);
  assert.equal(same, equal);
});

test('how many went on is told as it is: in a later session only, and nothing of fewer than five people', () => {
  const day = 86_400;
  const orders = [
    ...Array.from({ length: 6 }, () => [0, 1]),
    ...Array.from({ length: 9 }, () => [1, 0]),
    ...Array.from({ length: 4 }, () => [0, 2]),
  ];
  const taken = orders.flatMap((courses, learner) =>
    courses.map((course, i) => ({ learner, course, time: 10 * i * day })),
  );
  const together = [0, 3].flatMap((course) =>
    Array.from({ length: 8 }, (_, i) => ({ learner: orders.length + i, course, time: day })),
  );
  const wentOn = countWentOn(buildDataset([...taken, ...together], orders.length + 8, courseCount));
  const share = (from: number, to: number) => Math.round(1000 * valueAt(wentOn, from, to));
  assert.equal(share(0, 1), Math.round(6000 / 27));
  assert.equal(share(1, 0), 600);
  assert.equal(share(0, 2), 0);
  assert.equal(share(0, 3), 0);
});

test('courses are taken instead of each other where nobody took both, seven people would by chance, and the others are the same', () => {
  const halves = (people: number) =>
    buildDataset(
      Array.from({ length: people }, (_, learner) =>
        [learner % 2, 2].map((course) => ({ learner, course })),
      ).flat(),
      people,
      courseCount,
    );
  // Of 56 people each half has 28 pairs of 56, seen from both ends: 28 · 28 / 112 by chance.
  const instead = countInstead(halves(56));
  assert.equal(valueAt(instead, 0, 1), 7);
  assert.equal(valueAt(instead, 1, 0), 7);
  assert.equal(instead.values.length, 2);
  assert.equal(countInstead(halves(54)).values.length, 0);
  // Two programmes have no others in common, however many take each.
  const apart = Array.from({ length: 80 }, (_, learner) =>
    [0, 1].map((course) => ({ learner, course: 2 * (learner % 2) + course })),
  ).flat();
  assert.equal(countInstead(buildDataset(apart, 80, courseCount)).values.length, 0);
});
