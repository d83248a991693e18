import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset } from '../../../src/recommender/data/dataset.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import { topCourses } from '../../../src/recommender/data/top-courses.ts';
import { fitIals } from '../../../src/recommender/scorers/ials/ials.ts';
import { RowSolver } from '../../../src/recommender/scorers/ials/row-solver.ts';
import { diagonalise } from '../../../src/recommender/scorers/ials/symmetric-eigen.ts';
import { smallCollege } from '../small-college.ts';

const random = createRandom(5);
const options = { factors: 8, unobserved: 0.1, regularisation: 0.01, rounds: 8 };

function closeTo(actual: number, expected: number, tolerance = 1e-5): void {
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual}, expected ${expected}`);
}

test('eigenvectors are orthonormal, and with the eigenvalues make the matrix again', () => {
  const size = 12;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = random.normal();
  const reduced = matrix.slice();
  const vectors = diagonalise(reduced, size);
  const entry = (i: number, j: number, weightOf: (k: number) => number, transposed: boolean) => {
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum +=
        weightOf(k) *
        vectors[transposed ? k * size + i : i * size + k]! *
        vectors[transposed ? k * size + j : j * size + k]!;
    return sum;
  };
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      closeTo(
        entry(i, j, () => 1, true),
        i === j ? 1 : 0,
      );
      closeTo(
        entry(i, j, (k) => reduced[k * size + k]!, false),
        matrix[i * size + j]!,
      );
    }
});

test('a row is solved: (G + r + Σ yyᵀ) x is Σ y', () => {
  const size = 8;
  const factors = Float32Array.from({ length: 20 * size }, () => random.normal());
  const gram = Float64Array.from({ length: size }, () => 1 + random.next());
  const rows = Int32Array.of(3, 7, 8, 15);
  const x = new Float32Array(size);
  new RowSolver(factors, gram).solve(rows, 0.5, 0.2, x, 2 * size);
  for (let k = 0; k < size; k++) {
    let left = (gram[k]! + 0.5) * x[k]!;
    let right = 0;
    for (const row of rows) {
      const y = factors.subarray(row * size, (row + 1) * size);
      left += y[k]! * y.reduce((sum, value, i) => sum + value * x[i]!, 0);
      right += y[k]!;
    }
    closeTo(left, right, 1e-4);
  }
});

test('rounds settle; what was taken scores near 1, and what was not lower', () => {
  const dataset = buildDataset(
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
      [2, 3],
    ].map(([learner, course]) => ({ learner: learner!, course: course! })),
    3,
    4,
  );
  const scoresAfter = (rounds: number) => {
    const scorer = fitIals(dataset, { ...options, rounds }, 1);
    const out = new Float32Array(4);
    scorer.score({ learner: 0, history: Int32Array.of(0, 1), at: 0 }, out);
    return out;
  };
  const settled = scoresAfter(400);
  for (const [course, score] of scoresAfter(500).entries()) closeTo(score, settled[course]!, 1e-4);
  assert.ok(settled[0]! > settled[2]! && settled[1]! > settled[2]!, `${settled}`);
  assert.ok(settled[0]! > 0.7 && settled[1]! > 0.7 && settled[2]! < 0.5, `${settled}`);
});

test('a history turns the answer to its subject, and the same seed gives the same scores', () => {
  const { dataset } = smallCollege();
  const ask = () => {
    const out = new Float32Array(dataset.courseCount);
    const held = { ...options, unobserved: 0.3, regularisation: 0.1 };
    fitIals(dataset, held, 1).score({ learner: 0, history: Int32Array.of(12, 14), at: 0 }, out);
    return out;
  };
  const scores = ask();
  assert.ok(topCourses(scores, 10).every((course) => course >= 10));
  assert.deepEqual(ask(), scores);
});

test('without history every score is 0, and without data a number', () => {
  for (const dataset of [smallCollege().dataset, buildDataset([], 2, 20)]) {
    const out = new Float32Array(20).fill(7);
    fitIals(dataset, options, 1).score({ learner: 0, history: new Int32Array(), at: 0 }, out);
    assert.ok(out.every((score) => score === 0));
  }
});
