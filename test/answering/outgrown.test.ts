import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { eligibilityFor } from '../../src/answering/eligibility-for.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';
import { outgrownBy } from '../../src/answering/outgrown.ts';
import type { Question } from '../../src/answering/question.ts';
import { pinnedCourses } from '../../src/answering/steered-courses.ts';

const course = (key: string, level: string | undefined, more: Partial<CatalogueCourse> = {}) => ({
  ...{ key, title: key, description: '', prerequisites: [], audience: [] },
  ...{ categories: ['Science', 'Mathematics'], ...(level && { level }), ...more },
});
const science = (subject: string) => ['Science', subject];
const fillers = Array.from({ length: 100 }, (_, i) =>
  course(`Filler ${i}`, 'Introductory', {
    categories: [i % 2 === 0 ? 'Science' : 'Arts', `Other ${i % 25}`],
  }),
);
const mathematics = [
  course('Refresher', 'Introductory'),
  course('Calculus', 'Introductory', { group: 'calculus' }),
  course('Calculus B', 'Introductory', { group: 'calculus' }),
  course('Discrete', 'Introductory'),
  course('Equations', 'Intermediate', { prerequisites: ['Calculus'] }),
  course('Linear', 'Intermediate', { prerequisites: ['Calculus'] }),
  course('Algebra', 'Advanced', { prerequisites: ['Discrete', 'Linear'] }),
  course('Probability', 'Intermediate'),
  course('All', 'all levels'),
  course('Unsaid', undefined),
];
const others = [
  course('Clay', 'Introductory', { categories: ['Arts', 'Art'] }),
  course('Cells', 'Introductory', { categories: science('Biology') }),
  course('Bridge', undefined, { categories: [] }),
  course('Far', undefined, { categories: [], prerequisites: ['Bridge'] }),
  course('Farther', undefined, { categories: [], prerequisites: ['Far'] }),
];
const catalogue = new Catalogue([...mathematics, ...others, ...fillers], new Map());
const get = (key: string) => catalogue.courses.get(key) as CatalogueCourse;
const outgrown = (key: string, ...passed: string[]) => outgrownBy(catalogue, new Set(passed))(get(key));

describe('a course is outgrown', () => {
  test('where it is of the lowest level and two of its subject go further', () => {
    assert.deepEqual(outgrown('Refresher', 'Equations', 'Algebra'), ['Algebra', 'Equations']);
    assert.deepEqual(
      outgrown('Refresher', 'Calculus B', 'Equations'),
      ['Equations', 'Calculus B'],
      'Calculus is of its own level, and Equations builds on it',
    );
  });

  test('where two build on it, directly or through others, whatever the levels are', () => {
    assert.deepEqual(outgrown('Bridge', 'Far', 'Farther'), ['Far', 'Farther']);
    assert.deepEqual(outgrown('Bridge', 'Farther'), []);
  });

  test('not by one course, nor by two sections of one', () => {
    assert.deepEqual(outgrown('Refresher', 'Equations'), []);
    assert.deepEqual(
      outgrown('Refresher', 'Equations', 'Discrete'),
      [],
      'Equations does not build on Discrete',
    );
    assert.deepEqual(outgrown('Refresher', 'Calculus', 'Calculus B'), []);
  });

  test('not where it opens the way to a course that they have not taken', () => {
    assert.deepEqual(outgrown('Discrete', 'Equations', 'Linear'), [], 'Algebra needs it');
    assert.deepEqual(outgrown('Discrete', 'Equations', 'Linear', 'Algebra'), [
      'Algebra',
      'Equations',
      'Linear',
    ]);
  });

  test('not where it is above the lowest level, or its level is not known', () => {
    for (const key of ['Probability', 'All', 'Unsaid'])
      assert.deepEqual(outgrown(key, 'Equations', 'Linear', 'Algebra'), [], key);
  });

  test('not by courses of another subject, nor by a category that holds many subjects', () => {
    assert.deepEqual(outgrown('Clay', 'Equations', 'Algebra'), []);
    assert.deepEqual(outgrown('Cells', 'Equations', 'Algebra'), []);
    assert.deepEqual(outgrown('Filler 0', 'Equations', 'Algebra'), []);
  });

  test('and then it is not suggested, unless staff suggest it', () => {
    const passed = new Set(['Calculus', 'Equations']);
    const question = {
      ...{ catalogue, purpose: 'next', now: new Date() },
      learner: { ...anonymousLearner, taken: passed, passed },
      rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable' },
    } as unknown as Question;
    const check = eligibilityFor(question);
    assert.deepEqual(check(get('Refresher')), [{ reason: 'outgrown', courses: ['Equations', 'Calculus'] }]);
    assert.deepEqual(check(get('Linear')), []);
    assert.deepEqual(check(get('Calculus')), [{ reason: 'taken' }]);
    assert.deepEqual(pinnedCourses([{ course: 'Refresher' }], catalogue.courses, check, 5), [
      get('Refresher'),
    ]);
  });
});
