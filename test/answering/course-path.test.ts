import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupSections } from '../../models/sections.ts';
import { coursePaths, type PathCourse } from '../../src/answering/course-path.ts';

/** @param courses prerequisites by key; a key `b/g` is of group `g` */
function paths(
  courses: Readonly<Record<string, readonly string[] | Partial<PathCourse>>>,
  ...passed: string[]
) {
  const catalogue = new Map(
    Object.entries(courses).map(([key, one]) => {
      const fields = Array.isArray(one) ? { prerequisites: one as string[] } : (one as Partial<PathCourse>);
      return [key, { key, prerequisites: [], ...fields }] as const;
    }),
  );
  const sections = groupSections(catalogue.values());
  const pathTo = coursePaths({ courses: catalogue, sections }, new Set(passed), new Date('2026-11-01'));
  return (key: string) => pathTo(key).map(({ key: one, depth }) => `${one} ${depth}`);
}

test('a path has everything that is missing, each once, what comes first first, and the course last', () => {
  const courses = { a: [], b: ['a'], c: ['a', 'b'], d: ['b', 'e', 'c'], e: [] };
  assert.deepEqual(paths(courses)('d'), ['a 0', 'e 0', 'b 1', 'c 2', 'd 3']);
  assert.deepEqual(paths(courses, 'b')('d'), ['e 0', 'a 0', 'c 1', 'd 2'], 'c still needs a');
  assert.deepEqual(paths(courses, 'a', 'b', 'c', 'e')('d'), ['d 0']);
});

test('what was passed needs nothing that comes before it', () => {
  assert.deepEqual(paths({ a: [], b: ['a'], c: ['b'] }, 'b')('c'), ['c 0']);
});

test('what the catalogue does not have stands in nobody’s way', () => {
  assert.deepEqual(paths({ c: ['gone'] })('c'), ['c 0']);
});

test('any section of a course will do; of two that are named one is taken, and one that can be', () => {
  const courses = {
    a1: { group: 'a' },
    a2: { group: 'a' },
    b: ['a1'],
    c: ['a1', 'a2'],
    d1: { group: 'd', removedAt: new Date() },
    d2: { group: 'd' },
    e: ['d1'],
  };
  assert.deepEqual(paths(courses, 'a2')('b'), ['b 0']);
  assert.equal(paths(courses)('c').length, 2);
  assert.deepEqual(paths(courses)('e'), ['d2 0', 'e 1']);
});

test('of the sections of a course the one stands on the way that begins next, whichever is named', () => {
  const begins = (date: string) => ({ group: 'a', startsAt: new Date(date) });
  const courses = {
    a1: begins('2025-09-01'),
    a3: begins('2027-09-01'),
    a2: begins('2027-02-01'),
    b: ['a1'],
    c: ['a3'],
  };
  assert.deepEqual(paths(courses)('b'), ['a2 0', 'b 1']);
  assert.deepEqual(paths(courses)('c'), ['a2 0', 'c 1']);
  const past = { a1: courses.a1, a0: begins('2024-09-01'), b: ['a0'] };
  assert.deepEqual(paths(past)('b'), ['a1 0', 'b 1']);
});

test('a circle ends', () => {
  const courses = { a: ['c'], b: ['a'], c: ['b'], d: ['d'] };
  assert.deepEqual(paths(courses)('c'), ['a 0', 'b 1', 'c 2']);
  assert.deepEqual(paths(courses)('d'), ['d 0']);
});

test('a long chain is walked to its end', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, i) => [`c${i}`, i === 0 ? [] : [`c${i - 1}`]]),
  );
  assert.equal(paths(chain)('c1999').at(-1), 'c1999 1999');
});
