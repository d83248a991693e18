import type { Workload } from '../../kernels/crew.ts';
import { type Allocator, Kernels, type SharedMemory } from '../../kernels/kernels.ts';
import type { GmfParameters } from './gmf.ts';
import { historyLimit } from './learner-embedding.ts';
import type { LossName } from './loss-names.ts';

/** Where Adagrad's sums of squares start: a first step of full length would throw rare courses far out. */
export const firstSquare = 0.1;
/** Parts that a batch is cut into, whatever the number of threads. */
export const parts = 4;
/** Logit of a course that cannot be the answer. */
export const impossible = -1e9;

export const phases = { gradients: 0, update: 1 } as const;

/** Everything that a thread needs to take part. */
export interface GmfStepData {
  memory: SharedMemory;
  sizes: GmfSizes;
  loss: LossName;
  learningRate: number;
  l2: number;
}

export interface GmfSizes {
  courseCount: number;
  /** Of a vector; a multiple of 16. */
  dimensions: number;
  interactions: number;
  /** Next courses in a batch, at most. */
  batch: number;
}

/** What a batch is computed in, on a memory that threads share. */
export interface GmfArrays {
  table: GmfParameters;
  squares: GmfParameters;
  /** dimensions × width: the candidates once more. */
  transposed: Float32Array;
  /** batch × width: logits, then the derivatives of the loss by them. */
  errors: Float32Array;
  /** batch × dimensions */
  learners: Float32Array;
  learnerGradient: Float32Array;
  /** parts × width × dimensions */
  candidateGradients: Float32Array;
  /** parts × width */
  biasGradients: Float32Array;
  /** batch × historyLimit: what each course of a history counts in the learner's vector. */
  shares: Float32Array;
  /** parts: summed loss. */
  losses: Float32Array;
  /** The courses of the data set. */
  courses: Int32Array;
  /** batch: rows of the data set that are predicted, and the first row of each one's learner. */
  positives: Int32Array;
  starts: Int32Array;
  /** 1: how many of the batch are in use. */
  size: Int32Array;
}

/** Courses, rounded up to what the kernels take at a time. */
export function widthOf({ courseCount }: GmfSizes): number {
  return Math.ceil(courseCount / 8) * 8;
}

export function gmfArrays(allocator: Allocator, sizes: GmfSizes): GmfArrays {
  const { batch, dimensions, interactions } = sizes;
  const width = widthOf(sizes);
  const floats = (length: number) => allocator.floats(length);
  const table = () => ({
    history: floats(width * dimensions),
    candidates: floats(width * dimensions),
    bias: floats(width),
  });
  return {
    table: table(),
    squares: table(),
    transposed: floats(dimensions * width),
    errors: floats(batch * width),
    learners: floats(batch * dimensions),
    learnerGradient: floats(batch * dimensions),
    candidateGradients: floats(parts * width * dimensions),
    biasGradients: floats(parts * width),
    shares: floats(batch * historyLimit),
    losses: floats(parts),
    courses: allocator.ints(interactions),
    positives: allocator.ints(batch),
    starts: allocator.ints(batch),
    size: allocator.ints(1),
  };
}

/** Where other threads find `makeWorkload`. */
export const gmfStepModule = import.meta.url;

/** Makes the same step on another thread (`kernels/crew-worker.ts`). */
export function makeWorkload(data: GmfStepData): Workload {
  return new GmfStep(data);
}

/** One mini-batch of a loss over the whole catalogue, and the step of Adagrad after it. */
export class GmfStep implements Workload {
  readonly arrays: GmfArrays;
  readonly #data: GmfStepData;
  readonly #kernels: Kernels;
  readonly #width: number;
  readonly #dimensions: number;

  constructor(data: GmfStepData) {
    this.#data = data;
    this.#width = widthOf(data.sizes);
    this.#dimensions = data.sizes.dimensions;
    this.#kernels = new Kernels(data.memory);
    this.arrays = gmfArrays(this.#kernels, data.sizes);
  }

  run(phase: number, part: number): void {
    if (phase === phases.gradients) this.#gradients(part);
    else this.#update(part);
  }

  /** Where the part of a history begins that an example uses: no further back than `historyLimit`. */
  historyStart(b: number): number {
    return Math.max(this.arrays.starts[b]!, this.arrays.positives[b]! - historyLimit);
  }

  #gradients(part: number): void {
    const { multiply, sumRows, sumOfRows } = this.#kernels.run;
    const { table, transposed, errors, learners, learnerGradient, ...arrays } = this.arrays;
    const width = this.#width;
    const dimensions = this.#dimensions;
    const size = arrays.size[0]!;
    const first = Math.floor((part * size) / parts);
    const count = Math.floor(((part + 1) * size) / parts) - first;
    const row = dimensions * 4;
    const own = learners.byteOffset + first * row;
    const logits = errors.byteOffset + first * width * 4;
    for (let b = first; b < first + count; b++) {
      const start = this.historyStart(b);
      sumRows(
        learners.byteOffset + b * row,
        table.history.byteOffset,
        arrays.courses.byteOffset + start * 4,
        arrays.shares.byteOffset + b * historyLimit * 4,
        arrays.positives[b]! - start,
        dimensions,
      );
    }
    multiply(logits, own, transposed.byteOffset, count, width, dimensions, row, 4, false);
    let loss = 0;
    for (let b = first; b < first + count; b++) loss += this.#loss(b);
    arrays.losses[part] = loss;
    const gradient = learnerGradient.byteOffset + first * row;
    multiply(gradient, logits, table.candidates.byteOffset, count, dimensions, width, width * 4, 4, false);
    const candidateGradient = arrays.candidateGradients.byteOffset + part * width * row;
    multiply(candidateGradient, logits, own, width, dimensions, count, 4, width * 4, false);
    sumOfRows(arrays.biasGradients.byteOffset + part * width * 4, logits, count, width);
  }

  /** Turns the logits of an example into the derivatives of its loss by them. Returns the loss. */
  #loss(b: number): number {
    const { table, errors, courses, positives, starts } = this.arrays;
    const { loss } = this.#data;
    const width = this.#width;
    const start = b * width;
    const target = courses[positives[b]!]!;
    const logit = errors[start + target]! + table.bias[target]!;
    for (let i = starts[b]!; i < positives[b]!; i++) errors[start + courses[i]!] = impossible;
    const row = errors.byteOffset + start * 4;
    if (loss === 'softmax') {
      const logTotal = this.#kernels.run.softmax(row, table.bias.byteOffset, width);
      errors[start + target]! -= 1;
      return logTotal - logit;
    }
    // What was taken is as wrong with a logit as what was not taken is with its negative.
    errors[start + target] = -logit - table.bias[target]!;
    const total = this.#kernels.run.binaryLosses(row, table.bias.byteOffset, width, loss === 'focal');
    errors[start + target]! *= -1;
    return total;
  }

  #update(part: number): void {
    const { adagrad, adagradShares, transposeRows } = this.#kernels.run;
    const { table, squares, courses, positives, shares, learnerGradient, ...arrays } = this.arrays;
    const { learningRate, l2 } = this.#data;
    const width = this.#width;
    const dimensions = this.#dimensions;
    // In units of 8 courses: what the kernels take at a time.
    const first = 8 * Math.floor((part * width) / 8 / parts);
    const count = 8 * Math.floor(((part + 1) * width) / 8 / parts) - first;
    const row = dimensions * 4;
    const gradient = arrays.candidateGradients.byteOffset;
    adagrad(
      table.candidates.byteOffset + first * row,
      gradient + first * row,
      parts,
      width * row,
      squares.candidates.byteOffset + first * row,
      count * dimensions,
      learningRate,
      l2,
    );
    adagrad(
      table.bias.byteOffset + first * 4,
      arrays.biasGradients.byteOffset + first * 4,
      parts,
      width * 4,
      squares.bias.byteOffset + first * 4,
      count,
      learningRate,
      0,
    );
    transposeRows(arrays.transposed.byteOffset, table.candidates.byteOffset, first, count, width, dimensions);
    for (let b = 0; b < arrays.size[0]!; b++) {
      const start = this.historyStart(b);
      adagradShares(
        table.history.byteOffset,
        squares.history.byteOffset,
        courses.byteOffset + start * 4,
        shares.byteOffset + b * historyLimit * 4,
        positives[b]! - start,
        learnerGradient.byteOffset + b * row,
        dimensions,
        learningRate,
        l2,
        part,
        parts,
      );
    }
  }
}
