import type { Dataset } from '../../data/dataset.ts';
import { DivergedError } from '../../data/errors.ts';
import { createRandom, type Random, shuffle } from '../../data/random.ts';
import { Crew } from '../../kernels/crew.ts';
import { allocateMemory } from '../../kernels/kernels.ts';
import type { TrainingEpoch } from '../../tuning/search-epochs.ts';
import { dimensions } from '../gmf/dimensions.ts';
import { firstSquare } from '../gmf/gmf-step.ts';
import { drawnShares, historyLimit, type LearnerEmbeddingOptions } from '../gmf/learner-embedding.ts';
import type { LossName } from '../gmf/loss-names.ts';
import { NeuMf } from './neumf.ts';
import { denseViews, firstUnits, type NeuMfParameters, secondUnits } from './neumf-parameters.ts';
import {
  type NeuMfSizes,
  NeuMfStep,
  type NeuMfStepData,
  neumfArrays,
  neumfStepModule,
  parts,
  phases,
} from './neumf-step.ts';

export interface NeuMfOptions extends LearnerEmbeddingOptions {
  /** Learners from a table by learner, or computed from the courses they took. */
  learner: NeuMfSizes['learner'];
  loss: LossName;
  /** γ of the focal loss. */
  focusing: number;
  /** Courses not taken that are drawn for each one taken. */
  negatives: number;
  learningRate: number;
  l2: number;
  /** Share of the first layer's units left out of each example. */
  dropout: number;
  /** Share of the courses of a history, the last one excepted, that are left out of an example. */
  historyDropout: number;
  /** Courses taken between two steps of the optimiser; a multiple of 4. */
  batch: number;
  /** Threads that train at once; the result is the same, bit for bit, with any number of them. */
  threads: number;
  seed: number;
}

/** The model of He et al. 2017 with a table of learners, as the first version of this project described it. */
export const neumfDefaults: NeuMfOptions = {
  learner: 'table',
  loss: 'bce',
  focusing: 2,
  negatives: 4,
  learningRate: 0.05,
  l2: 1e-5,
  dropout: 0,
  halfLife: 4,
  normalisation: 0.5,
  historyDropout: 0,
  batch: 256,
  threads: 1,
  seed: 1,
};

/** An epoch of a training; its model is a view of what is being learnt, its examples are courses taken and drawn. */
export type NeuMfEpoch = TrainingEpoch<NeuMf>;

/** Standard deviation of the weights at the start. */
const spread = 0.1;

/**
 * Trains NeuMF to tell every course taken from drawn courses that were not taken, by Adagrad. Endless: the caller
 * validates after each epoch and stops.
 * @param start courses × dimensions: where candidates (and histories) begin, for instance projected texts; without it
 *   they are random
 * @param makeStep what computes the batches, at one thread
 * @throws DivergedError
 */
export function* trainNeuMf(
  dataset: Dataset,
  options: NeuMfOptions,
  start?: Float32Array,
  makeStep = (data: NeuMfStepData) => new NeuMfStep(data),
): Generator<NeuMfEpoch, never> {
  const random = createRandom(options.seed);
  const { step, source } = begin(dataset, options, random, makeStep, start);
  const model = new NeuMf(step.arrays.parameters, options);
  const crew = new Crew(options.threads, step, source);
  const { batch: control, losses } = step.arrays;
  const owners = ownersOf(dataset);
  const order = Int32Array.from(owners.keys());
  const { batch } = options;
  try {
    for (let epoch = 1; ; epoch++) {
      shuffle(order, random);
      let loss = 0;
      for (let from = 0; from < order.length; from += batch) {
        const size = Math.min(batch, order.length - from);
        control[0] = size;
        control[1]!++;
        for (let group = 0; group < size; group++) {
          const positive = order[from + group]!;
          place(step, dataset, group, positive, owners[positive]!);
          if (options.learner === 'history') drawShares(step, group, options, random);
        }
        crew.run(phases.gradients, parts);
        crew.run(phases.update, parts);
        for (const part of losses) loss += part;
      }
      if (!Number.isFinite(loss)) throw new DivergedError(epoch);
      const examples = order.length * (1 + options.negatives);
      yield { epoch, loss: loss / Math.max(1, order.length), examples, model };
    }
  } finally {
    crew.close();
  }
}

function begin(
  dataset: Dataset,
  options: NeuMfOptions,
  random: Random,
  makeStep: (data: NeuMfStepData) => NeuMfStep,
  start: Float32Array | undefined,
) {
  const { courseCount, learnerCount, courses } = dataset;
  const { learner, negatives, batch } = options;
  const sizes: NeuMfSizes = {
    ...{ learner, negatives, courseCount, learnerCount },
    ...{ interactions: courses.length, groups: batch },
  };
  const data: NeuMfStepData = {
    memory: allocateMemory((allocator) => neumfArrays(allocator, sizes)),
    sizes,
    loss: options.loss,
    focusing: options.focusing,
    negativeShare: Math.max(1, (courseCount - 1) / negatives),
    learningRate: options.learningRate,
    l2: options.l2,
    dropout: options.dropout,
    seed: options.seed,
  };
  const step = makeStep(data);
  const { parameters, squares, masks, taken, sorted } = step.arrays;
  for (const values of Object.values(squares)) values.fill(firstSquare);
  masks.fill(1);
  taken.set(courses);
  sorted.set(courses);
  for (let l = 0; l < learnerCount; l++) sorted.subarray(dataset.offsets[l], dataset.offsets[l + 1]).sort();
  initialise(parameters, random, learner === 'history' ? start : undefined, start);
  step.transposeLayers();
  return { step, source: { module: neumfStepModule, data } };
}

function initialise(
  { learners, candidates, dense }: NeuMfParameters,
  random: Random,
  learnerStart: Float32Array | undefined,
  candidateStart: Float32Array | undefined,
): void {
  fillNormal(learners, random, spread);
  if (learnerStart) learners.set(learnerStart);
  fillNormal(candidates, random, spread);
  if (candidateStart) candidates.set(candidateStart);
  const views = denseViews(dense);
  views.gmf.fill(1);
  // He et al. 2015, for rectified units.
  fillNormal(views.learnerLayer, random, Math.sqrt(1 / dimensions));
  fillNormal(views.courseLayer, random, Math.sqrt(1 / dimensions));
  fillNormal(views.secondLayer, random, Math.sqrt(2 / firstUnits));
  fillNormal(views.output, random, Math.sqrt(1 / secondUnits));
}

function fillNormal(values: Float32Array, random: Random, deviation: number): void {
  for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
}

/** The learner of each row of the data set. */
function ownersOf({ learnerCount, offsets, courses }: Dataset): Int32Array {
  const owners = new Int32Array(courses.length);
  for (let learner = 0; learner < learnerCount; learner++)
    owners.fill(learner, offsets[learner], offsets[learner + 1]);
  return owners;
}

function place(step: NeuMfStep, dataset: Dataset, group: number, positive: number, learner: number): void {
  const { positives, starts, ends, owners } = step.arrays;
  positives[group] = positive;
  owners[group] = learner;
  starts[group] = dataset.offsets[learner]!;
  ends[group] = dataset.offsets[learner + 1]!;
}

/** Draws what each course of the history of a group counts. */
function drawShares(step: NeuMfStep, group: number, options: NeuMfOptions, random: Random): void {
  const length = step.arrays.positives[group]! - step.historyStart(group);
  const shares = step.arrays.shares.subarray(group * historyLimit, (group + 1) * historyLimit);
  drawnShares(length, options, shares, random);
}
