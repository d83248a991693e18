import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset } from '../../../src/recommender/data/dataset.ts';
import { fitTrend } from '../../../src/recommender/scorers/trend.ts';

const day = 86_400;

/** Scores at a day of a trend with a half-life of 8 days: course i was taken on the i-th of these days. */
function scoresAt(days: readonly number[], at: number): number[] {
  const taken = days.map((time, course) => ({ learner: course, course, time: time * day }));
  const out = new Float32Array(days.length);
  fitTrend(buildDataset(taken, days.length, days.length), 8).score(
    { history: Int32Array.of(), at: at * day },
    out,
  );
  return [...out];
}

test('what happens at the moment of a question or later does not count, of the newest enrolment neither', () => {
  for (const at of [0, 2, 10, 12, 20]) {
    const scores = scoresAt([0, 10, 20], at);
    const before = [0, 10, 20].map((time) => time < at);
    if (before.some(Boolean))
      assert.deepEqual(
        scores.map((score) => score > 0),
        before,
        `day ${at}`,
      );
    else assert.deepEqual(scores, [1, 1, 1]);
  }
});

test('after the newest enrolment, and where the moment is unknown, all of them count', () => {
  for (const at of [21, 400, Number.NaN]) assert.ok(scoresAt([0, 10, 20], at).every((score) => score > 0));
});
