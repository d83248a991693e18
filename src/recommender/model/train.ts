import { type Dataset, historyOf } from '../dataset.ts';
import { DivergedError } from '../errors.ts';
import { createRandom, type Random, shuffle } from '../random.ts';
import { Adagrad } from './adagrad.ts';
import { learnerVector, recencyDecay } from './learner-vector.ts';
import { type LossName, lossNamed } from './loss.ts';
import { Network } from './network.ts';
import { dimensions, emptyParameters, type Parameters } from './parameters.ts';

export interface Hyperparameters {
  loss: LossName;
  /** Courses not taken, drawn for each one taken. */
  negatives: number;
  learningRate: number;
  l2: number;
  /** Share of first-layer units left out of each step. */
  dropout: number;
  /** Share of each learner's history left out of each step: the model must not lean on one course. */
  historyDropout: number;
  epochs: number;
  /** Epochs without a better validation before training stops. */
  patience: number;
  /** Predictions between two steps of the optimiser. */
  batch: number;
  seed: number;
}

export const defaults: Hyperparameters = {
  loss: 'bce',
  negatives: 4,
  learningRate: 0.05,
  l2: 1e-5,
  dropout: 0.1,
  historyDropout: 0.1,
  epochs: 30,
  patience: 3,
  batch: 256,
  seed: 1,
};

export interface EpochReport {
  epoch: number;
  /** Mean loss of an example. */
  loss: number;
  examples: number;
}

/**
 * One pass over every learner after another, in random order; each course is predicted from those before it.
 * Changes `parameters` in place and yields after each epoch, so that the caller can validate, show progress or stop.
 * @throws DivergedError when the loss is no longer finite
 */
export function* train(
  dataset: Dataset,
  parameters: Parameters,
  options: Hyperparameters,
): Generator<EpochReport, void> {
  const random = createRandom(options.seed);
  const step = new SequenceStep(dataset, parameters, options, random);
  const optimiser = new Adagrad(parameters, options.learningRate, options.l2);
  const order = Int32Array.from({ length: dataset.learnerCount }, (_, learner) => learner);

  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    let examples = 0;
    for (const learner of order) {
      const sequence = step.sequenceOf(learner);
      loss += step.accumulate(sequence);
      examples += sequence.length * (1 + options.negatives);
      if (step.pending < options.batch) continue;
      optimiser.step(step.gradients, step.takeTouched());
    }
    optimiser.step(step.gradients, step.takeTouched());
    if (!Number.isFinite(loss)) throw new DivergedError(epoch);
    yield { epoch, loss: loss / Math.max(1, examples), examples };
  }
}

/** Forward and backward over one learner's sequence. */
export class SequenceStep {
  readonly gradients: Parameters;
  readonly #dataset: Dataset;
  readonly #parameters: Parameters;
  readonly #options: Hyperparameters;
  readonly #random: Random;
  readonly #network: Network;
  readonly #touched = new Set<number>();
  #pending = 0;

  constructor(dataset: Dataset, parameters: Parameters, options: Hyperparameters, random: Random) {
    this.#dataset = dataset;
    this.#parameters = parameters;
    this.#options = options;
    this.#random = random;
    this.#network = new Network(parameters);
    this.gradients = emptyParameters(dataset.courseCount);
  }

  /** Examples since the touched courses were last taken. */
  get pending(): number {
    return this.#pending;
  }

  takeTouched(): number[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    this.#pending = 0;
    return touched;
  }

  /** A learner's history, thinned by history dropout. */
  sequenceOf(learner: number): Int32Array {
    const history = historyOf(this.#dataset, learner);
    const { historyDropout } = this.#options;
    if (historyDropout === 0 || history.length < 3) return history;
    return history.filter(() => this.#random.next() >= historyDropout);
  }

  /**
   * Adds the gradients of predicting each course of the sequence from those before it.
   * @returns the summed loss
   */
  accumulate(sequence: Int32Array): number {
    const taken = new Set(sequence);
    const loss = lossNamed(this.#options.loss);
    const { courseCount } = this.#dataset;
    const learnerGradients: Float32Array[] = [];
    let total = 0;
    for (let position = 0; position < sequence.length; position++) {
      const before = sequence.subarray(0, position);
      learnerVector(this.#parameters.history, before, this.#network.learner);
      this.#network.beginLearner(this.#options.dropout, this.#random.next);
      for (let sample = 0; sample <= this.#options.negatives; sample++) {
        const label = sample === 0 ? 1 : 0;
        const course = label === 1 ? (sequence[position] as number) : this.#random.below(courseCount);
        // A draw that the learner took is skipped, not repeated: with all courses taken it would never end.
        if (label === 0 && taken.has(course)) continue;
        const { loss: value, gradient } = loss.of(this.#network.logit(course), label);
        total += value;
        this.#network.backward(course, gradient, this.gradients);
        this.#touched.add(course);
        this.#pending++;
      }
      learnerGradients.push(this.#network.endLearner(this.gradients).slice());
    }
    this.#backwardThroughHistory(sequence, learnerGradients);
    return total;
  }

  /**
   * The vector at position t is Σ_{j<t} d^{t−1−j} q_j / N_t with N_t = Σ d^i. Its gradient reaches q_j from every
   * later t, which one pass from the end gathers: G_j = g_{j+1} / N_{j+1} + d · G_{j+1}.
   */
  #backwardThroughHistory(sequence: Int32Array, learnerGradients: readonly Float32Array[]): void {
    const gathered = new Float32Array(dimensions);
    for (let j = sequence.length - 2; j >= 0; j--) {
      const following = learnerGradients[j + 1] as Float32Array;
      const norm = (1 - recencyDecay ** (j + 1)) / (1 - recencyDecay);
      const course = sequence[j] as number;
      const row = course * dimensions;
      for (let k = 0; k < dimensions; k++) {
        gathered[k] = (following[k] as number) / norm + recencyDecay * (gathered[k] as number);
        this.gradients.history[row + k] =
          (this.gradients.history[row + k] as number) + (gathered[k] as number);
      }
      this.#touched.add(course);
    }
  }
}
