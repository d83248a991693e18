import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deriveCourses } from '../../../src/sync/derivation/derive-courses.ts';
import { prerequisiteClauses } from '../../../src/sync/derivation/prerequisite-clauses.ts';
import { syntheticCourse } from './synthetic-course.ts';

const catalogue = [
  syntheticCourse({ key: 'bio1', code: 'BIO101-01', title: 'Cells' }),
  syntheticCourse({ key: 'bio2', code: 'BIO101-02', title: 'Cells' }),
  syntheticCourse({ key: 'che', code: 'CHE 201', title: 'Organic Chemistry' }),
  syntheticCourse({ key: 'mat-a', code: 'MAT101', title: 'Calculus' }),
  syntheticCourse({ key: 'mat-b', code: 'MAT101', title: 'Discrete Mathematics' }),
  syntheticCourse({ key: 'old', code: 'OLD100', title: 'Old Things', isRemoved: true }),
];

async function readFrom(description: string) {
  const asking = syntheticCourse({ key: 'new', code: 'BIO301', title: 'Genetics', description });
  const { fields, findings } = (await deriveCourses([...catalogue, asking])).get('new') ?? assert.fail();
  return { courses: fields.prerequisites ?? [], unclear: (findings.unclear ?? []).map(({ why }) => why) };
}

describe('prerequisites of a description', () => {
  for (const [description, courses] of [
    ['About genes. Prerequisite: BIO101.', ['bio1']],
    ['Prerequisites: BIO 101 and CHE201, with a grade of C or better. More text.', ['bio1', 'che']],
    ['Pre-requisites: BIO-101', ['bio1']],
    ['Prereq.: CHE201; lab coat', ['che']],
    ['Voraussetzung: BIO101 Prüfung: schriftlich', ['bio1']],
    ['Teilnahmevoraussetzungen: BIO101, CHE201', ['bio1', 'che']],
    ['Prérequis : BIO101 et CHE201.', ['bio1', 'che']],
    ['Requisitos: BIO101 y CHE201.', ['bio1', 'che']],
    ['Pré-requisitos: BIO101.', ['bio1']],
    ['Prerequisiti: BIO101.', ['bio1']],
    ['Vereiste voorkennis: BIO101.', ['bio1']],
    ['Prerequisite: Organic Chemistry.', ['che']],
    ['Prerequisite: Organic Chemistry (CHE201).', ['che']],
    ['Prerequisites: None.', []],
    ['Voraussetzungen: keine', []],
    [
      'This is a prerequisite for BIO401. Corequisite: BIO101. Correquisitos: BIO101. Co-requisites: BIO101.',
      [],
    ],
    ['Prerequisite: BIO301', []],
    ['Prerequisite: BIO101; one of CHE201 or MAT101', ['bio1']],
    ['No text about it', []],
  ] as const)
    test(description, async () => assert.deepEqual(await readFrom(description), { courses, unclear: [] }));

  for (const [description, courses, unclear] of [
    ['Prerequisite: BIO101 or CHE201.', [], ['alternatives']],
    ['Prerequisite: BIO101/CHE201.', [], ['alternatives']],
    ['Prerequisite: BIO101; or consent of the teacher.', [], ['alternatives']],
    ['Voraussetzung: BIO101 oder CHE201', [], ['alternatives']],
    ['Requisitos: BIO101 o CHE201', [], ['alternatives']],
    ['Vereiste voorkennis: BIO101 of CHE201', [], ['alternatives']],
    ['Prerequisite: BIO101 or equivalent', [], ['alternatives']],
    ['Voraussetzungen: BIO101 (empfohlen)', [], ['alternatives']],
    ['Prerequisite: consent of instructor', [], ['alternatives']],
    ['Prerequisite: BIO999 and CHE201', ['che'], ['unknown']],
    ['Prerequisite: MAT101', [], ['several']],
    ['Prerequisite: OLD100', [], ['removed']],
    ['Prerequisite: Calculus', [], ['unknown']],
    ['Prerequisite: curiosity', [], ['unknown']],
  ] as const)
    test(`${description} is left to people`, async () =>
      assert.deepEqual(await readFrom(description), { courses, unclear }));

  test('a stated one is all there is', async () => {
    const asking = syntheticCourse({
      ...{ key: 'new', title: 'Genetics', description: 'Prerequisite: BIO101.', prerequisites: ['che'] },
    });
    const { fields } = (await deriveCourses([...catalogue, asking])).get('new') ?? assert.fail();
    assert.equal(fields.prerequisites, undefined);
  });

  test('of two courses that ask for each other neither waits; whoever waits for them does', async () => {
    const course = (key: string, ...asked: string[]) =>
      syntheticCourse({
        key,
        code: `${key}100`,
        title: `On ${key}`,
        description: asked.map((a) => `Prerequisite: ${a}.`).join(' '),
      });
    const found = await deriveCourses([
      course('AA', 'BB100'),
      course('BB', 'AA100', 'DD100'),
      course('CC', 'AA100'),
      course('DD'),
    ]);
    const prerequisites = Array.from(found, ([key, { fields }]) => [key, fields.prerequisites]);
    assert.deepEqual(prerequisites, [
      ['AA', undefined],
      ['BB', ['DD']],
      ['CC', ['AA']],
      ['DD', undefined],
    ]);
    assert.deepEqual(found.get('AA')?.findings.unclear, [{ text: 'BB', why: 'circle' }]);
  });

  test('a text of a megabyte is no trap', () => {
    for (const piece of ['Prerequisite: ', 'A1 ', 'AB ', 'requisitos: AA 11 ', '. ', 'a'])
      prerequisiteClauses(piece.repeat(1_000_000 / piece.length));
  });
});
