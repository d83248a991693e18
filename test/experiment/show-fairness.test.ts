import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fairnessLines } from '../../src/experiment/show-fairness.ts';
import type { FairnessFigures } from '../../src/recommender/evaluation/fairness/fairness-figures.ts';

function figures(name: string): FairnessFigures {
  const group = { learners: 4, ndcg_at_10: 0.25, ci95: [0.1, 0.4] as [number, number] };
  const exposure = { head: 0.5, middle: 0.375, tail: 0.125, gini: 0.4 };
  const point = { ...exposure, ndcg_at_10: 0.25, never_shown: 0.1 };
  return {
    name,
    exposure,
    asked_for: { head: 0.75, middle: 0.25, tail: 0 },
    never_shown: { courses: 3, share: 0.1, enrolments: 0.004, titles: [] },
    categories: [
      { category: `Law${' and everything near it'.repeat(5)}`, exposure: 0.2, enrolments: 0.5 },
      { category: 'Art', exposure: 0.6, enrolments: 0.3 },
      { category: 'Music', exposure: 0.2, enrolments: 0.2 },
    ],
    by_history: [
      { from: 1, to: 1, ...group },
      { from: 2, to: 3, ...group },
      { from: 16, to: null, ...group },
    ],
    by_popularity: [
      { third: 'head', ...group },
      { third: 'middle', ...group },
      { third: 'tail', ...group, learners: 0, ndcg_at_10: 0 },
    ],
    evened: [
      { power: 0, ...point, difference_ci95: [0, 0] },
      { power: 0.5, ...point, difference_ci95: [-0.02, 0.01] },
    ],
  };
}

test('every model is in the tables of exposure and groups; the rest is about what ships', () => {
  const lines = fairnessLines(['hybrid', 'popularity'].map(figures));
  const printed = lines.join('\n');
  for (const line of lines) assert.ok(line.length <= 100, line);
  assert.match(printed, /^asked for +75 % +25 % +0 %$/m);
  for (const name of ['hybrid', 'popularity']) {
    assert.match(printed, new RegExp(`^${name} +50 % +38 % +13 % +0\\.40 +3 \\(10 %\\) +0\\.4 %$`, 'm'));
    assert.match(printed, new RegExp(`^${name} +0\\.250 +0\\.250 +– +0\\.250 +0\\.250 +0\\.250$`, 'm'));
  }
  assert.match(printed, /^NDCG@10 +head +middle +tail +1 +2–3 +16\+$/m);
  assert.match(printed, /Categories that hybrid shows/);
  assert.match(printed, /^Art +60\.0 % +30\.0 %\nLaw and [^\n]*… +20\.0 % +50\.0 %$/m);
  assert.doesNotMatch(printed, /^Music/m);
  assert.match(printed, /^0\.5 +0\.2500 +−0\.0200 to \+0\.0100 +50 %/m);
});

test('without categories and without powers there is nothing about either', () => {
  const printed = fairnessLines([{ ...figures('ease'), categories: [], evened: [] }]).join('\n');
  assert.doesNotMatch(printed, /Categories|evening/);
  assert.match(printed, /^ease /m);
  assert.deepEqual(fairnessLines([]), []);
});
