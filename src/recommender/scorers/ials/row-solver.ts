/**
 * Solves (G + r·I + Σ yᵢyᵢᵀ) x = Σ yᵢ, where G is diagonal, for one row of a factorisation after the other: by
 * conjugate gradients (Takács, Pilászy & Tikk 2011), of which a few steps do as well as the exact solution.
 * Preconditioned by what the sum would be if the row's y's were like all others.
 */
export class RowSolver {
  readonly #factors: Float32Array;
  readonly #gram: Float64Array;
  readonly #size: number;
  readonly #residual: Float64Array;
  readonly #direction: Float64Array;
  readonly #product: Float64Array;
  readonly #solution: Float64Array;
  readonly #scale: Float64Array;

  /**
   * @param factors y, row by row, each as long as `gram`
   * @param gram the diagonal of G = weight · YᵀY
   */
  constructor(factors: Float32Array, gram: Float64Array) {
    this.#factors = factors;
    this.#gram = gram;
    this.#size = gram.length;
    this.#residual = new Float64Array(this.#size);
    this.#direction = new Float64Array(this.#size);
    this.#product = new Float64Array(this.#size);
    this.#solution = new Float64Array(this.#size);
    this.#scale = new Float64Array(this.#size);
  }

  /**
   * @param rows which y's are meant, the indices i
   * @param ridge r
   * @param share of the weight of all y's in G that these y's have
   * @param x where to start; the solution replaces it
   */
  solve(rows: Int32Array, ridge: number, share: number, x: Float32Array, steps: number): void {
    const [size, factors] = [this.#size, this.#factors];
    const [residual, direction, product] = [this.#residual, this.#direction, this.#product];
    const [solution, scale] = [this.#solution, this.#scale];
    solution.set(x);
    this.#multiply(rows, ridge, solution);
    for (let k = 0; k < size; k++) {
      residual[k] = -product[k]!;
      scale[k] = 1 / (this.#gram[k]! * (1 + share) + ridge);
    }
    for (let i = 0; i < rows.length; i++)
      for (let k = 0, at = rows[i]! * size; k < size; k++, at++) residual[k]! += factors[at]!;
    let norm = 0;
    for (let k = 0; k < size; k++) {
      direction[k] = scale[k]! * residual[k]!;
      norm += direction[k]! * residual[k]!;
    }
    for (let step = 0; step < steps && norm > 1e-12; step++) {
      this.#multiply(rows, ridge, direction);
      let curvature = 0;
      for (let k = 0; k < size; k++) curvature += direction[k]! * product[k]!;
      const length = norm / curvature;
      let next = 0;
      for (let k = 0; k < size; k++) {
        solution[k]! += length * direction[k]!;
        const left = residual[k]! - length * product[k]!;
        residual[k] = left;
        next += left * left * scale[k]!;
      }
      const turn = next / norm;
      for (let k = 0; k < size; k++) direction[k] = scale[k]! * residual[k]! + turn * direction[k]!;
      norm = next;
    }
    x.set(solution);
  }

  /** product = (G + r·I + Σ yᵢyᵢᵀ) vector */
  #multiply(rows: Int32Array, ridge: number, vector: Float64Array): void {
    const [gram, factors, product, size] = [this.#gram, this.#factors, this.#product, this.#size];
    for (let k = 0; k < size; k++) product[k] = (gram[k]! + ridge) * vector[k]!;
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i]! * size;
      let agreement = 0;
      for (let k = 0; k < size; k++) agreement += factors[at + k]! * vector[k]!;
      for (let k = 0; k < size; k++) product[k]! += agreement * factors[at + k]!;
    }
  }
}
