import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryNow } from '../../src/recommender/data/scorer.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { fit, type ModelOptions } from '../../src/recommender/fit.ts';
import {
  departures,
  modelChoices,
  readModelConfiguration,
  shippedConfiguration,
} from '../../src/recommender/model-configuration.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import { attention } from '../../src/recommender/scorers/attention-scorer.ts';
import { gmf } from '../../src/recommender/scorers/gmf-scorer.ts';
import { shippedScorers } from '../../src/recommender/scorers/shipped-scorers.ts';
import { fromBytes, toBytes } from '../../src/recommender/serialize.ts';
import { finish, smallCollege } from './small-college.ts';

const { dataset, courses } = smallCollege(80);
const fitted = (changes: Partial<ModelOptions>) => finish(fit(dataset, courses, { epochs: 3, ...changes }));

function scoresOf(model: Recommender, history: readonly number[]): Float32Array {
  const scores = new Float32Array(model.courseCount);
  model.score(queryNow(history), scores);
  return scores;
}

/** It scores, explains, and does both when it is read again. */
function assertWorks(recommender: Recommender): void {
  const again = fromBytes(toBytes(recommender));
  for (const history of [[], [2], [1, 3, 4], Array.from({ length: 14 }, (_, course) => course)]) {
    const scores = scoresOf(recommender, history);
    assert.ok(scores.every(Number.isFinite));
    assert.deepEqual(scoresOf(again, history), scores);
    const [best] = topCourses(scores, 1, (course) => !history.includes(course)) as [number];
    assert.ok(recommender.explain(queryNow(history), best).every(({ share }) => share > 0));
    assert.deepEqual(again.explain(queryNow(history), best), recommender.explain(queryNow(history), best));
  }
}

test('texts and numbers are read alike; of what is not said, and of what is wrong, it is as shipped', () => {
  const chosen = { loss: 'focal', dimensions: '64', attentionDimensions: 32, without: ['season', 'ease'] };
  assert.deepEqual(readModelConfiguration(chosen), {
    // In the order of the list.
    configuration: { ...chosen, dimensions: 64, without: ['ease', 'season'] },
    problems: {},
  });
  assert.deepEqual(readModelConfiguration({}), { configuration: shippedConfiguration, problems: {} });
  for (const [choice, value, words] of [
    ['loss', 'hinge', /no “hinge”\. There are softmax, bce, focal/],
    ['dimensions', 17, /no “17”\. There are 16, 32, 64/],
    ['attentionDimensions', '16', /There are 32, 64/],
    ['without', ['season', 'gut-feeling'], /no “gut-feeling”\. There are transitions, item-neighbours, /],
    ['loss', { $ne: 1 }, /no such value/],
    ['loss', 'x'.repeat(5000), /^.{1,200}$/],
  ] as const) {
    const { configuration, problems } = readModelConfiguration({ loss: 'bce', [choice]: value });
    assert.match(problems[choice]?.words ?? '', words);
    assert.deepEqual(configuration[choice], shippedConfiguration[choice]);
  }
});

test('something has to be left that names courses', () => {
  const { configuration, problems } = readModelConfiguration({ without: modelChoices.without });
  assert.match(problems.without?.words ?? '', /Keep one of transitions, .*season\./);
  assert.deepEqual(configuration.without, []);
  const butOne = modelChoices.without.filter((name) => name !== 'season');
  assert.deepEqual(readModelConfiguration({ without: butOne }).problems, {});
});

test('stored is only what is not as shipped', () => {
  assert.deepEqual(departures(shippedConfiguration), {});
  const changed = { ...shippedConfiguration, dimensions: 32, without: ['ease'] };
  assert.deepEqual(departures(changed), { dimensions: 32, without: ['ease'] });
});

test('dimensions and losses are those that were chosen', () => {
  const chosen = { loss: 'bce', dimensions: 32, attentionDimensions: 32 } as const;
  const { recommender, hyperparameters } = fitted(chosen);
  assert.equal(recommender.parts.scorers.get(gmf).dimensions, 32);
  assert.equal(recommender.parts.scorers.get(attention).shape.dimensions, 32);
  assert.deepEqual(readModelConfiguration(hyperparameters).configuration, {
    ...shippedConfiguration,
    ...chosen,
  });
  assertWorks(recommender);
  const byLoss = modelChoices.loss.map(
    (loss) => fitted({ loss }).recommender.parts.scorers.get(gmf).parameters.candidates,
  );
  assert.notDeepEqual(byLoss[0], byLoss[1]);
  assert.notDeepEqual(byLoss[1], byLoss[2]);
});

for (const without of modelChoices.without)
  test(`without ${without}: its scorers are not told to the ranker, and the model serves`, () => {
    const { recommender } = fitted({ without: [without] });
    const { scorers } = recommender.parts;
    for (const definition of shippedScorers) {
      const isLeftOut = definition.family.name === without;
      assert.equal(scorers.asked(definition) === undefined, isLeftOut, definition.name);
      assert.equal(scorers.find(definition) === undefined, isLeftOut && !definition.isNeeded);
    }
    assertWorks(recommender);
    const restored = fromBytes(toBytes(recommender)).parts.scorers;
    assert.ok(shippedScorers.every((one) => !restored.asked(one) === !scorers.asked(one)));
  });

test('without the network, the courses that are no candidates stand in the order of popularity', () => {
  const everything = modelChoices.without.filter((name) => name !== 'season');
  // The times of the small college are no seasons, and nothing else names a course.
  const scores = scoresOf(fitted({ without: everything }).recommender, []);
  const taken = Array.from(scores, (_, course) => dataset.courses.filter((one) => one === course).length);
  const order = topCourses(scores, scores.length).map((course) => taken[course] as number);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => b - a),
  );
});
