import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coordinateSearch } from '../../../src/recommender/tuning/coordinate-search.ts';

const grid = { bold: [1, 2, 3], shy: [1, 2, 3] } as const;
const start = { bold: 1, shy: 1 };
const cases = 100;

/** Scores whose mean rises by `gain` with each step, and in which every other case goes up by `swing` and the next down. */
function scoresOf(gain: number, swing: number) {
  return ({ bold, shy }: Readonly<Record<'bold' | 'shy', number>>) =>
    Float64Array.from({ length: cases }, (_, i) => {
      const steps = bold - 1 + shy - 1;
      return steps * (gain + (i % 2 === 0 ? swing : -swing));
    });
}

test('an option is moved for as long as the mean rises', () => {
  const { options } = coordinateSearch(grid, start, scoresOf(0.01, 0));
  assert.deepEqual(options, { bold: 3, shy: 3 });
});

test('a cautious option is moved only by a gain above its standard error', () => {
  // The standard error of the gain of a step is swing / √cases.
  const below = coordinateSearch(grid, start, scoresOf(0.01, 0.2), ['shy']);
  assert.deepEqual(below.options, { bold: 3, shy: 1 });
  const above = coordinateSearch(grid, start, scoresOf(0.01, 0.05), ['shy']);
  assert.deepEqual(above.options, { bold: 3, shy: 3 });
});

test('the scores are those of the options that were chosen', () => {
  const judge = scoresOf(0.01, 0.2);
  const { options, scores } = coordinateSearch(grid, start, judge, ['shy']);
  assert.deepEqual(scores, judge(options));
});
