import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import { type SparseVector, stackRows } from '../data/sparse.ts';
import { countPairs } from '../scorer-kit/co-enrolment.ts';
import { VotingScorer } from '../scorer-kit/voting-scorer.ts';
import type { Tunable } from '../tuning/tune.ts';
import { tunableEase } from './ease.ts';

/** The cost grows with the third power of the courses: half a minute for so many. */
const mostCourses = 3_000;

/**
 * EASE (Steck 2019) in closed form, each course regressed on all others: B = I − P / diag(P), P = (XᵀX + λI)⁻¹.
 * @param l2 λ
 */
export function fitDenseEase(dataset: Dataset, l2: number, historyDecay = 1): VotingScorer {
  const n = dataset.courseCount;
  const shared = countPairs(dataset, () => 1);
  const gram = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (let i = shared.offsets[row]!; i < shared.offsets[row + 1]!; i++)
      gram[row * n + shared.columns[i]!] = shared.values[i]!;
  for (const [course, learners] of popularityCounts(dataset).entries())
    gram[course * n + course] = learners + l2;
  const precision = inverseOf(gram, n);
  const columns = Int32Array.from({ length: n }, (_, course) => course);
  const rows: SparseVector[] = Array.from(columns, (voter) => ({
    columns,
    values: Float32Array.from(columns, (course) =>
      course === voter ? 0 : -precision[voter * n + course]! / precision[course * n + course]!,
    ),
  }));
  return new VotingScorer(stackRows(rows, n), historyDecay);
}

/** EASE, dense where the catalogue is small enough: as strong as it can be, for comparison. */
export function tunableDenseEase(): Tunable<'l2', 'historyDecay', VotingScorer> {
  const sparse = tunableEase();
  return {
    ...sparse,
    fit(dataset, options, onProgress) {
      if (dataset.courseCount > mostCourses) return sparse.fit(dataset, options, onProgress);
      const { matrix } = fitDenseEase(dataset, options.l2);
      return ({ historyDecay }) => new VotingScorer(matrix, historyDecay);
    },
  };
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
