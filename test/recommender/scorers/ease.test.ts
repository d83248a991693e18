import assert from 'node:assert/strict';
import { test } from 'node:test';
import { historyOf } from '../../../src/recommender/data/dataset.ts';
import { fitDenseEase } from '../../../src/recommender/scorers/dense-ease.ts';
import { fitEase } from '../../../src/recommender/scorers/ease.ts';
import { smallCollege } from '../small-college.ts';

/** Gauss–Jordan. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let r = 0; r < n; r++) {
      const factor = rows[r]![i]!;
      if (r !== i) rows[r] = rows[r]!.map((value, j) => value - factor * rows[i]![j]!);
    }
  }
  return rows.map((row) => row.slice(n));
}

test('with all courses as voters it is EASE in closed form: B = I − P / diag(P), P = (XᵀX + λI)⁻¹', () => {
  const { dataset } = smallCollege(80);
  const l2 = 7;
  const n = dataset.courseCount;
  const gram = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? l2 : 0)));
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (const a of historyOf(dataset, learner))
      for (const b of historyOf(dataset, learner)) gram[a]![b]! += 1;
  const precision = inverse(gram);
  // A course that shares no learner with another is not asked; in the other subject there are no such learners.
  const solutions = [fitEase(dataset, { l2, voters: n }), fitDenseEase(dataset, l2)];
  for (const ease of solutions)
    for (const history of [[0], [3, 5], [12, 17, 19]]) {
      const scores = new Float32Array(n);
      ease.score({ history: Int32Array.from(history), at: 0 }, scores);
      for (let course = 0; course < n; course++) {
        const expected = history.reduce(
          (sum, taken) =>
            sum - (taken === course ? 0 : precision[taken]![course]! / precision[course]![course]!),
          0,
        );
        assert.ok(Math.abs(scores[course]! - expected) < 1e-5, `${course}: ${scores[course]}, ${expected}`);
      }
    }
});
