import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { explore } from '../../../src/recommender/rerank/exploration.ts';

const ranking = [7, 3, 9, 1, 4, 8];

test('off, the ranking stays and everything in it was certain', () => {
  assert.deepEqual(
    explore(ranking, 3, { share: 0, pool: 10 }, createRandom(1)),
    [7, 3, 9].map((course) => ({ course, propensity: 1, drawn: false })),
  );
});

test('the propensity of a course is how often answers hold it', () => {
  const answers = 40_000;
  const options = { share: 0.3, pool: 3 };
  const shown = new Map<number, { times: number; propensity: number }>();
  for (let seed = 0; seed < answers; seed++)
    for (const { course, propensity, drawn } of explore(ranking, 3, options, createRandom(seed))) {
      const entry = shown.get(course) ?? { times: 0, propensity };
      assert.equal(entry.propensity, propensity, 'the same whatever was drawn');
      assert.equal(drawn, course === 1 || course === 4);
      shown.set(course, { times: entry.times + 1, propensity });
    }
  assert.deepEqual([...shown.keys()].sort(), [1, 3, 4, 7, 9]);
  for (const [course, { times, propensity }] of shown) {
    const deviation = Math.sqrt((propensity * (1 - propensity)) / answers);
    assert.ok(Math.abs(times / answers - propensity) <= 4 * deviation, `course ${course}`);
  }
});

test('inverse propensity weighting of what was shown recovers the value of showing each course', () => {
  // A learner takes course 4 whenever it is shown; a policy that always shows it would be worth 1.
  let sum = 0;
  const answers = 40_000;
  for (let seed = 0; seed < answers; seed++)
    for (const { course, propensity } of explore(ranking, 3, { share: 0.5, pool: 4 }, createRandom(seed)))
      if (course === 4) sum += 1 / propensity;
  assert.ok(Math.abs(sum / answers - 1) < 0.06);
});

test('with nothing to draw from, or fewer courses than places, nothing is left to chance', () => {
  for (const short of [[], [7], [7, 3], [7, 3, 9]])
    for (const { course, propensity } of explore(short, 3, { share: 0.5, pool: 10 }, createRandom(1)))
      assert.deepEqual([short.includes(course), propensity], [true, 1]);
});
