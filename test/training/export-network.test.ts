import assert from 'node:assert/strict';
import { test } from 'node:test';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { queryNow } from '../../src/recommender/data/scorer.ts';
import { fit } from '../../src/recommender/fit.ts';
import { gmf } from '../../src/recommender/scorers/gmf-scorer.ts';
import { servingModel } from '../../src/trained-models/stored-model.ts';
import { type ExportedNetwork, exportNetwork } from '../../src/training/export-network.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';

const { dataset, courses } = smallCollege();
const { recommender } = finish(fit(dataset, courses, { epochs: 4 }));
const sections = courses.map((_, row) => [`course-${row}`] as const);
const { files, input } = exportNetwork(servingModel(recommender, sections)) as ExportedNetwork;

/** As somebody would who knows the files and the rule in them alone. */
function inputOf(taken: readonly string[]): number[] {
  const rows = JSON.parse(String(files['courses.json'])) as string[][];
  const recent = taken.slice(-input.mostRecent);
  const weights = recent.map((_, i) => 0.5 ** ((recent.length - 1 - i) / input.halfLife));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = new Map(recent.map((key, i) => [key, weights[i]! / total ** input.normalisation]));
  return rows.map(([key = '']) => shares.get(key) ?? 0);
}

test('loadLayersModel reads the files, and scores what the network scores', async () => {
  const { weightsManifest, ...model } = JSON.parse(String(files['model.json']));
  const [{ paths, weights }] = weightsManifest;
  assert.deepEqual(paths, ['weights.bin']);
  const weightData = Uint8Array.from(files['weights.bin'] as Uint8Array).buffer;
  const loaded = await loadLayersModel(tf.io.fromMemory({ ...model, weightSpecs: weights, weightData }));
  const expected = new Float32Array(courses.length);
  for (const history of [[], [3], [1, 4, 6], [12, 10, 19, 11], [...courses.keys()].reverse()]) {
    recommender.parts.scorers.get(gmf).score(queryNow(history), expected);
    const shares = tf.tensor2d([inputOf(history.map((row) => sections[row]![0]))]);
    const scores = (loaded.predict(shares) as tf.Tensor).dataSync();
    for (const [course, score] of expected.entries())
      assert.ok(
        Math.abs(scores[course]! - score) < 1e-5,
        `${history}: ${course}: ${scores[course]}, ${score}`,
      );
  }
});

test('a model without the network has nothing to export', () => {
  const without = finish(fit(dataset, courses, { epochs: 1, without: ['network', 'attention'] }));
  assert.equal(exportNetwork(servingModel(without.recommender, sections)), undefined);
});
