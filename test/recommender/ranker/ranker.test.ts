import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { featureCount } from '../../../src/recommender/ranker/features.ts';
import { Ranker } from '../../../src/recommender/ranker/ranker.ts';
import { learntLength, rankerWeights } from '../../../src/recommender/ranker/ranker-weights.ts';

const random = createRandom(5);
const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
const randomRanker = () =>
  new Ranker({
    mean: normals(featureCount),
    scale: new Float32Array(featureCount).fill(1),
    ...rankerWeights([normals(learntLength)]),
    calibration: Float32Array.of(1, 1, 0),
  });
/** @param features courses × featureCount */
function scoresOf(ranker: Ranker, features: Float32Array): number[] {
  const scores = new Float32Array(features.length / featureCount);
  ranker.score(features, scores);
  return [...scores];
}

test('a course has the same score alone as among others, whoever was asked before, whatever about', () => {
  const [ranker, other] = [randomRanker(), randomRanker()];
  // More than are scored at a time.
  const features = normals(700 * featureCount);
  const scores = scoresOf(ranker, features);
  for (const course of [0, 1, 511, 512, 699]) {
    const own = features.slice(course * featureCount, (course + 1) * featureCount);
    scoresOf(other, new Float32Array(600 * featureCount).fill(Number.NaN));
    assert.deepEqual(scoresOf(ranker, own), [scores[course]]);
  }
  assert.notEqual(scoresOf(other, features)[0], scores[0]);
});
