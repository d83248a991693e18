import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import type { Choice } from '../../../src/recommender/ranker/choices.ts';
import { candidateFeatures, featureCount } from '../../../src/recommender/ranker/features.ts';
import { trainRanker } from '../../../src/recommender/ranker/ranker-training.ts';

const candidates = 20;
const rarity = 300;
const [common, rare] = candidateFeatures as [number, number];

/** Choices that one feature decides, and a few that another does, which says the same of all candidates elsewhere. */
function choicesOf(count: number): Choice[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, i) => {
    const features = new Float32Array(candidates * featureCount);
    const deciding = i % rarity === 0 ? rare : common;
    const taken = random.below(candidates);
    for (let c = 0; c < candidates; c++)
      features[c * featureCount + deciding] = 10 + (c === taken ? 1 : random.next());
    return { features, taken };
  });
}

test('what is told about few choices tells their candidates apart, however far it is from what is told elsewhere', () => {
  const choices = choicesOf(3_000);
  const ranker = trainRanker(choices);
  const few = choices.filter((_, i) => i % rarity === 0);
  const right = few.filter(({ features, taken }) => {
    const scores = new Float32Array(candidates);
    ranker.score(features, scores);
    return scores.indexOf(Math.max(...scores)) === taken;
  });
  assert.equal(right.length, few.length);
});

test('where what is likeliest is not what ranks best, it is not far behind its best scorer', () => {
  const random = createRandom(7);
  // One scorer names what is taken first in two choices of three, and is wholly wrong in the third: too bold to be
  // likely. The other is a little right everywhere.
  const draw = (count: number): Choice[] =>
    Array.from({ length: count }, () => {
      const features = new Float32Array(candidates * featureCount);
      const taken = random.below(candidates);
      const isRight = random.next() < 2 / 3;
      for (let c = 0; c < candidates; c++) {
        features[c * featureCount + common] = random.next() + (c === taken ? (isRight ? 0.7 : -6) : 0);
        features[c * featureCount + rare] = random.normal() + (c === taken ? 0.7 : 0);
      }
      return { features, taken };
    });
  const firsts = (choices: Choice[], scoresOf: (features: Float32Array) => Float32Array) =>
    choices.filter(({ features, taken }) => {
      const scores = scoresOf(features);
      return scores.indexOf(Math.max(...scores)) === taken;
    }).length;
  const ranker = trainRanker(draw(1_000), 1, false);
  const fresh = draw(2_000);
  const alone = firsts(fresh, (features) => features.filter((_, i) => i % featureCount === common));
  const together = firsts(fresh, (features) => {
    const scores = new Float32Array(candidates);
    ranker.score(features, scores);
    return scores;
  });
  assert.ok(together > 0.85 * alone, `${together} first, the best scorer alone ${alone}`);
});
