import assert from 'node:assert/strict';
import { test } from 'node:test';
import { historyOf } from '../../../src/recommender/data/dataset.ts';
import { catalogueFacts } from '../../../src/recommender/scorer-kit/catalogue-facts.ts';
import { VotingScorer } from '../../../src/recommender/scorer-kit/voting-scorer.ts';
import { closedForm } from '../../../src/recommender/scorers/ease/closed-form.ts';
import { equationsOf, withTexts } from '../../../src/recommender/scorers/ease/equations.ts';
import { regressions } from '../../../src/recommender/scorers/ease/regressions.ts';
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
  const equations = equationsOf(dataset);
  for (const matrix of [regressions(equations, l2, n), closedForm(equations, l2)]) {
    const ease = new VotingScorer(matrix, 1);
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
  }
});

test('shared words count like shared learners: a course that nobody took yet has votes of those like it', () => {
  const { dataset, courses } = smallCollege(80);
  const { textNeighbours } = catalogueFacts([...courses, { ...courses[0]!, title: 'Botany 11' }]);
  const withNewCourse = { ...dataset, courseCount: dataset.courseCount + 1 };
  const learners = equationsOf(withNewCourse);
  const scoreOfNew = (weight: number) => {
    const scores = new Float32Array(withNewCourse.courseCount);
    const matrix = closedForm(withTexts(learners, textNeighbours, weight), 7);
    new VotingScorer(matrix, 1).score({ history: Int32Array.of(0), at: 0 }, scores);
    return scores[dataset.courseCount]!;
  };
  assert.equal(scoreOfNew(0), 0);
  assert.ok(scoreOfNew(2) > 0);
});

test('the closed form has finite votes where all texts are alike', () => {
  const { dataset, courses } = smallCollege(80);
  const alike = courses.map((course) => ({ ...course, title: 'Course', description: 'plants' }));
  const { textNeighbours } = catalogueFacts(alike);
  const { values } = closedForm(withTexts(equationsOf(dataset), textNeighbours, 10), 2);
  assert.ok(values.every((value) => Number.isFinite(value)));
});
