import type { Workload } from '../../kernels/crew.ts';
import { type Allocator, Kernels, type SharedMemory } from '../../kernels/kernels.ts';
import { impossible } from '../gmf/gmf-step.ts';
import {
  type AttentionParameters,
  type AttentionShape,
  type DenseViews,
  denseSize,
  denseViews,
  inputScale,
  longestHistory,
  squareNames,
} from './attention-parameters.ts';

/** Parts that a batch is cut into, whatever the number of threads. */
export const parts = 4;
export const phases = { gather: 0, gradients: 1, update: 2 } as const;

/** Everything that a thread needs to take part. */
export interface AttentionStepData {
  memory: SharedMemory;
  sizes: AttentionSizes;
  /** Share of the numbers that are left out of each layer. */
  dropout: number;
  /** Decoupled weight decay, relative to the learning rate. */
  decay: number;
  seed: number;
}

export interface AttentionSizes extends AttentionShape {
  courseCount: number;
  /** Of a batch, at most. */
  learners: number;
  /** Of a batch, at most: a token is a course taken, with the course that came next. */
  tokens: number;
  /** Courses that the next one is told apart from in a batch, at most; a multiple of 8. */
  candidates: number;
}

/** What a batch is computed in, on a memory that threads share. */
export interface AttentionArrays {
  parameters: AttentionParameters;
  first: AttentionParameters;
  second: AttentionParameters;
  /** parts × denseSize */
  denseGradients: Float32Array;
  /** The square weights, transposed, by name in the order of `squareNames`. */
  transposedWeights: Float32Array;
  /** candidates × dimensions, and dimensions × candidates: the vectors of the batch's candidates. */
  local: Float32Array;
  localTransposed: Float32Array;
  /** candidates: bias less the logarithm of the probability of being among them. */
  localBias: Float32Array;
  /** candidates: logarithm of the probability of being among them. */
  logChance: Float32Array;
  /** parts × candidates × dimensions; parts × candidates */
  localGradients: Float32Array;
  biasGradients: Float32Array;
  /** tokens × candidates */
  logits: Float32Array;
  /** tokens × dimensions each: the course; normalised; queries, keys, values, what they attend to; with it; … */
  input: Float32Array;
  attentionIn: Float32Array;
  queries: Float32Array;
  keys: Float32Array;
  values: Float32Array;
  attention: Float32Array;
  attended: Float32Array;
  hiddenIn: Float32Array;
  hidden: Float32Array;
  output: Float32Array;
  result: Float32Array;
  /** tokens × dimensions each: gradients on the way back. */
  gradientA: Float32Array;
  gradientB: Float32Array;
  gradientC: Float32Array;
  gradientD: Float32Array;
  gradientE: Float32Array;
  gradientF: Float32Array;
  /** tokens × 2 each */
  attentionMoments: Float32Array;
  hiddenMoments: Float32Array;
  resultMoments: Float32Array;
  /** tokens × heads × longestHistory */
  shares: Float32Array;
  /** parts × longestHistory */
  work: Float32Array;
  /** parts: summed loss. */
  losses: Float32Array;
  /** candidates: rows of the catalogue. */
  rows: Int32Array;
  /** tokens: places among the candidates of the course taken and of the one that came next. */
  taken: Int32Array;
  targets: Int32Array;
  /** learners + 1: first token of each. */
  starts: Int32Array;
  /** 3: learners of the batch, candidates in use, number of the batch. */
  batch: Int32Array;
  /** 2: learning rate, and with the correction of Adam's first steps. */
  rates: Float32Array;
}

export function attentionArrays(allocator: Allocator, sizes: AttentionSizes): AttentionArrays {
  const { courseCount, dimensions, heads, learners, tokens, candidates } = sizes;
  const floats = (length: number) => allocator.floats(length);
  const ints = (length: number) => allocator.ints(length);
  const dense = denseSize(sizes);
  const parameters = () => ({
    courses: floats(courseCount * dimensions),
    bias: floats(courseCount),
    dense: floats(dense),
  });
  const rows = () => floats(tokens * dimensions);
  return {
    parameters: parameters(),
    first: parameters(),
    second: parameters(),
    denseGradients: floats(parts * dense),
    transposedWeights: floats(squareNames.length * dimensions * dimensions),
    local: floats(candidates * dimensions),
    localTransposed: floats(candidates * dimensions),
    localBias: floats(candidates),
    logChance: floats(candidates),
    localGradients: floats(parts * candidates * dimensions),
    biasGradients: floats(parts * candidates),
    logits: floats(tokens * candidates),
    input: rows(),
    attentionIn: rows(),
    queries: rows(),
    keys: rows(),
    values: rows(),
    attention: rows(),
    attended: rows(),
    hiddenIn: rows(),
    hidden: rows(),
    output: rows(),
    result: rows(),
    gradientA: rows(),
    gradientB: rows(),
    gradientC: rows(),
    gradientD: rows(),
    gradientE: rows(),
    gradientF: rows(),
    attentionMoments: floats(tokens * 2),
    hiddenMoments: floats(tokens * 2),
    resultMoments: floats(tokens * 2),
    shares: floats(tokens * heads * longestHistory),
    work: floats(parts * longestHistory),
    losses: floats(parts),
    rows: ints(candidates),
    taken: ints(tokens),
    targets: ints(tokens),
    starts: ints(learners + 1),
    batch: ints(3),
    rates: floats(2),
  };
}

/** Where other threads find `makeWorkload`. */
export const attentionStepModule = import.meta.url;

/** Makes the same step on another thread (`kernels/crew-worker.ts`). */
export function makeWorkload(data: AttentionStepData): Workload {
  return new AttentionStep(data);
}

/** Layers that numbers are left out of: each draws its own. */
const dropoutKeys = { input: 1, attended: 2, output: 3 } as const;

/** One mini-batch of softmax cross-entropy among the candidates of the batch, and the step of Adam after it. */
export class AttentionStep implements Workload {
  readonly arrays: AttentionArrays;
  readonly #data: AttentionStepData;
  readonly #kernels: Kernels;
  readonly #dense: DenseViews;
  readonly #gradients: readonly DenseViews[];
  readonly #bytes: number;

  constructor(data: AttentionStepData) {
    this.#data = data;
    this.#kernels = new Kernels(data.memory);
    this.arrays = attentionArrays(this.#kernels, data.sizes);
    this.#dense = denseViews(data.sizes, this.arrays.parameters.dense);
    const size = denseSize(data.sizes);
    this.#gradients = Array.from({ length: parts }, (_, part) =>
      denseViews(data.sizes, this.arrays.denseGradients, part * size),
    );
    this.#bytes = data.sizes.dimensions * 4;
  }

  run(phase: number, part: number): void {
    if (phase === phases.gather) this.#gather(part);
    else if (phase === phases.gradients) this.#gradientsOf(part);
    else this.#update(part);
  }

  /** Candidates of the batch in use: a multiple of 8. */
  get #candidates(): number {
    return this.arrays.batch[1]!;
  }

  #gather(part: number): void {
    const { transpose } = this.#kernels.run;
    const { parameters, rows, local, localTransposed, localBias, logChance } = this.arrays;
    const { dimensions } = this.#data.sizes;
    const count = this.#candidates;
    const end = Math.floor(((part + 1) * count) / parts);
    for (let c = Math.floor((part * count) / parts); c < end; c++) {
      const row = rows[c]!;
      const from = row * dimensions;
      for (let k = 0; k < dimensions; k++) {
        const value = row < 0 ? 0 : parameters.courses[from + k]!;
        local[c * dimensions + k] = value;
        localTransposed[k * count + c] = value;
      }
      localBias[c] = row < 0 ? impossible : parameters.bias[row]! - logChance[c]!;
    }
    for (let s = part; s < squareNames.length; s += parts)
      transpose(this.#transposed(s), this.#dense[squareNames[s]!].byteOffset, dimensions, dimensions);
  }

  /** Where a transposed weight is. @param s its place in `squareNames` */
  #transposed(s: number): number {
    return this.arrays.transposedWeights.byteOffset + s * this.#data.sizes.dimensions * this.#bytes;
  }

  #gradientsOf(part: number): void {
    const { starts, batch } = this.arrays;
    const learners = { from: this.#share(part, batch[0]!), to: this.#share(part + 1, batch[0]!) };
    const first = starts[learners.from]!;
    const count = starts[learners.to]! - first;
    this.#forward(first, count, learners);
    this.arrays.losses[part] = this.#loss(learners);
    this.#backward(part, first, count, learners);
  }

  #share(part: number, count: number): number {
    return Math.floor((part * count) / parts);
  }

  #forward(first: number, count: number, learners: Range): void {
    const { gatherScaled, normalise, attend, addTo, rectify, multiply } = this.#kernels.run;
    const { sizes } = this.#data;
    const { dimensions, heads } = sizes;
    const { arrays } = this;
    const dense = this.#dense;
    const n = count * dimensions;
    const row = (array: Float32Array, token = first) => array.byteOffset + token * this.#bytes;
    const moments = (array: Float32Array) => array.byteOffset + first * 8;
    const through = (out: Float32Array, from: Float32Array, weights: Float32Array) =>
      this.#product(row(out), row(from), weights.byteOffset, count);

    gatherScaled(
      row(arrays.input),
      arrays.local.byteOffset,
      arrays.taken.byteOffset + first * 4,
      count,
      dimensions,
      inputScale(sizes),
    );
    this.#dropOut(arrays.input, first, count, 'input');
    normalise(
      row(arrays.attentionIn),
      row(arrays.input),
      dense.attentionGain.byteOffset,
      dense.attentionOffset.byteOffset,
      moments(arrays.attentionMoments),
      count,
      dimensions,
    );
    through(arrays.queries, arrays.attentionIn, dense.query);
    through(arrays.keys, arrays.attentionIn, dense.key);
    through(arrays.values, arrays.attentionIn, dense.value);
    for (let l = learners.from; l < learners.to; l++) {
      const start = arrays.starts[l]!;
      attend(
        row(arrays.attention, start),
        arrays.shares.byteOffset + start * heads * longestHistory * 4,
        row(arrays.queries, start),
        row(arrays.keys, start),
        row(arrays.values, start),
        dense.distances.byteOffset,
        arrays.starts[l + 1]! - start,
        heads,
        dimensions,
        longestHistory,
      );
    }
    through(arrays.attended, arrays.attention, dense.attended);
    this.#dropOut(arrays.attended, first, count, 'attended');
    addTo(row(arrays.attended), row(arrays.input), n);
    normalise(
      row(arrays.hiddenIn),
      row(arrays.attended),
      dense.hiddenGain.byteOffset,
      dense.hiddenOffset.byteOffset,
      moments(arrays.hiddenMoments),
      count,
      dimensions,
    );
    through(arrays.hidden, arrays.hiddenIn, dense.hidden);
    rectify(row(arrays.hidden), dense.hiddenBias.byteOffset, count, dimensions);
    through(arrays.output, arrays.hidden, dense.output);
    this.#dropOut(arrays.output, first, count, 'output');
    addTo(row(arrays.output), row(arrays.attended), n);
    normalise(
      row(arrays.result),
      row(arrays.output),
      dense.resultGain.byteOffset,
      dense.resultOffset.byteOffset,
      moments(arrays.resultMoments),
      count,
      dimensions,
    );
    const candidates = this.#candidates;
    multiply(
      arrays.logits.byteOffset + first * candidates * 4,
      row(arrays.result),
      arrays.localTransposed.byteOffset,
      count,
      candidates,
      dimensions,
      this.#bytes,
      4,
      false,
    );
  }

  /** Turns logits into their gradient. Returns the summed loss. */
  #loss(learners: Range): number {
    const { logits, localBias, logChance, targets, taken, starts } = this.arrays;
    const { softmax } = this.#kernels.run;
    const candidates = this.#candidates;
    let loss = 0;
    for (let l = learners.from; l < learners.to; l++) {
      const start = starts[l]!;
      for (let t = start; t < starts[l + 1]!; t++) {
        const row = t * candidates;
        const target = targets[t]!;
        // What came next is among the candidates for certain.
        logits[row + target]! += logChance[target]!;
        const logit = logits[row + target]! + localBias[target]!;
        for (let i = start; i <= t; i++) logits[row + taken[i]!] = impossible;
        const logTotal = softmax(logits.byteOffset + row * 4, localBias.byteOffset, candidates);
        loss += logTotal - logit;
        logits[row + target]! -= 1;
      }
    }
    return loss;
  }

  #backward(part: number, first: number, count: number, learners: Range): void {
    const { multiply, normaliseGradient, sumOfRows, keepActive, attendGradient, scatterScaled } =
      this.#kernels.run;
    const { sizes } = this.#data;
    const { dimensions, heads } = sizes;
    const { arrays } = this;
    const dense = this.#dense;
    const gradients = this.#gradients[part]!;
    const candidates = this.#candidates;
    const n = count * dimensions;
    const row = (array: Float32Array, token = first) => array.byteOffset + token * this.#bytes;
    const moments = (array: Float32Array) => array.byteOffset + first * 8;
    const logits = arrays.logits.byteOffset + first * candidates * 4;
    const localGradients = arrays.localGradients.byteOffset + part * candidates * this.#bytes;
    const { gradientA, gradientB, gradientC, gradientD, gradientE, gradientF } = arrays;
    const clear = (array: Float32Array) => array.fill(0, first * dimensions, (first + count) * dimensions);
    const copy = (to: Float32Array, from: Float32Array) =>
      to.set(from.subarray(first * dimensions, (first + count) * dimensions), first * dimensions);
    /** The gradient of weights: what went in, transposed, times the gradient of what came out. */
    const weights = (name: (typeof squareNames)[number], input: Float32Array, output: Float32Array) =>
      multiply(
        gradients[name].byteOffset,
        row(input),
        row(output),
        dimensions,
        dimensions,
        count,
        4,
        this.#bytes,
        false,
      );
    const back = (to: Float32Array, from: Float32Array, name: (typeof squareNames)[number], add = false) =>
      this.#product(row(to), row(from), this.#transposed(squareNames.indexOf(name)), count, add);

    multiply(
      row(gradientA),
      logits,
      arrays.local.byteOffset,
      count,
      dimensions,
      candidates,
      candidates * 4,
      4,
      false,
    );
    multiply(
      localGradients,
      logits,
      row(arrays.result),
      candidates,
      dimensions,
      count,
      4,
      candidates * 4,
      false,
    );
    sumOfRows(arrays.biasGradients.byteOffset + part * candidates * 4, logits, count, candidates);

    for (const name of [
      'resultGain',
      'resultOffset',
      'hiddenGain',
      'hiddenOffset',
      'attentionGain',
      'attentionOffset',
      'distances',
    ] as const)
      gradients[name].fill(0);
    // B: of the output, which is that of what was attended to as well.
    clear(gradientB);
    normaliseGradient(
      row(gradientB),
      row(gradientA),
      row(arrays.output),
      dense.resultGain.byteOffset,
      moments(arrays.resultMoments),
      gradients.resultGain.byteOffset,
      gradients.resultOffset.byteOffset,
      count,
      dimensions,
    );
    copy(gradientA, gradientB);
    this.#dropOut(gradientA, first, count, 'output');
    weights('output', arrays.hidden, gradientA);
    back(gradientC, gradientA, 'output');
    keepActive(row(gradientC), row(arrays.hidden), n);
    weights('hidden', arrays.hiddenIn, gradientC);
    sumOfRows(gradients.hiddenBias.byteOffset, row(gradientC), count, dimensions);
    back(gradientA, gradientC, 'hidden');
    normaliseGradient(
      row(gradientB),
      row(gradientA),
      row(arrays.attended),
      dense.hiddenGain.byteOffset,
      moments(arrays.hiddenMoments),
      gradients.hiddenGain.byteOffset,
      gradients.hiddenOffset.byteOffset,
      count,
      dimensions,
    );
    copy(gradientA, gradientB);
    this.#dropOut(gradientA, first, count, 'attended');
    weights('attended', arrays.attention, gradientA);
    back(gradientC, gradientA, 'attended');
    for (let l = learners.from; l < learners.to; l++) {
      const start = arrays.starts[l]!;
      attendGradient(
        row(gradientD, start),
        row(gradientE, start),
        row(gradientF, start),
        gradients.distances.byteOffset,
        row(gradientC, start),
        arrays.shares.byteOffset + start * heads * longestHistory * 4,
        row(arrays.queries, start),
        row(arrays.keys, start),
        row(arrays.values, start),
        arrays.work.byteOffset + part * longestHistory * 4,
        arrays.starts[l + 1]! - start,
        heads,
        dimensions,
        longestHistory,
      );
    }
    weights('query', arrays.attentionIn, gradientD);
    weights('key', arrays.attentionIn, gradientE);
    weights('value', arrays.attentionIn, gradientF);
    back(gradientA, gradientD, 'query');
    back(gradientA, gradientE, 'key', true);
    back(gradientA, gradientF, 'value', true);
    normaliseGradient(
      row(gradientB),
      row(gradientA),
      row(arrays.input),
      dense.attentionGain.byteOffset,
      moments(arrays.attentionMoments),
      gradients.attentionGain.byteOffset,
      gradients.attentionOffset.byteOffset,
      count,
      dimensions,
    );
    this.#dropOut(gradientB, first, count, 'input');
    scatterScaled(
      localGradients,
      arrays.taken.byteOffset + first * 4,
      row(gradientB),
      count,
      dimensions,
      inputScale(sizes),
    );
  }

  /** out[count × dimensions] (+)= rows · weights. */
  #product(out: number, rows: number, weights: number, count: number, add = false): void {
    const { dimensions } = this.#data.sizes;
    this.#kernels.run.multiply(out, rows, weights, count, dimensions, dimensions, this.#bytes, 4, add);
  }

  #dropOut(rows: Float32Array, first: number, count: number, layer: keyof typeof dropoutKeys): void {
    const { dropout, seed, sizes } = this.#data;
    if (dropout === 0) return;
    const key =
      Math.imul(seed * 4 + dropoutKeys[layer], 0x27d4eb2f) + Math.imul(this.arrays.batch[2]!, 0x165667b1);
    this.#kernels.run.dropOut(
      rows.byteOffset + first * this.#bytes,
      count * sizes.dimensions,
      key | 0,
      first * sizes.dimensions,
      Math.round(dropout * 2 ** 24),
      1 / (1 - dropout),
    );
  }

  #update(part: number): void {
    const { adam } = this.#kernels.run;
    const { parameters, first, second, denseGradients, localGradients, biasGradients, rows, rates } =
      this.arrays;
    const { sizes, decay } = this.#data;
    const { dimensions } = sizes;
    const [base, rate] = [rates[0]!, rates[1]!];
    const size = denseSize(sizes);
    // In units of 4 numbers: what the kernel takes at a time.
    const from = 4 * this.#share(part, size / 4);
    const length = 4 * this.#share(part + 1, size / 4) - from;
    adam(
      parameters.dense.byteOffset + from * 4,
      first.dense.byteOffset + from * 4,
      second.dense.byteOffset + from * 4,
      denseGradients.byteOffset + from * 4,
      parts,
      size * 4,
      length,
      rate,
      base * decay,
    );
    const candidates = this.#candidates;
    const end = this.#share(part + 1, candidates);
    for (let c = this.#share(part, candidates); c < end; c++) {
      const row = rows[c]!;
      if (row < 0) continue;
      const at = row * this.#bytes;
      adam(
        parameters.courses.byteOffset + at,
        first.courses.byteOffset + at,
        second.courses.byteOffset + at,
        localGradients.byteOffset + c * this.#bytes,
        parts,
        candidates * this.#bytes,
        dimensions,
        rate,
        base * decay,
      );
      let gradient = 0;
      for (let p = 0; p < parts; p++) gradient += biasGradients[p * candidates + c]!;
      first.bias[row] = 0.9 * first.bias[row]! + 0.1 * gradient;
      second.bias[row] = 0.999 * second.bias[row]! + 0.001 * gradient * gradient;
      parameters.bias[row]! -= (rate * first.bias[row]!) / (Math.sqrt(second.bias[row]!) + 1e-8);
    }
  }
}

/** Learners of a batch: from the first up to the end. */
interface Range {
  from: number;
  to: number;
}
