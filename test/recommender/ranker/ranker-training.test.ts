import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/recommender/data/random.ts';
import type { Choice } from '../../../src/recommender/ranker/choices.ts';
import {
  candidateFeatures,
  featureCount,
  firstOfLittleKnown,
  littleKnown,
} from '../../../src/recommender/ranker/features.ts';
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
    return { features, taken, isWhole: true, weight: 1 };
  });
}

test('what is told about few choices tells their candidates apart, however far it is from what is told elsewhere', () => {
  const choices = choicesOf(3_000);
  const ranker = trainRanker({ choices, namedShare: 1 });
  const few = choices.filter((_, i) => i % rarity === 0);
  const right = few.filter(({ features, taken }) => {
    const scores = new Float32Array(candidates);
    ranker.score(features, scores);
    return scores.indexOf(Math.max(...scores)) === taken;
  });
  assert.equal(right.length, few.length);
});

/**
 * Choices after many courses, in which one scorer names what is taken first in two of three and is wholly wrong in the
 * third: too bold to be likely. The other scorer is a little right; after one course it alone is.
 */
function boldChoices(
  count: number,
  random: ReturnType<typeof createRandom>,
): { many: Choice[]; one: Choice[] } {
  const draw = (courses: number, bold: (isRight: boolean) => number, other: number) => {
    const features = new Float32Array(candidates * featureCount);
    const taken = random.below(candidates);
    const lift = bold(random.next() < 2 / 3);
    for (let c = 0; c < candidates; c++) {
      const at = c * featureCount;
      features[at + common] = (courses === 1 ? 3 : 1) * random.next() + (c === taken ? lift : 0);
      features[at + rare] = random.normal() + (c === taken ? other : 0);
      for (const f of [common, rare])
        features[at + firstOfLittleKnown + f] = littleKnown(courses) * features[at + f]!;
    }
    return { features, taken, isWhole: true, weight: 1 };
  };
  const many = Array.from({ length: count }, () => draw(20, (isRight) => (isRight ? 0.7 : -6), 0.7));
  const one = Array.from({ length: count / 4 }, () => draw(1, () => 0, 3));
  return { many, one };
}

test('where what is likeliest is not what ranks best, the best scorer is raised; not for who took one course', () => {
  const random = createRandom(7);
  const firsts = (choices: readonly Choice[], scoresOf: (features: Float32Array) => Float32Array) =>
    choices.filter(({ features, taken }) => {
      const scores = scoresOf(features);
      return scores.indexOf(Math.max(...scores)) === taken;
    }).length;
  const { many, one } = boldChoices(1_000, random);
  const ranker = trainRanker({ choices: [...many, ...one], namedShare: 1 }, 1, false);
  const fresh = boldChoices(2_000, random);
  const together = (features: Float32Array) => {
    const scores = new Float32Array(candidates);
    ranker.score(features, scores);
    return scores;
  };
  const alone = (f: number) => (features: Float32Array) => features.filter((_, i) => i % featureCount === f);
  const after = { many: firsts(fresh.many, together), one: firsts(fresh.one, together) };
  const best = { many: firsts(fresh.many, alone(common)), one: firsts(fresh.one, alone(rare)) };
  assert.ok(after.many > 0.85 * best.many, `many: ${after.many} first, the best scorer alone ${best.many}`);
  assert.ok(after.one > 0.85 * best.one, `one: ${after.one} first, the best scorer alone ${best.one}`);
});

test('how sure a ranker may be is found on choices held apart that were asked with the whole history', () => {
  const random = createRandom(9);
  const choices = Array.from({ length: 1_200 }, (_, i): Choice => {
    const isWhole = i % 3 > 0;
    const features = new Float32Array(candidates * featureCount);
    const odds = new Float64Array(candidates);
    for (let c = 0; c < candidates; c++) {
      features[c * featureCount + common] = random.normal();
      // Of whole histories the feature says a third of what it says of others: the sum of both is too sure of them.
      odds[c] = Math.exp((isWhole ? 0.5 : 1.5) * features[c * featureCount + common]!);
    }
    let draw = random.next() * odds.reduce((sum, odd) => sum + odd, 0);
    let taken = 0;
    while (taken < candidates - 1 && draw > odds[taken]!) draw -= odds[taken++]!;
    return { features, taken, isWhole, weight: 1 };
  });
  const { temperature, ...rest } = trainRanker({ choices, namedShare: 0.75 }, 1, false).calibration;
  assert.deepEqual(rest, { namedShare: 0.75, choices: 800 });
  assert.ok(temperature > 1.2 && temperature < 2, `${temperature}`);
  const whole = choices.filter(({ isWhole }) => isWhole);
  const { calibration } = trainRanker({ choices: whole, namedShare: 1 }, 1, false);
  assert.ok(Math.abs(calibration.temperature - 1) < 0.15, `${calibration.temperature}`);
});

test('a choice counts by its weight: of two kinds that contradict each other the heavier one decides', () => {
  const random = createRandom(3);
  const drawn = (weightOfFirst: number, weightOfOthers: number): Choice[] =>
    Array.from({ length: 400 }, (_, i) => {
      const features = new Float32Array(candidates * featureCount);
      const taken = random.below(candidates);
      const sign = i % 2 === 0 ? 1 : -1;
      for (let c = 0; c < candidates; c++)
        features[c * featureCount + common] = random.normal() + (c === taken ? 2 * sign : 0);
      return { features, taken, isWhole: true, weight: i % 2 === 0 ? weightOfFirst : weightOfOthers };
    });
  const wideOf = (choices: Choice[]) =>
    trainRanker({ choices, namedShare: 1 }, 1, false).parameters.wide[common]!;
  assert.ok(wideOf(drawn(1.8, 0.2)) > 0.1);
  assert.ok(wideOf(drawn(0.2, 1.8)) < -0.1);
});
