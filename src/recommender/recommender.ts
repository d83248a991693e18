import type { Blend, Choice } from './blend.ts';
import { type Transitions, transitionScore, transitionScores } from './members/transitions.ts';
import { learnerVector } from './model/learner-vector.ts';
import { Network } from './model/network.ts';
import type { Parameters } from './model/parameters.ts';
import { similarities, type TfIdf } from './text/tf-idf.ts';

/** What a recommendation is made from. */
export interface LearnerInput {
  /** Course indices, oldest first. */
  history: readonly number[];
  /** In the learner's own words, most important first. */
  interests: readonly string[];
}

/** Why a course has its score: what the score would lose without it. Shares are in units of the score. */
export type Contribution =
  | { kind: 'history'; course: number; share: number }
  | { kind: 'interest'; interest: string; share: number }
  | { kind: 'popularity'; share: number };

/** Everything a trained recommender consists of; see `serialize.ts` for its stored form. */
export interface RecommenderParts {
  parameters: Parameters;
  transitions: Transitions;
  /** courses: logarithm of recent popularity, 0 on average. */
  popularity: Float32Array;
  blend: Blend;
  texts: TfIdf;
  /** Standard deviation of the blended scores over the catalogue: interests are weighed in this unit. */
  deviation: number;
}

/** What the best match of the catalogue with a stated interest gains, in standard deviations of the blend. */
const interestWeight = 6;
/** A best match of a smaller cosine than this is a chance word, and gains in proportion less. */
const fullMatch = 0.2;

/**
 * Scores and explains. score = (network · w₁ + log(1 + 100 · transitions) · w₂ + popularity · w₃) / deviation +
 * interestWeight × the course's match with the stated interests. The weights come from held-out choices
 * (`blend.ts`). A learner without history is the origin of the space, for which the network has learnt what people
 * take first.
 */
export class Recommender {
  readonly parts: RecommenderParts;
  readonly #network: Network;
  readonly #meanBias: number;

  constructor(parts: RecommenderParts) {
    this.parts = parts;
    this.#network = new Network(parts.parameters);
    this.#meanBias = mean(parts.parameters.bias);
  }

  get courseCount(): number {
    return this.parts.popularity.length;
  }

  /** Length courseCount; higher is better. Eligibility is the caller's. */
  score(input: LearnerInput): Float32Array {
    const { blend, deviation } = this.parts;
    const [network, transitions, popularity] = this.memberScores(input.history);
    const interests = this.#interestMatches(input.interests);
    return interests.map(
      (match, course) =>
        ((network[course] as number) * blend.network +
          (transitions[course] as number) * blend.transitions +
          (popularity[course] as number) * blend.popularity) /
          deviation +
        interestWeight * match,
    );
  }

  /** What each member of the blend says, before it is weighed. */
  memberScores(history: readonly number[]): Choice['scores'] {
    const network = new Float32Array(this.courseCount);
    this.#beginLearner(history);
    for (let course = 0; course < network.length; course++) network[course] = this.#network.logit(course);
    const transitions = transitionScores(this.parts.transitions, history).map(transitionFeature);
    return [network, transitions, this.parts.popularity];
  }

  /**
   * What the score of a course rests on, largest share first. A course taken or an interest stated has the share
   * that the score loses when it is left out; popularity has how far the part that is the same for every learner
   * lies above the average course's.
   */
  explain(input: LearnerInput, course: number): Contribution[] {
    const behaviour = this.#behaviourScore(input.history, course);
    const contributions: Contribution[] = [{ kind: 'popularity', share: this.#commonShare(course) }];
    for (const taken of input.history) {
      const others = input.history.filter((other) => other !== taken);
      contributions.push({
        kind: 'history',
        course: taken,
        share: behaviour - this.#behaviourScore(others, course),
      });
    }
    for (const interest of input.interests) {
      const match = this.#interestMatches([interest])[course] as number;
      contributions.push({
        kind: 'interest',
        interest,
        share: (interestWeight * match) / input.interests.length,
      });
    }
    return contributions.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  }

  #beginLearner(history: readonly number[]): void {
    learnerVector(this.parts.parameters.history, history, this.#network.learner);
    this.#network.beginLearner();
  }

  /** The blend without interests, for one course. */
  #behaviourScore(history: readonly number[], course: number): number {
    const { blend, transitions, popularity, deviation } = this.parts;
    this.#beginLearner(history);
    const following = transitionFeature(transitionScore(transitions, history, course));
    return (
      (this.#network.logit(course) * blend.network +
        following * blend.transitions +
        (popularity[course] as number) * blend.popularity) /
      deviation
    );
  }

  #commonShare(course: number): number {
    const { parameters, popularity, blend, deviation } = this.parts;
    const bias = (parameters.bias[course] as number) - this.#meanBias;
    return (bias * blend.network + (popularity[course] as number) * blend.popularity) / deviation;
  }

  /** Mean over the interests of each course's cosine with it, as a share of the best course's. */
  #interestMatches(interests: readonly string[]): Float32Array {
    const sums = new Float32Array(this.courseCount);
    for (const interest of interests) {
      const matches = similarities(this.parts.texts, interest);
      const best = matches.reduce((a, b) => Math.max(a, b), fullMatch);
      for (let course = 0; course < sums.length; course++)
        sums[course] = (sums[course] as number) + (matches[course] as number) / best / interests.length;
    }
    return sums;
  }
}

/** A logarithm, so that members add up in the exponent; 0 where nothing was counted. */
function transitionFeature(score: number): number {
  return Math.log1p(100 * score);
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
