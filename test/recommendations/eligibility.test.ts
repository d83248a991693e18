import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exclusionOf } from '../../src/recommendations/eligibility.ts';

const now = new Date('2026-06-01');
const catalogue = new Map(['A', 'B', 'C'].map((key) => [key, {}]));
const nobody = { taken: new Set<string>(), passed: new Set<string>(), dismissed: new Set<string>() };
const course = { key: 'A', prerequisites: [] as string[] };

test('a course that nothing speaks against is offered', () => {
  assert.equal(exclusionOf(course, nobody, catalogue, now), undefined);
});

for (const [name, candidate, learner, expected] of [
  ['was taken', course, { ...nobody, taken: new Set(['A']) }, 'taken'],
  ['was hidden', course, { ...nobody, dismissed: new Set(['A']) }, 'dismissed'],
  ['has closed', { ...course, closesAt: new Date('2026-05-31') }, nobody, 'closed'],
  ['closes later', { ...course, closesAt: new Date('2026-06-02') }, nobody, undefined],
  ['needs another first', { ...course, prerequisites: ['B'] }, nobody, 'missing-prerequisite'],
  [
    'needs one that was passed',
    { ...course, prerequisites: ['B'] },
    { ...nobody, passed: new Set(['B']) },
    undefined,
  ],
  [
    'needs two, one of them passed',
    { ...course, prerequisites: ['B', 'C'] },
    { ...nobody, passed: new Set(['B']) },
    'missing-prerequisite',
  ],
  ['needs one that is not in the catalogue', { ...course, prerequisites: ['gone'] }, nobody, undefined],
] as const)
  test(`a course that ${name}: ${expected ?? 'offered'}`, () => {
    assert.equal(exclusionOf(candidate, learner, catalogue, now), expected);
  });
