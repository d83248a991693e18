import { kernelBytes } from './wasm.ts';

/** The compiled hot loops; see assembly/simd.ts. Addresses and strides are in bytes. */
export interface KernelFunctions extends AttentionKernels, RankerKernels {
  solvePositiveDefinite(matrix: number, target: number, n: number, stride: number): void;
  multiply(
    c: number,
    a: number,
    b: number,
    m: number,
    n: number,
    k: number,
    aRow: number,
    aColumn: number,
    add: boolean,
  ): void;
  softmax(row: number, bias: number, n: number): number;
  binaryLosses(row: number, bias: number, n: number, focal: boolean): number;
  sumOfRows(sums: number, rows: number, m: number, n: number): void;
  adagrad(
    values: number,
    gradients: number,
    parts: number,
    stride: number,
    squares: number,
    n: number,
    rate: number,
    l2: number,
  ): void;
  transposeRows(to: number, from: number, first: number, n: number, width: number, dimensions: number): void;
  gatherRows(out: number, table: number, rows: number, n: number): void;
  sumRows(out: number, table: number, rows: number, shares: number, n: number, dimensions: number): void;
  adagradRows(
    table: number,
    squares: number,
    rows: number,
    gradients: number,
    n: number,
    rate: number,
    l2: number,
    part: number,
    parts: number,
  ): void;
  adagradShares(
    table: number,
    squares: number,
    rows: number,
    shares: number,
    n: number,
    gradient: number,
    dimensions: number,
    rate: number,
    l2: number,
    part: number,
    parts: number,
  ): void;
  adagradEntries(
    values: number,
    squares: number,
    rows: number,
    gradients: number,
    n: number,
    rate: number,
    part: number,
    parts: number,
  ): void;
  rectify(rows: number, bias: number, n: number, units: number): void;
  rectifyGroups(
    rows: number,
    ofGroup: number,
    masks: number,
    groups: number,
    size: number,
    units: number,
  ): void;
  rectifiedGradient(
    gradient: number,
    active: number,
    masks: number,
    sums: number,
    groups: number,
    size: number,
    units: number,
  ): void;
  headScores(
    scores: number,
    learners: number,
    courses: number,
    gmf: number,
    units: number,
    output: number,
    groups: number,
    size: number,
  ): void;
  wideAndDeep(
    scores: number,
    features: number,
    stride: number,
    n: number,
    width: number,
    mean: number,
    scale: number,
    wide: number,
    deep: number,
    groups: number,
    seen: number,
    standard: number,
    farthest: number,
  ): void;
  headGradients(
    errors: number,
    learners: number,
    courses: number,
    gmf: number,
    units: number,
    output: number,
    groups: number,
    size: number,
    gmfGradient: number,
    outputGradient: number,
    courseGradients: number,
    learnerGradients: number,
  ): void;
}

/** Those of the ranker's training. */
export interface RankerKernels {
  choiceScores(
    scores: number,
    units: number,
    features: number,
    n: number,
    width: number,
    seen: number,
    parameters: number,
  ): void;
  choiceGradients(
    gradients: number,
    errors: number,
    units: number,
    features: number,
    n: number,
    width: number,
    seen: number,
    parameters: number,
    share: number,
    least: number,
  ): void;
}

/** Those of the network with attention. */
export interface AttentionKernels {
  transpose(to: number, from: number, rows: number, columns: number): void;
  gatherScaled(out: number, table: number, rows: number, n: number, width: number, scale: number): void;
  scatterScaled(table: number, rows: number, values: number, n: number, width: number, scale: number): void;
  addTo(values: number, others: number, n: number): void;
  keepActive(gradient: number, active: number, n: number): void;
  dropOut(values: number, n: number, key: number, first: number, dropped: number, scale: number): void;
  normalise(
    out: number,
    rows: number,
    gain: number,
    offset: number,
    moments: number,
    n: number,
    width: number,
  ): void;
  normaliseGradient(
    gradient: number,
    outGradient: number,
    rows: number,
    gain: number,
    moments: number,
    gainGradient: number,
    offsetGradient: number,
    n: number,
    width: number,
  ): void;
  attend(
    out: number,
    shares: number,
    queries: number,
    keys: number,
    values: number,
    distances: number,
    n: number,
    heads: number,
    width: number,
    longest: number,
  ): void;
  attendGradient(
    queryGradient: number,
    keyGradient: number,
    valueGradient: number,
    distanceGradient: number,
    outGradient: number,
    shares: number,
    queries: number,
    keys: number,
    values: number,
    work: number,
    n: number,
    heads: number,
    width: number,
    longest: number,
  ): void;
  adam(
    values: number,
    first: number,
    second: number,
    gradients: number,
    parts: number,
    stride: number,
    n: number,
    rate: number,
    decay: number,
  ): void;
}

/** A memory that several threads may work on. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** The part of the API that is used here; TypeScript declares it for browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (descriptor: { initial: number; maximum: number; shared: true }) => SharedMemory;
  Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { readonly exports: Record<string, unknown> };
};

const pageBytes = 65_536;
const mostPages = 65_536;
const alignment = 16;
const compiled = new WebAssembly.Module(kernelBytes);

/** Makes arrays that kernels can work on. */
export interface Allocator {
  floats(length: number): Float32Array;
  ints(length: number): Int32Array;
  doubles(length: number): Float64Array;
}

/**
 * A memory that has room for what `layout` asks an allocator for.
 * @throws RangeError when that is more than 4 GiB
 */
export function allocateMemory(layout: (allocator: Allocator) => unknown): SharedMemory {
  // The first page is the compiler's, for constants.
  let bytes = pageBytes;
  layout({
    floats(length) {
      bytes += aligned(4 * length);
      return new Float32Array(0);
    },
    ints(length) {
      bytes += aligned(4 * length);
      return new Int32Array(0);
    },
    doubles(length) {
      bytes += aligned(8 * length);
      return new Float64Array(0);
    },
  });
  const pages = Math.ceil(bytes / pageBytes);
  if (pages > mostPages)
    throw new RangeError(
      `Training needs ${Math.ceil(bytes / 2 ** 20)} MiB at once, and 4,096 are possible: train on fewer learners.`,
    );
  return new WebAssembly.Memory({ initial: pages, maximum: mostPages, shared: true });
}

/** Bytes that an array of so many takes. */
function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

/**
 * The kernels on a memory. Two threads that make the same arrays in the same order on the same memory share these
 * arrays.
 */
export class Kernels implements Allocator {
  readonly run: KernelFunctions;
  readonly #memory: SharedMemory;
  #next = pageBytes;

  constructor(memory: SharedMemory) {
    this.#memory = memory;
    const { exports } = new WebAssembly.Instance(compiled, {
      env: {
        memory,
        abort: () => {
          throw new Error('A kernel of the recommender stopped.');
        },
      },
    });
    this.run = exports as unknown as KernelFunctions;
  }

  /** Aligned for SIMD; zeros in a new memory. The address of an array is its `byteOffset`. */
  floats(length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, this.#take(4 * length), length);
  }

  ints(length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#take(4 * length), length);
  }

  doubles(length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, this.#take(8 * length), length);
  }

  #take(bytes: number): number {
    const at = this.#next;
    this.#next += aligned(bytes);
    return at;
  }
}
