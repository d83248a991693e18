import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DivergedError } from '../../../src/recommender/data/errors.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import type { Gmf } from '../../../src/recommender/scorers/gmf/gmf.ts';
import {
  type GmfTrainingOptions,
  gmfTrainingDefaults,
  trainGmf,
} from '../../../src/recommender/scorers/gmf/gmf-training.ts';
import { losses } from '../../../src/recommender/scorers/gmf/loss-names.ts';
import { tensorFlowTraining } from '../../../src/recommender/tensorflow/gmf-training.ts';
import { smallCollege } from '../small-college.ts';
import { tf } from './tensorflow.ts';

const { dataset, courses } = smallCollege();
const random = createRandom(3);
const start = Float32Array.from({ length: courses.length * 16 }, () => 0.3 * random.normal());

interface Trained {
  losses: number[];
  model: Gmf;
}

function trained(train: typeof trainGmf, epochs: number, changes: Partial<GmfTrainingOptions> = {}): Trained {
  const losses: number[] = [];
  for (const { epoch, loss, model } of train(dataset, start, { ...gmfTrainingDefaults, ...changes })) {
    losses.push(loss);
    if (epoch === epochs) return { losses, model: model.copy() };
  }
  throw new Error('Training is endless.');
}

for (const loss of losses)
  test(`one example a batch, ${loss}: both engines do the same, dropout and L2 included`, () => {
    const changes = { loss, batch: 1, scores: 200 * dataset.courseCount, l2: 0.01 };
    const own = trained(trainGmf, 3, changes);
    const tensorFlow = trained(tensorFlowTraining(tf), 3, changes);
    for (const [i, value] of own.losses.entries()) assert.ok(Math.abs(value - tensorFlow.losses[i]!) < 1e-5);
    for (const name of ['history', 'candidates', 'bias'] as const)
      for (const [i, value] of own.model.parameters[name].entries()) {
        const other = tensorFlow.model.parameters[name][i]!;
        assert.ok(Math.abs(value - other) < 1e-4, `${name} ${i}: ${value}, ${other}`);
      }
  });

test('whole batches: the loss ends about where that of the other engine does', () => {
  const [own, tensorFlow] = [trainGmf, tensorFlowTraining(tf)].map(
    (train) => trained(train, 10).losses.at(-1)!,
  );
  assert.ok(Math.abs(own! - tensorFlow!) < 0.03, `${own}, ${tensorFlow}`);
});

test('the same seed gives the same model; another gives another', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => trained(tensorFlowTraining(tf), 1, { seed }).model);
  assert.deepEqual(first!.parameters, again!.parameters);
  assert.notDeepEqual(first!.parameters, other!.parameters);
});

test('a learning rate that makes the loss explode ends training', () => {
  assert.throws(() => trained(tensorFlowTraining(tf), 5, { learningRate: 1e20 }), DivergedError);
});

test('whoever stops leaves no tensor behind', () => {
  const before = tf.memory().numTensors;
  trained(tensorFlowTraining(tf), 1);
  assert.equal(tf.memory().numTensors, before);
});
