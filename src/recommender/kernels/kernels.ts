import { kernelBytes } from './wasm.ts';

/** The compiled hot loops; see assembly/kernels.ts. Addresses and strides are in bytes. */
export interface KernelFunctions {
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
  addRows(sums: number, rows: number, m: number, n: number): void;
  adagrad(values: number, gradient: number, squares: number, n: number, rate: number, l2: number): void;
}

/** What is used of the API that TypeScript declares for browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (descriptor: { initial: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { readonly exports: Record<string, unknown> };
};

const pageBytes = 65536;
const compiled = new WebAssembly.Module(kernelBytes);

/**
 * An instance of the kernels with a memory of its own. Arrays that a kernel works on are made by `floats` and
 * live as long as the instance.
 */
export class Kernels {
  readonly run: KernelFunctions;
  private readonly memory: { readonly buffer: ArrayBuffer };
  // The first page is the compiler's, for constants.
  private next = pageBytes;

  /** @param floats how many numbers all its arrays will hold together */
  constructor(floats: number, arrays: number) {
    const pages = 1 + Math.ceil((floats * 4 + arrays * 16) / pageBytes);
    this.memory = new WebAssembly.Memory({ initial: pages });
    const { exports } = new WebAssembly.Instance(compiled, {
      env: {
        memory: this.memory,
        abort: () => {
          throw new Error('A kernel of the recommender stopped.');
        },
      },
    });
    this.run = exports as unknown as KernelFunctions;
  }

  /** `length` zeros, aligned for SIMD. The address of an array is its `byteOffset`. */
  floats(length: number): Float32Array {
    const array = new Float32Array(this.memory.buffer, this.next, length);
    this.next += Math.ceil((length * 4) / 16) * 16;
    return array;
  }
}
