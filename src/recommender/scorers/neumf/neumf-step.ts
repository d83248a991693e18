import { createRandom, type Random } from '../../data/random.ts';
import type { Workload } from '../../kernels/crew.ts';
import { type Allocator, Kernels, type SharedMemory } from '../../kernels/kernels.ts';
import { dimensions } from '../gmf/dimensions.ts';
import { historyLimit } from '../gmf/learner-embedding.ts';
import { groupLoss, type LossOptions } from './losses.ts';
import {
  type DenseViews,
  denseSize,
  denseViews,
  firstUnits,
  type NeuMfParameters,
  secondUnits,
} from './neumf-parameters.ts';

/** Parts that a batch is cut into, whatever the number of threads. */
export const parts = 4;
export const phases = { gradients: 0, update: 1 } as const;
/** Tries to draw a course that the learner has not taken; a learner who took nearly everything gets no negative. */
const mostDraws = 16;

/** Everything that a thread needs to take part. */
export interface NeuMfStepData extends LossOptions {
  memory: SharedMemory;
  sizes: NeuMfSizes;
  learningRate: number;
  l2: number;
  /** Share of first-layer units left out, drawn for each group. */
  dropout: number;
  seed: number;
}

export interface NeuMfSizes {
  /** `table`: a row a learner; `history`: learners are computed from rows of the courses they took. */
  learner: 'table' | 'history';
  learnerCount: number;
  courseCount: number;
  interactions: number;
  /** Groups of a batch, at most; a multiple of `parts`. */
  groups: number;
  /** Courses not taken that are drawn for one that was. */
  negatives: number;
}

/** What a batch is computed in, on a memory that threads share. An example is one course of one group. */
export interface NeuMfArrays {
  parameters: NeuMfParameters;
  squares: NeuMfParameters;
  /** parts × denseSize */
  denseGradients: Float32Array;
  /** Transposed layers, for the way back: 32 × dimensions twice, 16 × 32. */
  learnerLayer: Float32Array;
  courseLayer: Float32Array;
  secondLayer: Float32Array;
  /** groups × dimensions */
  learners: Float32Array;
  learnerGradients: Float32Array;
  /** groups × 32: the learner's half of the first layer, later the gradient of it. */
  learnerHalf: Float32Array;
  /** groups × 32: 0 or 1 / (1 − dropout). */
  masks: Float32Array;
  /** examples × dimensions */
  courses: Float32Array;
  courseGradients: Float32Array;
  /** examples × 32, and the gradient of it */
  first: Float32Array;
  firstGradients: Float32Array;
  /** examples × 16: active units, later the gradient of their inputs. */
  second: Float32Array;
  /** examples */
  scores: Float32Array;
  errors: Float32Array;
  weights: Float32Array;
  /** examples: rows of the candidates. */
  rows: Int32Array;
  /** groups × historyLimit: what each course of a history counts. */
  shares: Float32Array;
  /** parts: summed loss. */
  losses: Float32Array;
  /** The courses of the data set by learner: in the order they were taken, and ascending. */
  taken: Int32Array;
  sorted: Int32Array;
  /** groups: row of the data set that is predicted, first and one past the last row of its learner, the learner. */
  positives: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  owners: Int32Array;
  /** 2: groups of the batch in use, number of the batch. */
  batch: Int32Array;
}

export function neumfArrays(allocator: Allocator, sizes: NeuMfSizes): NeuMfArrays {
  const { groups, interactions, courseCount } = sizes;
  const examples = groups * (1 + sizes.negatives);
  const floats = (length: number) => allocator.floats(length);
  const ints = (length: number) => allocator.ints(length);
  const parameters = () => ({
    learners: floats((sizes.learner === 'table' ? sizes.learnerCount : courseCount) * dimensions),
    candidates: floats(courseCount * dimensions),
    bias: floats(courseCount),
    dense: floats(denseSize),
  });
  return {
    parameters: parameters(),
    squares: parameters(),
    denseGradients: floats(parts * denseSize),
    learnerLayer: floats(firstUnits * dimensions),
    courseLayer: floats(firstUnits * dimensions),
    secondLayer: floats(secondUnits * firstUnits),
    learners: floats(groups * dimensions),
    learnerGradients: floats(groups * dimensions),
    learnerHalf: floats(groups * firstUnits),
    masks: floats(groups * firstUnits),
    courses: floats(examples * dimensions),
    courseGradients: floats(examples * dimensions),
    first: floats(examples * firstUnits),
    firstGradients: floats(examples * firstUnits),
    second: floats(examples * secondUnits),
    scores: floats(examples),
    errors: floats(examples),
    weights: floats(examples),
    rows: ints(examples),
    shares: floats(groups * historyLimit),
    losses: floats(parts),
    taken: ints(interactions),
    sorted: ints(interactions),
    positives: ints(groups),
    starts: ints(groups),
    ends: ints(groups),
    owners: ints(groups),
    batch: ints(2),
  };
}

/** Where other threads find `makeWorkload`. */
export const neumfStepModule = import.meta.url;

/** Makes the same step on another thread (`kernels/crew-worker.ts`). */
export function makeWorkload(data: NeuMfStepData): Workload {
  return new NeuMfStep(data);
}

/** One mini-batch of NeuMF with drawn negatives, and the step of Adagrad after it. */
export class NeuMfStep implements Workload {
  readonly arrays: NeuMfArrays;
  readonly #data: NeuMfStepData;
  readonly #kernels: Kernels;
  readonly #dense: DenseViews;
  readonly #gradients: readonly DenseViews[];

  constructor(data: NeuMfStepData, kernels = new Kernels(data.memory)) {
    this.#data = data;
    this.#kernels = kernels;
    this.arrays = neumfArrays(this.#kernels, data.sizes);
    this.#dense = denseViews(this.arrays.parameters.dense);
    this.#gradients = Array.from({ length: parts }, (_, part) =>
      denseViews(this.arrays.denseGradients, part * denseSize),
    );
  }

  run(phase: number, part: number): void {
    if (phase === phases.update) this.#update(part);
    else this.#gradientsOf(part);
  }

  #gradientsOf(part: number): void {
    const groups = this.arrays.batch[0]!;
    const first = Math.floor((part * groups) / parts);
    const count = Math.floor(((part + 1) * groups) / parts) - first;
    this.#draw(part, first, count);
    this.#forward(first, count);
    this.#loss(part, first, count);
    this.#backward(part, first, count);
  }

  /** Where the part of a history begins that a group uses: no further back than `historyLimit`. */
  historyStart(group: number): number {
    return Math.max(this.arrays.starts[group]!, this.arrays.positives[group]! - historyLimit);
  }

  /** Transposes the layers; it must be called after they were set or changed. */
  transposeLayers(): void {
    const { learnerLayer, courseLayer, secondLayer } = this.arrays;
    transpose(this.#dense.learnerLayer, learnerLayer, dimensions, firstUnits);
    transpose(this.#dense.courseLayer, courseLayer, dimensions, firstUnits);
    transpose(this.#dense.secondLayer, secondLayer, firstUnits, secondUnits);
  }

  #draw(part: number, first: number, count: number): void {
    const { rows, weights, masks, taken, positives } = this.arrays;
    const { sizes, seed, dropout } = this.#data;
    const random = createRandom(seed + 0x9e37 * (parts * this.arrays.batch[1]! + part + 1));
    const size = 1 + sizes.negatives;
    for (let group = first; group < first + count; group++) {
      const at = group * size;
      rows[at] = taken[positives[group]!]!;
      weights[at] = 1;
      for (let i = at + 1; i < at + size; i++) {
        const course = this.#notTaken(group, random);
        rows[i] = course < 0 ? 0 : course;
        weights[i] = course < 0 ? 0 : 1;
      }
      if (dropout === 0) continue;
      // Inverted dropout, so that scoring needs no scaling.
      for (let k = group * firstUnits; k < (group + 1) * firstUnits; k++)
        masks[k] = random.next() < dropout ? 0 : 1 / (1 - dropout);
    }
  }

  #notTaken(group: number, random: Random): number {
    const { sorted, starts, ends } = this.arrays;
    for (let draw = 0; draw < mostDraws; draw++) {
      const course = random.below(this.#data.sizes.courseCount);
      let low = starts[group]!;
      let high = ends[group]!;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! < course) low = middle + 1;
        else high = middle;
      }
      if (low === ends[group] || sorted[low] !== course) return course;
    }
    return -1;
  }

  #forward(first: number, count: number): void {
    const { gatherRows, multiply, rectify, rectifyGroups, headScores } = this.#kernels.run;
    const { parameters, rows, learners, learnerHalf, masks, courses, scores, ...arrays } = this.arrays;
    const dense = this.#dense;
    const size = 1 + this.#data.sizes.negatives;
    const examples = count * size;
    const group = (array: Float32Array | Int32Array, width: number) => array.byteOffset + first * width * 4;
    const example = (array: Float32Array | Int32Array, width: number) => group(array, size * width);

    this.#embedLearners(first, count);
    multiply(
      group(learnerHalf, firstUnits),
      group(learners, dimensions),
      dense.learnerLayer.byteOffset,
      count,
      firstUnits,
      dimensions,
      dimensions * 4,
      4,
      false,
    );
    for (let g = first; g < first + count; g++)
      for (let k = 0; k < firstUnits; k++) learnerHalf[g * firstUnits + k]! += dense.firstBias[k]!;
    gatherRows(example(courses, dimensions), parameters.candidates.byteOffset, example(rows, 1), examples);
    multiply(
      example(arrays.first, firstUnits),
      example(courses, dimensions),
      dense.courseLayer.byteOffset,
      examples,
      firstUnits,
      dimensions,
      dimensions * 4,
      4,
      false,
    );
    rectifyGroups(
      example(arrays.first, firstUnits),
      group(learnerHalf, firstUnits),
      group(masks, firstUnits),
      count,
      size,
      firstUnits,
    );
    multiply(
      example(arrays.second, secondUnits),
      example(arrays.first, firstUnits),
      dense.secondLayer.byteOffset,
      examples,
      secondUnits,
      firstUnits,
      firstUnits * 4,
      4,
      false,
    );
    rectify(example(arrays.second, secondUnits), dense.secondBias.byteOffset, examples, secondUnits);
    headScores(
      example(scores, 1),
      group(learners, dimensions),
      example(courses, dimensions),
      dense.gmf.byteOffset,
      example(arrays.second, secondUnits),
      dense.output.byteOffset,
      count,
      size,
    );
    for (let i = first * size; i < (first + count) * size; i++) scores[i]! += parameters.bias[rows[i]!]!;
  }

  #embedLearners(first: number, count: number): void {
    const { parameters, learners, owners, positives, shares, taken } = this.arrays;
    const { gatherRows, sumRows } = this.#kernels.run;
    const table = parameters.learners.byteOffset;
    const out = (group: number) => learners.byteOffset + group * dimensions * 4;
    if (this.#data.sizes.learner === 'table') {
      gatherRows(out(first), table, owners.byteOffset + first * 4, count);
      return;
    }
    for (let group = first; group < first + count; group++) {
      const start = this.historyStart(group);
      const own = shares.byteOffset + group * historyLimit * 4;
      sumRows(out(group), table, taken.byteOffset + start * 4, own, positives[group]! - start, dimensions);
    }
  }

  #loss(part: number, first: number, count: number): void {
    const { scores, weights, errors, losses } = this.arrays;
    const size = 1 + this.#data.sizes.negatives;
    let loss = 0;
    for (let group = first; group < first + count; group++)
      loss += groupLoss(this.#data, scores, weights, errors, group * size, size);
    losses[part] = loss;
  }

  #backward(part: number, first: number, count: number): void {
    const { multiply, sumOfRows, headGradients, rectifiedGradient } = this.#kernels.run;
    const { learners, courses, errors, learnerHalf, masks, ...arrays } = this.arrays;
    const dense = this.#dense;
    const gradient = this.#gradients[part]!;
    const size = 1 + this.#data.sizes.negatives;
    const examples = count * size;
    const group = (array: Float32Array, width: number) => array.byteOffset + first * width * 4;
    const example = (array: Float32Array, width: number) => group(array, size * width);
    const first32 = example(arrays.first, firstUnits);
    const firstGradients = example(arrays.firstGradients, firstUnits);
    const secondGradients = example(arrays.second, secondUnits);

    gradient.gmf.fill(0);
    gradient.output.fill(0);
    headGradients(
      example(errors, 1),
      group(learners, dimensions),
      example(courses, dimensions),
      dense.gmf.byteOffset,
      secondGradients,
      dense.output.byteOffset,
      count,
      size,
      gradient.gmf.byteOffset,
      gradient.output.byteOffset,
      example(arrays.courseGradients, dimensions),
      group(arrays.learnerGradients, dimensions),
    );
    sumOfRows(gradient.secondBias.byteOffset, secondGradients, examples, secondUnits);
    // Layer by layer: gradient of the weights = inputsᵀ · outputs' gradient; of the inputs = that · weightsᵀ.
    const weights = (
      out: Float32Array,
      inputs: number,
      inputWidth: number,
      outputs: number,
      width: number,
      n: number,
    ) => multiply(out.byteOffset, inputs, outputs, inputWidth, width, n, 4, inputWidth * 4, false);
    const inputs = (
      out: number,
      outputs: number,
      width: number,
      layer: Float32Array,
      n: number,
      into: number,
      add: boolean,
    ) => multiply(out, outputs, layer.byteOffset, n, into, width, width * 4, 4, add);

    weights(gradient.secondLayer, first32, firstUnits, secondGradients, secondUnits, examples);
    inputs(firstGradients, secondGradients, secondUnits, arrays.secondLayer, examples, firstUnits, false);
    const half = group(learnerHalf, firstUnits);
    rectifiedGradient(firstGradients, first32, group(masks, firstUnits), half, count, size, firstUnits);
    sumOfRows(gradient.firstBias.byteOffset, half, count, firstUnits);
    weights(
      gradient.courseLayer,
      example(courses, dimensions),
      dimensions,
      firstGradients,
      firstUnits,
      examples,
    );
    weights(gradient.learnerLayer, group(learners, dimensions), dimensions, half, firstUnits, count);
    const courseGradients = example(arrays.courseGradients, dimensions);
    inputs(courseGradients, firstGradients, firstUnits, arrays.courseLayer, examples, dimensions, true);
    const learnerGradients = group(arrays.learnerGradients, dimensions);
    inputs(learnerGradients, half, firstUnits, arrays.learnerLayer, count, dimensions, true);
  }

  #update(part: number): void {
    const { adagrad, adagradRows, adagradEntries } = this.#kernels.run;
    const { parameters, squares, rows, courseGradients, errors, ...arrays } = this.arrays;
    const { learningRate, l2, sizes } = this.#data;
    const examples = arrays.batch[0]! * (1 + sizes.negatives);
    adagradRows(
      parameters.candidates.byteOffset,
      squares.candidates.byteOffset,
      rows.byteOffset,
      courseGradients.byteOffset,
      examples,
      learningRate,
      l2,
      part,
      parts,
    );
    adagradEntries(
      parameters.bias.byteOffset,
      squares.bias.byteOffset,
      rows.byteOffset,
      errors.byteOffset,
      examples,
      learningRate,
      part,
      parts,
    );
    this.#updateLearners(part);
    if (part !== 0) return;
    adagrad(
      parameters.dense.byteOffset,
      arrays.denseGradients.byteOffset,
      parts,
      denseSize * 4,
      squares.dense.byteOffset,
      denseSize,
      learningRate,
      l2,
    );
    this.transposeLayers();
  }

  #updateLearners(part: number): void {
    const { parameters, squares, learnerGradients, owners, taken, positives, shares, batch } = this.arrays;
    const { adagradRows, adagradShares } = this.#kernels.run;
    const { learningRate, l2, sizes } = this.#data;
    const table = parameters.learners.byteOffset;
    const sums = squares.learners.byteOffset;
    const groups = batch[0]!;
    const gradients = learnerGradients.byteOffset;
    if (sizes.learner === 'table') {
      adagradRows(table, sums, owners.byteOffset, gradients, groups, learningRate, l2, part, parts);
      return;
    }
    for (let group = 0; group < groups; group++) {
      const start = this.historyStart(group);
      adagradShares(
        table,
        sums,
        taken.byteOffset + start * 4,
        shares.byteOffset + group * historyLimit * 4,
        positives[group]! - start,
        gradients + group * dimensions * 4,
        dimensions,
        learningRate,
        l2,
        part,
        parts,
      );
    }
  }
}

/** rows × columns to columns × rows. */
function transpose(from: Float32Array, to: Float32Array, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c]!;
}
