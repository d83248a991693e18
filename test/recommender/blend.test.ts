import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitBlend } from '../../src/recommender/blend.ts';
import { buildDataset } from '../../src/recommender/dataset.ts';
import {
  countTransitions,
  transitionScore,
  transitionScores,
} from '../../src/recommender/members/transitions.ts';
import { createRandom } from '../../src/recommender/random.ts';

test('the weights that made the choices are found again, and a member that says nothing counts nothing', () => {
  const random = createRandom(4);
  const truth = [1.5, 0.7, 0];
  const choices = Array.from({ length: 3000 }, () => {
    const scores = truth.map(() => Float32Array.from({ length: 12 }, () => random.normal()));
    const utility = Array.from({ length: 12 }, (_, course) => {
      // Gumbel noise: the choice that maximises such a utility is a softmax draw (McFadden 1974).
      const noise = -Math.log(-Math.log(random.next() || 1e-9));
      return scores.reduce((sum, score, m) => sum + (truth[m] as number) * (score[course] as number), noise);
    });
    const target = utility.indexOf(Math.max(...utility));
    return {
      scores: scores as unknown as readonly [Float32Array, Float32Array, Float32Array],
      target,
      seen: new Set<number>(),
    };
  });
  const { network, transitions, popularity } = fitBlend(choices);
  assert.ok(Math.abs(network - 1.5) < 0.12, `${network}`);
  assert.ok(Math.abs(transitions - 0.7) < 0.12, `${transitions}`);
  assert.ok(popularity < 0.1, `${popularity}`);
});

test('what a learner has taken is no alternative: its score changes nothing', () => {
  const scores = (own: number) =>
    [Float32Array.of(own, 1, 0), Float32Array.of(0, 0.2, 0.1), Float32Array.of(0, 0, 0)] as const;
  const fitted = (own: number) => fitBlend([{ scores: scores(own), target: 1, seen: new Set([0]) }]);
  assert.deepEqual(fitted(0), fitted(5));
});

test('transitions count who follows, nearer ones more, shrunk by five learners', () => {
  const dataset = buildDataset(
    [
      { learner: 0, course: 0, time: 1 },
      { learner: 0, course: 1, time: 2 },
      { learner: 0, course: 2, time: 3 },
      { learner: 1, course: 0, time: 1 },
      { learner: 1, course: 2, time: 2 },
    ],
    2,
    3,
  );
  const transitions = countTransitions(dataset);
  const scores = transitionScores(transitions, [0]);
  assert.equal(scores[0], 0);
  assert.ok(Math.abs((scores[1] as number) - 1 / 7) < 1e-6);
  assert.ok(Math.abs((scores[2] as number) - 1.9 / 7) < 1e-6);
  const both = transitionScores(transitions, [0, 1]);
  assert.ok(Math.abs((both[2] as number) - (0.8 * (1.9 / 7) + 1 / 6)) < 1e-6);
  assert.ok(Math.abs(transitionScore(transitions, [0, 1], 2) - (both[2] as number)) < 1e-6);
});
