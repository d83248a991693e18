import type { Dataset } from '../../data/dataset.ts';
import { popularityCounts } from '../../data/popularity-counts.ts';
import { rowOf, type SparseMatrix, type SparseVector, stackRows } from '../../data/sparse.ts';
import { countPairs } from '../../scorer-kit/co-enrolment.ts';

/** What the regressions of all courses are made of, whatever λ is. */
export interface Equations {
  /** The Gram matrix XᵀX without its diagonal, courses × courses. */
  gram: SparseMatrix;
  /** Its diagonal. */
  own: Float32Array;
}

/** How many learners took two courses, and each. */
export function equationsOf(dataset: Dataset): Equations {
  return { gram: countPairs(dataset, () => 1), own: popularityCounts(dataset) };
}

/**
 * Shared words count like shared learners (collective EASE, Jeunen et al. 2020), so that courses that few learners took
 * have votes too.
 * @param texts courses × courses: cosines of their texts, symmetric
 * @param weight how many shared learners a cosine of 1 counts for
 */
export function withTexts({ gram, own }: Equations, texts: SparseMatrix, weight: number): Equations {
  if (weight === 0) return { gram, own };
  return { gram: sumOf(gram, texts, weight), own: own.map((learners) => learners + weight) };
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
