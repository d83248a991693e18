import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastTermStarts, termName } from '../../../src/demo/college/academic-terms.ts';

const days = (today: string) =>
  lastTermStarts(new Date(today)).map((start) => start.toISOString().slice(0, 10));

test('the last six terms, oldest first', () => {
  const expected = ['2024-03-01', '2024-09-01', '2025-03-01', '2025-09-01', '2026-03-01', '2026-09-01'];
  assert.deepEqual(days('2026-11-20'), expected);
  assert.deepEqual(days('2027-02-28T23:59:59Z'), expected);
});

test('a term is the current one from its first moment', () => {
  assert.equal(days('2027-03-01T00:00:00Z').at(-1), '2027-03-01');
  assert.equal(days('2027-09-01T00:00:00Z').at(-1), '2027-09-01');
});

for (const [day, term] of [
  ['2026-03-01', 'Spring 2026'],
  ['2026-08-31', 'Spring 2026'],
  ['2026-09-01', 'Autumn 2026'],
  ['2026-12-31', 'Autumn 2026'],
  ['2027-02-28', 'Autumn 2026'],
] as const)
  test(`${day} lies in ${term}`, () => {
    assert.equal(termName(new Date(day)), term);
  });
