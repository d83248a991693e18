import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, historyOf } from '../../../src/recommender/dataset.ts';
import { meanInterval } from '../../../src/recommender/evaluation/bootstrap.ts';
import { compareModels, modelNames } from '../../../src/recommender/evaluation/compare.ts';
import { smallCollege } from '../small-college.ts';

const { dataset, courses } = smallCollege(150);
const options = { models: modelNames, minHistory: 3, sample: 1000, seconds: () => 0 };

test('every model is measured on the same learners, and what ships beats popularity', () => {
  const figures = [...compareModels(dataset, courses, options)];
  assert.deepEqual(
    figures.map(({ name }) => name),
    modelNames,
  );
  assert.equal(new Set(figures.map(({ ndcgs }) => ndcgs.length)).size, 1);
  const ndcg = (name: string) => figures.find((figure) => figure.name === name)?.ndcg_at_10 as number;
  assert.ok(ndcg('hybrid') > ndcg('popularity') && ndcg('hybrid') > ndcg('random'));
  for (const { ci95, ndcg_at_10: mean, coverage_at_10: coverage } of figures) {
    assert.ok(ci95[0] <= mean && mean <= ci95[1]);
    assert.ok(coverage > 0 && coverage <= 1);
  }
});

test('the held-out courses cannot leak: with others in their place, every model ranks the rest the same', () => {
  // The last course of everybody is replaced by one that nobody has; what is fitted may not differ by a bit.
  const changed = { ...dataset, courses: dataset.courses.slice() };
  const unseen = courses.length;
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    if (historyOf(dataset, learner).length >= 3)
      changed.courses[(dataset.offsets[learner + 1] as number) - 1] = unseen;
  const wider = (base: typeof dataset) => ({ ...base, courseCount: courses.length + 1 });
  const text = { title: 'New', description: '', categories: [] };
  const placesOf = (base: typeof dataset) =>
    [...compareModels(wider(base), [...courses, text], options)].map(({ name, popularity_rank: place }) => [
      name,
      place,
    ]);
  assert.deepEqual(placesOf(changed), placesOf(dataset));
});

test('learners with a shorter history than asked for are not tested', () => {
  const lengths = Array.from(
    { length: dataset.learnerCount },
    (_, learner) => historyOf(dataset, learner).length,
  );
  const [figures] = compareModels(dataset, courses, { ...options, models: ['popularity'], minHistory: 7 });
  assert.equal(figures?.ndcgs.length, lengths.filter((length) => length >= 7).length);
});

test('an interval holds the mean, narrows with the number of learners, and is a point for one', () => {
  const wave = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0 : 1));
  const [low, high] = meanInterval(wave(100));
  assert.ok(low > 0.35 && low < 0.5 && high > 0.5 && high < 0.65);
  const [lower, upper] = meanInterval(wave(10_000));
  assert.ok(upper - lower < (high - low) / 5);
  assert.deepEqual(meanInterval([0.3]), [0.3, 0.3]);
});

test('with nothing to test every figure is a number', () => {
  const short = buildDataset([{ learner: 0, course: 0 }], 1, 2);
  const [figures] = compareModels(short, courses.slice(0, 2), { ...options, models: ['popularity'] });
  assert.equal(figures?.ndcg_at_10, 0);
  assert.equal(figures?.popularity_rank, 0);
});
