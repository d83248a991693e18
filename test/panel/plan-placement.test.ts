import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlannedCourse } from '../../src/answering/course-plan.ts';
import type { CourseState } from '../../src/answering/course-state.ts';
import { type PlacementContext, placeCourses } from '../../src/panel/plan-placement.ts';

const offered = ['2027-1', '2027-2', '2028-1'];
const planned = (key: string, state: CourseState, more: Partial<PlannedCourse> = {}): PlannedCourse => ({
  ...{ course: { key, title: key }, state, needs: [], ...more },
});
const ready = (key: string, credits?: number): PlannedCourse => ({
  ...planned(key, { kind: 'open' }),
  course: { key, title: key, ...(credits !== undefined && { credits }) },
});
const step = (key: string, ...needs: string[]) =>
  planned(key, { kind: 'first-take', courses: needs.map((need) => ({ key: need, title: need })) }, { needs });
const place = (courses: PlannedCourse[], context: Partial<PlacementContext> = {}) =>
  Object.fromEntries(
    placeCourses(courses, {
      ...{ chosen: new Map(), terms: ['2026-1', ...offered], offered, load: undefined, ...context },
    }),
  );

test('what is open, or will be once a course of now is over, stands in the next term', () => {
  const courses = [
    ready('a'),
    planned('b', { kind: 'ready-after', courses: [] }),
    planned('c', { kind: 'other-language', language: 'fr' }),
  ];
  assert.deepEqual(place(courses), { a: '2027-1', b: '2027-1', c: '2027-1' });
});

test('what opens later stands in the half of the year in which it does, or in the term that the catalogue says', () => {
  const opensAt = new Date('2027-09-01');
  const courses = [
    planned('halves', { kind: 'opens', opensAt }, { from: opensAt }),
    planned('soon', { kind: 'opens', opensAt: new Date('2026-12-01') }),
    planned('term', { kind: 'opens', opensAt }, { from: opensAt, ownTerm: '2028-1' }),
  ];
  assert.deepEqual(place(courses), { halves: '2027-2', soon: '2027-1', term: '2028-1' });
});

test('what needs others stands one term after the last of them, in whatever order they were saved', () => {
  const courses = [step('c', 'b'), step('b', 'a'), ready('a'), step('d', 'c'), step('lone', 'nowhere')];
  assert.deepEqual(place(courses), { a: '2027-1', b: '2027-2', c: '2028-1', d: '', lone: '' });
  const chosen = new Map([['a', '2027-2']]);
  assert.deepEqual(place(courses, { chosen }), { a: '2027-2', b: '2028-1', c: '', d: '', lone: '' });
  const past = new Map([['a', '2026-1']]);
  assert.equal(place(courses, { chosen: past })['b'], '2027-1', 'planned for a term that is over');
});

test('courses that need each other have no term', () => {
  assert.deepEqual(place([step('a', 'b'), step('b', 'a')]), { a: '', b: '' });
});

test('what the learner has chosen counts, also that they have put it off', () => {
  const chosen = new Map([
    ['a', ''],
    ['b', '2028-1'],
    ['c', 'no such term'],
  ]);
  assert.deepEqual(place([ready('a'), ready('b'), ready('c')], { chosen }), {
    ...{ a: '', b: '2028-1', c: '2027-1' },
  });
});

test('a term takes as much as people take, and a course alone is never too much', () => {
  const load = { usual: 15, most: 20 };
  const courses = [ready('a', 10), ready('b', 10), ready('c', 5), ready('unknown'), ready('huge', 60)];
  assert.deepEqual(place(courses, { load }), {
    ...{ a: '2027-1', b: '2027-1', c: '2027-2', unknown: '2027-1', huge: '2028-1' },
  });
});

test('what nobody can enrol in stands at the end', () => {
  const courses = [
    planned('closed', { kind: 'closed', closesAt: new Date('2026-01-01') }),
    planned('gone', { kind: 'removed' }),
    planned('hidden', { kind: 'hidden' }),
    planned('blocked', { kind: 'needs-missing' }),
  ];
  assert.deepEqual(place(courses), { closed: '', gone: '', hidden: '', blocked: '' });
});
