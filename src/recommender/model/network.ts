import { dimensions, firstLayer, type Parameters, secondLayer } from './parameters.ts';

/**
 * NeuMF (He et al. 2017): a generalised matrix factorisation and a multi-layer branch over the same 16-dimensional
 * vectors of a learner u and a course p, added to the course's own bias:
 *   logit = Σ gmf·u·p + mlp·relu(relu([u, p]·W₁ + b₁)·W₂ + b₂) + bias
 * Used for one learner and then many courses, so that the learner's half of the first layer is computed once.
 */
export class Network {
  readonly #parameters: Parameters;
  /** dimensions. */
  readonly learner = new Float32Array(dimensions);
  readonly #learnerHalf = new Float32Array(firstLayer);
  readonly #first = new Float32Array(firstLayer);
  readonly #second = new Float32Array(secondLayer);
  /** 0 or 1 / keep for each unit of the first layer (inverted dropout). */
  readonly #mask = new Float32Array(firstLayer).fill(1);
  // Gradients of one learner, shared by its examples.
  readonly #learnerGradient = new Float32Array(dimensions);
  readonly #firstGradient = new Float32Array(firstLayer);
  readonly #firstGradientSum = new Float32Array(firstLayer);

  constructor(parameters: Parameters) {
    this.#parameters = parameters;
  }

  /** Call after writing `learner`. @param dropout share of first-layer units to leave out; 0 outside training */
  beginLearner(dropout = 0, next: () => number = Math.random): void {
    const { learnerLayer, firstBias } = this.#parameters;
    for (let j = 0; j < firstLayer; j++) {
      let sum = firstBias[j] as number;
      for (let k = 0; k < dimensions; k++)
        sum += (this.learner[k] as number) * (learnerLayer[k * firstLayer + j] as number);
      this.#learnerHalf[j] = sum;
      this.#mask[j] = dropout === 0 ? 1 : next() < dropout ? 0 : 1 / (1 - dropout);
    }
    this.#learnerGradient.fill(0);
    this.#firstGradientSum.fill(0);
  }

  logit(course: number): number {
    const { candidates, courseLayer, bias, gmf, secondWeights, secondBias, mlp } = this.#parameters;
    const learner = this.learner;
    const mask = this.#mask;
    const first = this.#first;
    const row = course * dimensions;
    let logit = bias[course] as number;
    first.set(this.#learnerHalf);
    for (let k = 0; k < dimensions; k++) {
      const p = candidates[row + k] as number;
      logit += (gmf[k] as number) * (learner[k] as number) * p;
      const weights = k * firstLayer;
      for (let j = 0; j < firstLayer; j++)
        first[j] = (first[j] as number) + p * (courseLayer[weights + j] as number);
    }
    const second = this.#second;
    second.set(secondBias);
    for (let j = 0; j < firstLayer; j++) {
      const active = (first[j] as number) > 0 ? (first[j] as number) * (mask[j] as number) : 0;
      first[j] = active;
      if (active === 0) continue;
      const weights = j * secondLayer;
      for (let m = 0; m < secondLayer; m++)
        second[m] = (second[m] as number) + active * (secondWeights[weights + m] as number);
    }
    for (let m = 0; m < secondLayer; m++) {
      if ((second[m] as number) < 0) second[m] = 0;
      logit += (mlp[m] as number) * (second[m] as number);
    }
    return logit;
  }

  /** Adds the gradient of the logit just computed, times `scale`, to `gradients`. */
  backward(course: number, scale: number, gradients: Parameters): void {
    const { candidates, courseLayer, gmf, secondWeights, mlp } = this.#parameters;
    const { learner } = this;
    const learnerGradient = this.#learnerGradient;
    const first = this.#first;
    const second = this.#second;
    const mask = this.#mask;
    const sums = this.#firstGradientSum;
    const firstGradient = this.#firstGradient;
    const secondSlopes = gradients.secondWeights;
    const courseSlopes = gradients.courseLayer;
    const row = course * dimensions;
    gradients.bias[course] = (gradients.bias[course] as number) + scale;

    firstGradient.fill(0);
    for (let m = 0; m < secondLayer; m++) {
      const active = second[m] as number;
      gradients.mlp[m] = (gradients.mlp[m] as number) + scale * active;
      if (active === 0) continue;
      const upstream = scale * (mlp[m] as number);
      gradients.secondBias[m] = (gradients.secondBias[m] as number) + upstream;
      for (let j = 0; j < firstLayer; j++) {
        const at = j * secondLayer + m;
        secondSlopes[at] = (secondSlopes[at] as number) + upstream * (first[j] as number);
        firstGradient[j] = (firstGradient[j] as number) + upstream * (secondWeights[at] as number);
      }
    }
    for (let j = 0; j < firstLayer; j++) {
      const upstream = (first[j] as number) === 0 ? 0 : (firstGradient[j] as number) * (mask[j] as number);
      firstGradient[j] = upstream;
      sums[j] = (sums[j] as number) + upstream;
    }
    for (let k = 0; k < dimensions; k++) {
      const u = learner[k] as number;
      const p = candidates[row + k] as number;
      const output = gmf[k] as number;
      gradients.gmf[k] = (gradients.gmf[k] as number) + scale * u * p;
      learnerGradient[k] = (learnerGradient[k] as number) + scale * output * p;
      let sum = scale * output * u;
      const weights = k * firstLayer;
      for (let j = 0; j < firstLayer; j++) {
        const upstream = firstGradient[j] as number;
        sum += upstream * (courseLayer[weights + j] as number);
        courseSlopes[weights + j] = (courseSlopes[weights + j] as number) + p * upstream;
      }
      gradients.candidates[row + k] = (gradients.candidates[row + k] as number) + sum;
    }
  }

  /** Adds what the learner's half of the first layer owes; returns the gradient by the learner's vector. */
  endLearner(gradients: Parameters): Float32Array {
    const { learnerLayer } = this.#parameters;
    for (let j = 0; j < firstLayer; j++)
      gradients.firstBias[j] = (gradients.firstBias[j] as number) + (this.#firstGradientSum[j] as number);
    for (let k = 0; k < dimensions; k++) {
      let sum = this.#learnerGradient[k] as number;
      const weights = k * firstLayer;
      for (let j = 0; j < firstLayer; j++) {
        const upstream = this.#firstGradientSum[j] as number;
        sum += upstream * (learnerLayer[weights + j] as number);
        gradients.learnerLayer[weights + j] =
          (gradients.learnerLayer[weights + j] as number) + (this.learner[k] as number) * upstream;
      }
      this.#learnerGradient[k] = sum;
    }
    return this.#learnerGradient;
  }
}
