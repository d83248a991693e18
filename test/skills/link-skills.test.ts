import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkSkill } from '../../src/skills/link-skills.ts';
import type { LinkedCourse } from '../../src/skills/linked-course.ts';
import { searchText } from '../../src/skills/search-texts.ts';
import type { SkillSearch } from '../../src/skills/skill-search.ts';
import { textSearch } from '../../src/skills/text-search.ts';

const course = (title: string, description = '', language?: string, skills?: string[]): LinkedCourse => ({
  ...{ key: title, title, description, categories: [] },
  ...(language && { language }),
  ...(skills && { skills }),
});
const named = (text: string, language = 'en') => ({ names: [{ language, text }] });

/** Titles of the courses that teach a skill, by their texts alone. */
function taughtBy(courses: readonly LinkedCourse[], text: string, language = 'en'): string[] {
  const links = linkSkill(named(text, language), [], textSearch(courses));
  return links.map(({ course }) => (courses[course] as LinkedCourse).title);
}

test('a course teaches what its title says, in whatever inflection; one shared word teaches nothing', () => {
  const courses = [
    course('Workshop Practice', 'Use the machines of the workshop: you will learn to drill, turn and mill.'),
    course('Machine Tools: Learning by Doing', 'Machines, and what you learn at them.'),
    course(
      'A Short History of Almost Everywhere',
      'A sewing machine; you learn to ask where things are from.',
    ),
    course('Machine Learning Foundations', 'Models that learn from examples.'),
    course('Learning How to Learn', 'The mind is no machine.'),
  ];
  assert.deepEqual(taughtBy(courses, 'machine learning'), ['Machine Learning Foundations']);
  assert.deepEqual(taughtBy(courses, 'sewing'), []);
  assert.deepEqual(taughtBy(courses, 'workshop practices'), ['Workshop Practice']);
});

test('what stands in a long title by the way is taught only where the description says it too', () => {
  const title = 'How to use Chinese social media to build a following for your own small shop';
  assert.deepEqual(taughtBy([course(title)], 'Chinese'), []);
  assert.deepEqual(taughtBy([course(title, 'We learn some Chinese first.')], 'Chinese'), [title]);
});

test('words that every skill may have are not asked for, and those in brackets have to be met as well', () => {
  assert.deepEqual(searchText('use spreadsheets', 'en'), { text: 'spreadsheets' });
  assert.deepEqual(searchText('Gezeitenkarten nutzen', 'de'), { text: 'Gezeitenkarten' });
  assert.equal(searchText('use', 'en'), undefined);
  assert.deepEqual(searchText('Swift (computer programming)', 'en'), {
    ...{ text: 'Swift', besides: 'computer programming' },
  });
  const courses = [
    course('Swift Satires', 'What Jonathan Swift laughed at.'),
    course('Swift Apps', 'Computer programming in Swift.'),
  ];
  assert.deepEqual(taughtBy(courses, 'Swift (computer programming)'), ['Swift Apps']);
  assert.deepEqual(taughtBy(courses, 'Swift').sort(), ['Swift Apps', 'Swift Satires']);
});

test('a name is looked for in courses of its language, and in those whose language nobody knows', () => {
  const courses = [
    course('Statistik für alle', '', 'de-AT'),
    course('Statistik', '', 'sv'),
    course('Statistik Grundlagen'),
    course('统计学入门', '', 'zh'),
  ];
  assert.deepEqual(taughtBy(courses, 'Statistik', 'de'), ['Statistik für alle', 'Statistik Grundlagen']);
  assert.deepEqual(taughtBy(courses, '统计学', 'zh'), ['统计学入门']);
});

test('a skill in words that a source states counts as the title does', () => {
  const courses = [course('Evening School', 'Four evenings.', 'en', ['basket weaving', 'knots'])];
  assert.deepEqual(taughtBy(courses, 'basket weaving'), ['Evening School']);
});

test('stated courses come first, and only hits that teach link; each course once', () => {
  const search: SkillSearch = () => [
    { course: 4, strength: 'mentions' },
    { course: 3, strength: 'teaches' },
    { course: 1, strength: 'teaches' },
    { course: 2, strength: 'related' },
  ];
  const names = [named('knots'), named('tying knots')].flatMap((skill) => skill.names);
  assert.deepEqual(linkSkill({ names }, new Set([1]), search), [
    { course: 1, by: 'stated' },
    { course: 3, by: 'text' },
  ]);
});

test('of names without end a few are searched, and of courses without end some dozens linked', () => {
  let searches = 0;
  const search: SkillSearch = () => {
    searches++;
    return Array.from({ length: 500 }, (_, course) => ({ course, strength: 'teaches' }));
  };
  const names = Array.from({ length: 1_000 }, (_, i) => ({ language: 'en', text: `name ${i}` }));
  assert.equal(linkSkill({ names }, [], search).length, 50);
  assert.ok(searches <= 8);
});
