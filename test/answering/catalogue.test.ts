import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { isWithinReach, levelStep } from '../../src/answering/levels.ts';

const course = (key: string, ...categories: string[]): CatalogueCourse => ({
  ...{ key, title: key, description: '', categories, prerequisites: [], audience: [] },
});

test('popular in a category is who has more learners than three quarters of its other courses', () => {
  const courses = ['a', 'b', 'c', 'd', 'e'].map((key) => course(key, 'Law'));
  const alone = course('z', 'Art');
  const both = course('y', 'Art', 'Law');
  const learners = new Map([
    ...[1, 2, 3, 4, 5].map((count, i) => [courses[i]?.key as string, count] as const),
    ['y', 0] as const,
    ['z', 9] as const,
  ]);
  const catalogue = new Catalogue([...courses, alone, both], learners);
  assert.deepEqual(
    courses.map((one) => catalogue.popularCategory(one)),
    [undefined, undefined, undefined, { category: 'Law', place: 2 }, { category: 'Law', place: 1 }],
  );
  assert.equal(catalogue.popularCategory(both), undefined);
  assert.equal(catalogue.popularCategory(alone)?.category, 'Art');
  assert.equal(new Catalogue([alone], learners).popularCategory(alone), undefined, 'of one course alone');
});

test('what a course opens: the courses that name it, or another section of it, each with all its sections once', () => {
  const section = (key: string, group: string, prerequisites: string[] = []) => ({
    ...{ ...course(key, 'Law'), group, prerequisites },
  });
  const courses = [
    ...[section('a1', 'a'), section('a2', 'a'), section('b1', 'b', ['a1']), section('b2', 'b', ['a2'])],
    ...[
      { ...course('c', 'Law'), prerequisites: ['a2', 'b1'] },
      { ...course('d', 'Law'), prerequisites: ['a1'], hidden: true },
    ],
  ];
  const catalogue = new Catalogue(courses, new Map());
  assert.deepEqual(
    courses.map((one) => catalogue.followers(one).size),
    [2, 2, 1, 1, 0, 0],
  );
});

test('levels are ordered by the words that catalogues use', () => {
  assert.deepEqual(
    ['Beginner', 'introductory level', '200', 'Advanced', 'all levels', undefined].map(levelStep),
    [0, 0, 1, 2, undefined, undefined],
  );
});

test('a course may go beside another that is as hard, easier, or one step easier than it', () => {
  assert.ok(isWithinReach('beginner', 'advanced'));
  assert.ok(isWithinReach('intermediate', 'beginner'));
  assert.ok(!isWithinReach('advanced', 'beginner'));
  assert.ok(isWithinReach('advanced', undefined) && isWithinReach('level 9', 'beginner'));
});
