import type { Dataset } from '../dataset.ts';
import { DivergedError } from '../errors.ts';
import { Kernels } from '../kernels/kernels.ts';
import { popularity } from '../popularity.ts';
import { createRandom, type Random, shuffle } from '../random.ts';
import { dimensions } from './dimensions.ts';
import { Gmf, type GmfParameters } from './gmf.ts';
import { historyLimit, historyShares, type LearnerEmbeddingOptions } from './learner-embedding.ts';

export interface GmfTrainingOptions extends LearnerEmbeddingOptions {
  learningRate: number;
  l2: number;
  /** Share of the courses of a history, the last one excepted, that are left out of an example. */
  historyDropout: number;
  /** Next courses between two steps of the optimiser. */
  batch: number;
  /** Next courses that are looked at in an epoch, at most; each epoch draws others. */
  examples: number;
  seed: number;
}

export const gmfDefaults: GmfTrainingOptions = {
  halfLife: 4,
  normalisation: 0.5,
  learningRate: 0.1,
  l2: 1e-4,
  historyDropout: 0.2,
  batch: 256,
  examples: 500_000,
  seed: 1,
};

export interface GmfEpoch {
  /** From 1. */
  epoch: number;
  /** Mean over the examples, in nats. */
  loss: number;
  examples: number;
  /** A view of what is being learnt: it changes with the next epoch. */
  model: Gmf;
}

/** Where Adagrad's sums of squares start: a first step of full length would throw rare courses far out. */
const firstSquare = 0.1;
/** Logit of what cannot be the answer. */
const impossible = -1e9;

/**
 * Next course from the courses before it: softmax over the whole catalogue less what the learner has, cross-entropy,
 * Adagrad. Endless; the caller validates after each epoch and stops.
 * @param start courses × dimensions: where candidates and history begin, for instance projected texts
 * @throws DivergedError
 */
export function* trainGmf(
  dataset: Dataset,
  start: Float32Array,
  options: GmfTrainingOptions,
): Generator<GmfEpoch, never> {
  const random = createRandom(options.seed);
  const step = new SoftmaxStep(dataset, start, options, random);
  const { positives, learners } = nextCourses(dataset);
  const order = Int32Array.from(positives.keys());
  for (let epoch = 1; ; epoch++) {
    shuffle(order, random);
    const chosen = order.subarray(0, options.examples);
    let loss = 0;
    for (let from = 0; from < chosen.length; from += options.batch) {
      const batch = chosen.subarray(from, from + options.batch);
      loss += step.run(
        batch.map((i) => positives[i]!),
        batch.map((i) => learners[i]!),
      );
    }
    if (!Number.isFinite(loss)) throw new DivergedError(epoch);
    const examples = chosen.length;
    yield { epoch, loss: loss / Math.max(1, examples), examples, model: step.model };
  }
}

/** Rows of the data set that have one before them, and the learner of each. */
function nextCourses(dataset: Dataset): { positives: Int32Array; learners: Int32Array } {
  const positives: number[] = [];
  const learners: number[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    for (let row = dataset.offsets[learner]! + 1; row < dataset.offsets[learner + 1]!; row++) {
      positives.push(row);
      learners.push(learner);
    }
  }
  return { positives: Int32Array.from(positives), learners: Int32Array.from(learners) };
}

/** One mini-batch, in arrays that the kernels work on. */
class SoftmaxStep {
  readonly model: Gmf;
  readonly #dataset: Dataset;
  readonly #options: GmfTrainingOptions;
  readonly #random: Random;
  readonly #kernels: Kernels;
  /** Courses, rounded up to what the kernels take at a time. */
  readonly #width: number;
  readonly #table: GmfParameters;
  readonly #transposed: Float32Array;
  readonly #probabilities: Float32Array;
  readonly #learners: Float32Array;
  readonly #learnerGradient: Float32Array;
  readonly #candidateGradient: Float32Array;
  readonly #biasGradient: Float32Array;
  readonly #squares: GmfParameters;
  readonly #shares: Float64Array;

  constructor(dataset: Dataset, start: Float32Array, options: GmfTrainingOptions, random: Random) {
    const { courseCount } = dataset;
    const width = Math.ceil(courseCount / 8) * 8;
    this.#dataset = dataset;
    this.#options = options;
    this.#random = random;
    this.#width = width;
    this.#kernels = new Kernels(width * (6 * dimensions + 3) + options.batch * (2 * dimensions + width), 16);
    const floats = (length: number) => this.#kernels.floats(length);
    const tables = () => ({
      history: floats(width * dimensions),
      candidates: floats(width * dimensions),
      bias: floats(width),
    });
    this.#table = tables();
    this.#squares = tables();
    for (const squares of Object.values(this.#squares)) squares.fill(firstSquare);
    this.#transposed = floats(width * dimensions);
    this.#candidateGradient = floats(width * dimensions);
    this.#biasGradient = floats(width);
    this.#probabilities = floats(options.batch * width);
    this.#learners = floats(options.batch * dimensions);
    this.#learnerGradient = floats(options.batch * dimensions);
    this.#shares = new Float64Array(options.batch * historyLimit);
    this.#table.history.set(start);
    this.#table.candidates.set(start);
    this.#table.bias.set(logPopularity(dataset));
    this.#table.bias.fill(impossible, courseCount);
    this.model = new Gmf(
      { ...this.#table, bias: this.#table.bias.subarray(0, courseCount) },
      { halfLife: options.halfLife, normalisation: options.normalisation },
    );
  }

  /** @returns the summed loss */
  run(positives: Int32Array, learners: Int32Array): number {
    const size = positives.length;
    for (let b = 0; b < size; b++) this.#embed(b, this.#historyBefore(positives[b]!, learners[b]!));
    const loss = this.#forward(positives, learners);
    this.#backward(size);
    for (let b = 0; b < size; b++) this.#stepHistory(b, this.#historyBefore(positives[b]!, learners[b]!));
    return loss;
  }

  #historyBefore(row: number, learner: number): Int32Array {
    const start = Math.max(this.#dataset.offsets[learner]!, row - historyLimit);
    return this.#dataset.courses.subarray(start, row);
  }

  #embed(b: number, history: Int32Array): void {
    const { historyDropout } = this.#options;
    const shares = this.#shares.subarray(b * historyLimit, (b + 1) * historyLimit);
    const last = history.length - 1;
    historyShares(
      history.length,
      this.#options,
      shares,
      (i) => i === last || historyDropout === 0 || this.#random.next() >= historyDropout,
    );
    const out = b * dimensions;
    this.#learners.fill(0, out, out + dimensions);
    for (let i = 0; i < history.length; i++) {
      const row = history[i]! * dimensions;
      for (let k = 0; k < dimensions; k++)
        this.#learners[out + k]! += shares[i]! * this.#table.history[row + k]!;
    }
  }

  /** Leaves probabilities less the truth: the gradient of the logits. */
  #forward(positives: Int32Array, learners: Int32Array): number {
    const { multiply, softmax } = this.#kernels.run;
    const { candidates, bias } = this.#table;
    const width = this.#width;
    const probabilities = this.#probabilities;
    for (let course = 0; course < width; course++)
      for (let k = 0; k < dimensions; k++)
        this.#transposed[k * width + course] = candidates[course * dimensions + k]!;
    multiply(
      probabilities.byteOffset,
      this.#learners.byteOffset,
      this.#transposed.byteOffset,
      positives.length,
      width,
      dimensions,
      dimensions * 4,
      4,
      false,
    );
    let loss = 0;
    for (let b = 0; b < positives.length; b++) {
      const start = b * width;
      const target = this.#dataset.courses[positives[b]!]!;
      const logit = probabilities[start + target]! + bias[target]!;
      for (let i = this.#dataset.offsets[learners[b]!]!; i < positives[b]!; i++)
        probabilities[start + this.#dataset.courses[i]!] = impossible;
      loss += softmax(probabilities.byteOffset + start * 4, bias.byteOffset, width) - logit;
      probabilities[start + target]! -= 1;
    }
    return loss;
  }

  #backward(size: number): void {
    const { multiply, addRows, adagrad } = this.#kernels.run;
    const { learningRate, l2 } = this.#options;
    const { candidates, bias } = this.#table;
    const width = this.#width;
    const p = this.#probabilities.byteOffset;
    multiply(
      this.#learnerGradient.byteOffset,
      p,
      candidates.byteOffset,
      size,
      dimensions,
      width,
      width * 4,
      4,
      false,
    );
    multiply(
      this.#candidateGradient.byteOffset,
      p,
      this.#learners.byteOffset,
      width,
      dimensions,
      size,
      4,
      width * 4,
      false,
    );
    addRows(this.#biasGradient.byteOffset, p, size, width);
    adagrad(
      candidates.byteOffset,
      this.#candidateGradient.byteOffset,
      this.#squares.candidates.byteOffset,
      width * dimensions,
      learningRate,
      l2,
    );
    adagrad(
      bias.byteOffset,
      this.#biasGradient.byteOffset,
      this.#squares.bias.byteOffset,
      width,
      learningRate,
      0,
    );
  }

  #stepHistory(b: number, history: Int32Array): void {
    const { learningRate, l2 } = this.#options;
    const table = this.#table.history;
    const squares = this.#squares.history;
    for (let i = 0; i < history.length; i++) {
      const share = this.#shares[b * historyLimit + i]!;
      if (share === 0) continue;
      const row = history[i]! * dimensions;
      for (let k = 0; k < dimensions; k++) {
        const gradient = share * this.#learnerGradient[b * dimensions + k]! + l2 * table[row + k]!;
        squares[row + k]! += gradient * gradient;
        table[row + k]! -= (learningRate * gradient) / Math.sqrt(squares[row + k]!);
      }
    }
  }
}

/** Where the biases start: what the average learner takes. */
function logPopularity(dataset: Dataset): Float32Array {
  const counts = popularity(dataset);
  const mean = dataset.courses.length / dataset.courseCount;
  return counts.map((count) => Math.log((count / mean + 0.1) / 1.1));
}
