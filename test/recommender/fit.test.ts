import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, historyOf, type Interaction } from '../../src/recommender/data/dataset.ts';
import { DivergedError, TooLittleDataError } from '../../src/recommender/data/errors.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { queryNow } from '../../src/recommender/data/scorer.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { fit } from '../../src/recommender/fit.ts';
import { Recommender } from '../../src/recommender/recommender.ts';
import { fromBytes, toBytes } from '../../src/recommender/serialize.ts';
import { finish, smallCollege } from './small-college.ts';

const { dataset, courses } = smallCollege();
const fitted = finish(fit(dataset, courses, { epochs: 6 }));
const { recommender } = fitted;

function scoresOf(model: Recommender, history: readonly number[]): Float32Array {
  const scores = new Float32Array(model.courseCount);
  model.score(queryNow(history), scores);
  return scores;
}

test('beats popularity on held-out courses where there is something to learn', () => {
  assert.ok(fitted.test.model.ndcgAt10 > 1.2 * fitted.test.popularity.ndcgAt10, JSON.stringify(fitted.test));
});

test('the same seed gives the same model, bit for bit; another gives another', () => {
  const again = finish(fit(dataset, courses, { epochs: 6 })).recommender;
  assert.ok(Buffer.from(toBytes(again)).equals(Buffer.from(toBytes(recommender))));
  const other = finish(fit(dataset, courses, { epochs: 6, seed: 2 })).recommender;
  assert.ok(!Buffer.from(toBytes(other)).equals(Buffer.from(toBytes(recommender))));
});

test('a question that is asked again, at this moment or after another one, has the same answer', () => {
  const scoresAt = (time: string) => {
    const scores = new Float32Array(recommender.courseCount);
    recommender.score(queryNow([2, 12], new Date(time)), scores);
    return scores;
  };
  const [first, other] = [scoresAt('1970-04-01'), scoresAt('1970-08-01')];
  assert.notDeepEqual(other, first);
  for (let i = 0; i < 3; i++) assert.deepEqual(scoresAt('1970-04-01'), first, `${i}`);
  for (let i = 0; i < 3; i++) assert.deepEqual(scoresAt('1970-08-01'), other, `${i}`);
});

test('one course taken already turns the answer to its subject', () => {
  const best = topCourses(scoresOf(recommender, [2]), 5, (course) => course !== 2);
  assert.ok(best.filter((course) => course < 10).length >= 4, `${best}`);
});

test('where the order of courses says nothing, the network forgets nothing', () => {
  const random = createRandom(3);
  const inAnyOrder: Interaction[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (const course of historyOf(dataset, learner))
      inAnyOrder.push({ learner, course, time: Math.floor(1e6 * random.next()) });
  const shuffled = buildDataset(inAnyOrder, dataset.learnerCount, dataset.courseCount);
  const inOrder = fitted.hyperparameters.halfLife as number;
  const unordered = finish(fit(shuffled, courses, { epochs: 2 })).hyperparameters.halfLife as number;
  assert.ok(inOrder < 5, `in order: ${inOrder}`);
  assert.ok(unordered > 10, `in any order: ${unordered}`);
});

test('without history, what people begin with is offered', () => {
  assert.deepEqual(topCourses(scoresOf(recommender, []), 2).sort(), [0, 10]);
});

for (const history of [[1, 3, 4], [2]])
  test(`an explanation is true: without the course it names, the score is lower by its share (${history})`, () => {
    const before = scoresOf(recommender, history);
    const [target] = topCourses(before, 1, (course) => !history.includes(course)) as [number];
    const named = recommender.explain(queryNow(history), target).filter(({ kind }) => kind === 'history');
    for (const contribution of named) {
      if (contribution.kind !== 'history') continue;
      const others = history.filter((course) => course !== contribution.course);
      const loss = before[target]! - scoresOf(recommender, others)[target]!;
      assert.ok(Math.abs(loss - contribution.share) < 1e-4, `${loss} and ${contribution.share}`);
    }
    assert.ok(named.length > 0);
  });

test('the score of a course that was just explained is the one that it has without being explained, and of no other course', () => {
  const query = queryNow([1, 3, 4]);
  const courses = topCourses(
    scoresOf(recommender, [1, 3, 4]),
    2,
    (course) => !query.history.includes(course),
  );
  const asked = courses.map((course) => recommender.scoreOf(query, course));
  recommender.explain(query, courses[0] as number);
  assert.deepEqual(
    courses.map((course) => recommender.scoreOf(query, course)),
    asked,
  );
  assert.notEqual(asked[0], asked[1]);
});

test('what was learnt from what was shown moves the score by as much, is stored, and is part of what is said of everybody', () => {
  const history = [1, 3];
  const before = scoresOf(recommender, history);
  const [target] = topCourses(before, 1, (course) => !history.includes(course)) as [number];
  const appeal = new Float32Array(recommender.courseCount);
  appeal[target] = 0.5;
  const learnt = fromBytes(toBytes(new Recommender({ ...recommender.parts, appeal })));
  const gain = 0.5 / recommender.parts.deviation;
  assert.ok(Math.abs(scoresOf(learnt, history)[target]! - before[target]! - gain) < 1e-4);
  const shareOfAll = (model: Recommender) =>
    model.explain(queryNow(history), target).find(({ kind }) => kind === 'popularity')?.share ?? 0;
  const withoutGain = learnt.scoreOf(queryNow(history), target);
  assert.ok(Math.abs(withoutGain - before[target]! - gain) < 1e-3);
  assert.ok(shareOfAll(learnt) >= gain - 1e-4 || shareOfAll(recommender) === 0);
  const other = topCourses(before, 2, (course) => !history.includes(course))[1] as number;
  assert.equal(scoresOf(learnt, history)[other], before[other]);
});

test('a stored model scores the same when it is read again', () => {
  assert.deepEqual(scoresOf(fromBytes(toBytes(recommender)), [1, 3]), scoresOf(recommender, [1, 3]));
});

test('probabilities go down the order of the scores, and add up to the share of next courses that scorers name', () => {
  const probabilities = new Float32Array(courses.length);
  const history = [1, 3];
  recommender.probabilities(queryNow(history), probabilities);
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  const { namedShare, choices, temperature } = recommender.parts.ranker.calibration;
  assert.ok(Math.abs(sum - namedShare) < 1e-5, `${sum}, not ${namedShare}`);
  assert.ok(namedShare > 0.9 && namedShare <= 1 && choices > 50 && temperature > 0.5 && temperature < 3);
  const likeliest = topCourses(probabilities, 10, (course) => probabilities[course]! > 0);
  assert.deepEqual(
    likeliest,
    topCourses(scoresOf(recommender, history), 10, (course) => !history.includes(course)),
  );
  assert.equal(probabilities[1]! + probabilities[3]!, 0);
  const again = new Float32Array(courses.length);
  fromBytes(toBytes(recommender)).probabilities(queryNow(history), again);
  assert.deepEqual(again, probabilities);
});

test('which courses are taken instead of each other is stored with the model', () => {
  // Everybody takes 2 and 3; half of them 0 and the others 1.
  const rows = Array.from({ length: 60 }, (_, learner) =>
    [learner % 2, 2, 3].map((course, time) => ({ learner, course, time })),
  ).flat();
  const { recommender: ofHalves } = finish(
    fit(buildDataset(rows, 60, courses.length), courses, { epochs: 2 }),
  );
  const restored = fromBytes(toBytes(ofHalves));
  for (const model of [ofHalves, restored])
    assert.ok(model.clash(0, 1) && model.clash(1, 0) && !model.clash(0, 2) && !model.clash(0, 4));
});

test('damaged bytes are no model', () => {
  const bytes = toBytes(recommender);
  const broken = { name: 'UnreadableModelError' };
  assert.throws(() => fromBytes(bytes.subarray(0, bytes.length - 4)), broken);
  assert.throws(() => fromBytes(Buffer.from('nonsense, and long enough')), broken);
  const poisoned = Buffer.from(bytes);
  poisoned.writeFloatLE(Number.NaN, bytes.length - 4);
  assert.throws(() => fromBytes(poisoned), broken);
});

test('a learning rate that makes the loss explode ends training', () => {
  assert.throws(() => finish(fit(dataset, courses, { learningRate: 1e20 })), DivergedError);
});

test('too little data is said, not trained on', () => {
  const text = { title: 'A', description: '', categories: [] };
  const nothing = buildDataset([], 3, 2);
  assert.throws(() => finish(fit(nothing, [text, text])), TooLittleDataError);
  assert.throws(
    () => finish(fit(buildDataset([{ learner: 0, course: 0 }], 1, 1), [text])),
    TooLittleDataError,
  );
  const short = buildDataset([{ learner: 0, course: 0 }], 1, 2);
  assert.throws(() => finish(fit(short, [text, text])), /popular courses are shown/);
});

test('one learner of three courses, with empty texts, is enough to train', () => {
  const empty = { title: '', description: '', categories: [] };
  const one = buildDataset(
    [0, 1, 2].map((course) => ({ learner: 0, course })),
    1,
    4,
  );
  const { recommender: tiny } = finish(fit(one, [empty, empty, empty, empty], { epochs: 2 }));
  assert.ok(scoresOf(tiny, [0]).every(Number.isFinite));
});
