import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeBase } from '../../../src/sync/derivation/course-code.ts';
import { courseName } from '../../../src/sync/derivation/course-name.ts';
import { withoutMarks } from '../../../src/sync/derivation/term-marks.ts';

for (const [code, base] of [
  ['BIO101', 'BIO101'],
  ['BIO101-01', 'BIO101'],
  ['bio 101.002', 'BIO101'],
  ['BIO-101-A', 'BIO101'],
  ['FALL24-BIO101-01', 'BIO101'],
  ['202410-BIO101', 'BIO101'],
  ['BIO101_WS2425_G2', 'BIO101'],
  ['BIO101.2024FA.SEC02', 'BIO101'],
  ['2024-25_BIO101', 'BIO101'],
  ['BIO 101 WS 24/25', 'BIO101'],
  ['SCI-BIO-101-01', 'SCIBIO101'],
  ['BIO 101 AL1', 'BIO101'],
  ['BIO 101 ONL', 'BIO101'],
  ['BIO101-LAB-01', 'BIO101LAB'],
  ['BIO101L', 'BIO101L'],
  ['BIO102', 'BIO102'],
  ['CS-101', 'CS101'],
  ['GEO-01', 'GEO01'],
  ['BioIntro-SS25', 'BIOINTRO'],
  ['4711', undefined],
  ['2024', undefined],
  ['', undefined],
] as const)
  test(`${code} is ${base}`, () => assert.equal(codeBase(code), base));

for (const [title, rest, marks] of [
  ['Biology 101 – WS 24/25', 'Biology 101', ['ws 24/25']],
  ['BIO101 (Fall 2024) Section B', 'BIO101', ['fall 2024', 'section b']],
  ['WS24/25 Biologie', 'Biologie', ['ws24/25']],
  ['Biologie (WiSe 2024/25), Gruppe 2', 'Biologie', ['wise 2024/25', 'gruppe 2']],
  ['Biologie [Semestre 1 2025] - Groupe A', 'Biologie', ['semestre 1 2025', 'groupe a']],
  ['Biología - Otoño 2024 - Grupo 1', 'Biología', ['otoño 2024', 'grupo 1']],
  ['Ethics Section 02', 'Ethics', ['section 02']],
  ['Ethics 2024-2025', 'Ethics', ['2024-2025']],
  ['Ethics (2024)', 'Ethics', []],
  ['Ethics, 2024 S1', 'Ethics', ['2024 s1']],
  // No marks:
  ['Calculus II', 'Calculus II', []],
  ['Mathematics 2', 'Mathematics 2', []],
  ['Excel 2019', 'Excel 2019', []],
  ['Europe 1914–2024', 'Europe 1914–2024', []],
  ['Europe 2004–2024', 'Europe 2004–2024', []],
  ['Spring 5 and Hibernate', 'Spring 5 and Hibernate', []],
  ['Physics 10/11', 'Physics 10/11', []],
  ['Patent law section 101', 'Patent law section 101', []],
  ['Group Theory', 'Group Theory', []],
  ['Section 8 Housing', 'Section 8 Housing', []],
  ['German Level B', 'German Level B', []],
  ['Fall 2024', 'Fall 2024', []],
] as const)
  test(`"${title}" is "${rest}"`, () => {
    const found = withoutMarks(title);
    assert.equal(found.rest, rest);
    assert.deepEqual(found.marks.sort(), [...marks].sort());
  });

test('a name is taken apart: code, title, and what makes it this section’s', () => {
  assert.deepEqual(courseName({ key: '7', title: 'BIO101-01: Cells & Life (Fall 2024)' }), {
    base: 'BIO101',
    title: 'cells life',
    marks: ['fall 2024'],
  });
  assert.deepEqual(
    courseName({ key: '7', code: 'BIO101-01', title: 'BIO101-01 Cells', term: { name: 'Fall' } }),
    {
      base: 'BIO101',
      title: 'cells',
      marks: ['fall'],
    },
  );
  assert.equal(courseName({ key: '7', title: 'Cells (BIO 101)' }).base, 'BIO101');
  assert.equal(courseName({ key: 'BIO101-2', title: 'Cells' }).base, 'BIO101');
  assert.equal(courseName({ key: '4711', title: 'Cells' }).base, undefined);
  assert.notEqual(courseName({ key: '1', title: 'C++' }).title, courseName({ key: '1', title: 'C' }).title);
});

test('a title of a megabyte is no trap', () => {
  for (const piece of ['-', ' ', '(', 'Section ', '(Fall 2024', '24/'])
    courseName({ key: '1', code: piece.repeat(300_000), title: piece.repeat(300_000) });
});
