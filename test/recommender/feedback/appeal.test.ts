import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { fewestCards, learnAppeal } from '../../../src/recommender/feedback/appeal.ts';
import type { ShownCard } from '../../../src/recommender/feedback/shown-card.ts';

const courseCount = 20;

/** Cards of people who take a course as often as `rateOf` says. @param scoreOf by default the same for all cards */
function cardsOf(
  count: number,
  rateOf: (course: number, score: number) => number,
  scoreOf: (course: number, normal: number) => number = () => 1,
): ShownCard[] {
  const random = createRandom(1);
  return Array.from({ length: count }, (_, i) => {
    const course = random.below(courseCount);
    const score = scoreOf(course, random.normal());
    const reward = random.next() < rateOf(course, score) ? 1 : 0;
    return { learner: i >> 2, course, place: 1 + (i % 5), propensity: 1, score, reward };
  });
}

test('a course that is taken more often than its place lets expect is appealing, one that is taken less often is not', () => {
  const appeal = learnAppeal(
    cardsOf(8_000, (course) => (course === 3 ? 0.25 : course === 7 ? 0.02 : 0.1)),
    courseCount,
  );
  assert.ok(appeal);
  assert.ok(appeal[3]! > 0.5 && appeal[3]! <= 1, `${appeal[3]}`);
  assert.ok(appeal[7]! < -0.5 && appeal[7]! >= -1, `${appeal[7]}`);
  assert.ok(Math.abs(appeal[0]!) < 0.3, `${appeal[0]}`);
});

test('where people take courses as their places let expect, nothing is learnt', () => {
  assert.equal(
    learnAppeal(
      cardsOf(8_000, () => 0.1),
      courseCount,
    ),
    undefined,
  );
});

test('a course that is shown to those whom it suits is not thought appealing for that', () => {
  const suits = (course: number, normal: number) => (course < 10 ? 1 : 0) + normal;
  const cards = cardsOf(16_000, (_, score) => 0.05 * Math.exp(0.7 * score), suits);
  assert.equal(learnAppeal(cards, courseCount), undefined);
});

test('of few cards, or of cards of which nothing came, nothing is learnt', () => {
  const rate = (course: number) => (course === 3 ? 0.9 : 0.1);
  assert.equal(learnAppeal(cardsOf(fewestCards - 1, rate), courseCount), undefined);
  assert.equal(
    learnAppeal(
      cardsOf(8_000, () => 0),
      courseCount,
    ),
    undefined,
  );
});

test('what one learner does over and over is not what others do', () => {
  const others = cardsOf(8_000, () => 0.1);
  const eager = Array.from({ length: 60 }, (): ShownCard => {
    return { learner: 1_000_000, course: 5, place: 1, propensity: 1, score: 1, reward: 1 };
  });
  assert.equal(learnAppeal([...others, ...eager], courseCount), undefined);
});

test('what stands in the last place by chance is held against its like, not against the last place by rank', () => {
  const random = createRandom(2);
  const cards = Array.from({ length: 12_000 }, (_, i): ShownCard => {
    const isDrawn = i % 4 === 0;
    const course = isDrawn ? 10 + random.below(10) : random.below(10);
    const reward = random.next() < (isDrawn ? 0.03 : 0.12) ? 1 : 0;
    return { learner: i, course, place: 5, propensity: isDrawn ? 0.01 : 0.9, score: 1, reward };
  });
  assert.equal(learnAppeal(cards, courseCount), undefined);
});
