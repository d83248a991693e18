import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ablate } from '../../src/experiment/ablation/ablation.ts';
import { learningCurves } from '../../src/experiment/ablation/learning-curves.ts';
import { splitLast } from '../../src/recommender/data/split-last.ts';
import { smallCollege } from '../recommender/small-college.ts';

const { dataset, courses } = smallCollege(60);
const shares: number[] = [];
const task = {
  ...{ split: splitLast(dataset), courses, seed: 1, threads: 1 },
  onProgress: (share: number) => shares.push(share),
};
const ablation = ablate(task);

test('the first row of each table is what ships, the others are compared with it', () => {
  for (const [first, ...others] of [ablation.networks, ablation.scorers]) {
    assert.equal(first?.difference, null);
    for (const { difference, difference_ci95: interval, ndcg_at_10: ndcg } of others) {
      assert.ok(Math.abs(ndcg - first!.ndcg_at_10 - difference!) < 1e-12);
      assert.ok(interval![0] <= difference! + 1e-12 && difference! <= interval![1] + 1e-12);
    }
  }
  assert.deepEqual(ablation.scorers[0]?.name, 'hybrid');
});

test('what scorers are worth is seen: the hybrid finds far more than popularity alone', () => {
  const of = (name: string) => ablation.scorers.find((row) => row.name === name)!.ndcg_at_10;
  assert.ok(of('hybrid') > 2 * of('popularity alone'));
});

test('progress goes from 0 up to 1', () => {
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  assert.ok(shares[0]! >= 0 && shares.at(-1)! <= 1);
});

test('a picture has a line and a name for each curve, and says what it shows', () => {
  const picture = learningCurves('By epoch <1>', ablation.curves, 'validation');
  assert.equal(picture.match(/<polyline /g)?.length, ablation.curves.length);
  for (const { name } of ablation.curves) assert.ok(picture.includes(`>${name}</text>`), name);
  assert.ok(picture.includes('<title id="title">By epoch &lt;1></title>'));
  assert.ok(!picture.includes('NaN'));
});
