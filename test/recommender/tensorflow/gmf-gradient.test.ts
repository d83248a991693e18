import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { buildDataset, type Dataset } from '../../../src/recommender/data/dataset.ts';
import { logPopularity } from '../../../src/recommender/data/popularity-counts.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import type { GmfParameters } from '../../../src/recommender/scorers/gmf/gmf.ts';
import { gmfTrainingDefaults, trainGmf } from '../../../src/recommender/scorers/gmf/gmf-training.ts';
import { type LossName, losses } from '../../../src/recommender/scorers/gmf/loss-names.ts';
import { gmfLoss, gmfTensors } from '../../../src/recommender/tensorflow/gmf-loss.ts';
import { NextCourses, type NextCoursesBatch } from '../../../src/recommender/tensorflow/next-courses.ts';
import { tf } from './tensorflow.ts';

const courseCount = 13;
const names = ['history', 'candidates', 'bias'] as const;
const firstSquare = 0.1;
/** There is only one step, so it may be long: then little of it is lost to rounding. */
const options = { ...gmfTrainingDefaults, learningRate: 1, l2: 0, historyDropout: 0, batch: 64 };

function datasetOf(histories: readonly (readonly number[])[]): Dataset {
  const interactions = histories.flatMap((history, learner) =>
    history.map((course) => ({ learner, course })),
  );
  return buildDataset(interactions, histories.length, courseCount);
}

function startOf(dataset: Dataset): GmfParameters {
  const random = createRandom(5);
  const table = Float32Array.from({ length: courseCount * 16 }, () => 0.5 * random.normal());
  return { history: table, candidates: table, bias: logPopularity(dataset) };
}

/** The parameters after the first step of the engine that is written by hand. */
function stepped(dataset: Dataset, changes: Partial<typeof options>): GmfParameters {
  const training = trainGmf(dataset, startOf(dataset).history, { ...options, ...changes });
  const { parameters } = training.next().value.model.copy();
  training.return(undefined as never);
  return parameters;
}

/** The gradient that a first step of Adagrad was made of: Δ = −rate · g / √(0.1 + g²), solved for g. */
function gradientOf(before: number, after: number): number {
  const step = (before - after) / options.learningRate;
  return (step * Math.sqrt(firstSquare)) / Math.sqrt(1 - step ** 2);
}

/** The same by automatic differentiation of the loss. */
function automatic(
  parameters: GmfParameters,
  batch: NextCoursesBatch,
  loss: LossName = 'softmax',
): GmfParameters {
  const { history, candidates, bias } = gmfTensors(tf, parameters);
  const lossOf = (...[h, c, b]: Tensor2D[]) =>
    gmfLoss(tf, { history: h!, candidates: c!, bias: b! }, batch, loss);
  const gradients = tf.grads(lossOf as Parameters<typeof tf.grads>[0])([history, candidates, bias]);
  const [h, c, b] = gradients.map((gradient) => gradient.dataSync() as Float32Array);
  return { history: h!, candidates: c!, bias: b! };
}

function assertGradient(dataset: Dataset, changes: Partial<typeof options>): void {
  const before = startOf(dataset);
  const after = stepped(dataset, changes);
  const [batch] = new NextCourses(dataset, { ...options, ...changes }).epoch();
  const expected = automatic(before, batch!, changes.loss);
  for (const name of names) {
    assert.ok(expected[name].some((value) => Math.abs(value) > 0.01));
    for (const [i, value] of expected[name].entries()) {
      const own = gradientOf(before[name][i]!, after[name][i]!);
      assert.ok(Math.abs(own - value) < 1e-4, `${name} ${i}: ${own}, automatic ${value}`);
    }
  }
}

for (const loss of losses) {
  for (const seed of [1, 2, 3, 4])
    test(`one example (${loss}, seed ${seed}): the gradient is that of automatic differentiation`, () => {
      assertGradient(datasetOf([[4, 0, 9, 2, 7, 11]]), { loss, scores: 1, seed });
    });

  test(`a batch of learners whose histories are disjoint (${loss}): the gradient is that of automatic differentiation`, () => {
    // Of two courses each: one example a learner, so that no row of the history table takes two steps.
    const histories = Array.from({ length: 11 }, (_, i) => [i, (i * 5 + 3) % courseCount]);
    assertGradient(datasetOf(histories), { loss });
  });
}

test('a row of the history table takes a step of Adagrad for each example it counts in', () => {
  const dataset = datasetOf([
    [0, 1, 2, 3],
    [2, 0, 5],
    [8, 2, 1],
  ]);
  const before = startOf(dataset);
  const expected = before.history.slice();
  const squares = expected.map(() => firstSquare);
  // In batches of one, which come in the same order as in one batch.
  for (const example of new NextCourses(dataset, { ...options, batch: 1 }).epoch())
    for (const [i, gradient] of automatic(before, example).history.entries()) {
      squares[i]! += gradient ** 2;
      expected[i]! -= (options.learningRate * gradient) / Math.sqrt(squares[i]!);
    }
  for (const [i, value] of stepped(dataset, {}).history.entries())
    assert.ok(Math.abs(value - expected[i]!) < 1e-4, `${i}: ${value}, ${expected[i]}`);
});
