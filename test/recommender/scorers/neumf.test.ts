import assert from 'node:assert/strict';
import { test } from 'node:test';
import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { PlainKernels } from '../../../scripts/benchmark/trainers/plain-kernels.ts';
import { denseTensors, neumfLoss } from '../../../scripts/benchmark/trainers/tensorflow-neumf.ts';
import { buildDataset, type Dataset } from '../../../src/recommender/data/dataset.ts';
import { DivergedError } from '../../../src/recommender/data/errors.ts';
import { popularityCounts } from '../../../src/recommender/data/popularity-counts.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { queryNow } from '../../../src/recommender/data/scorer.ts';
import { splitLast } from '../../../src/recommender/data/split-last.ts';
import { meanNdcg } from '../../../src/recommender/evaluation/evaluate.ts';
import { allocateMemory } from '../../../src/recommender/kernels/kernels.ts';
import { ConstantScores } from '../../../src/recommender/scorer-kit/constant-scores.ts';
import { historyLimit } from '../../../src/recommender/scorers/gmf/learner-embedding.ts';
import type { LossName } from '../../../src/recommender/scorers/gmf/loss-names.ts';
import { type NeuMf, NeuMfScorer } from '../../../src/recommender/scorers/neumf/neumf.ts';
import { denseSize, denseViews } from '../../../src/recommender/scorers/neumf/neumf-parameters.ts';
import {
  type NeuMfSizes,
  NeuMfStep,
  type NeuMfStepData,
  neumfArrays,
  parts,
  phases,
} from '../../../src/recommender/scorers/neumf/neumf-step.ts';
import {
  type NeuMfEpoch,
  type NeuMfOptions,
  neumfDefaults,
  trainNeuMf,
} from '../../../src/recommender/scorers/neumf/neumf-training.ts';
import { smallCollege } from '../small-college.ts';

const { dataset, courses } = smallCollege();

/** The model after some epochs, and the loss of the last. */
function trained(
  data: Dataset,
  changes: Partial<NeuMfOptions>,
  epochs: number,
): { model: NeuMf; loss: number } {
  for (const { epoch, model, loss } of trainNeuMf(data, { ...neumfDefaults, ...changes }))
    if (epoch === epochs) return { model: model.copy(), loss };
  throw new Error('Training is endless.');
}

for (const learner of ['table', 'history'] as const)
  for (const loss of ['bce', 'focal', 'softmax'] as const)
    test(`${loss} with learners from ${learner}: gradients are those of automatic differentiation`, () =>
      compareWithAutodiff(learner, loss));

/** A step before its first batch: three learners of three courses, everything random, histories not all empty. */
function filledStep(learner: 'table' | 'history', loss: LossName) {
  const sizes: NeuMfSizes = {
    ...{ learner, learnerCount: 3, courseCount: 5, interactions: 9 },
    ...{ groups: 8, negatives: 3 },
  };
  const options = {
    loss,
    focusing: 2,
    negativeShare: 4 / 3,
    learningRate: 0.1,
    l2: 0.01,
    dropout: 0.3,
    seed: 4,
  };
  const memory = allocateMemory((allocator) => neumfArrays(allocator, sizes));
  const step = new NeuMfStep({ memory, sizes, ...options });
  const { arrays } = step;
  const random = createRandom(9);
  for (const values of Object.values(arrays.parameters))
    for (let i = 0; i < values.length; i++) values[i] = 0.4 * random.normal();
  for (const values of Object.values(arrays.squares)) values.fill(0.1);
  step.transposeLayers();
  arrays.taken.set([0, 1, 2, 3, 2, 1, 4, 0, 3]);
  arrays.sorted.set([0, 1, 2, 1, 2, 3, 0, 3, 4]);
  for (let group = 0; group < sizes.groups; group++) {
    const owner = group % 3;
    arrays.owners[group] = owner;
    arrays.starts[group] = 3 * owner;
    arrays.ends[group] = 3 * owner + 3;
    arrays.positives[group] = 3 * owner + ((group + 1) % 3);
    for (let i = 0; i < 3; i++) arrays.shares[group * historyLimit + i] = 0.5 + 0.25 * i;
  }
  arrays.batch.set([sizes.groups, 1]);
  return { step, arrays, sizes, options };
}

function compareWithAutodiff(learner: 'table' | 'history', loss: LossName): void {
  const { step, arrays, sizes, options } = filledStep(learner, loss);
  for (let part = 0; part < parts; part++) step.run(phases.gradients, part);
  const { groups, negatives } = sizes;
  const size = 1 + negatives;
  const dense = denseTensors(denseViews(arrays.parameters.dense));
  const names = Object.keys(dense) as (keyof typeof dense)[];
  const constants = {
    masks: tf.tensor2d(arrays.masks, [groups, 32]),
    weights: tf.tensor2d(arrays.weights, [groups, size]),
  };
  const expected = tf
    .grads((learners, courses, bias, ...tensors) =>
      neumfLoss(
        {
          ...constants,
          learners: learners as tf.Tensor2D,
          courses: courses as tf.Tensor2D,
          bias: bias as tf.Tensor1D,
          dense: Object.fromEntries(names.map((name, i) => [name, tensors[i]!])) as typeof dense,
        },
        loss,
        options.focusing,
        options.negativeShare,
      ),
    )([
      tf.tensor2d(arrays.learners, [groups, 16]),
      tf.tensor2d(arrays.courses, [groups * size, 16]),
      tf.tensor1d(Array.from(arrays.rows, (row) => arrays.parameters.bias[row]!)),
      ...names.map((name) => dense[name]),
    ])
    .map((gradient) => gradient.dataSync());
  const summed = new Float32Array(denseSize);
  for (const [i, value] of arrays.denseGradients.entries()) summed[i % denseSize]! += value;
  const own = [arrays.learnerGradients, arrays.courseGradients, arrays.errors, summed];
  const all = [...expected.slice(0, 3), expected.slice(3).flatMap((values) => [...values])];
  for (const [i, values] of own.entries()) {
    assert.equal(values.length, all[i]!.length);
    for (const [at, value] of values.entries())
      assert.ok(Math.abs(value - all[i]![at]!) < 1e-4, `${i}, ${at}: ${value}, ${all[i]![at]}`);
  }
}

for (const learner of ['table', 'history'] as const)
  test(`learners from ${learner}: the step of every row is Adagrad’s, use after use`, () => {
    const { step, arrays, sizes, options } = filledStep(learner, 'bce');
    const { learningRate, l2 } = options;
    for (let part = 0; part < parts; part++) step.run(phases.gradients, part);
    const expected = arrays.parameters.learners.slice();
    const squares = arrays.squares.learners.slice();
    for (let group = 0; group < sizes.groups; group++) {
      const start = arrays.starts[group]!;
      const uses =
        learner === 'table'
          ? [[arrays.owners[group]!, 1] as const]
          : Array.from(
              arrays.taken.subarray(start, arrays.positives[group]),
              (row, i) => [row, arrays.shares[group * historyLimit + i]!] as const,
            );
      for (const [row, share] of uses)
        for (let k = row * 16; k < row * 16 + 16; k++) {
          const gradient = share * arrays.learnerGradients[group * 16 + (k % 16)]! + l2 * expected[k]!;
          squares[k]! += gradient ** 2;
          expected[k]! -= (learningRate * gradient) / Math.sqrt(squares[k]!);
        }
    }
    for (let part = 0; part < parts; part++) step.run(phases.update, part);
    for (const [i, value] of arrays.parameters.learners.entries())
      assert.ok(Math.abs(value - expected[i]!) < 1e-5, `${i}: ${value}, ${expected[i]}`);
  });

test('a step goes against the gradient: the loss falls', () => {
  const losses = [1, 5].map((epochs) => trained(dataset, {}, epochs).loss);
  assert.ok(losses[1]! < 0.9 * losses[0]!, `${losses}`);
});

test('one thread or three: the same model, bit for bit', () => {
  for (const learner of ['table', 'history'] as const) {
    const changes = { learner, dropout: 0.2, historyDropout: 0.2 };
    const [one, three] = [1, 3].map(
      (threads) => trained(dataset, { ...changes, threads }, 2).model.parameters,
    );
    assert.deepEqual(one, three);
  }
});

test('the kernels in plain TypeScript, which the benchmark measures, train the same model', () => {
  for (const learner of ['table', 'history'] as const) {
    const options = { ...neumfDefaults, learner, l2: 0.001 };
    const makeStep = (data: NeuMfStepData) => new NeuMfStep(data, new PlainKernels(data.memory));
    const [simd, plain] = [
      trainNeuMf(dataset, options),
      trainNeuMf(dataset, options, undefined, makeStep),
    ].map((epochs) => epochs.next().value) as [NeuMfEpoch, NeuMfEpoch];
    assert.ok(Math.abs(simd.loss - plain.loss) < 1e-5, `${simd.loss}, ${plain.loss}`);
    const { candidates } = plain.model.parameters;
    for (const [i, value] of simd.model.parameters.candidates.entries())
      assert.ok(Math.abs(value - candidates[i]!) < 1e-3, `${i}: ${value}, ${candidates[i]}`);
  }
});

test('the scorer of the whole catalogue says what the formula says', () => {
  const { model } = trained(dataset, { learner: 'history' }, 1);
  const query = { learner: 0, ...queryNow([1, 4]) };
  const scores = new Float32Array(courses.length);
  new NeuMfScorer(model).score(query, scores);
  const { candidates, bias, dense } = model.parameters;
  const { gmf, learnerLayer, courseLayer, firstBias, secondLayer, secondBias, output } = denseViews(dense);
  const u = new Float32Array(16);
  model.embed(query, u);
  for (let course = 0; course < courses.length; course++) {
    const p = candidates.subarray(course * 16, course * 16 + 16);
    const first = Array.from(firstBias, (b, h) =>
      Math.max(
        0,
        u.reduce((sum, x, k) => sum + x * learnerLayer[k * 32 + h]! + p[k]! * courseLayer[k * 32 + h]!, b),
      ),
    );
    const second = Array.from(secondBias, (b, m) =>
      Math.max(
        0,
        first.reduce((sum, x, h) => sum + x * secondLayer[h * 16 + m]!, b),
      ),
    );
    const expected =
      bias[course]! +
      u.reduce((sum, x, k) => sum + gmf[k]! * x * p[k]!, 0) +
      second.reduce((sum, x, m) => sum + output[m]! * x, 0);
    assert.ok(Math.abs(scores[course]! - expected) < 1e-4, `${course}: ${scores[course]}, ${expected}`);
  }
});

test('every loss learns more than popularity knows, from histories', () => {
  const { tuning, test: cases } = splitLast(dataset);
  const common = meanNdcg(new ConstantScores(popularityCounts(tuning.known)), cases, courses.length);
  for (const loss of ['bce', 'focal', 'softmax'] as const) {
    const { model } = trained(tuning.known, { loss, learner: 'history' }, 15);
    const ndcg = meanNdcg(new NeuMfScorer(model), cases, courses.length);
    assert.ok(ndcg > 1.1 * common, `${loss}: ${ndcg}, popularity ${common}`);
  }
});

test('who took every course is given no negatives, and no harm is done', () => {
  const all = buildDataset(
    courses.map((_, course) => ({ learner: 0, course })),
    1,
    courses.length,
  );
  const { model } = trained(all, {}, 2);
  for (const values of Object.values(model.parameters)) assert.ok(values.every(Number.isFinite));
});

test('a learning rate that makes the loss explode ends training', () => {
  assert.throws(() => trained(dataset, { learningRate: 1e20 }, 5), DivergedError);
});

test('what does not fit into 4 GiB is refused with its size', () => {
  assert.throws(() => allocateMemory(({ floats }) => floats(2 ** 31)), /8193 MiB/);
});
