import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TakenTogether } from '../../src/experiment/taken-together.ts';
import { buildDataset, type Interaction } from '../../src/recommender/data/dataset.ts';

const day = 86_400;

/** Learners who take courses on days: one list of courses a day. */
function collegeOf(...kinds: { people: number; days: number[][] }[]) {
  const rows: Interaction[] = [];
  let learner = 0;
  for (const { people, days } of kinds)
    for (let i = 0; i < people; i++, learner++)
      for (const [n, courses] of days.entries())
        for (const course of courses) rows.push({ learner, course, time: n * day });
  return buildDataset(rows, learner, 6);
}

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual}, not ${expected}`);

test('what is taken on one day is counted, whatever the order; what is taken later is not', () => {
  const together = new TakenTogether(
    collegeOf({ people: 3, days: [[0, 1], [2]] }, { people: 2, days: [[1, 0, 3]] }),
  );
  assert.equal(together.count(0, 1), 5);
  assert.equal(together.count(1, 0), 5);
  assert.equal(together.count(0, 3), 2);
  assert.equal(together.count(0, 2), 0);
});

test('the gain is the logarithm of how many did over how many would by chance, each one more', () => {
  // Pairs: 0–1 three times, 2–3 once. Ends: 3, 3, 1, 1, of 8.
  const together = new TakenTogether(collegeOf({ people: 3, days: [[0, 1]] }, { people: 1, days: [[2, 3]] }));
  near(together.gain(0, 1), Math.log((3 + 1) / (9 / 8 + 1)));
  near(together.gain(2, 3), Math.log((1 + 1) / (1 / 8 + 1)));
  near(together.gain(0, 2), Math.log(1 / (3 / 8 + 1)));
  assert.equal(together.gain(0, 2), together.gain(2, 0));
  assert.equal(together.gain(4, 5), 0);
});

test('without sessions of several courses, or without times, nothing is gained or lost', () => {
  const one = new TakenTogether(collegeOf({ people: 40, days: [[0], [1]] }));
  assert.equal(one.gain(0, 1), 0);
  const untimed = buildDataset(
    Array.from({ length: 40 }, (_, i) => ({ learner: i >> 1, course: i & 1 })),
    20,
    2,
  );
  assert.equal(new TakenTogether(untimed).gain(0, 1), 0);
});
