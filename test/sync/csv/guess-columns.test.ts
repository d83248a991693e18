import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, columnQuestion } from '../../../src/sync/sources/csv/column-questions.ts';
import { guessColumns } from '../../../src/sync/sources/csv/guess-columns.ts';
import { courseColumns, enrolmentColumns } from '../../../src/sync/sources/csv/read-records.ts';

for (const [language, header, table, expected] of [
  [
    'en',
    ['Course Code', 'Course Name', 'Summary', 'Department'],
    courseColumns,
    {
      ...{ course: 'Course Code', title: 'Course Name', description: 'Summary', category: 'Department' },
    },
  ],
  [
    'de',
    ['Kurs-ID', 'Kursname', 'Kürzel', 'Voraussetzungen', 'ECTS'],
    courseColumns,
    {
      ...{
        course: 'Kurs-ID',
        title: 'Kursname',
        code: 'Kürzel',
        prerequisites: 'Voraussetzungen',
        credits: 'ECTS',
      },
    },
  ],
  [
    'es',
    ['Código del curso', 'Título', 'Descripción'],
    courseColumns,
    {
      ...{ course: 'Código del curso', title: 'Título', description: 'Descripción' },
    },
  ],
  [
    'fr',
    ['Numéro étudiant', 'Cours', 'Statut'],
    enrolmentColumns,
    {
      ...{ learner: 'Numéro étudiant', course: 'Cours', state: 'Statut' },
    },
  ],
  [
    'ar',
    ['رقم الطالب', 'رمز المقرر', 'التاريخ'],
    enrolmentColumns,
    {
      ...{ learner: 'رقم الطالب', course: 'رمز المقرر', time: 'التاريخ' },
    },
  ],
  [
    'zh',
    ['学号', '课程编号', '选课时间'],
    enrolmentColumns,
    {
      ...{ learner: '学号', course: '课程编号', time: '选课时间' },
    },
  ],
] as const)
  test(`columns that are called otherwise are guessed (${language})`, () => {
    assert.deepEqual(guessColumns(header, table), expected);
  });

test('a column that has our name is nothing else, and what could be anything is not guessed', () => {
  assert.deepEqual(guessColumns(['course', 'title', 'name', 'x1', ''], courseColumns), {});
});

test('is asked where a column is missing or may be another one, and not twice', () => {
  const ask = (header: string[], said = {}) => columnQuestion([header, []], courseColumns, said);
  assert.equal(ask(['course', 'title', 'remark']), undefined);
  assert.ok(ask(['SUBJ', 'LONG']), 'nothing is guessed, and two are needed');
  assert.ok(ask(['course', 'title', 'Summary']), 'one may be the description');
  assert.equal(ask(['course', 'title', 'Summary'], { description: '' }), undefined, 'somebody has said no');
  assert.equal(ask(['SUBJ', 'LONG'], { course: 'subj', title: 'LONG' }), undefined);
  assert.ok(ask(['SUBJ', 'NAME2'], { course: 'SUBJ', title: 'LONG' }), 'the file has changed');
});

test('the boxes begin with what was said, then our own names, then the guess; a sample stands beside each', () => {
  const { columns, found } = asked(
    [
      ['Kursname', 'course', 'Info'],
      ['Botanik', 'C1', 'x'.repeat(99)],
    ],
    courseColumns,
    { description: 'Info' },
  );
  const chosen = Object.fromEntries(columns.map((column) => [column.name, column.chosen]));
  assert.deepEqual(
    [chosen['title'], chosen['course'], chosen['description'], chosen['level']],
    ['Kursname', 'course', 'Info', ''],
  );
  assert.deepEqual(
    found.map(({ sample }) => sample.length),
    [7, 2, 40],
  );
});
