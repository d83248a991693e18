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
import { SymmetricSystem } from '../kernels/symmetric-system.ts';
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
  // The search asks about one data set again and again.
  let last: { dataset: Dataset; equations: Equations } | undefined;
  return {
    fitted: { l2: [50, 2, 5, 10, 20, 100, 200, 500, 1000] },
    scored: { historyDecay: [0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1] },
    fit: (dataset, { l2 }) => {
      if (last?.dataset !== dataset) last = { dataset, equations: equationsOf(dataset, fixed) };
      const matrix = ridge(last.equations, l2);
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
  const { l2 = 50, historyDecay = 1 } = options;
  return new VotingScorer(ridge(equationsOf(dataset, options), l2), historyDecay);
}

/** What the regressions of all courses are made of, whatever λ is. */
interface Equations {
  /** The Gram matrix without its diagonal. */
  gram: SparseMatrix;
  /** Its diagonal. */
  own: Float32Array;
  /** By course: the courses that it is regressed on, ascending. */
  voters: readonly Int32Array[];
}

function equationsOf(
  dataset: Dataset,
  { voters = 150, texts, textWeight = 5 }: Partial<EaseOptions>,
): Equations {
  const shared = countPairs(dataset, () => 1);
  const gram = texts ? sumOf(shared, texts, textWeight) : shared;
  const own = popularityCounts(dataset).map((learners) => learners + (texts ? textWeight : 0));
  return {
    gram,
    own,
    voters: Array.from({ length: gram.rows }, (_, course) => strongest(rowOf(gram, course), own, voters)),
  };
}

/** EASE in which the courses taken last count most, and shared words count like shared learners. */
export const ease = tunedVotingScorer({
  name: 'ease',
  family: {
    name: 'ease',
    title: 'EASE',
  },
  tunableFor: ({ textNeighbours }) => tunableEase({ texts: textNeighbours }),
});

function ridge({ gram, own, voters }: Equations, l2: number): SparseMatrix {
  const system = systemFor(voters.reduce((most, { length }) => Math.max(most, length), 0));
  const { matrix, target, stride } = system;
  const { offsets, columns, values } = gram;
  const place = new Int32Array(gram.width).fill(-1);
  const solutions: SparseVector[] = [];
  for (const [course, chosen] of voters.entries()) {
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
