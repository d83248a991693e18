import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, type Interaction } from '../../../src/recommender/data/dataset.ts';
import { StoredReader } from '../../../src/recommender/scorer-kit/stored-scorer.ts';
import { fitSeason, season } from '../../../src/recommender/scorers/season.ts';

const courseCount = 4;
const seconds = (date: string) => Date.parse(date) / 1000;

/** Courses with the dates on which somebody took each. */
function seasonOf(...taken: (readonly [course: number, date: string])[]) {
  const interactions: Interaction[] = taken.map(([course, date], learner) => ({
    ...{ learner, course, time: date === '' ? undefined : seconds(date) },
  }));
  const dataset = buildDataset(interactions, taken.length, courseCount);
  return fitSeason(dataset, { halfLifeYears: 2, weeks: 3 });
}

function scores(fitted: ReturnType<typeof seasonOf>, date: string): number[] {
  const out = new Float32Array(courseCount);
  fitted.score({ history: Int32Array.of(), at: date === '' ? Number.NaN : seconds(date) }, out);
  return Array.from(out, (score) => Math.round(score * 100) / 100);
}

const spring = seasonOf([0, '2020-03-02'], [1, '2020-09-01'], [0, '2021-03-01'], [2, '2022-03-07']);

test('what was taken at this time of earlier years, its share of all of it; 1 is the average course', () => {
  assert.deepEqual(scores(spring, '2021-09-03'), [0, courseCount, 0, 0]);
  const [first, , third] = scores(spring, '2023-03-06');
  assert.ok(first! > 0 && third! > 0.7 * first!, 'a course of last year counts more than one of years ago');
  assert.equal(Math.round(first! + third!), courseCount);
});

test('what is taken at the moment or later counts for nothing', () => {
  const later = seasonOf([0, '2020-03-02'], [1, '2021-03-01'], [2, '2022-03-07']);
  const sooner = seasonOf([0, '2020-03-02']);
  for (const date of ['2021-03-01', '2021-02-20', '2020-03-02'])
    assert.deepEqual(scores(later, date), scores(sooner, date));
});

test('where nothing is known of the season, of the moment or of times, all courses are average', () => {
  for (const date of ['2020-06-01', '2021-06-15', '']) assert.deepEqual(scores(spring, date), [1, 1, 1, 1]);
  const timeless = seasonOf([0, ''], [1, '']);
  assert.deepEqual(scores(timeless, '2023-03-06'), [1, 1, 1, 1]);
  assert.equal(timeless.bestForAll({ history: Int32Array.of(), at: seconds('2023-03-06') }).length, 0);
});

test('asked about a course alone, and after it was stored, it says the same', () => {
  const { arrays, values } = season.store(spring);
  const stored = new StoredReader('season', { arrays, values });
  const restored = season.restore(stored, { courseCount, scorers: undefined as never });
  const out = new Float64Array(2);
  spring.scoreWithout({ history: Int32Array.of(3), at: seconds('2023-03-06') }, 2, [0], out);
  const expected = scores(spring, '2023-03-06');
  assert.deepEqual(
    Array.from(out, (score) => Math.round(score * 100) / 100),
    [expected[2], expected[2]],
  );
  assert.deepEqual(scores(restored, '2023-03-06'), expected);
  assert.deepEqual([...restored.bestForAll({ history: Int32Array.of(), at: seconds('2023-03-06') })], [0, 2]);
});
