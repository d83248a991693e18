import {
  rowOf,
  type SparseMatrix,
  type SparseVector,
  stackRows,
  strongestOf,
  transpose,
} from '../../data/sparse.ts';
import { SymmetricSystem } from '../../kernels/symmetric-system.ts';
import type { Equations } from './equations.ts';

/** Courses that may vote for a course: those that share most with it. */
const voters = 150;

/**
 * Each course regressed on the courses that share most learners with it, which is solved exactly: the cost is linear in
 * the catalogue instead of cubic.
 * @param l2 λ
 */
export function regressions({ gram, own }: Equations, l2: number, votersOfEach = voters): SparseMatrix {
  const chosenVoters = Array.from({ length: gram.rows }, (_, course) =>
    strongest(rowOf(gram, course), own, votersOfEach),
  );
  const system = systemFor(chosenVoters.reduce((most, { length }) => Math.max(most, length), 0));
  const { matrix, target, stride } = system;
  const { offsets, columns, values } = gram;
  const place = new Int32Array(gram.width).fill(-1);
  const solutions: SparseVector[] = [];
  for (const [course, chosen] of chosenVoters.entries()) {
    const n = chosen.length;
    system.clear(n);
    for (let b = 0; b < n; b++) place[chosen[b]!] = b;
    for (let i = offsets[course]!; i < offsets[course + 1]!; i++) {
      const b = place[columns[i]!]!;
      if (b >= 0) target[b] = values[i]!;
    }
    for (let a = 0; a < n; a++) {
      const voter = chosen[a]!;
      // Both are ascending: what comes before the voter in its row is the lower triangle.
      for (let i = offsets[voter]!; i < offsets[voter + 1]! && columns[i]! < voter; i++) {
        const b = place[columns[i]!]!;
        if (b >= 0) matrix[b * stride + a] = values[i]!;
      }
      matrix[a * stride + a] = own[voter]! + l2;
    }
    for (const voter of chosen) place[voter] = -1;
    system.solve(n);
    solutions.push({ columns: chosen, values: Float32Array.from(target.subarray(0, n)) });
  }
  return transpose(stackRows(solutions, gram.width));
}

// One for all fits of a thread, because a memory of the kernels takes 10 GiB of addresses however small it is.
let lastSystem: SymmetricSystem | undefined;

function systemFor(most: number): SymmetricSystem {
  if (!lastSystem || lastSystem.most < most) lastSystem = new SymmetricSystem(most);
  return lastSystem;
}

/** The `count` columns of a row with the highest cosine, ascending. */
function strongest(row: SparseVector, own: Float32Array, count: number): Int32Array {
  if (row.columns.length <= count) return row.columns.slice();
  const cosines = row.values.map((value, i) => value / Math.sqrt(own[row.columns[i]!]!));
  return strongestOf(cosines, count).map((i) => row.columns[i]!);
}
