import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tensor } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { queryNow } from '../../../src/recommender/data/scorer.ts';
import { Gmf } from '../../../src/recommender/scorers/gmf/gmf.ts';
import { historyLimit, historyShares } from '../../../src/recommender/scorers/gmf/learner-embedding.ts';
import { layersModel } from '../../../src/recommender/tensorflow/layers-model.ts';
import { tf } from './tensorflow.ts';

test('more courses than are looked at: the Keras model scores what the network scores', async () => {
  const courses = historyLimit + 13;
  const random = createRandom(2);
  const normals = (length: number) => Float32Array.from({ length }, () => 0.3 * random.normal());
  const parameters = {
    history: normals(courses * 16),
    candidates: normals(courses * 16),
    bias: normals(courses),
  };
  const gmf = new Gmf(parameters, { halfLife: 4, normalisation: 0.5 });
  const loaded = await loadLayersModel(tf.io.fromMemory(layersModel(gmf)));

  const history = Array.from({ length: historyLimit + 5 }, (_, i) => (i * 2) % courses);
  const recent = history.slice(-historyLimit);
  const shares = new Float32Array(historyLimit);
  historyShares(recent.length, gmf.embedding, shares);
  const input = new Float32Array(courses);
  for (const [i, course] of recent.entries()) input[course] = shares[i]!;
  const scores = (loaded.predict(tf.tensor2d(input, [1, courses])) as Tensor).dataSync();

  const expected = new Float32Array(courses);
  gmf.score(queryNow(history), expected);
  for (const [course, score] of expected.entries())
    assert.ok(Math.abs(scores[course]! - score) < 1e-5, `${course}: ${scores[course]}, ${score}`);
});
