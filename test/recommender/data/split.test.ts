import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, type Dataset, historyOf } from '../../../src/recommender/data/dataset.ts';
import { type TestCase, UnsplittableError } from '../../../src/recommender/data/split.ts';
import { splitLast } from '../../../src/recommender/data/split-last.ts';
import { splitSession } from '../../../src/recommender/data/split-session.ts';
import { splitTerms } from '../../../src/recommender/data/split-term.ts';
import { splitTime } from '../../../src/recommender/data/split-time.ts';
import { termStarts } from '../../../src/recommender/data/terms.ts';

/** Learner l takes courses 0, 1, … as long as there are times. */
function dataset(times: readonly (readonly (number | undefined)[])[]): Dataset {
  const interactions = times.flatMap((own, learner) =>
    own.map((time, course) => ({ learner, course, time })),
  );
  return buildDataset(interactions, times.length, 12);
}

const plain = ({ query, targets, seen }: TestCase) => ({
  learner: query.learner,
  history: [...query.history],
  at: query.at,
  targets: [...targets],
  seen: [...seen],
});
const byLearner = (cases: readonly TestCase[]) => cases.map(plain).sort((a, b) => a.learner - b.learner);

test('last: the last course is the test, the one before it validation; short histories stay whole', () => {
  const { tuning, test, cold } = splitLast(dataset([[1, 2, 3, 4], [5, 6], [7, 8, 9], []]));
  assert.deepEqual(byLearner(test), [
    { learner: 0, history: [0, 1, 2], at: 4, targets: [3], seen: [0, 1, 2] },
    { learner: 2, history: [0, 1], at: 9, targets: [2], seen: [0, 1] },
  ]);
  assert.deepEqual(byLearner(tuning.validation), [
    { learner: 0, history: [0, 1], at: 3, targets: [2], seen: [0, 1] },
    { learner: 2, history: [0], at: 8, targets: [1], seen: [0] },
  ]);
  assert.deepEqual(
    [0, 1, 2, 3].map((learner) => historyOf(tuning.train, learner).length),
    [2, 2, 1, 0],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((learner) => historyOf(tuning.known, learner).length),
    [3, 2, 2, 0],
  );
  assert.deepEqual(cold, []);
});

test('last: only learners with enough courses are tested, and only their first courses shown', () => {
  const data = dataset([
    [1, 2, 3, 4],
    [5, 6],
    [7, 8, 9],
  ]);
  const { tuning, test } = splitLast(data, { minHistory: 4, shown: 1 });
  assert.deepEqual(byLearner(test), [{ learner: 0, history: [0], at: 4, targets: [3], seen: [0] }]);
  assert.equal(tuning.validation.length, 2);
  assert.throws(() => splitLast(data, { minHistory: 5 }), /lower --min-history/);
});

test('without times the last of the file is the last, and the moment is unknown', () => {
  const { test } = splitLast(dataset([[undefined, undefined, undefined]]));
  assert.deepEqual(byLearner(test), [
    { learner: 0, history: [0, 1], at: Number.NaN, targets: [2], seen: [0, 1] },
  ]);
});

/** Eight terms of half a year, in days; learners take two courses on the first day of each, or a few days later. */
function inTerms(): Dataset {
  const times = [0, 1, 2, 3, 4, 5, 6, 7].map((first) =>
    [0, 1, 2].flatMap((term) => [182 * (first + term), 182 * (first + term) + 3]),
  );
  return dataset(times.map((own) => own.map((days) => 86_400 * days)));
}

test('session: all of the last day is asked for, where it is two courses or more; the first day is never', () => {
  const day = 86_400;
  const data = dataset([
    [0, day, day + 5, 2 * day, 2 * day + 1, 2 * day + 2],
    [0, 1],
    [0, day, 2 * day],
    [3 * day, 4 * day, 4 * day],
  ]);
  const { tuning, test, cold } = splitSession(data);
  assert.deepEqual(byLearner(test), [
    { learner: 0, history: [0, 1, 2], at: 2 * day, targets: [3, 4, 5], seen: [0, 1, 2] },
    { learner: 3, history: [0], at: 4 * day, targets: [1, 2], seen: [0] },
  ]);
  assert.deepEqual(byLearner(tuning.validation), [
    { learner: 0, history: [0], at: day, targets: [1, 2], seen: [0] },
    { learner: 2, history: [0], at: day, targets: [1], seen: [0] },
  ]);
  const lengths = (part: Dataset) => [0, 1, 2, 3].map((learner) => historyOf(part, learner).length);
  assert.deepEqual(lengths(tuning.known), [3, 2, 2, 1]);
  assert.deepEqual(lengths(tuning.train), [1, 2, 1, 1]);
  assert.deepEqual(cold, []);
  assert.deepEqual(byLearner(splitSession(data, { minHistory: 4, shown: 1 }).test), [
    { learner: 0, history: [0], at: 2 * day, targets: [3, 4, 5], seen: [0, 1, 2].slice(0, 1) },
  ]);
  assert.throws(() => splitSession(dataset([[1, 2, 3]])), UnsplittableError);
});

test('term: what comes before a term is known, and everything taken in it is asked for at its start', () => {
  const parts = splitTerms(inTerms());
  // Ten terms there are; the last eight are tested.
  assert.equal(parts.length, 8);
  const { tuning, test, cold } = parts[1]!;
  const at = 3 * 182 * 86_400;
  const notOffered = [6, 7, 8, 9, 10, 11];
  assert.deepEqual(byLearner(test), [
    { learner: 1, history: [0, 1, 2, 3], at, targets: [4, 5], seen: [0, 1, 2, 3, ...notOffered] },
    { learner: 2, history: [0, 1], at, targets: [2, 3], seen: [0, 1, ...notOffered] },
  ]);
  assert.deepEqual(byLearner(cold), [{ learner: 3, history: [], at, targets: [0, 1], seen: notOffered }]);
  assert.ok(Math.max(...tuning.known.times) < at);
  assert.deepEqual(
    byLearner(tuning.validation).map(({ learner, targets }) => [learner, targets]),
    [
      [0, [5]],
      [1, [3]],
      [2, [1]],
    ],
  );
  assert.deepEqual(parts.at(-1)!.cold, []);
});

test('term: asked ahead, the question is about when the term is expected, from wherever in the term before it', () => {
  const day = 86_400;
  const start = 5 * 182 * day;
  for (const ahead of [1, 60, 170]) {
    const { test } = splitTerms(inTerms(), { ahead })[3]!;
    assert.deepEqual([...new Set(test.map(({ query }) => query.at))], [start], `${ahead}`);
  }
  assert.equal(
    splitTerms(inTerms(), { ahead: 180 })[3]!.test[0]!.query.at,
    start - 180 * day,
    'while people still enrol',
  );
});

test('term: terms are where enrolments cluster, stragglers or not; without them there is nothing to split', () => {
  assert.equal(termStarts(inTerms()).length, 10);
  const days = (...times: number[]) => ({ times: Float64Array.from(times, (time) => 86_400 * time) });
  const crowd = [0, 1, 2, 3].flatMap((term) => Array.from({ length: 40 }, (_, i) => 120 * term + (i % 10)));
  assert.deepEqual([...termStarts(days(...crowd, 60, 61, 90, 200, 310))], [...days(0, 120, 240, 360).times]);
  const allTheTime = Array.from({ length: 400 }, (_, day) => day);
  for (const times of [allTheTime, [], [1, 2, Number.NaN], [0, 100, 200]])
    assert.deepEqual([...termStarts(days(...times))], []);
  assert.throws(() => splitTerms(dataset([[1, 2, 3]])), /no terms.*--split last or time/);
});

test('time: one cut for everybody, asked about a second later, so that all that is known happened before; newcomers after it are cold', () => {
  // 20 rows: the 18th is of time 18, the 16th (nine tenths of 18) of time 16.
  const { tuning, test, cold } = splitTime(
    dataset([[1, 2, 3, 4, 5, 17, 19], [6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 18], [20]]),
  );
  assert.deepEqual(byLearner(test), [
    { learner: 0, history: [0, 1, 2, 3, 4, 5], at: 19, targets: [6], seen: [0, 1, 2, 3, 4, 5] },
  ]);
  assert.deepEqual(byLearner(cold), [{ learner: 3, history: [], at: 19, targets: [0], seen: [] }]);
  assert.deepEqual(byLearner(tuning.validation), [
    { learner: 0, history: [0, 1, 2, 3, 4], at: 17, targets: [5], seen: [0, 1, 2, 3, 4] },
    { learner: 2, history: [0, 1, 2, 3, 4], at: 17, targets: [5], seen: [0, 1, 2, 3, 4] },
  ]);
  assert.equal(Math.max(...tuning.known.times), 18);
  assert.equal(Math.max(...tuning.train.times), 16);
});

test('time: where there are terms, newcomers of validation are asked about as those of the test are', () => {
  const half = 182 * 86_400;
  const inTerm = (...terms: number[]) => terms.flatMap((term) => [half * term, half * term + 1]);
  const known = Array.from({ length: 10 }, (_, learner) => inTerm(0, 1, 2, 3, ...(learner > 0 ? [] : [5])));
  const { tuning, cold } = splitTime(
    dataset([...known, ...Array(3).fill(inTerm(4)), ...Array(4).fill(inTerm(5))]),
  );
  const asked = (cases: readonly TestCase[]) =>
    byLearner(cases).map(({ learner, at, targets }) => [learner, at / half, targets.length]);
  assert.deepEqual(
    asked(tuning.newcomers ?? []),
    [10, 11, 12].map((learner) => [learner, 4, 2]),
  );
  assert.deepEqual(
    asked(cold),
    [13, 14, 15, 16].map((learner) => [learner, 5, 2]),
  );
  assert.equal(
    splitTime(
      dataset([
        [1, 2, 3, 4, 5, 6, 7, 8],
        [9, 10],
      ]),
    ).tuning.newcomers,
    undefined,
  );
});

test('time: all that a learner starts after the cut is asked for', () => {
  const early = Array.from({ length: 9 }, (_, i) => i + 1);
  const { test } = splitTime(dataset([[...early, 30, 31], [...early.map((time) => time + 0.5)]]));
  assert.deepEqual(byLearner(test)[0]?.targets, [9, 10]);
});

test('time needs times, and says what is missing', () => {
  assert.throws(
    () => splitTime(dataset([[1, 2, undefined]])),
    /1 of 3 interactions have no time.*--split last/,
  );
  assert.throws(() => splitTime(dataset([[1, 1, 1]])), /very last time/);
});

test('what cannot be split says so: nothing, one learner with one course, all the same course', () => {
  for (const split of [splitLast, splitTime]) {
    assert.throws(() => split(dataset([])), UnsplittableError);
    assert.throws(() => split(dataset([[1]])), UnsplittableError);
  }
  const same = buildDataset(
    Array.from({ length: 30 }, (_, i) => ({ learner: i % 3, course: 0, time: i })),
    3,
    1,
  );
  assert.throws(() => splitLast(same), /3 or more different courses/);
  assert.throws(() => splitTime(same), UnsplittableError);
});

test('a sample is drawn by seed', () => {
  const data = dataset(Array.from({ length: 40 }, (_, i) => [i, i + 1, i + 2]));
  const learners = (seed: number) =>
    splitLast(data, { sample: 10, seed }).test.map(({ query }) => query.learner);
  assert.equal(learners(1).length, 10);
  assert.deepEqual(learners(1), learners(1));
  assert.notDeepEqual(learners(1), learners(2));
});

test('no buffer of the tuning data or of a query holds a test row', () => {
  const data = dataset([
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    [11, 12, 13],
  ]);
  const days = { ...data, times: data.times.map((time) => 86_400 * Math.ceil(time / 2)) };
  for (const { tuning, test } of [splitLast(data), splitTime(data), splitSession(days)]) {
    assert.ok(test.length > 0);
    for (const { query } of [...tuning.validation, ...test])
      assert.ok([tuning.train, tuning.known].some(({ courses }) => courses.buffer === query.history.buffer));
    assert.equal(tuning.known.courses.buffer.byteLength, 4 * tuning.known.courses.length);
  }
});
