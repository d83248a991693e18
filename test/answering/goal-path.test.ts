import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { createEligibility } from '../../src/answering/eligibility.ts';
import { goalPath } from '../../src/answering/goal-path.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';

const now = new Date('2026-06-10');
const course = (key: string, prerequisites: string[] = [], more: Partial<CatalogueCourse> = {}) => ({
  ...{ key, title: `Course ${key}`, description: '', categories: [], prerequisites, audience: [], ...more },
});
const catalogue = new Catalogue(
  [
    course('statistics'),
    course('learning', ['statistics'], { title: 'Machine Learning Foundations' }),
    course('deep', ['learning', 'algebra']),
    course('algebra'),
    course('closed', [], { closesAt: new Date('2026-01-01') }),
    course('sql'),
    course('all in one', ['learning', 'algebra', 'sql']),
  ],
  new Map(),
);

function wayFor(
  skills: Record<string, { courses: string[]; isEssential?: boolean }>,
  {
    taken = [] as string[],
    saved = [] as string[],
    goal = 'Data scientist',
    dismissed = [] as string[],
  } = {},
) {
  const learner = {
    ...{ ...anonymousLearner, taken: new Set(taken), passed: new Set(taken), saved: new Set(saved) },
    dismissed: new Set(dismissed),
    profile: { interests: [], skills: [], goal },
    goal: {
      ...{ scheme: 'own' as const, name: 'Data Scientist' },
      skills: Object.entries(skills).map(([name, { courses, isEssential = true }]) => ({
        ...{ skill: name, name, isEssential },
        courses: courses.map((key) => ({ course: key, by: 'text' as const })),
      })),
    },
  };
  const eligibility = createEligibility(catalogue.courses, learner, {
    ...{ now, blocked: new Set<string>(), openNow: false, offers: 'enterable' },
  });
  const found = goalPath({ catalogue, learner, now, search: searchCatalogue(catalogue) }, eligibility);
  return found && { ...found, keys: found.steps.map(({ key, depth }) => `${key} ${depth}`) };
}

test('the way leads first through what has to come first', () => {
  const way = wayFor({ 'machine learning': { courses: ['learning'] } });
  assert.equal(way?.goal, 'Data Scientist');
  assert.deepEqual(way?.keys, ['statistics 0', 'learning 1']);
  assert.deepEqual(
    way?.steps.map(({ teaches }) => teaches),
    [[], ['machine learning']],
  );
  assert.deepEqual(way?.steps[0]?.state, { kind: 'open' });
  assert.equal(way?.steps[1]?.state.kind, 'first-take');
});

test('what was learnt is on it no more, nor what cannot be taken, or was hidden', () => {
  const skills = {
    'machine learning': { courses: ['learning'] },
    sql: { courses: ['closed', 'sql'] },
  };
  assert.deepEqual(wayFor(skills, { taken: ['statistics', 'learning'] })?.keys, ['sql 0']);
  assert.deepEqual(wayFor(skills, { taken: ['learning'], dismissed: ['sql'] })?.keys, []);
  assert.deepEqual(wayFor({ x: { courses: ['closed'] } })?.keys, []);
});

test('few courses that teach much come before many that teach little', () => {
  const skills = {
    one: { courses: ['deep', 'sql'] },
    two: { courses: ['deep', 'sql'] },
    three: { courses: ['algebra'] },
  };
  assert.deepEqual(wayFor(skills)?.keys.sort(), ['algebra 0', 'sql 0']);
});

test('what is saved is said to be', () => {
  const way = wayFor({ sql: { courses: ['sql'] } }, { saved: ['sql'] });
  assert.equal(way?.steps[0]?.isSaved, true);
});

test('of a goal of which no skill is known here, the courses that are about it by their titles are the aim', () => {
  const way = wayFor({ x: { courses: [] } }, { goal: 'machine learning' });
  assert.equal(way?.isKnown, false);
  assert.deepEqual(way?.keys, ['statistics 0', 'learning 1']);
});

test('without a goal there is no way', () => {
  const eligibility = createEligibility(catalogue.courses, anonymousLearner, {
    ...{ now, blocked: new Set<string>(), openNow: false, offers: 'enterable' },
  });
  assert.equal(goalPath({ catalogue, learner: anonymousLearner, now }, eligibility), undefined);
});
