import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { coursePlan } from '../../src/answering/course-plan.ts';
import { createEligibility } from '../../src/answering/eligibility.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';

const now = new Date('2026-06-10');
const course = (key: string, prerequisites: string[] = [], more: Partial<CatalogueCourse> = {}) => ({
  ...{ key, title: `Course ${key}`, description: '', categories: ['Things'], prerequisites, audience: [] },
  ...more,
});
const autumn = { name: 'Autumn', startsAt: new Date('2026-09-01') };
const spring = { name: 'Spring', startsAt: new Date('2027-02-01') };
const catalogue = new Catalogue(
  [
    course('basics'),
    course('other'),
    course('statistics', ['basics'], { code: 'DAT 201' }),
    course('learning', ['statistics', 'basics'], { term: spring }),
    course('deep', ['learning', 'algebra']),
    course('algebra', ['other']),
    course('causes', ['statistics', 'basics']),
    course('a1', [], { group: 'a', term: autumn }),
    course('a2', [], { group: 'a', term: { name: 'Over', startsAt: new Date('2026-02-01') } }),
    course('after a', ['a1']),
    course('secret', [], { hidden: true }),
    course('gone', [], { removedAt: now }),
    course('after secret', ['secret', 'other']),
    course('b-over', [], { group: 'b', hidden: true }),
    course('b-now', [], { group: 'b' }),
    course('after b', ['b-over']),
    course('opens in spring', [], { opensAt: new Date('2027-03-01') }),
    course('opens soon', [], { opensAt: new Date('2026-07-01') }),
  ],
  new Map([['causes', 3]]),
);

function planFor(saved: string[], taken: string[] = [], dismissed: string[] = []) {
  const learner = {
    ...{ ...anonymousLearner, saved: new Set(saved), taken: new Set(taken), passed: new Set(taken) },
    dismissed: new Set(dismissed),
  };
  const eligibility = createEligibility(catalogue.courses, learner, {
    ...{ now, blocked: new Set<string>(), openNow: false, offers: 'enterable' },
  });
  const plan = coursePlan({ catalogue, learner, now }, eligibility);
  return {
    ...plan,
    roles: Object.fromEntries(
      plan.nodes.map(({ course: { key }, role, depth }) => [key, `${role} ${depth}`]),
    ),
    after: Object.fromEntries(plan.nodes.map(({ course: { key }, after }) => [key, after])),
  };
}

test('the picture has what a plan builds on, what it lacks, and what it makes possible', () => {
  const plan = planFor(['learning', 'statistics'], ['basics']);
  assert.deepEqual(plan.roles, {
    basics: 'taken 0',
    statistics: 'planned 0',
    learning: 'planned 1',
    causes: 'opened 1',
  });
  assert.deepEqual(plan.after['learning'], ['statistics', 'basics']);
  assert.deepEqual(plan.after['basics'], []);
  assert.deepEqual(planFor(['deep'], ['basics', 'other']).roles, {
    ...{ basics: 'taken 0', other: 'taken 0', statistics: 'missing 0', algebra: 'missing 0' },
    ...{ learning: 'missing 1', deep: 'planned 2' },
  });
});

test('what becomes possible needs nothing that is not planned', () => {
  assert.equal(planFor(['statistics'], ['basics']).roles['causes'], 'opened 1');
  assert.equal(planFor(['statistics']).roles['causes'], undefined, 'the basics are lacking');
  assert.equal(planFor(['learning', 'statistics'], ['basics']).roles['deep'], undefined);
});

test('each saved course says what it needs, by the section that was saved', () => {
  const [learning, statistics] = planFor(['learning', 'statistics']).courses;
  assert.deepEqual(learning?.needs, ['statistics', 'basics']);
  assert.deepEqual(statistics?.course.code, 'DAT 201');
  assert.deepEqual(planFor(['after a', 'a2']).courses[0]?.needs, ['a2']);
  assert.deepEqual(planFor(['after a', 'a2']).roles, { a2: 'planned 0', 'after a': 'planned 1' });
});

test('terms are those that are still to come, in their order, and a course is in its own', () => {
  const plan = planFor(['a1', 'a2', 'learning']);
  assert.deepEqual(plan.terms, ['Autumn', 'Spring']);
  assert.deepEqual(
    plan.courses.map(({ ownTerm }) => ownTerm),
    ['Autumn', undefined, 'Spring'],
  );
});

test('what opens later is in the term of that day, as far as the catalogue says when terms begin', () => {
  const opening = planFor(['opens in spring', 'opens soon']).courses;
  assert.deepEqual(
    opening.map(({ ownTerm, state }) => [ownTerm, state.kind]),
    [
      ['Spring', 'opens'],
      ['Autumn', 'opens'],
    ],
  );
  assert.ok(opening.every(({ from }) => from !== undefined));
});

test('what was taken since, and what is gone, stays on the list and out of the picture; of the hidden nothing is said', () => {
  const plan = planFor(['basics', 'gone', 'secret', 'nowhere'], ['basics']);
  assert.deepEqual(
    plan.courses.map(({ course: { key }, state }) => [key, state.kind]),
    [
      ['basics', 'taken'],
      ['gone', 'removed'],
    ],
  );
  assert.deepEqual(plan.nodes, []);
});

test('a course before it that only staff see is not named; of its sections the one that is offered is', () => {
  assert.doesNotMatch(JSON.stringify(planFor(['after secret'], [], ['after secret']).nodes), /"secret"/);
  const plan = planFor(['after b']);
  assert.deepEqual(plan.courses[0]?.needs, ['b-now']);
  assert.doesNotMatch(JSON.stringify(plan), /b-over/);
});
