import { createRandom } from '../data/random.ts';
import { type ShownCard, slotOf } from './shown-card.ts';

/** With less than this nothing is learnt: cards, and how much came of them. */
export const fewestCards = 2_000;
export const fewestRewards = 50;
/** What is tried as how many expected rewards say as much as the prior does that a course is like all others. */
const priors = [3, 10, 30, 100];
/** The gain on cards held apart must be so many of its standard errors above nothing: it is looked at after each training. */
const standardErrors = 3;
const folds = 5;
/** A course may not be thought more than e times as appealing as its score says, nor less than 1 / e. */
const mostLog = 1;
const rounds = 8;
/** Rewards that a slot is given and the cards that they are of, so that one without rewards has a rate above 0. */
const slotRewards = 0.5;
const slotCards = 20;

/** What is expected of a card before it is known which course it is of. */
interface Expectation {
  /** By slot: rewards a card whose score is 0. */
  rates: Map<number, number>;
  /** By how much the logarithm of the rate rises with a deviation of the score. */
  slope: number;
}

/**
 * How much more often than its place and its score let expect a course was taken where it was shown, as a logarithm a
 * course; undefined where there is too little, or where cards of other learners are not foretold better with it than
 * without.
 *
 * Rewards are Poisson: rate = e^(slot + slope · score) · appeal of the course, with a Gamma prior of mean 1 on the
 * appeal (the shrinkage of DuMouchel 1999). The score is in it, so that a course that is shown to those whom it suits
 * is not thought appealing for that. How strong the prior is, and whether there is a gain, is found on learners held
 * apart. What is drawn at random (`rerank/exploration.ts`) keeps courses in view whose appeal was underrated.
 */
export function learnAppeal(cards: readonly ShownCard[], courseCount: number): Float32Array | undefined {
  const rewards = cards.reduce((sum, { reward }) => sum + reward, 0);
  if (cards.length < fewestCards || rewards < fewestRewards) return undefined;
  const parts = byLearner(cards);
  const [best] = priors
    .map((prior) => ({ prior, gains: gainsApart(parts, prior, courseCount) }))
    .sort((a, b) => mean(b.gains) - mean(a.gains));
  const { prior, gains } = best!;
  const gain = mean(gains);
  const deviation = Math.sqrt(mean(gains.map((value) => (value - gain) ** 2)) / gains.length);
  return gain > standardErrors * deviation
    ? logAppeal(fitAppeal(cards, prior, courseCount).appeal)
    : undefined;
}

/** Learners in `folds` parts. */
function byLearner(cards: readonly ShownCard[]): ShownCard[][] {
  const parts: ShownCard[][] = Array.from({ length: folds }, () => []);
  for (const card of cards) parts[createRandom(card.learner).below(folds)]!.push(card);
  return parts;
}

/** For each learner: the log-likelihood of what came of their cards with appeal, less that without, both fitted without them. */
function gainsApart(parts: readonly ShownCard[][], prior: number, courseCount: number): number[] {
  const byLearner = new Map<number, number>();
  for (const apart of parts) {
    const others = parts.filter((part) => part !== apart).flat();
    const without = fitAppeal(others, Number.POSITIVE_INFINITY, courseCount);
    const { expectation, appeal } = fitAppeal(others, prior, courseCount);
    const shrunk = logAppeal(appeal);
    for (const card of apart) {
      const before = expected(without.expectation, card);
      const after = expected(expectation, card) * Math.exp(shrunk[card.course]!);
      const gain = card.reward * Math.log(after / before) - (after - before);
      byLearner.set(card.learner, (byLearner.get(card.learner) ?? 0) + gain);
    }
  }
  return [...byLearner.values()];
}

function logAppeal(appeal: Float64Array): Float32Array {
  return Float32Array.from(appeal, (value) => Math.max(-mostLog, Math.min(mostLog, Math.log(value))));
}

function expected({ rates, slope }: Expectation, card: ShownCard): number {
  return (rates.get(slotOf(card)) ?? slotRewards / slotCards) * Math.exp(slope * card.score);
}

/** Slope, slots and appeal in turn. @param prior expected rewards that count for an appeal of 1; infinite: all have it */
function fitAppeal(cards: readonly ShownCard[], prior: number, courseCount: number) {
  const appeal = new Float64Array(courseCount).fill(1);
  const expectation: Expectation = { rates: ratesOf(cards, 0, appeal), slope: 0 };
  for (let round = 0; round < rounds; round++) {
    expectation.slope += slopeStep(cards, expectation, appeal);
    expectation.rates = ratesOf(cards, expectation.slope, appeal);
    if (prior === Number.POSITIVE_INFINITY) continue;
    const [rewards, exposures] = [new Float64Array(courseCount), new Float64Array(courseCount)];
    for (const card of cards) {
      rewards[card.course]! += card.reward;
      exposures[card.course]! += expected(expectation, card);
    }
    for (let course = 0; course < courseCount; course++)
      appeal[course] = (prior + rewards[course]!) / (prior + exposures[course]!);
  }
  return { expectation, appeal };
}

function ratesOf(cards: readonly ShownCard[], slope: number, appeal: Float64Array): Map<number, number> {
  const sums = new Map<number, { rewards: number; exposure: number }>();
  for (const card of cards) {
    const sum = sums.get(slotOf(card)) ?? { rewards: slotRewards, exposure: slotCards };
    sum.rewards += card.reward;
    sum.exposure += Math.exp(slope * card.score) * appeal[card.course]!;
    sums.set(slotOf(card), sum);
  }
  return new Map([...sums].map(([slot, { rewards, exposure }]) => [slot, rewards / exposure]));
}

/** One step of Newton's method, of at most ½, so that no score far out makes it leap. */
function slopeStep(cards: readonly ShownCard[], expectation: Expectation, appeal: Float64Array): number {
  let gradient = 0;
  let curvature = 1;
  for (const card of cards) {
    const rate = expected(expectation, card) * appeal[card.course]!;
    gradient += (card.reward - rate) * card.score;
    curvature += rate * card.score * card.score;
  }
  return Math.max(-0.5, Math.min(0.5, gradient / curvature));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
