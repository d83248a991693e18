import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Dataset } from '../../../src/recommender/data/dataset.ts';
import { createRandom, type Random, shuffle } from '../../../src/recommender/data/random.ts';
import { dimensions } from '../../../src/recommender/scorers/gmf/dimensions.ts';
import { firstSquare } from '../../../src/recommender/scorers/gmf/gmf-step.ts';
import {
  denseSize,
  denseViews,
  firstUnits,
} from '../../../src/recommender/scorers/neumf/neumf-parameters.ts';
import type { NeuMfOptions } from '../../../src/recommender/scorers/neumf/neumf-training.ts';
import { denseTensors, neumfLoss } from './tensorflow-neumf.ts';

/** Its fastest backend that installs with npm alone: WebAssembly with SIMD, one thread in Node. */
export async function startTensorFlow(): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(dirname(main) + sep);
  tf.enableProdMode();
  await tf.setBackend('wasm');
}

/**
 * Rows of a table, with the gradient that the backend lacks for them: rows that were looked up more than once have the
 * sum.
 */
const lookUp = tf.customGrad((...inputs) => {
  const [table, rows, save] = inputs as [Tensor, Tensor, tf.GradSaveFunc];
  save([rows]);
  return {
    value: tf.gather(table, rows),
    gradFunc: (gradient: Tensor, saved: Tensor[]) => {
      const [places] = saved as [Tensor];
      return [tf.scatterND(tf.expandDims(places, 1), gradient, table.shape), tf.zerosLike(places)];
    },
  };
});

/**
 * `trainNeuMf` with a table of learners in TensorFlow.js with automatic differentiation. Yields the examples of each
 * epoch. Endless.
 */
export function* trainInTensorFlow(
  dataset: Dataset,
  { loss, focusing, negatives, learningRate, batch, seed }: NeuMfOptions,
): Generator<{ examples: number; loss: number }, never> {
  const { learnerCount, courseCount } = dataset;
  const random = createRandom(seed);
  const normal = (shape: number[]) => tf.variable(tf.randomNormal(shape, 0, 0.1, 'float32', seed));
  const learners = normal([learnerCount, dimensions]);
  const candidates = normal([courseCount, dimensions]);
  const bias = tf.variable(tf.zeros([courseCount]));
  const start = Float32Array.from({ length: denseSize }, () => 0.2 * random.normal());
  const dense = denseTensors(denseViews(start));
  for (const name of Object.keys(dense) as (keyof typeof dense)[]) dense[name] = tf.variable(dense[name]);
  const variables = [learners, candidates, bias, ...Object.values(dense)] as tf.Variable[];
  const adagrad = tf.train.adagrad(learningRate, firstSquare);
  const owners = ownersOf(dataset);
  const order = Int32Array.from(owners.keys());
  const size = 1 + negatives;

  const lossOf = (positives: Int32Array): tf.Scalar => {
    const groups = positives.length;
    const rows = tf.tensor1d(drawn(dataset, positives, owners, negatives, random), 'int32');
    return neumfLoss(
      {
        dense,
        learners: lookUp(
          learners,
          tf.tensor1d(
            positives.map((row) => owners[row]!),
            'int32',
          ),
        ) as Tensor2D,
        courses: lookUp(candidates, rows) as Tensor2D,
        bias: lookUp(bias, rows) as Tensor1D,
        masks: tf.ones([groups, firstUnits]),
        weights: tf.ones([groups, size]),
      },
      loss,
      focusing,
      1,
    );
  };

  for (;;) {
    shuffle(order, random);
    let sum = 0;
    for (let from = 0; from < order.length; from += batch) {
      const cost = adagrad.minimize(() => lossOf(order.subarray(from, from + batch)), true, variables)!;
      sum += cost.dataSync()[0]!;
      cost.dispose();
    }
    yield { examples: order.length * size, loss: sum / order.length };
  }
}

/** For each group the course taken, then courses that its learner has not. */
function drawn(
  { offsets, courses, courseCount }: Dataset,
  positives: Int32Array,
  owners: Int32Array,
  negatives: number,
  random: Random,
): Int32Array {
  const rows = new Int32Array(positives.length * (1 + negatives));
  let at = 0;
  for (const positive of positives) {
    const owner = owners[positive]!;
    const taken = courses.subarray(offsets[owner], offsets[owner + 1]);
    rows[at++] = courses[positive]!;
    for (let i = 0; i < negatives; i++) {
      let course = random.below(courseCount);
      while (taken.includes(course)) course = random.below(courseCount);
      rows[at++] = course;
    }
  }
  return rows;
}

/** The learner of each row of the data set. */
function ownersOf({ learnerCount, offsets, courses }: Dataset): Int32Array {
  const owners = new Int32Array(courses.length);
  for (let learner = 0; learner < learnerCount; learner++)
    owners.fill(learner, offsets[learner], offsets[learner + 1]);
  return owners;
}
