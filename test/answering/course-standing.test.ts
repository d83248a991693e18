import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { courseStandings } from '../../src/answering/course-standing.ts';
import { anonymousLearner, type LearnerState } from '../../src/answering/learner-state.ts';

/** `after`: prerequisites. Each course is called by its key in capitals. */
function catalogue(courses: Record<string, { after?: string[] } & Partial<CatalogueCourse>>): Catalogue {
  const all = Object.entries(courses).map(([key, { after = [], ...fields }]) => ({
    ...{ key, title: key.toUpperCase(), description: '', categories: [], audience: [], prerequisites: after },
    ...fields,
  }));
  return new Catalogue(all as CatalogueCourse[], new Map([['d', 9]]));
}

function standingOf(
  key: string,
  known: Catalogue,
  learner: Partial<LearnerState> = {},
  blocked: string[] = [],
) {
  const standing = courseStandings({
    catalogue: known,
    learner: { ...anonymousLearner, ...learner },
    rules: { blocked: new Set(blocked) },
  });
  return standing(known.courses.get(key) as CatalogueCourse);
}

/** c needs a and b; d needs c; e needs c and f. */
const school = catalogue({
  a: {},
  b: {},
  c: { after: ['a', 'b'] },
  d: { after: ['c'] },
  e: { after: ['c', 'f'] },
  f: {},
});
const set = (...keys: string[]) => new Set(keys);

test('what has to be taken before is nothing, met, being finished, or missing', () => {
  assert.deepEqual(standingOf('a', school).readiness, { state: 'nothing-needed' });
  assert.deepEqual(standingOf('c', school, { passed: set('a', 'b') }).readiness, { state: 'met' });
  const taking = { passed: set('a', 'b'), active: set('b') };
  assert.deepEqual(standingOf('c', school, taking).readiness, { state: 'finishing', courses: ['B'] });
  assert.deepEqual(standingOf('c', school, { passed: set('a') }).readiness, {
    ...{ state: 'missing', courses: ['B'] },
  });
});

test('a course opens only what needs nothing else but what is taken or saved', () => {
  assert.deepEqual(standingOf('c', school).opens, { course: 'D', more: 0 }, 'e needs f too');
  assert.deepEqual(standingOf('c', school, { passed: set('f') }).opens, { course: 'D', more: 1 });
  assert.deepEqual(standingOf('c', school, { saved: set('f') }).opens, { course: 'D', more: 1 });
  assert.equal(standingOf('f', school).opens, undefined);
  assert.deepEqual(standingOf('f', school, { saved: set('c') }).opens, { course: 'E', more: 0 });
});

test('what is taken, hidden, blocked, gone or kept from students is not said to open', () => {
  assert.equal(standingOf('c', school, { taken: set('d') }).opens, undefined);
  assert.equal(standingOf('c', school, { dismissed: set('d') }).opens, undefined);
  assert.equal(standingOf('c', school, {}, ['d']).opens, undefined);
  for (const fields of [{ removedAt: new Date() }, { hidden: true }, { excludedCategory: 'x' }])
    assert.equal(standingOf('a', catalogue({ a: {}, b: { after: ['a'], ...fields } })).opens, undefined);
});

test('sections of a course are one, and a prerequisite that the catalogue does not have is ignored', () => {
  const sections = catalogue({
    ...{ a1: { group: 'a' }, a2: { group: 'a' }, b1: { group: 'b', after: ['a1', 'gone'] } },
    b2: { group: 'b', after: ['a2'] },
  });
  assert.deepEqual(standingOf('a2', sections).opens, { course: 'B1', more: 0 });
  assert.deepEqual(standingOf('b1', sections, { passed: set('a2') }).readiness, { state: 'met' });
  assert.equal(standingOf('a1', sections, { taken: set('b2') }).opens, undefined);
});
