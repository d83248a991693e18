import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termOf } from '../../../src/demo/lms/term.ts';

for (const [day, term] of [
  ['2026-03-01', 'Spring 2026'],
  ['2026-08-31', 'Spring 2026'],
  ['2026-09-01', 'Autumn 2026'],
  ['2026-12-31', 'Autumn 2026'],
  ['2027-02-28', 'Autumn 2026'],
] as const)
  test(`${day} lies in ${term}`, () => {
    assert.equal(termOf(new Date(day)), term);
  });
