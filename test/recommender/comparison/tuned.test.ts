import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tuned } from '../../../src/recommender/comparison/compared-model.ts';
import type { Dataset } from '../../../src/recommender/data/dataset.ts';
import { splitLast } from '../../../src/recommender/data/split-last.ts';
import { smallCollege } from '../small-college.ts';

const { dataset, courses } = smallCollege(50);
const { tuning } = splitLast(dataset);

/** A model whose NDCG is the higher the nearer its options are to (4, 0.5): noise drowns the truth elsewhere. */
function counting(fits: { dataset: Dataset; width: number }[]) {
  return tuned(() => ({
    fitted: { width: [1, 2, 4, 8, 16] },
    scored: { sharpness: [0.1, 0.5, 0.9] },
    fit: (on, { width }) => {
      fits.push({ dataset: on, width });
      return ({ sharpness }) => ({
        score: ({ learner }, out) => {
          const distance = Math.abs(Math.log2(width) - 2) + 10 * Math.abs(sharpness - 0.5);
          const target = tuning.validation.find(({ query }) => query.learner === learner)!.targets[0]!;
          for (let course = 0; course < out.length; course++)
            out[course] = course === target ? 0 : course < 2 * distance ? 1 : -1;
        },
      });
    },
  }));
}

test('the options are those that are best on validation, and the last fit is on all that is known', async () => {
  const fits: { dataset: Dataset; width: number }[] = [];
  const { tuned: chosen } = await counting(fits)(tuning, courses, { seed: 1 });
  assert.deepEqual(chosen, { width: 4, sharpness: 0.5 });
  assert.deepEqual(fits.at(-1), { dataset: tuning.known, width: 4 });
  assert.ok(fits.slice(0, -1).every(({ dataset: on }) => on === tuning.train));
  // Up from 1 until it gets worse; scoring options cost no fit.
  assert.deepEqual(
    fits.map(({ width }) => width),
    [1, 2, 4, 8, 4],
  );
});

test('without validation the first values stand', async () => {
  const { tuned: chosen } = await counting([])({ ...tuning, validation: [] }, courses, { seed: 1 });
  assert.deepEqual(chosen, { width: 1, sharpness: 0.1 });
});

test('progress never leaves 0…1', async () => {
  const shares: number[] = [];
  await counting([])(tuning, courses, { seed: 1, onProgress: (share) => shares.push(share) });
  assert.ok(shares.length >= 5 && shares.every((share) => share >= 0 && share <= 1), `${shares}`);
});
