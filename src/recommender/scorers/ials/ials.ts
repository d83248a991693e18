import type { Dataset } from '../../data/dataset.ts';
import { createRandom } from '../../data/random.ts';
import type { LearnerScorer } from '../../data/scorer.ts';
import type { Tunable } from '../../tuning/tune.ts';
import { RowSolver } from './row-solver.ts';
import { diagonalise } from './symmetric-eigen.ts';

export interface IalsOptions {
  /** Length of the vector of a course and of a learner; a multiple of 4. */
  factors: number;
  /** α₀: how much it counts that a course was not taken; that it was counts 1. */
  unobserved: number;
  /** λ; it is multiplied by a row's interactions + α₀ · all rows of the other side (Rendle et al. 2022, ν = 1). */
  regularisation: number;
  /** How many times learners, then courses, are solved. */
  rounds: number;
}

/** Steps of conjugate gradients while fitting. */
const steps = 3;
/** Steps for a query: as good as the exact solution. */
const querySteps = 16;

/**
 * Implicit alternating least squares (Hu, Koren & Volinsky 2008), regularised and initialised as in Rendle et al. 2022
 * ("Revisiting the Performance of iALS on Item Recommendation Benchmarks"). A learner's vector is solved from the
 * history at the time of the query, so that any history can be asked.
 *
 * Before a side is solved the space is rotated to the axes of the other side's Gram matrix. This
 * does not change scores, and the part that all rows have in common becomes diagonal: a row costs its interactions ×
 * factors, not factors².
 */
export function fitIals(
  dataset: Dataset,
  { factors: size, unobserved, regularisation, rounds }: IalsOptions,
  seed: number,
  onRound?: (done: number, of: number) => void,
): LearnerScorer {
  const { learnerCount, courseCount } = dataset;
  const byCourse = transpose(dataset);
  const learners = new Float32Array(learnerCount * size);
  const random = createRandom(seed);
  const courses = Float32Array.from(
    { length: courseCount * size },
    () => (0.1 / Math.sqrt(size)) * random.normal(),
  );

  /** Rotates both sides, and returns what solves a row of the side whose factors are not `factors`. */
  const solverOf = (factors: Float32Array, rotated: readonly Float32Array[]) => {
    const { gram, axes } = gramAxes(factors, size, unobserved);
    for (const side of rotated) rotate(side, axes);
    const solver = new RowSolver(factors, gram);
    const others = factors.length / size;
    return (rows: Int32Array, x: Float32Array, most: number) => {
      const ridge = regularisation * (rows.length + unobserved * others);
      solver.solve(rows, ridge, rows.length / (unobserved * others), x, most);
    };
  };
  const solveAll = (
    side: Float32Array,
    { offsets, courses: columns }: Pick<Dataset, 'offsets' | 'courses'>,
    solve: ReturnType<typeof solverOf>,
  ) => {
    for (let row = 0; row < offsets.length - 1; row++)
      solve(
        columns.subarray(offsets[row], offsets[row + 1]),
        side.subarray(row * size, (row + 1) * size),
        steps,
      );
  };

  for (let round = 0; round < rounds; round++) {
    // Learners start from 0 each time, so that they need not be rotated twice.
    learners.fill(0);
    solveAll(learners, dataset, solverOf(courses, [courses]));
    solveAll(courses, byCourse, solverOf(learners, [learners, courses]));
    onRound?.(round + 1, rounds);
  }

  const solve = solverOf(courses, [courses]);
  const learner = new Float32Array(size);
  return {
    score({ history }, out) {
      solve(history, learner.fill(0), querySteps);
      multiply(courses, learner, out);
    },
  };
}

/** Eigenvalues of weight · YᵀY, and its eigenvectors as the columns of `axes`. */
function gramAxes(
  factors: Float32Array,
  size: number,
  weight: number,
): { gram: Float64Array; axes: Float64Array } {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < factors.length; row += size)
    // Four rows of the matrix at a time: a factor that is loaded is used four times.
    for (let j = 0; j < size; j += 4) {
      const [a, b, c, d] = [
        weight * factors[row + j]!,
        weight * factors[row + j + 1]!,
        weight * factors[row + j + 2]!,
        weight * factors[row + j + 3]!,
      ];
      for (let k = 0, at = j * size; k < j + 4; k++, at++) {
        const value = factors[row + k]!;
        matrix[at]! += a * value;
        matrix[at + size]! += b * value;
        matrix[at + 2 * size]! += c * value;
        matrix[at + 3 * size]! += d * value;
      }
    }
  for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) matrix[k * size + j] = matrix[j * size + k]!;
  const axes = diagonalise(matrix, size);
  return { gram: Float64Array.from({ length: size }, (_, k) => Math.max(0, matrix[k * size + k]!)), axes };
}

/** One dot product a row of `factors`. */
function multiply(factors: Float32Array, vector: Float32Array, out: Float32Array): void {
  const size = vector.length;
  for (let row = 0, at = 0; row < out.length; row++) {
    let sum = 0;
    for (let k = 0; k < size; k++, at++) sum += vector[k]! * factors[at]!;
    out[row] = sum;
  }
}

/** Each row of `factors`, seen from the axes. */
function rotate(factors: Float32Array, axes: Float64Array): void {
  const size = Math.sqrt(axes.length);
  const turned = new Float64Array(size);
  for (let row = 0; row < factors.length; row += size) {
    turned.fill(0);
    // Four axes' entries at a time: a sum that is loaded takes four terms.
    for (let j = 0, at = 0; j < size; j += 4, at += 3 * size) {
      const [a, b, c, d] = [
        factors[row + j]!,
        factors[row + j + 1]!,
        factors[row + j + 2]!,
        factors[row + j + 3]!,
      ];
      for (let k = 0; k < size; k++, at++)
        turned[k]! +=
          a * axes[at]! + b * axes[at + size]! + c * axes[at + 2 * size]! + d * axes[at + 3 * size]!;
    }
    factors.set(turned, row);
  }
}

/** Learners by course, in the form of the rows of a data set. */
function transpose({ learnerCount, courseCount, offsets, courses }: Dataset): {
  offsets: Int32Array;
  courses: Int32Array;
} {
  const starts = new Int32Array(courseCount + 1);
  for (const course of courses) starts[course + 1]! += 1;
  for (let course = 0; course < courseCount; course++) starts[course + 1]! += starts[course]!;
  const next = starts.slice();
  const learners = new Int32Array(courses.length);
  for (let learner = 0; learner < learnerCount; learner++)
    for (let row = offsets[learner]!; row < offsets[learner + 1]!; row++)
      learners[next[courses[row]!]!++] = learner;
  return { offsets: starts, courses: learners };
}

export function tunableIals(seed: number): Tunable<keyof IalsOptions, never, LearnerScorer> {
  return {
    fitted: {
      unobserved: [0.01, 0.001, 0.003, 0.03, 0.1, 0.3],
      regularisation: [0.01, 0.001, 0.003, 0.03, 0.1],
      factors: [64, 128],
      rounds: [4, 8],
    },
    scored: {},
    fit: (dataset, options, onProgress) => {
      const scorer = fitIals(dataset, options, seed, (done, of) =>
        onProgress?.(done / of, `round ${done} of ${of}`),
      );
      return () => scorer;
    },
  };
}
