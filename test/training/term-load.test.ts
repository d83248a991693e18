import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, type Interaction } from '../../src/recommender/data/dataset.ts';
import { termLoad } from '../../src/training/term-load.ts';

const starts = ['2024-03-01', '2024-09-01', '2025-03-01', '2025-09-01', '2026-03-01'].map(
  (day) => Date.parse(day) / 1000,
);

/** Everybody takes other courses in each term: as many as `sizes` says for the person and the term. */
function school(people: number, sizes: (person: number, term: number) => number) {
  const rows: Interaction[] = [];
  for (let learner = 0; learner < people; learner++)
    for (const [term, time] of starts.entries())
      for (let i = 0; i < sizes(learner, term); i++) rows.push({ learner, course: 10 * term + i, time });
  return buildDataset(rows, people, 50);
}

const fives = new Array<number>(50).fill(5);

test('what people take in a term: the median, and what nine in ten terms do not exceed', () => {
  // Four terms count; of twenty people two take six courses, the others four.
  assert.deepEqual(
    termLoad(
      school(20, (person) => (person < 2 ? 6 : 4)),
      fives,
    ),
    { usual: 20, most: 20 },
  );
  assert.deepEqual(
    termLoad(
      school(20, (person) => (person < 3 ? 6 : 4)),
      fives,
    ),
    { usual: 20, most: 30 },
  );
});

test('the present term does not count, because people may still enrol', () => {
  const data = school(20, (_, term) => (term === starts.length - 1 ? 1 : 4));
  assert.deepEqual(termLoad(data, fives), { usual: 20, most: 20 });
});

test('nothing is said of terms with a course whose credits nobody knows, nor of fewer than ten people', () => {
  const data = school(20, () => 4);
  const known = fives.map((credits, course) => (course % 10 === 0 && course < 30 ? undefined : credits));
  assert.deepEqual(termLoad(data, known), { usual: 20, most: 20 });
  assert.equal(termLoad(data, new Array(50).fill(null)), undefined);
  assert.equal(
    termLoad(
      school(9, () => 4),
      fives,
    ),
    undefined,
  );
  assert.notEqual(
    termLoad(
      school(10, () => 4),
      fives,
    ),
    undefined,
  );
});

test('nothing is said where people enrol all the time', () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => ({
    learner: i % 20,
    course: (i * 7) % 50,
    time: i * 86_400,
  }));
  assert.equal(termLoad(buildDataset(rows, 20, 50), fives), undefined);
});
