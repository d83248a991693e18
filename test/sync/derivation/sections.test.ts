import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findSections } from '../../../src/sync/derivation/sections.ts';
import { syntheticCourse } from './synthetic-course.ts';

type Course = Parameters<typeof syntheticCourse>[0];

/** Keys that are in one group, a group a string. */
async function groupsOf(...all: Omit<Course, 'key'>[]): Promise<string[]> {
  const courses = all.map((course, i) => syntheticCourse({ ...course, key: `${i + 1}` } as Course));
  const groups = new Map<string, string[]>();
  for (const [key, group] of await findSections(courses))
    groups.set(group, [...(groups.get(group) ?? []), key]);
  return Array.from(groups.values(), (keys) => keys.sort().join(' ')).sort();
}

describe('sections of one course', () => {
  for (const [what, ...titles] of [
    ['codes with sections', 'BIO101-01 Cells', 'BIO101-02 Cells', 'BIO101 Cells'],
    [
      'terms in brackets',
      'BIO101: Cells (Fall 2024)',
      'BIO101: Cells (Spring 2025)',
      'BIO101 Cells Section B',
    ],
    ['no code', 'Cell biology – WS 24/25', 'Cell biology – SS 25', 'Cell biology, SoSe 2024'],
    ['no code, groups', 'Zellbiologie (Gruppe 1)', 'Zellbiologie (Gruppe 2)'],
  ] as const)
    test(what, async () =>
      assert.deepEqual(await groupsOf(...titles.map((title) => ({ title }))), [
        titles.map((_, i) => i + 1).join(' '),
      ]),
    );

  test('by their short names, under one title', async () =>
    assert.deepEqual(
      await groupsOf(
        { code: 'BioIntro-WS2425', title: 'Einführung in die Biologie' },
        { code: 'BioIntro-SS25', title: 'Einführung in die Biologie' },
        { code: 'ChemIntro-SS25', title: 'Einführung in die Chemie' },
      ),
      ['1 2'],
    ));

  test('by their stated terms', async () =>
    assert.deepEqual(
      await groupsOf(
        { title: 'Cell biology', term: { name: 'Fall' } },
        { title: 'Cell biology', term: { name: 'Spring' } },
      ),
      ['1 2'],
    ));

  test('join the group that a source states for some; where it states two, it knows better', async () => {
    const title = 'BIO101 Cells';
    const courses = [syntheticCourse({ key: 'a', title, group: 'G' }), syntheticCourse({ key: 'b', title })];
    assert.deepEqual([...(await findSections(courses))], [['b', 'G']]);
    assert.deepEqual(
      [...(await findSections([...courses, syntheticCourse({ key: 'c', title, group: 'H' })]))],
      [],
    );
  });

  test('their group stays the same when one is added', async () => {
    const courses = ['a', 'b', 'c'].map((key) => syntheticCourse({ key, title: 'BIO101 Cells' }));
    const before = await findSections(courses.slice(0, 2));
    assert.equal((await findSections(courses)).get('a'), before.get('a'));
  });
});

describe('no sections', () => {
  for (const [what, ...courses] of [
    ['one course alone', { title: 'BIO101-01 Cells' }],
    ['another code', { title: 'BIO101 Cells' }, { title: 'BIO102 Cells' }],
    ['another title', { title: 'BIO101-1 Cells I' }, { title: 'BIO101-2 Cells II' }],
    ['another number', { title: 'Calculus I (Fall 2024)' }, { title: 'Calculus II (Fall 2024)' }],
    ['versions', { title: 'Excel 2016' }, { title: 'Excel 2019' }],
    ['versions in brackets', { title: 'Working with Excel (2016)' }, { title: 'Working with Excel (2019)' }],
    ['nothing that tells them apart', { title: 'Cell biology' }, { title: 'Cell biology' }],
    ['the same term twice', { title: 'Cell biology (Fall 2024)' }, { title: 'Cell biology (Fall 2024)' }],
    [
      'codes that contradict',
      { code: 'BIO101', title: 'Methods of research (Fall 2024)' },
      { code: 'CHE101', title: 'Methods of research (Spring 2025)' },
    ],
    [
      'other categories',
      { title: 'Methods of research (Fall 2024)', categories: ['Biology'] },
      { title: 'Methods of research (Spring 2025)', categories: ['History'] },
    ],
    ['a field', { title: 'Biology (Fall 2024)' }, { title: 'History (Spring 2024)' }],
    [
      'special topics',
      { title: 'BIO490 Special Topics (Fall 2024)' },
      { title: 'BIO490 Special Topics (Fall 2025)' },
    ],
    ['seminars', { title: 'Seminar WS 24/25' }, { title: 'Seminar SS 25' }],
    [
      'codes made of titles',
      { code: 'Marketing', title: 'Marketing' },
      { code: 'Marketing', title: 'Marketing' },
    ],
    ['lab and lecture', { code: 'BIO101', title: 'Cells' }, { code: 'BIO101L', title: 'Cells' }],
    ['grades of a school', { title: 'Mathematics 10/11' }, { title: 'Mathematics 11/12' }],
  ] as const)
    test(what, async () =>
      assert.deepEqual(await groupsOf(...courses.map((course) => ({ ...course }) as never)), []),
    );

  test('special topics are, with the same text', async () => {
    const description =
      'Recent papers on the regulation of genes in yeast, read and presented by the students themselves.';
    const title = 'BIO490 Special Topics';
    assert.deepEqual(await groupsOf({ title, description }, { title, description }, { title }), ['1 2']);
  });
});
