import type { ExplainableScorer, Query } from '../../data/scorer.ts';
import { dimensions as defaultDimensions } from './dimensions.ts';
import {
  embedLearner,
  historyLimit,
  historyShares,
  type LearnerEmbeddingOptions,
} from './learner-embedding.ts';
import { addProducts } from './products.ts';

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
 * Generalised matrix factorisation (He et al. 2017, §3.2) in which the learner is computed from the courses taken
 * instead of looked up: score = learner · candidate + bias. The output weights are part of the candidates. Nothing of a
 * learner is in the model, and a course taken a moment ago counts at once.
 */
export class Gmf implements ExplainableScorer {
  readonly parameters: GmfParameters;
  readonly embedding: LearnerEmbeddingOptions;
  readonly dimensions: number;
  readonly #learner: Float32Array;
  /** `historyShares` by length, each computed when it is first needed. */
  readonly #shares: Float32Array[] = [];
  /** Computed when it is first needed: only the explanations of a network that is trained need it. */
  #meanBias: number | undefined;

  /** @param dimensions of a vector; a multiple of 16 */
  constructor(
    parameters: GmfParameters,
    embedding: LearnerEmbeddingOptions,
    dimensions: number = defaultDimensions,
  ) {
    this.parameters = parameters;
    this.embedding = embedding;
    this.dimensions = dimensions;
    this.#learner = new Float32Array(dimensions);
  }

  score({ history }: Query, out: Float32Array): void {
    const { bias } = this.parameters;
    embedLearner(this.parameters.history, history, this.embedding, this.#learner);
    out.set(bias);
    addProducts(this.#learner, this.parameters.candidates, out);
  }

  scoreWithout({ history }: Query, course: number, places: readonly number[], out: Float64Array): void {
    const { candidates, bias, history: table } = this.parameters;
    const { dimensions } = this;
    const candidate = candidates.subarray(course * dimensions, (course + 1) * dimensions);
    const products: number[] = [];
    for (let i = 0; i < history.length; i++)
      products.push(product(candidate, table, history[i]! * dimensions));
    for (let o = 0; o <= places.length; o++) {
      const removed = o === 0 ? -1 : places[o - 1]!;
      const shares = this.#sharesOf(Math.min(historyLimit, products.length - (o === 0 ? 0 : 1)));
      let sum = bias[course]!;
      for (let i = products.length - 1, s = shares.length - 1; s >= 0; i--)
        if (i !== removed) sum += shares[s--]! * products[i]!;
      out[o] = sum;
    }
  }

  /** Popular courses have a high bias: for the average course it is the mean. */
  personalScore(score: number, course: number): number {
    const { bias } = this.parameters;
    this.#meanBias ??= bias.reduce((sum, value) => sum + value, 0) / bias.length;
    return score - (bias[course]! - this.#meanBias);
  }

  #sharesOf(length: number): Float32Array {
    let shares = this.#shares[length];
    if (!shares) {
      shares = new Float32Array(length);
      historyShares(length, this.embedding, shares);
      this.#shares[length] = shares;
    }
    return shares;
  }

  /** A copy with parameters of its own, which the training does not change. */
  copy(): Gmf {
    const { history, candidates, bias } = this.parameters;
    const width = bias.length * this.dimensions;
    return new Gmf(
      { history: history.slice(0, width), candidates: candidates.slice(0, width), bias: bias.slice() },
      this.embedding,
      this.dimensions,
    );
  }
}

/** Product of a vector with one row of a table. @param row where the row starts */
function product(vector: Float32Array, table: Float32Array, row: number): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += vector[k]! * table[row + k]!;
  return sum;
}
