import type { Dataset } from '../data/dataset.ts';
import { sessionNumbers } from '../data/sessions.ts';
import { type SparseMatrix, type SparseVector, stackRows } from '../data/sparse.ts';

/** Pairs are counted among the most recent courses of a history only: a few learners must not outweigh all others. */
const pairLimit = 100;

/**
 * Sums a weight over all pairs of courses that the same learner took; a pair is in the row of its first course. Memory
 * grows with the pairs that occur, time with the pairs that are counted.
 *
 * @param weightOf weight of a pair by how many sessions the second course comes after the first (0: in the same one,
 *   below 0: before it); pairs of weight 0 are left out
 */
export function countPairs(dataset: Dataset, weightOf: (distance: number) => number): SparseMatrix {
  const { courseCount } = dataset;
  const weights = Float64Array.from({ length: 2 * pairLimit + 1 }, (_, i) => weightOf(i - pairLimit));
  const sessions = sessionNumbers(dataset);
  const places = placesByCourse(dataset);
  const rows: SparseVector[] = [];
  const sum = new Float64Array(courseCount);
  const touched = new Int32Array(courseCount);
  for (let course = 0; course < courseCount; course++) {
    let count = 0;
    for (let p = places.offsets[course]!; p < places.offsets[course + 1]!; p++) {
      const row = places.rows[p]!;
      const learner = places.learners[p]!;
      const end = dataset.offsets[learner + 1]!;
      const start = Math.max(dataset.offsets[learner]!, end - pairLimit);
      if (row < start) continue;
      for (let other = start; other < end; other++) {
        const weight = weights[sessions[other]! - sessions[row]! + pairLimit]!;
        if (weight === 0 || other === row) continue;
        const column = dataset.courses[other]!;
        if (sum[column] === 0) touched[count++] = column;
        sum[column]! += weight;
      }
    }
    const columns = touched.slice(0, count).sort();
    rows.push({ columns, values: Float32Array.from(columns, (column) => sum[column]!) });
    for (const column of columns) sum[column] = 0;
  }
  return stackRows(rows, courseCount);
}

/** Where each course stands in the data set: its rows, and the learner of each. */
function placesByCourse(dataset: Dataset): { offsets: Int32Array; rows: Int32Array; learners: Int32Array } {
  const { courseCount, learnerCount } = dataset;
  const offsets = new Int32Array(courseCount + 1);
  for (const course of dataset.courses) offsets[course + 1]! += 1;
  for (let c = 0; c < courseCount; c++) offsets[c + 1]! += offsets[c]!;
  const next = offsets.slice();
  const rows = new Int32Array(dataset.courses.length);
  const learners = new Int32Array(dataset.courses.length);
  for (let learner = 0; learner < learnerCount; learner++) {
    for (let row = dataset.offsets[learner]!; row < dataset.offsets[learner + 1]!; row++) {
      const place = next[dataset.courses[row]!]!++;
      rows[place] = row;
      learners[place] = learner;
    }
  }
  return { offsets, rows, learners };
}
