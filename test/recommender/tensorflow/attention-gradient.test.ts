import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import {
  type AttentionShape,
  type DenseName,
  denseViews,
  inputScale,
  longestHistory,
  type squareNames,
} from '../../../src/recommender/scorers/attention/attention-parameters.ts';
import type { AttentionStep } from '../../../src/recommender/scorers/attention/attention-step.ts';
import {
  attentionBatch,
  batchCandidates,
  batchCourses,
  batchHistories,
  computeGradients,
  sumOfParts,
} from '../scorers/attention-batch.ts';
import { tf } from './tensorflow.ts';

/** The summed loss of the same batch in TensorFlow.js. @param courses candidates × dimensions */
function loss(
  shape: AttentionShape,
  { arrays }: AttentionStep,
  dense: Record<DenseName, Tensor>,
  courses: Tensor2D,
  bias: Tensor,
): Tensor {
  const { dimensions, heads } = shape;
  const width = dimensions / heads;
  const weights = (name: (typeof squareNames)[number]) => tf.reshape(dense[name], [dimensions, dimensions]);
  const normalised = (x: Tensor, gain: Tensor, offset: Tensor) => {
    const { mean, variance } = tf.moments(x, 1, true);
    return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), offset);
  };
  const losses = batchHistories.map((history) => {
    const count = history.length - 1;
    const oneHot = (places: readonly number[]) =>
      tf.oneHot(tf.tensor1d([...places], 'int32'), batchCandidates);
    const input = tf.mul(
      tf.matMul(tf.cast(oneHot(history.slice(0, -1)), 'float32'), courses),
      inputScale(shape),
    );
    const a = normalised(input, dense.attentionGain, dense.attentionOffset);
    const [q, k, v] = (['query', 'key', 'value'] as const).map((name) => tf.matMul(a, weights(name)));
    const seen = Array.from({ length: heads }, (_, h) => {
      const head = (x: Tensor) => tf.slice(x, [0, h * width], [count, width]);
      const logits = tf.div(tf.matMul(head(q!), head(k!), false, true), Math.sqrt(width));
      // What is added for each distance: a product of the distances with the pairs that are so far apart.
      const apart = Array.from({ length: count * count }, (_, p) =>
        Array.from({ length: dense.distances.size }, (_, d) => {
          const distance = Math.floor(p / count) - (p % count);
          return distance >= 0 && d === h * longestHistory + distance ? 1 : 0;
        }),
      );
      const added = tf.reshape(tf.matMul(tf.tensor2d(apart), tf.reshape(dense.distances, [-1, 1])), [
        count,
        count,
      ]);
      const later = Array.from({ length: count }, (_, i) =>
        Array.from({ length: count }, (_, j) => (j > i ? -1e9 : 0)),
      );
      return tf.matMul(tf.softmax(tf.add(tf.add(logits, added), tf.tensor2d(later))), head(v!));
    });
    const attended = tf.add(tf.matMul(tf.concat(seen, 1), weights('attended')), input);
    const f = normalised(attended, dense.hiddenGain, dense.hiddenOffset);
    const hidden = tf.relu(tf.add(tf.matMul(f, weights('hidden')), dense.hiddenBias));
    const output = tf.add(tf.matMul(hidden, weights('output')), attended);
    const result = normalised(output, dense.resultGain, dense.resultOffset);
    const possible = Array.from({ length: count }, (_, t) =>
      Array.from({ length: batchCandidates }, (_, c) => {
        if (c >= batchCourses || history.slice(0, t + 1).includes(c)) return -1e9;
        return c === history[t + 1] ? 0 : -arrays.logChance[c]!;
      }),
    );
    const logits = tf.add(tf.add(tf.matMul(result, courses, false, true), bias), tf.tensor2d(possible));
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits as Tensor2D), oneHot(history.slice(1)))));
  });
  return tf.addN(losses);
}

for (const shape of [
  { dimensions: 16, heads: 1 },
  { dimensions: 32, heads: 2 },
])
  test(`attention of ${shape.heads} heads: the gradient is that of automatic differentiation`, () => {
    const made = attentionBatch(shape);
    const ownLoss = computeGradients(made);
    const { parameters, local, rows, ...arrays } = made.arrays;
    const views = denseViews(shape, parameters.dense);
    const names = Object.keys(views) as DenseName[];
    const bias = Float32Array.from(rows, (row) => (row < 0 ? 0 : parameters.bias[row]!));
    const tensors = [
      ...names.map((name) => tf.tensor1d(views[name])),
      tf.tensor2d(local.slice(), [batchCandidates, shape.dimensions]),
      tf.tensor1d(bias),
    ];
    const lossOf = (...given: Tensor[]) => {
      const dense = Object.fromEntries(names.map((name, i) => [name, given[i]!])) as Record<
        DenseName,
        Tensor
      >;
      return loss(shape, made, dense, given.at(-2) as Tensor2D, given.at(-1)!);
    };
    const { value, grads } = tf.valueAndGrads(lossOf as Parameters<typeof tf.valueAndGrads>[0])(tensors);
    assert.ok(
      Math.abs(ownLoss - value.dataSync()[0]!) < 1e-4,
      `loss ${ownLoss}, automatic ${value.dataSync()[0]}`,
    );

    const dense = denseViews(shape, Float32Array.from(sumOfParts(arrays.denseGradients)));
    const own: [string, ArrayLike<number>][] = [
      ...names.map((name) => [name, dense[name]] as [string, Float32Array]),
      ['courses', sumOfParts(arrays.localGradients)],
      ['bias', sumOfParts(arrays.biasGradients)],
    ];
    for (const [i, [name, values]] of own.entries()) {
      const expected = grads[i]!.dataSync();
      assert.equal(values.length, expected.length, name);
      assert.ok(
        expected.some((gradient) => Math.abs(gradient) > 1e-3),
        name,
      );
      for (const [k, gradient] of expected.entries())
        assert.ok(
          Math.abs(values[k]! - gradient) < 3e-4,
          `${name} ${k}: ${values[k]}, automatic ${gradient}`,
        );
    }
  });
