import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { ChoiceTable } from '../../../src/recommender/ranker/choice-table.ts';
import type { Choice } from '../../../src/recommender/ranker/choices.ts';
import { deepFeatureCount, featureCount } from '../../../src/recommender/ranker/features.ts';
import { hiddenUnits } from '../../../src/recommender/ranker/ranker.ts';
import { RankerTrainer } from '../../../src/recommender/ranker/ranker-trainer.ts';
import { partsOf } from '../../../src/recommender/ranker/ranker-weights.ts';
import { tf } from './tensorflow.ts';

const shapes = {
  wide: [featureCount, 1],
  hidden: [deepFeatureCount, hiddenUnits],
  hiddenBias: [hiddenUnits],
  output: [hiddenUnits, 1],
};

/** −ln of the softmax over the candidates, of the one that was taken. Without a hidden layer, the wide part alone. */
function loss({ features, taken }: Choice, [wide, hidden, hiddenBias, output]: Tensor[]): Scalar {
  const count = features.length / featureCount;
  const x = tf.tensor2d(features, [count, featureCount]);
  let scores: Tensor = tf.matMul(x, wide!);
  if (hidden && hiddenBias && output) {
    const seen = tf.slice(x, [0, 0], [count, deepFeatureCount]);
    const active = tf.relu(tf.add(tf.matMul(seen, hidden), hiddenBias));
    scores = tf.add(scores, tf.matMul(active, output));
  }
  const likelihoods = tf.logSoftmax(tf.reshape(scores, [count]));
  return tf.neg(tf.sum(tf.slice(likelihoods, [taken], [1])));
}

for (const deep of [false, true])
  test(`the ranker’s gradient, ${deep ? 'wide and deep' : 'wide'}: that of automatic differentiation`, () => {
    const random = createRandom(8);
    const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
    const moments = { mean: new Float32Array(featureCount), scale: new Float32Array(featureCount).fill(1) };
    const choices: Choice[] = [2, 7, 12].map((count) => ({
      features: normals(count * featureCount),
      taken: random.below(count),
      isWhole: true,
      weight: 1,
    }));
    // Of two courses that were taken at once the candidates are the same.
    choices.push({ ...choices[1]!, taken: (choices[1]!.taken + 1) % 7 });
    const trainer = new RankerTrainer(new ChoiceTable(choices, moments), deep, 1);
    const parameters = partsOf(trainer.parameters);
    const learnt = deep ? (['wide', 'hidden', 'hiddenBias', 'output'] as const) : (['wide'] as const);
    for (const name of learnt) parameters[name].set(normals(parameters[name].length));

    const gradient = partsOf(trainer.gradient(Int32Array.from(choices.keys())));
    const mean = (...tensors: Tensor[]) =>
      tf.div(tf.addN(choices.map((choice) => loss(choice, tensors))), choices.length);
    const expected = tf.grads(mean)(learnt.map((name) => tf.tensor(parameters[name], shapes[name])));

    for (const [i, name] of learnt.entries()) {
      const values = expected[i]!.dataSync();
      assert.ok(values.some((value) => Math.abs(value) > 0.01));
      for (const [at, own] of gradient[name].entries())
        assert.ok(Math.abs(own - values[at]!) < 1e-4, `${name} ${at}: ${own}, automatic ${values[at]}`);
    }
  });
