import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import type { Statement } from '../../src/answering/choose-reasons.ts';
import { courseRows } from '../../src/answering/course-rows.ts';

const course = (key: string, ...categories: string[]) =>
  ({ key, title: key, description: '', categories, prerequisites: [], audience: [] }) as CatalogueCourse;
const because = (taken: string): Statement => ({
  ...{ reason: { kind: 'because-you-take', course: taken.toUpperCase() }, worth: 1 },
  says: [`course ${taken}`],
});
const forGoal: Statement = { reason: { kind: 'matches-goal', goal: 'Vet' }, worth: 1, says: [] };

/** @param candidates by key: its statements and its categories */
function rowsOf(
  candidates: Record<string, [Statement[], ...string[]]>,
  { active = [], learners = {} }: { active?: string[]; learners?: Record<string, number> } = {},
) {
  const own = ['x', 'y'].map((key) => course(key, 'Own'));
  const all = Object.entries(candidates).map(([key, [statements, ...categories]]) => ({
    ...{ course: course(key, ...categories), statements },
  }));
  const catalogue = new Catalogue(
    [...own, ...all.map((one) => one.course)],
    new Map(Object.entries(learners)),
  );
  const learner = { history: ['x', 'y'], active: new Set(active) };
  return courseRows(all, { catalogue, learner }).map(({ theme, courses }) => [
    theme,
    courses.map((one) => one.course.key).join(''),
  ]);
}

test('a row is of the course that most can be said about, one that is being taken first', () => {
  const candidates: Parameters<typeof rowsOf>[0] = {
    a: [[because('x')], 'Own'],
    b: [[because('x'), because('y')], 'Own'],
    c: [[because('x')], 'Own'],
    d: [[because('y')], 'Own'],
  };
  assert.deepEqual(rowsOf(candidates), [[{ kind: 'taken', course: 'X' }, 'abc']]);
  assert.deepEqual(rowsOf(candidates, { active: ['y'] }), [[{ kind: 'taking', course: 'Y' }, 'bd']]);
});

test('of two courses that as much can be said about, the one is named of which more is worth saying', () => {
  const strong = { ...because('y'), worth: 2 };
  const rows = rowsOf({ a: [[because('x'), strong], 'Own'], b: [[because('x'), strong], 'Own'] });
  assert.deepEqual(rows, [[{ kind: 'taken', course: 'Y' }, 'ab']]);
});

test('a course does not stand in the row of one that it has little to do with, where it has much to do with another', () => {
  const weak = { ...because('x'), worth: 0.5 };
  const rows = rowsOf({
    a: [[because('x')], 'Own'],
    b: [[because('x')], 'Own'],
    c: [[weak, because('y')], 'Own'],
  });
  assert.deepEqual(rows, [[{ kind: 'taken', course: 'X' }, 'ab']]);
});

test('a tile says what it has to do with the title of its row', () => {
  const own = [course('x', 'Own'), course('y', 'Own')];
  const candidates = ['a', 'b'].map((key) => ({
    ...{ course: course(key, 'Own'), statements: [{ ...because('y'), worth: 0.7 }, because('x'), forGoal] },
  }));
  const catalogue = new Catalogue([...own, ...candidates.map((one) => one.course)], new Map());
  const [row] = courseRows(candidates, { catalogue, learner: { history: ['x', 'y'], active: new Set() } });
  assert.deepEqual(
    row?.courses.map(({ statements }) => statements),
    [[because('x')], [because('x')]],
  );
});

test('no course stands in two rows, and a row has several', () => {
  const rows = rowsOf({
    a: [[because('x'), forGoal], 'Own'],
    b: [[because('x')], 'Own'],
    c: [[forGoal], 'Own'],
    d: [[forGoal], 'Own'],
    e: [[], 'Own'],
  });
  assert.deepEqual(rows, [
    [{ kind: 'taken', course: 'X' }, 'ab'],
    [{ kind: 'goal', goal: 'Vet' }, 'cd'],
  ]);
  assert.deepEqual(rowsOf({ a: [[forGoal], 'Own'] }), []);
});

test('something different has no category of what was taken', () => {
  assert.deepEqual(rowsOf({ a: [[], 'Own', 'Far'], b: [[], 'Far'], c: [[], 'Far'], d: [[]] }), [
    [{ kind: 'different' }, 'bc'],
  ]);
});

test('what is popular in its category stands by how many have taken it', () => {
  const many = Object.fromEntries([...'abcdefgh'].map((key) => [key, [[], 'Own']])) as never;
  assert.deepEqual(rowsOf(many, { learners: { d: 5, g: 9 } }), [[{ kind: 'popular' }, 'gd']]);
});
