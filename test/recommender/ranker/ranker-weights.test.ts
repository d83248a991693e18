import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { featureCount } from '../../../src/recommender/ranker/features.ts';
import { mostTrainings, Ranker } from '../../../src/recommender/ranker/ranker.ts';
import { learntLength, rankerWeights } from '../../../src/recommender/ranker/ranker-weights.ts';

const courses = 7;

test('a ranker of several trainings says the mean of what each of them says', () => {
  const random = createRandom(3);
  const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
  const features = normals(courses * featureCount);
  const scoresOf = (trainings: readonly Float32Array[]) => {
    const ranker = new Ranker({
      mean: new Float32Array(featureCount),
      scale: new Float32Array(featureCount).fill(1),
      ...rankerWeights(trainings),
      calibration: Float32Array.of(1, 1, 0),
    });
    const scores = new Float32Array(courses);
    ranker.score(features, scores);
    return scores;
  };
  for (let count = 1; count <= mostTrainings; count++) {
    const trainings = Array.from({ length: count }, () => normals(learntLength));
    const alone = trainings.map((training) => scoresOf([training]));
    for (const [course, score] of scoresOf(trainings).entries()) {
      const mean = alone.reduce((sum, scores) => sum + scores[course]!, 0) / count;
      assert.ok(Math.abs(score - mean) < 1e-3 * (1 + Math.abs(mean)), `${score}, mean ${mean}`);
    }
  }
  const tooMany = Array.from({ length: mostTrainings + 1 }, () => normals(learntLength));
  assert.throws(() => scoresOf(tooMany), RangeError);
});
