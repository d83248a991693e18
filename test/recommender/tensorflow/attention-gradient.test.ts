import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { allocateMemory } from '../../../src/recommender/kernels/kernels.ts';
import {
  type AttentionShape,
  type DenseName,
  denseSize,
  denseViews,
  inputScale,
  longestHistory,
  type squareNames,
  startDense,
} from '../../../src/recommender/scorers/attention/attention-parameters.ts';
import {
  AttentionStep,
  attentionArrays,
  parts,
  phases,
} from '../../../src/recommender/scorers/attention/attention-step.ts';
import { tf } from './tensorflow.ts';

/** Histories as places among the candidates: the last course of each is an answer only. */
const histories = [
  [0, 1, 2, 3, 4, 5],
  [6, 2],
  [3, 7, 1],
  [8, 0, 9, 4],
  [5, 6, 10, 11, 12],
];
const courseCount = 13;
const candidates = 16;
const random = createRandom(3);

/** A step with random parameters and one batch in it. */
function step(shape: AttentionShape) {
  const sizes = { ...shape, courseCount, learners: histories.length, tokens: 20, candidates };
  const memory = allocateMemory((allocator) => attentionArrays(allocator, sizes));
  const made = new AttentionStep({ memory, sizes, dropout: 0, decay: 0, seed: 1 });
  const { parameters, rows, logChance, taken, targets, starts, batch } = made.arrays;
  startDense(shape, parameters.dense, random);
  for (let i = 0; i < parameters.dense.length; i++) parameters.dense[i]! += 0.2 * random.normal();
  for (let i = 0; i < parameters.courses.length; i++) parameters.courses[i] = 0.3 * random.normal();
  for (let i = 0; i < courseCount; i++) parameters.bias[i] = random.normal();
  // The candidates are in another order than the catalogue, some of them there by chance.
  for (let c = 0; c < candidates; c++) {
    rows[c] = c < courseCount ? (c * 5 + 2) % courseCount : -1;
    logChance[c] = c < courseCount ? Math.log(0.3 + 0.05 * c) : 0;
  }
  let at = 0;
  for (const [l, history] of histories.entries()) {
    starts[l] = at;
    for (let t = 0; t + 1 < history.length; t++, at++) {
      taken[at] = history[t]!;
      targets[at] = history[t + 1]!;
    }
  }
  starts[histories.length] = at;
  batch.set([histories.length, candidates, 1]);
  for (const phase of [phases.gather, phases.gradients])
    for (let part = 0; part < parts; part++) made.run(phase, part);
  return made;
}

/** The mean loss of the same batch in TensorFlow.js. @param courses candidates × dimensions */
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
  const losses = histories.map((history) => {
    const count = history.length - 1;
    const oneHot = (places: readonly number[]) => tf.oneHot(tf.tensor1d([...places], 'int32'), candidates);
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
      Array.from({ length: candidates }, (_, c) => {
        if (c >= courseCount || history.slice(0, t + 1).includes(c)) return -1e9;
        return c === history[t + 1] ? 0 : -arrays.logChance[c]!;
      }),
    );
    const logits = tf.add(tf.add(tf.matMul(result, courses, false, true), bias), tf.tensor2d(possible));
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits as Tensor2D), oneHot(history.slice(1)))));
  });
  return tf.div(
    tf.addN(losses),
    histories.reduce((sum, { length }) => sum + length - 1, 0),
  );
}

function sumOfParts(values: Float32Array): Float64Array {
  const size = values.length / parts;
  return Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let part = 0; part < parts; part++) sum += values[part * size + i]!;
    return sum;
  });
}

for (const shape of [
  { dimensions: 16, heads: 1 },
  { dimensions: 32, heads: 2 },
])
  test(`attention of ${shape.heads} heads: the gradient is that of automatic differentiation`, () => {
    const made = step(shape);
    const { parameters, local, rows, losses, ...arrays } = made.arrays;
    const views = denseViews(shape, parameters.dense);
    const names = Object.keys(views) as DenseName[];
    const bias = Float32Array.from(rows, (row) => (row < 0 ? 0 : parameters.bias[row]!));
    const tensors = [
      ...names.map((name) => tf.tensor1d(views[name])),
      tf.tensor2d(local.slice(), [candidates, shape.dimensions]),
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
    const tokens = histories.reduce((sum, { length }) => sum + length - 1, 0);
    const ownLoss = losses.reduce((sum, part) => sum + part, 0) / tokens;
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
    assert.equal(parameters.dense.length, denseSize(shape));
    for (const [i, [name, values]] of own.entries()) {
      const expected = grads[i]!.dataSync();
      assert.equal(values.length, expected.length, name);
      assert.ok(
        expected.some((gradient) => Math.abs(gradient) > 1e-3),
        name,
      );
      for (const [k, gradient] of expected.entries())
        assert.ok(
          Math.abs(values[k]! - gradient) < 2e-5,
          `${name} ${k}: ${values[k]}, automatic ${gradient}`,
        );
    }
  });
