import type { Dataset } from '../../data/dataset.ts';
import { DivergedError } from '../../data/errors.ts';
import { logPopularity } from '../../data/popularity-counts.ts';
import { createRandom, type Random, shuffle } from '../../data/random.ts';
import { Crew } from '../../kernels/crew.ts';
import { allocateMemory } from '../../kernels/kernels.ts';
import type { TrainingEpoch } from '../../tuning/search-epochs.ts';
import { dimensions } from './dimensions.ts';
import { Gmf } from './gmf.ts';
import {
  firstSquare,
  GmfStep,
  type GmfStepData,
  gmfArrays,
  gmfStepModule,
  impossible,
  parts,
  phases,
  widthOf,
} from './gmf-step.ts';
import { drawnShares, historyLimit } from './learner-embedding.ts';
import type { LossName } from './loss-names.ts';
import {
  type ExampleOptions,
  examplesPerEpoch,
  nextCourseRows,
  sessionsOfSeveral,
  shuffleSessions,
} from './next-course-rows.ts';

export interface GmfTrainingOptions extends ExampleOptions {
  loss: LossName;
  /** Of a vector; a multiple of 16. */
  dimensions: number;
  learningRate: number;
  l2: number;
  /** Threads that train at once; the result is the same, bit for bit, with any number of them. */
  threads: number;
}

export const gmfTrainingDefaults: GmfTrainingOptions = {
  loss: 'softmax',
  dimensions,
  halfLife: 4,
  normalisation: 0.5,
  learningRate: 0.1,
  l2: 1e-4,
  historyDropout: 0.2,
  subsequences: true,
  batch: 256,
  scores: 2e9,
  threads: 1,
  seed: 1,
};

/** An epoch of a training; its model is a view of what is being learnt. */
export type GmfEpoch = TrainingEpoch<Gmf>;

/**
 * Learns to predict the next course from the courses before it: a loss over the whole catalogue without the courses that
 * the learner has, Adagrad. Endless: the caller validates after each epoch and stops.
 * @param start courses × dimensions: where candidates and history begin, for instance projected texts
 * @throws DivergedError
 */
export function* trainGmf(
  dataset: Dataset,
  start: Float32Array,
  options: GmfTrainingOptions,
): Generator<GmfEpoch, never> {
  const random = createRandom(options.seed);
  const { step, model, source } = begin(dataset, start, options);
  const crew = new Crew(options.threads, step, source);
  try {
    const { positives, starts } = nextCourseRows(dataset, options);
    const order = Int32Array.from(positives.keys());
    const sessions = sessionsOfSeveral(dataset);
    for (let epoch = 1; ; epoch++) {
      shuffle(order, random);
      shuffleSessions(step.arrays.courses, sessions, random);
      const examples = examplesPerEpoch(order.length, dataset.courseCount, options);
      let loss = 0;
      for (let from = 0; from < examples; from += options.batch) {
        const size = Math.min(options.batch, examples - from);
        step.arrays.size[0] = size;
        for (let b = 0; b < size; b++) {
          step.arrays.positives[b] = positives[order[from + b]!]!;
          step.arrays.starts[b] = starts[order[from + b]!]!;
          drawShares(step, b, options, random);
        }
        crew.run(phases.gradients, parts);
        crew.run(phases.update, parts);
        for (const part of step.arrays.losses) loss += part;
      }
      if (!Number.isFinite(loss)) throw new DivergedError(epoch);
      yield { epoch, loss: loss / Math.max(1, examples), examples, model };
    }
  } finally {
    crew.close();
  }
}

function begin(dataset: Dataset, start: Float32Array, options: GmfTrainingOptions) {
  const { courseCount } = dataset;
  const { dimensions } = options;
  const sizes = { courseCount, dimensions, interactions: dataset.courses.length, batch: options.batch };
  const data: GmfStepData = {
    memory: allocateMemory((allocator) => gmfArrays(allocator, sizes)),
    sizes,
    loss: options.loss,
    learningRate: options.learningRate,
    l2: options.l2,
  };
  const step = new GmfStep(data);
  const { table, squares, transposed, courses } = step.arrays;
  for (const values of Object.values(squares)) values.fill(firstSquare);
  courses.set(dataset.courses);
  table.history.set(start);
  table.candidates.set(start);
  table.bias.set(logPopularity(dataset));
  table.bias.fill(impossible, courseCount);
  const width = widthOf(sizes);
  for (let course = 0; course < courseCount; course++)
    for (let k = 0; k < dimensions; k++) transposed[k * width + course] = start[course * dimensions + k]!;
  const model = new Gmf({ ...table, bias: table.bias.subarray(0, courseCount) }, options, dimensions);
  return { step, model, source: { module: gmfStepModule, data } };
}

/** Draws what each course of the history of example b counts. */
function drawShares(step: GmfStep, b: number, options: GmfTrainingOptions, random: Random): void {
  const length = step.arrays.positives[b]! - step.historyStart(b);
  const shares = step.arrays.shares.subarray(b * historyLimit, (b + 1) * historyLimit);
  drawnShares(length, options, shares, random);
}
