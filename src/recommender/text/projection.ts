import type { Random } from '../data/random.ts';
import type { SparseMatrix } from '../data/sparse.ts';

/** Scales a projected vector to about the length of those that are learnt. */
const scale = 0.3;

/**
 * Random projection of TF-IDF rows (Johnson and Lindenstrauss 1984): similar texts start near each other.
 * @returns courses × dimensions
 */
export function projectTexts(matrix: SparseMatrix, dimensions: number, random: Random): Float32Array {
  const projection = Float32Array.from({ length: matrix.width * dimensions }, () => random.normal());
  const projected = new Float32Array(matrix.rows * dimensions);
  for (let row = 0; row < matrix.rows; row++) {
    const start = matrix.offsets[row]!;
    const end = matrix.offsets[row + 1]!;
    for (let k = 0; k < dimensions; k++) {
      // A course without text starts near the origin, and not on it: a gradient needs somewhere to go.
      let sum = start === end ? 0.1 * random.normal() : 0;
      for (let i = start; i < end; i++)
        sum += matrix.values[i]! * projection[matrix.columns[i]! * dimensions + k]!;
      projected[row * dimensions + k] = scale * sum;
    }
  }
  return projected;
}
