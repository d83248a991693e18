import type { Member, Query } from '../members/member.ts';
import { dimensions } from './dimensions.ts';
import { embedLearner, type LearnerEmbeddingOptions } from './learner-embedding.ts';

/** What is learnt. */
export interface GmfParameters {
  /** courses × dimensions: a course as part of a learner's past. */
  history: Float32Array;
  /** courses × dimensions: a course as a candidate. */
  candidates: Float32Array;
  /** courses */
  bias: Float32Array;
}

/**
 * Generalised matrix factorisation (He et al. 2017, §3.2) with a learner who is computed from the courses taken
 * instead of looked up: score = learner · candidate + bias, the output weights being part of the candidates. Nothing
 * of a learner is in it, and a course taken a moment ago counts at once.
 */
export class Gmf implements Member {
  readonly parameters: GmfParameters;
  readonly embedding: LearnerEmbeddingOptions;
  readonly #learner = new Float32Array(dimensions);

  constructor(parameters: GmfParameters, embedding: LearnerEmbeddingOptions) {
    this.parameters = parameters;
    this.embedding = embedding;
  }

  score({ history }: Query, out: Float32Array): void {
    const { candidates, bias } = this.parameters;
    const learner = this.#learner;
    embedLearner(this.parameters.history, history, this.embedding, learner);
    for (let course = 0, row = 0; course < bias.length; course++, row += dimensions) {
      let sum = bias[course]!;
      for (let k = 0; k < dimensions; k++) sum += learner[k]! * candidates[row + k]!;
      out[course] = sum;
    }
  }

  scoreOf({ history }: Query, course: number): number {
    const { candidates, bias } = this.parameters;
    embedLearner(this.parameters.history, history, this.embedding, this.#learner);
    let sum = bias[course]!;
    for (let k = 0; k < dimensions; k++) sum += this.#learner[k]! * candidates[course * dimensions + k]!;
    return sum;
  }

  /** With parameters of its own, whatever the training does to these. */
  copy(): Gmf {
    const { history, candidates, bias } = this.parameters;
    const width = bias.length * dimensions;
    return new Gmf(
      { history: history.slice(0, width), candidates: candidates.slice(0, width), bias: bias.slice() },
      this.embedding,
    );
  }
}
