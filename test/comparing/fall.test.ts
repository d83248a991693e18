import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFall, leastPeople, type ShownPerson } from '../../src/comparing/fall.ts';

const people = (count: number, share: number, shown: { courses: number; known: number }): ShownPerson[] =>
  Array.from({ length: count }, (_, i) => ({ ...shown, opened: i < Math.round(count * share) }));
const page = { courses: 10, known: 0 };
const oneNew = { courses: 1, known: 30 };

test('a fall is told with what would have been expected', () => {
  const fall = findFall(people(1000, 0.4, page), people(500, 0.2, page));
  assert.ok(fall);
  assert.deepEqual([fall.before, fall.now, fall.share], [1000, 500, 0.2]);
  assert.ok(Math.abs(fall.expected - 0.4) < 1e-9);
});

test('a fall by less than a third, one that may be chance, one of few people, and a rise are none', () => {
  assert.equal(findFall(people(100_000, 0.3, page), people(100_000, 0.21, page)), undefined);
  assert.equal(findFall(people(300, 0.2, page), people(300, 0.12, page)), undefined);
  assert.equal(findFall(people(leastPeople - 1, 0.9, page), people(1000, 0.1, page)), undefined);
  assert.equal(findFall(people(1000, 0.9, page), people(leastPeople - 1, 0.1, page)), undefined);
  assert.equal(findFall(people(1000, 0.2, page), people(1000, 0.4, page)), undefined);
  assert.equal(findFall(people(1000, 0, page), people(1000, 0, page)), undefined);
});

test('that more people know most of it already is no fall', () => {
  const before = [...people(900, 0.4, page), ...people(100, 0.05, oneNew)];
  const now = [...people(100, 0.4, page), ...people(900, 0.05, oneNew)];
  assert.equal(findFall(before, now), undefined);
});

test('that nobody opens anything any more is one', () => {
  const fall = findFall(people(1000, 0.3, page), people(1000, 0, page));
  assert.deepEqual([fall?.share, fall?.expected], [0, 0.3]);
});

test('people of whom there are none like them in the other group say nothing', () => {
  assert.equal(findFall(people(1000, 0.4, page), people(1000, 0.05, oneNew)), undefined);
  const few = people(leastPeople - 1, 0.9, page);
  assert.equal(
    findFall(
      [...few, ...people(1000, 0.4, page)],
      [...people(leastPeople - 1, 0.1, page), ...people(1000, 0.1, oneNew)],
    ),
    undefined,
  );
});
