import type { Dataset } from '../../data/dataset.ts';
import { DivergedError } from '../../data/errors.ts';
import { logPopularity } from '../../data/popularity-counts.ts';
import { createRandom, type Random, shuffle } from '../../data/random.ts';
import { Crew } from '../../kernels/crew.ts';
import { allocateMemory } from '../../kernels/kernels.ts';
import type { TrainingEpoch } from '../../tuning/search-epochs.ts';
import { sessionsOfSeveral, shuffleSessions } from '../gmf/next-course-rows.ts';
import { AttentionNetwork } from './attention-network.ts';
import { type AttentionShape, longestHistory, startDense } from './attention-parameters.ts';
import {
  AttentionStep,
  type AttentionStepData,
  attentionArrays,
  attentionStepModule,
  parts,
  phases,
} from './attention-step.ts';
import { CandidateSample, roundedUp } from './candidate-sample.ts';

export interface AttentionTrainingOptions extends AttentionShape {
  learningRate: number;
  /** The learning rate falls in a straight line, over so many epochs. */
  epochs: number;
  /** Decoupled weight decay, relative to the learning rate. */
  decay: number;
  /** Share of the numbers that are left out of each layer. */
  dropout: number;
  /** Learners, and courses they took, between two steps of the optimiser, at most. */
  learners: number;
  tokens: number;
  /** Courses taken that are looked at in an epoch, at most: of more learners, others are drawn each epoch. */
  tokensPerEpoch: number;
  /** Courses that are drawn beside those of the batch, which the next course is told apart from. */
  negatives: number;
  /** Threads that train at once; the result is the same, bit for bit, with any number of them. */
  threads: number;
  seed: number;
}

export const attentionDefaults: AttentionTrainingOptions = {
  dimensions: 64,
  heads: 2,
  learningRate: 2e-3,
  epochs: 20,
  decay: 0,
  dropout: 0.4,
  learners: 128,
  tokens: 1024,
  tokensPerEpoch: 1_000_000,
  negatives: 512,
  threads: 1,
  seed: 1,
};

/** Adam's decay rates, as in the kernel. */
const [beta1, beta2] = [0.9, 0.999];
/** Share of the learning rate that is left in the end. */
const leastRate = 0.02;

export type AttentionEpoch = TrainingEpoch<AttentionNetwork>;

/**
 * Learns to predict the next course from those before it by attention (SASRec, Kang and McAuley 2018): cross-entropy
 * among the candidates of a batch, Adam. Endless: the caller validates after each epoch and stops.
 * @param start courses × dimensions: where the vectors of courses begin, for instance projected texts
 * @throws DivergedError
 */
export function* trainAttention(
  dataset: Dataset,
  start: Float32Array,
  options: AttentionTrainingOptions,
): Generator<AttentionEpoch, never> {
  const random = createRandom(options.seed);
  const data = stepData(dataset, options);
  const step = new AttentionStep(data);
  const { parameters, rates, losses, batch } = step.arrays;
  parameters.courses.set(start);
  parameters.bias.set(logPopularity(dataset));
  startDense(options, parameters.dense, random);
  const crew = new Crew(options.threads, step, { module: attentionStepModule, data });
  try {
    const batches = new LearnerBatches(dataset, step, options, random);
    const total = batches.tokens * options.epochs;
    let steps = 0;
    let seen = 0;
    for (let epoch = 1; ; epoch++) {
      let [loss, examples] = [0, 0];
      for (const tokens of batches.epoch()) {
        steps++;
        batch[2] = steps;
        rates[0] = options.learningRate * Math.max(leastRate, 1 - seen / total);
        rates[1] = (rates[0]! * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
        for (const phase of [phases.gather, phases.gradients, phases.update]) crew.run(phase, parts);
        for (const part of losses) loss += part;
        examples += tokens;
        seen += tokens;
      }
      if (!Number.isFinite(loss)) throw new DivergedError(epoch);
      const model = new AttentionNetwork(parameters, options);
      yield { epoch, loss: loss / Math.max(1, examples), examples, model };
    }
  } finally {
    crew.close();
  }
}

/** Steps that a training takes, about, and the fewest and most epochs that this may be. */
const steps = 2_000;
const [fewestEpochs, mostEpochs] = [10, 30];
/** With fewer learners the other scorers know as much, and time is worth more (docs/decisions/0005). */
const fewLearners = 2_000;
const epochsOfFew = 6;
/** Learners of a batch where there are few: then a step is worth more than the accuracy of its gradient. */
const fewestLearners = 32;
const smallestShare = 1 / 100;

/** Courses taken, for each of the catalogue, at which the least and the most is known of one; dropout for each. */
const [sparse, dense] = [16, 48];
const [mostDropout, leastDropout] = [0.4, 0.2];

/** What suits a data set: little data needs more epochs, and courses that few took more dropout. */
export function planned(
  dataset: Dataset,
  options: AttentionTrainingOptions,
): Pick<AttentionTrainingOptions, 'epochs' | 'dropout'> {
  const perCourse = countTokens(dataset).taken / dataset.courseCount;
  const density = Math.log(perCourse / sparse) / Math.log(dense / sparse);
  const dropout = mostDropout - (mostDropout - leastDropout) * Math.max(0, Math.min(1, density));
  return { epochs: plannedEpochs(dataset, options), dropout };
}

function plannedEpochs(
  dataset: Dataset,
  { learners, tokens, tokensPerEpoch }: AttentionTrainingOptions,
): number {
  const { taking, taken } = countTokens(dataset);
  if (taking < fewLearners) return epochsOfFew;
  const share = Math.min(1, tokensPerEpoch / Math.max(1, taken));
  const perBatch = Math.min(learners, learnersOfBatch(taking));
  const perEpoch = share * Math.max(taking / perBatch, taken / tokens);
  return Math.max(fewestEpochs, Math.min(mostEpochs, Math.round(steps / Math.max(1, perEpoch))));
}

/** Learners who took something that is looked at, and how much that is. */
function countTokens({ learnerCount, offsets }: Dataset): { taking: number; taken: number } {
  let [taking, taken] = [0, 0];
  for (let learner = 0; learner < learnerCount; learner++) {
    const count = tokensIn(offsets, learner);
    taken += count;
    if (count > 0) taking++;
  }
  return { taking, taken };
}

/** Learners of a batch at most, by how many there are. */
function learnersOfBatch(learners: number): number {
  return Math.max(fewestLearners, Math.ceil(smallestShare * learners));
}

/** Courses of a learner that are looked at in an epoch: the next one is to be found from each. */
function tokensIn(offsets: Int32Array, learner: number): number {
  return Math.max(0, Math.min(longestHistory, offsets[learner + 1]! - offsets[learner]! - 1));
}

function stepData(dataset: Dataset, options: AttentionTrainingOptions): AttentionStepData {
  const { dimensions, heads, learners, dropout, decay, seed } = options;
  const { courseCount } = dataset;
  // The last learner of a batch may have as many again.
  const tokens = options.tokens + longestHistory;
  const candidates = roundedUp(Math.min(courseCount, tokens + learners + options.negatives));
  const sizes = { courseCount, dimensions, heads, learners, tokens, candidates };
  const memory = allocateMemory((allocator) => attentionArrays(allocator, sizes));
  return { memory, sizes, dropout, decay, seed };
}

/** Writes batches of learners into the arrays of a step, in a new order each epoch. */
class LearnerBatches {
  /** Tokens of an epoch. */
  readonly tokens: number;
  readonly #dataset: Dataset;
  readonly #step: AttentionStep;
  readonly #options: AttentionTrainingOptions;
  readonly #random: Random;
  /** Learners with something to predict. */
  readonly #learners: Int32Array;
  /** The courses of the data set; those of a session in another order each epoch. */
  readonly #courses: Int32Array;
  readonly #sample: CandidateSample;

  constructor(dataset: Dataset, step: AttentionStep, options: AttentionTrainingOptions, random: Random) {
    this.#dataset = dataset;
    this.#step = step;
    this.#options = options;
    this.#random = random;
    this.#courses = dataset.courses.slice();
    const all = Int32Array.from({ length: dataset.learnerCount }, (_, learner) => learner);
    this.#learners = all.filter((learner) => this.#tokensOf(learner) > 0);
    const tokens = this.#learners.reduce((sum, learner) => sum + this.#tokensOf(learner), 0);
    this.tokens = Math.min(tokens, options.tokensPerEpoch);
    this.#sample = new CandidateSample(dataset, options.negatives, step.arrays.rows, step.arrays.logChance);
  }

  /** Yields the tokens of each batch. */
  *epoch(): Generator<number> {
    const { tokens: mostTokens } = this.#options;
    const mostLearners = Math.min(this.#options.learners, learnersOfBatch(this.#learners.length));
    const { starts, batch } = this.#step.arrays;
    const random = this.#random;
    shuffle(this.#learners, random);
    shuffleSessions(this.#courses, sessionsOfSeveral(this.#dataset), random);
    let seen = 0;
    for (let next = 0; next < this.#learners.length && seen < this.tokens; ) {
      this.#sample.clear();
      let [count, tokens] = [0, 0];
      while (count < mostLearners && tokens < mostTokens && next < this.#learners.length) {
        starts[count++] = tokens;
        tokens = this.#write(this.#learners[next++]!, tokens);
      }
      starts[count] = tokens;
      batch[0] = count;
      batch[1] = this.#sample.complete(count, random);
      seen += tokens;
      yield tokens;
    }
  }

  #tokensOf(learner: number): number {
    return tokensIn(this.#dataset.offsets, learner);
  }

  /** @returns where the next learner's tokens begin */
  #write(learner: number, at: number): number {
    const { taken, targets } = this.#step.arrays;
    const { offsets } = this.#dataset;
    const count = this.#tokensOf(learner);
    // Of a long history another part each epoch.
    const first = offsets[learner]! + this.#random.below(offsets[learner + 1]! - offsets[learner]! - count);
    let place = this.#sample.add(this.#courses[first]!);
    for (let t = 0; t < count; t++) {
      taken[at + t] = place;
      place = this.#sample.add(this.#courses[first + t + 1]!);
      targets[at + t] = place;
    }
    return at + count;
  }
}
