import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import {
  rowOf,
  type SparseMatrix,
  type SparseVector,
  stackRows,
  strongestOf,
  transpose,
} from '../data/sparse.ts';
import { countPairs } from '../scorer-kit/co-enrolment.ts';
import { tunedVotingScorer, VotingScorer } from '../scorer-kit/voting-scorer.ts';
import type { Tunable } from '../tuning/tune.ts';

export interface EaseOptions {
  /** λ: learners that must agree before a course's vote counts much. */
  l2: number;
  /** Courses that may vote for a course: those that share most with it. */
  voters: number;
  /** What a course taken one place earlier weighs in a query; 1 is EASE, below 1 EASE with recency decay. */
  historyDecay: number;
  /**
   * courses × courses: cosines of their texts, symmetric. With them shared words count like shared learners (collective
   * EASE, Jeunen et al. 2020), so that courses that few learners took have votes too.
   */
  texts?: SparseMatrix;
  /** How many shared learners a cosine of 1 counts for. */
  textWeight: number;
}

/** @param fixed what is not tuned */
export function tunableEase(
  fixed: Pick<Partial<EaseOptions>, 'texts'> = {},
): Tunable<'l2', 'historyDecay', VotingScorer> {
  return {
    fitted: { l2: [50, 2, 5, 10, 20, 100, 200, 500, 1000] },
    scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
    fit: (dataset, options) => {
      const { matrix } = fitEase(dataset, { ...fixed, ...options });
      return ({ historyDecay }) => new VotingScorer(matrix, historyDecay);
    },
  };
}

/**
 * EASE (Steck 2019): ridge regression of each course on all the others. Here a course is regressed on the courses that
 * share most learners with it, and this is solved exactly: the cost is linear in the catalogue instead of cubic. It ranks
 * no worse than the dense solution (docs/recommender.md), and it is the same where the voters are all courses.
 */
export function fitEase(dataset: Dataset, options: Partial<EaseOptions> = {}): VotingScorer {
  const { l2 = 50, voters = 150, historyDecay = 1, texts, textWeight = 5 } = options;
  const shared = countPairs(dataset, () => 1);
  const gram = texts ? sumOf(shared, texts, textWeight) : shared;
  const own = popularityCounts(dataset).map((learners) => learners + (texts ? textWeight : 0));
  return new VotingScorer(ridge(gram, own, l2, voters), historyDecay);
}

/** EASE in which the courses taken last count most, and shared words count like shared learners. */
export const ease = tunedVotingScorer({
  name: 'ease',
  family: {
    name: 'ease',
    title: 'EASE',
    says: 'What the courses taken vote for together, by whom they share and by their texts (ridge regression).',
  },
  tunableFor: ({ textNeighbours }) => tunableEase({ texts: textNeighbours }),
});

/** @param own the diagonal of the Gram matrix; `gram` has everything else */
function ridge(gram: SparseMatrix, own: Float32Array, l2: number, voters: number): SparseMatrix {
  const place = new Int32Array(gram.width).fill(-1);
  const solutions: SparseVector[] = [];
  for (let course = 0; course < gram.rows; course++) {
    const row = rowOf(gram, course);
    const chosen = strongest(row, own, voters);
    const n = chosen.length;
    const system = new Float64Array(n * n);
    const solution = new Float64Array(n);
    for (let b = 0; b < n; b++) place[chosen[b]!] = b;
    for (let i = 0; i < row.columns.length; i++) {
      const b = place[row.columns[i]!]!;
      if (b >= 0) solution[b] = row.values[i]!;
    }
    for (let a = 0; a < n; a++) {
      const other = rowOf(gram, chosen[a]!);
      for (let i = 0; i < other.columns.length; i++) {
        const b = place[other.columns[i]!]!;
        if (b >= 0 && b < a) system[a * n + b] = other.values[i]!;
      }
      system[a * n + a] = own[chosen[a]!]! + l2;
    }
    for (const voter of chosen) place[voter] = -1;
    solvePositiveDefinite(system, solution, n);
    solutions.push({ columns: chosen, values: Float32Array.from(solution) });
  }
  return transpose(stackRows(solutions, gram.width));
}

/** The `count` columns of a row with the highest cosine, ascending. */
function strongest(row: SparseVector, own: Float32Array, count: number): Int32Array {
  if (row.columns.length <= count) return row.columns.slice();
  const cosines = row.values.map((value, i) => value / Math.sqrt(own[row.columns[i]!]!));
  return strongestOf(cosines, count).map((i) => row.columns[i]!);
}

/** a + weight · b */
function sumOf(a: SparseMatrix, b: SparseMatrix, weight: number): SparseMatrix {
  const rows: SparseVector[] = [];
  const sum = new Float32Array(a.width);
  for (let r = 0; r < a.rows; r++) {
    const first = rowOf(a, r);
    const second = rowOf(b, r);
    const columns = Int32Array.from(new Set([...first.columns, ...second.columns])).sort();
    for (let i = 0; i < first.columns.length; i++) sum[first.columns[i]!]! += first.values[i]!;
    for (let i = 0; i < second.columns.length; i++) sum[second.columns[i]!]! += weight * second.values[i]!;
    rows.push({ columns, values: Float32Array.from(columns, (column) => sum[column]!) });
    for (const column of columns) sum[column] = 0;
  }
  return stackRows(rows, a.width);
}

/**
 * Cholesky: the solution replaces `target`. Only the lower triangle of the matrix is read, and overwritten. A pivot
 * that is not positive (texts whose cosines were cut off) leaves its unknown at 0.
 */
function solvePositiveDefinite(matrix: Float64Array, target: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[row + k]! * matrix[other + k]!;
      if (i === j) matrix[row + j] = sum > 0 ? Math.sqrt(sum) : Number.POSITIVE_INFINITY;
      else matrix[row + j] = sum / matrix[other + j]!;
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = target[i]!;
    for (let k = 0; k < i; k++) sum -= matrix[i * n + k]! * target[k]!;
    target[i] = sum / matrix[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = target[i]!;
    for (let k = i + 1; k < n; k++) sum -= matrix[k * n + i]! * target[k]!;
    target[i] = sum / matrix[i * n + i]!;
  }
}
