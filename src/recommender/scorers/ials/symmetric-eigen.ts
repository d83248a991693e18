const sweeps = 30;
/** Squares off the diagonal over squares on it at which the matrix counts as diagonal. */
const negligible = 1e-20;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub & Van Loan, section 8.5).
 * @param matrix size × size; overwritten, its diagonal becomes the eigenvalues
 * @returns size × size: column j is the vector of the j-th eigenvalue
 */
export function diagonalise(matrix: Float64Array, size: number): Float64Array {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const { on, off } = squareSums(matrix, size);
    if (off <= negligible * on) break;
    // Entries that are so small are negligible all together: of a matrix of low rank, most are.
    const least = (negligible * on) / size ** 2;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        const entry = matrix[p * size + q]!;
        if (entry ** 2 <= least) continue;
        const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * entry);
        const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(tangent, 1);
        const sine = tangent * cosine;
        const columns = { size, stride: size, cosine, sine };
        rotate(matrix, [p, q], columns);
        rotate(matrix, [p * size, q * size], { ...columns, stride: 1 });
        rotate(vectors, [p, q], columns);
      }
  }
  return vectors;
}

/** Rotates two columns (stride `size`) or two rows (stride 1) that begin at p and q. */
function rotate(
  values: Float64Array,
  [p, q]: readonly [number, number],
  { size, stride, cosine, sine }: { size: number; stride: number; cosine: number; sine: number },
): void {
  for (let k = 0, i = p, j = q; k < size; k++, i += stride, j += stride) {
    const [a, b] = [values[i]!, values[j]!];
    values[i] = cosine * a - sine * b;
    values[j] = sine * a + cosine * b;
  }
}

/** Sums of the squares on the diagonal and off it. */
function squareSums(matrix: Float64Array, size: number): { on: number; off: number } {
  let off = 0;
  let on = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const square = matrix[i * size + j]! ** 2;
      if (i === j) on += square;
      else off += square;
    }
  return { on, off };
}
