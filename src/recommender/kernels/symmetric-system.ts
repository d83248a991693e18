import { type Allocator, allocateMemory, Kernels } from './kernels.ts';

/** The kernel computes so many rows at once. */
const rowsAtOnce = 8;

/** Room for a system of linear equations whose matrix is symmetric and positive definite. */
export class SymmetricSystem {
  /** Equations that there is room for. */
  readonly most: number;
  /** From a column of the matrix to the next. */
  readonly stride: number;
  /** By columns; only the lower triangle counts: row r of column c ≤ r is at c · stride + r. `solve` overwrites it. */
  readonly matrix: Float64Array;
  /** The right-hand side; `solve` replaces it by the solution. */
  readonly target: Float64Array;
  readonly #kernels: Kernels;

  constructor(most: number) {
    this.most = most;
    this.stride = Math.ceil(most / rowsAtOnce) * rowsAtOnce;
    const layout = (allocator: Allocator) => ({
      matrix: allocator.doubles(this.stride ** 2),
      target: allocator.doubles(this.stride),
    });
    this.#kernels = new Kernels(allocateMemory(layout));
    const { matrix, target } = layout(this.#kernels);
    this.matrix = matrix;
    this.target = target;
  }

  /** Sets the matrix and the right-hand side of a system of n equations to 0. */
  clear(n: number): void {
    this.matrix.fill(0, 0, n * this.stride);
    this.target.fill(0, 0, n);
  }

  /** Solves a system of n equations. A pivot that is not positive leaves its unknown at 0. */
  solve(n: number): void {
    this.#kernels.run.solvePositiveDefinite(this.matrix.byteOffset, this.target.byteOffset, n, this.stride);
  }
}
