import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import { groupBy } from './group-by.ts';

const { courses } = buildCollege(new Date('2026-11-20'));

test('there are at least 150 courses, in twelve subjects or more, on three levels', () => {
  assert.ok(courses.length >= 150, `${courses.length} courses`);
  const subjects = groupBy(courses, ({ categories }) => categories[0]);
  assert.ok(subjects.size >= 12, `${subjects.size} subjects`);
  for (const [subject, { length }] of subjects) assert.ok(length >= 6, `${subject} has ${length} courses`);
  assert.deepEqual([...new Set(courses.map(({ level }) => level))].sort(), [
    'advanced',
    'intermediate',
    'introductory',
  ]);
});

test('keys, codes, titles and descriptions are all different', () => {
  for (const property of ['key', 'code', 'title', 'description'] as const)
    assert.equal(new Set(courses.map((course) => course[property])).size, courses.length, property);
});

test('every description has 40 words or more', () => {
  const short = courses.filter(({ description }) => description.split(/\s+/).length < 40);
  assert.deepEqual(
    short.map(({ code }) => code),
    [],
  );
});

test('every course has its subject and faculty as categories', () => {
  for (const { code, categories } of courses) assert.equal(new Set(categories).size, 2, code);
});

test('no sentence stands in two descriptions', () => {
  const sentences = courses.flatMap(({ description }) => description.split(/(?<=[.?!])\s+/));
  assert.equal(new Set(sentences).size, sentences.length);
});

test('most words of a description are about its own course: two share a fifth of their words at most', () => {
  const words = courses.map(
    ({ description }) => new Set(description.toLowerCase().match(/\p{L}{5,}/gu) ?? []),
  );
  for (const [i, a] of words.entries())
    for (const [j, b] of words.slice(0, i).entries()) {
      const common = [...a].filter((word) => b.has(word)).length;
      const shared = common / (a.size + b.size - common);
      assert.ok(shared <= 0.2, `${courses[i]?.code} and ${courses[j]?.code}: ${shared}`);
    }
});

test('prerequisites are courses, of no higher level, and never run in a circle', () => {
  const levels = ['introductory', 'intermediate', 'advanced'];
  const byKey = new Map(courses.map((course) => [course.key, course]));
  const settled = new Set<string>();
  const settle = (key: string, path: readonly string[]) => {
    if (settled.has(key)) return;
    assert.ok(!path.includes(key), `circle: ${[...path, key].join(' → ')}`);
    const course = byKey.get(key);
    assert.ok(course, `${path.at(-1)} asks for ${key}, which is no course`);
    for (const before of course.prerequisites) {
      settle(before, [...path, key]);
      assert.ok(levels.indexOf(byKey.get(before)?.level ?? '') <= levels.indexOf(course.level), course.code);
    }
    settled.add(key);
  };
  for (const { key } of courses) settle(key, []);
});

test('a handful of courses is taught in other languages, and a few are no longer offered', () => {
  const foreign = courses.filter(({ language }) => language !== 'en');
  assert.deepEqual([...new Set(foreign.map(({ language }) => language))].sort(), ['de', 'es', 'fr']);
  assert.equal(courses.filter(({ closesAt }) => closesAt !== undefined).length, 4);
});
