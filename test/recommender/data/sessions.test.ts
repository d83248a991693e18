import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, DatasetBuilder, withoutLast } from '../../../src/recommender/data/dataset.ts';
import { newcomerCases } from '../../../src/recommender/data/newcomer-cases.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { sessionNumbers, statedTerm } from '../../../src/recommender/data/sessions.ts';
import { sessionsOfSeveral, shuffleSessions } from '../../../src/recommender/scorers/gmf/next-course-rows.ts';

const day = 86_400;

/** Learners who take courses 0, 1, … on these days. */
function takenOn(...learners: (readonly number[])[]) {
  const taken = learners.flatMap((days, learner) =>
    days.map((at, course) => ({ learner, course, time: at * day })),
  );
  return buildDataset(taken, learners.length, 10);
}

test('what is taken on one day is a session; without times every course is one', () => {
  assert.deepEqual([...sessionNumbers(takenOn([0, 0.5, 3, 3.9, 4], [0]))], [0, 0, 1, 1, 2, 0]);
  assert.deepEqual([...sessionNumbers(takenOn([Number.NaN, Number.NaN]))], [0, 1]);
});

test('where the data has terms, a term is a session, however many days it takes to enrol', () => {
  const dataset = takenOn([0, 2, 5, 181, 184], [180, 185, 362], [360, 365, 541], [540, 546]);
  assert.deepEqual([...sessionNumbers(dataset)], [0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
});

test('terms that the institution states come before what the times show', () => {
  const [autumn, spring] = [100 * day, 260 * day];
  const builder = new DatasetBuilder();
  // Two months of enrolling for autumn, the last day of which is one of enrolling for spring; then a course that states nothing.
  const taken = [
    ...[[40, autumn] as const, [70, autumn + 7 * day] as const, [100, autumn] as const],
    ...[[100.2, spring] as const, [200, spring] as const, [200.5, Number.NaN] as const],
    [230, Number.NaN] as const,
  ];
  for (const [course, [at, term]] of taken.entries()) builder.add(0, course, at * day, term);
  const dataset = builder.build(1, taken.length);
  assert.deepEqual([...sessionNumbers(dataset)], [0, 0, 0, 1, 1, 1, 2]);
  assert.deepEqual([...sessionNumbers({ ...dataset, statedTerms: undefined })], [0, 1, 2, 2, 3, 3, 4]);
  assert.deepEqual([...sessionNumbers(withoutLast(dataset, 3, 1))], [0, 0, 0, 1]);
  assert.equal(takenOn([1]).statedTerms, undefined);
});

test('a term that begins long before or after somebody enrols says nothing of when the course is taken', () => {
  assert.equal(statedTerm(100 * day, 40 * day), 100 * day);
  for (const [begins, at] of [
    [100, 400],
    [400, 100],
    [Number.NaN, 100],
  ] as const)
    assert.ok(Number.isNaN(statedTerm(begins * day, at * day)));
});

test('the courses of a session are put in another order, and stay in it', () => {
  const dataset = takenOn([0, 1, 1, 1, 1, 1, 1, 7], [2, 2]);
  const sessions = sessionsOfSeveral(dataset);
  assert.deepEqual(sessions, [
    [1, 7],
    [8, 10],
  ]);
  const courses = dataset.courses.slice();
  shuffleSessions(courses, sessions, createRandom(1));
  assert.notDeepEqual(courses, dataset.courses);
  assert.deepEqual([courses[0], courses[7]], [0, 7]);
  assert.deepEqual([...courses.slice(1, 7)].sort(), [1, 2, 3, 4, 5, 6]);
});

test('a newcomer’s question: everything of the first day, at its moment; without times the first course', () => {
  const cases = newcomerCases(takenOn([5, 5.2, 9], [Number.NaN, Number.NaN], []));
  const plain = cases.map(({ query: { learner, history, at }, targets, seen }) => [
    ...[learner, history.length, at, [...targets], seen.length],
  ]);
  assert.deepEqual(plain.sort(), [
    [0, 0, 5 * day, [0, 1], 0],
    [1, 0, Number.NaN, [0], 0],
  ]);
});
