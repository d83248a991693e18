import { type SparseMatrix, type SparseVector, stackRows } from '../../data/sparse.ts';
import type { Equations } from './equations.ts';

/**
 * Each course regressed on all others: B = I − P / diag(P), P = (XᵀX + λI)⁻¹ (Steck 2019). Here courses that nobody
 * takes together vote against each other. The cost grows with the third power of the courses.
 * @param l2 λ
 */
export function closedForm({ gram: shared, own }: Equations, l2: number): SparseMatrix {
  const n = shared.rows;
  const gram = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let i = shared.offsets[row]!; i < shared.offsets[row + 1]!; i++)
      gram[row * n + shared.columns[i]!] = shared.values[i]!;
    gram[row * n + row] = own[row]! + l2;
  }
  const precision = inverseOf(gram, n);
  const columns = Int32Array.from({ length: n }, (_, course) => course);
  const rows: SparseVector[] = Array.from(columns, (voter) => ({
    columns,
    values: Float32Array.from(columns, (course) =>
      course === voter ? 0 : -precision[voter * n + course]! / precision[course * n + course]!,
    ),
  }));
  return stackRows(rows, n);
}

/** Inverse of a symmetric positive definite matrix, through its Cholesky factor L: (L⁻¹)ᵀ L⁻¹. `matrix` is overwritten. */
function inverseOf(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * n + j]!;
    }
  }
  // Row by row: row i of L⁻¹ is −(Σ L[i][k] · row k) / L[i][i].
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const pivot = matrix[i * n + i]!;
    for (let k = 0; k < i; k++) {
      const factor = matrix[i * n + k]! / pivot;
      if (factor === 0) continue;
      for (let j = 0; j <= k; j++) inverse[i * n + j]! -= factor * inverse[k * n + j]!;
    }
    inverse[i * n + i] = 1 / pivot;
  }
  const product = matrix.fill(0);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = inverse[k * n + i]!;
      if (factor === 0) continue;
      for (let j = 0; j <= k; j++) product[i * n + j]! += factor * inverse[k * n + j]!;
    }
  }
  return product;
}
