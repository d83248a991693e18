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
  texts: TfIdf;
  /** Standard deviation of a learner's logits over the catalogue: brings the three parts to one scale. */
  logitDeviation: number;
}

/** How much a perfect match with a stated interest weighs, in standard deviations of the other parts. */
const interestWeight = 12;

/**
 * Scores and explains. score = network logit / its deviation over the catalogue + interestWeight × mean cosine of the
 * stated interests with the course's text. A learner without history is the origin of the space, for which the
 * network has learnt what people take first.
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
    return this.parts.parameters.bias.length;
  }

  /** Length courseCount; higher is better. Eligibility is the caller's. */
  score(input: LearnerInput): Float32Array {
    const scores = this.#interestScores(input.interests);
    this.#beginLearner(input.history);
    for (let course = 0; course < scores.length; course++)
      scores[course] = (scores[course] as number) + this.#logitScore(course);
    return scores;
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
      const match = similarities(this.parts.texts, interest)[course] as number;
      contributions.push({
        kind: 'interest',
        interest,
        share: (interestWeight * match) / input.interests.length,
      });
    }
    return contributions.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  }

  #behaviourScore(history: readonly number[], course: number): number {
    this.#beginLearner(history);
    return this.#logitScore(course);
  }

  #beginLearner(history: readonly number[]): void {
    learnerVector(this.parts.parameters.history, history, this.#network.learner);
    this.#network.beginLearner();
  }

  #logitScore(course: number): number {
    return this.#network.logit(course) / this.parts.logitDeviation;
  }

  #commonShare(course: number): number {
    return ((this.parts.parameters.bias[course] as number) - this.#meanBias) / this.parts.logitDeviation;
  }

  #interestScores(interests: readonly string[]): Float32Array {
    const scores = new Float32Array(this.courseCount);
    for (const interest of interests) {
      const matches = similarities(this.parts.texts, interest);
      for (let course = 0; course < scores.length; course++)
        scores[course] =
          (scores[course] as number) + (interestWeight * (matches[course] as number)) / interests.length;
    }
    return scores;
  }
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
