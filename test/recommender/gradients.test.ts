import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focalLoss, type LossName, lossNamed } from '../../src/recommender/model/loss.ts';
import { initialParameters, type Parameters } from '../../src/recommender/model/parameters.ts';
import { defaults, SequenceStep } from '../../src/recommender/model/train.ts';
import { createRandom } from '../../src/recommender/random.ts';
import { buildTfIdf } from '../../src/recommender/text/tf-idf.ts';
import { smallCollege } from './small-college.ts';

const { dataset, courses } = smallCollege(20);
const sequence = Int32Array.from([3, 5, 6, 12]);

/** Loss and gradients of one sequence, always with the same negatives. */
function stepWith(parameters: Parameters, loss: LossName): { total: number; gradients: Parameters } {
  const options = { ...defaults, loss, dropout: 0 };
  const step = new SequenceStep(dataset, parameters, options, createRandom(5));
  return { total: step.accumulate(sequence), gradients: step.gradients };
}

for (const loss of ['bce', 'focal'] as const)
  test(`the gradient of every parameter is the slope of the ${loss} loss`, () => {
    const parameters = initialParameters(buildTfIdf(courses), createRandom(2));
    const { gradients } = stepWith(parameters, loss);
    const random = createRandom(9);
    for (const name of Object.keys(parameters) as (keyof Parameters)[]) {
      const values = parameters[name];
      for (let trial = 0; trial < 25; trial++) {
        const i = random.below(values.length);
        const original = values[i] as number;
        // Small enough not to cross the kink of a ReLU, large enough to be seen in float32.
        const width = 2e-3;
        values[i] = original + width;
        const above = stepWith(parameters, loss).total;
        values[i] = original - width;
        const below = stepWith(parameters, loss).total;
        values[i] = original;
        const slope = (above - below) / (2 * width);
        const found = gradients[name][i] as number;
        assert.ok(
          Math.abs(slope - found) < 3e-3 + 0.02 * Math.abs(slope),
          `${name}[${i}]: ${found}, slope ${slope}`,
        );
      }
    }
  });

test('the derivative of each loss is its slope', () => {
  for (const loss of [lossNamed('bce'), lossNamed('focal'), focalLoss(1, 0.3)])
    for (const label of [0, 1] as const)
      for (const logit of [-4, -0.5, 0, 1, 3]) {
        const width = 1e-4;
        const slope = (loss.of(logit + width, label).loss - loss.of(logit - width, label).loss) / (2 * width);
        assert.ok(Math.abs(loss.of(logit, label).gradient - slope) < 1e-6);
      }
});

test('binary cross-entropy is −log p, and focal loss counts an easy example less', () => {
  assert.ok(Math.abs(lossNamed('bce').of(0, 1).loss - Math.log(2)) < 1e-6);
  const easy = focalLoss(2, 0.5, 2).of(3, 1).loss / lossNamed('bce').of(3, 1).loss;
  const hard = focalLoss(2, 0.5, 2).of(-3, 1).loss / lossNamed('bce').of(-3, 1).loss;
  assert.ok(easy < 0.01 && hard > 0.9);
});
