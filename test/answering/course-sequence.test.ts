import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { courseSequences } from '../../src/answering/course-sequence.ts';
import { anonymousLearner, type LearnerState } from '../../src/answering/learner-state.ts';

/** `after`: prerequisites. Each course is called by its key in capitals. */
function catalogue(courses: Record<string, { after?: string[] } & Partial<CatalogueCourse>>): Catalogue {
  const all = Object.entries(courses).map(([key, { after = [], ...fields }]) => ({
    ...{ key, title: key.toUpperCase(), description: '', categories: [], audience: [], prerequisites: after },
    ...fields,
  }));
  return new Catalogue(all as CatalogueCourse[], new Map([['d', 9]]));
}

function sequenceOf(
  key: string,
  known: Catalogue,
  learner: Partial<LearnerState> = {},
  blocked: string[] = [],
) {
  const sequence = courseSequences({
    catalogue: known,
    learner: { ...anonymousLearner, ...learner },
    rules: { blocked: new Set(blocked) },
  });
  return sequence(known.courses.get(key) as CatalogueCourse);
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
  assert.deepEqual(sequenceOf('a', school).readiness, { state: 'nothing-needed' });
  assert.deepEqual(sequenceOf('c', school, { passed: set('a', 'b') }).readiness, { state: 'met' });
  const taking = { passed: set('a', 'b'), active: set('b') };
  assert.deepEqual(sequenceOf('c', school, taking).readiness, { state: 'finishing', courses: ['B'] });
  assert.deepEqual(sequenceOf('c', school, { passed: set('a') }).readiness, {
    ...{ state: 'missing', courses: ['B'] },
  });
});

test('where nobody knows what has to be taken before, nothing is said of it', () => {
  const silent = catalogue({ a: {}, b: {}, gone: { after: ['a'], removedAt: new Date(0) } });
  assert.equal(sequenceOf('a', silent).readiness, undefined, 'a source that knows no prerequisites');
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`m${i}`, {}]));
  assert.equal(sequenceOf('m0', catalogue({ ...many, one: { after: ['m1'] } })).readiness, undefined);
  const unclear = catalogue({
    ...{ a: {}, b: { after: ['a'] }, text: { hasUnclearPrerequisites: true as const } },
    ...{
      both: { after: ['a'], hasUnclearPrerequisites: true as const },
      elsewhere: { after: ['a', 'away'] },
    },
  });
  const had = { passed: set('a') };
  assert.equal(sequenceOf('text', unclear, had).readiness, undefined, 'stated in words that name no course');
  assert.equal(sequenceOf('both', unclear, had).readiness, undefined);
  assert.equal(sequenceOf('elsewhere', unclear, had).readiness, undefined, 'of a course that is not here');
  // What is known is said.
  assert.deepEqual(sequenceOf('both', unclear).readiness, { state: 'missing', courses: ['A'] });
  assert.deepEqual(sequenceOf('b', unclear, had).readiness, { state: 'met' });
});

test('a course opens only what needs nothing else but what is taken or saved', () => {
  assert.deepEqual(sequenceOf('c', school).opens, { course: 'D', more: 0 }, 'e needs f too');
  assert.deepEqual(sequenceOf('c', school, { passed: set('f') }).opens, { course: 'D', more: 1 });
  assert.deepEqual(sequenceOf('c', school, { saved: set('f') }).opens, { course: 'D', more: 1 });
  assert.equal(sequenceOf('f', school).opens, undefined);
  assert.deepEqual(sequenceOf('f', school, { saved: set('c') }).opens, { course: 'E', more: 0 });
});

test('what is taken, hidden, blocked, gone or kept from students is not said to open', () => {
  assert.equal(sequenceOf('c', school, { taken: set('d') }).opens, undefined);
  assert.equal(sequenceOf('c', school, { dismissed: set('d') }).opens, undefined);
  assert.equal(sequenceOf('c', school, {}, ['d']).opens, undefined);
  for (const fields of [{ removedAt: new Date() }, { hidden: true }, { excludedCategory: 'x' }])
    assert.equal(sequenceOf('a', catalogue({ a: {}, b: { after: ['a'], ...fields } })).opens, undefined);
});

test('sections of a course are one, and a prerequisite that the catalogue does not have is ignored', () => {
  const sections = catalogue({
    ...{ a1: { group: 'a' }, a2: { group: 'a' }, b1: { group: 'b', after: ['a1', 'gone'] } },
    b2: { group: 'b', after: ['a2'] },
  });
  assert.deepEqual(sequenceOf('a2', sections).opens, { course: 'B1', more: 0 });
  assert.deepEqual(sequenceOf('b2', sections, { passed: set('a1') }).readiness, { state: 'met' });
  assert.deepEqual(sequenceOf('b1', sections).readiness, { state: 'missing', courses: ['A1'] });
  assert.equal(
    sequenceOf('b1', sections, { passed: set('a2') }).readiness,
    undefined,
    'nobody knows of “gone”',
  );
  assert.equal(sequenceOf('a1', sections, { taken: set('b2') }).opens, undefined);
});
