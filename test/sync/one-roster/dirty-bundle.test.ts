import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ownLearnerKey } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { packZip } from '../../../scripts/benchmark/pack-zip.ts';
import { apply } from '../../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import { importBundle } from '../../../src/sync/sources/one-roster/bundle/import-bundle.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { bundle, classHeader, enrolmentHeader, manifest, table } from './example-bundle.ts';

/** When the bundle was written; each further one a minute later. */
let written = Date.parse('2026-06-01');
let database: TestDatabase;
let institution: Institution;
let folder: string;

before(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'next-courses-dirty-'));
});
after(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

type Files = Readonly<Record<string, string | Buffer>>;

async function importWhole(files: Files) {
  written += 60_000;
  const path = join(folder, 'roster.zip');
  await writeFile(path, packZip(Object.entries(files).map(([name, content]) => ({ name, content }))));
  await utimes(path, new Date(written), new Date(written));
  const bad: string[] = [];
  const counts = await importBundle({
    ...{ institution, path, now: new Date(written) },
    onBadRow: ({ place, reason }) => bad.push(`${place}: ${reason}`),
  });
  return { counts, bad };
}

const importWith = (changed: Files = {}) => importWhole({ ...bundle, ...changed });
const enrolments = (...rows: string[]) => ({ 'enrollments.csv': table(enrolmentHeader, ...rows) });
const delta = (...rows: string[]): Files => ({
  'manifest.csv': manifest({
    ...{ 'file.academicSessions': 'absent', 'file.courses': 'absent', 'file.users': 'absent' },
    ...{ 'file.classes': 'absent', 'file.enrollments': 'delta' },
  }),
  ...enrolments(...rows),
});

async function standingOf(user: string, course = 'one-roster:C1') {
  const learner = ownLearnerKey(institution, 'one-roster', user);
  const found = await EnrolmentModel.findOne({ learner, course }).lean();
  return found && `${found.role} ${found.state}`;
}
const courseOf = (id: string) => CourseModel.findOne({ key: `one-roster:${id}` }).lean();

describe('words', () => {
  test('inactive (1.1), in any capitals, is gone as tobedeleted is', async () => {
    for (const word of ['inactive', 'Inactive', 'tobedeleted', 'ToBeDeleted', 'TO BE DELETED']) {
      await importWith();
      assert.equal(await standingOf('U1'), 'learner active');
      await importWith({
        'classes.csv': table(
          classHeader,
          'C1,Active,,Biology,,BIO,,,,ORG,"S1,S2",,,',
          `C3,${word},,Art,,ART,,,,ORG,S2,,,`,
        ),
        ...enrolments(`E1,${word},,C1,ORG,U1,student,,2025-09-03,`, 'E4,ACTIVE,,C1,ORG,U3,teacher,,,'),
      });
      assert.deepEqual(
        [await standingOf('U1'), await standingOf('U3'), (await courseOf('C3'))?.removedAt !== undefined],
        ['learner withdrawn', 'staff active', true],
        word,
      );
    }
  });

  test('a status that is none of OneRoster’s is said, and changes nothing', async () => {
    await importWith();
    const { bad } = await importWith({
      'classes.csv': table(classHeader, 'C1,paused,,Biology,,BIO,,,,ORG,,,,', 'C3,,,Art,,ART,,,,ORG,S2,,,'),
      ...enrolments('E5,asleep,,C3,ORG,U1,student,,,', 'E6,asleep,,C3,ORG,U4,student,,,'),
    });
    const reason = 'status is none of active, inactive, tobedeleted';
    assert.deepEqual(bad, [
      `classes.csv line 2: ${reason}`,
      `enrollments.csv line 2: ${reason}`,
      `enrollments.csv line 3: ${reason}`,
    ]);
    assert.equal((await courseOf('C1'))?.removedAt, undefined);
    assert.equal(await standingOf('U1', 'one-roster:C3'), 'learner planned');
    assert.equal(await standingOf('U4', 'one-roster:C3'), null);
  });
});

describe('roles', () => {
  const [teacher, student] = ['E1,,,C1,ORG,U7,teacher,,,', 'E2,,,C1,ORG,U7,student,,,'];
  const others = Array.from({ length: 4_500 }, (_, i) => `F${i},,,C1,ORG,F${i},student,,,`);

  for (const [name, between] of [
    ['in one batch', []],
    ['over two', others],
  ] as const)
    test(`a person with a teacher’s and a student’s row is staff in either order, ${name}`, async () => {
      await importWith(enrolments(teacher as string, ...between, student as string));
      assert.equal(await standingOf('U7'), 'staff active');
      await importWith(enrolments(student as string, ...between, teacher as string));
      assert.equal(await standingOf('U7'), 'staff active');
    });

  test('who no longer teaches and still studies is a learner again', async () => {
    await importWith(enrolments(teacher as string, student as string));
    await importWith(enrolments('E1,tobedeleted,,C1,ORG,U7,teacher,,,', student as string));
    assert.equal(await standingOf('U7'), 'learner active');
  });

  test('a change to a student’s row makes no learner of who teaches there; who is new learns', async () => {
    await importWith(enrolments(teacher as string, student as string));
    await importWhole(
      delta('E2,active,2026-06-01T00:00:00Z,C1,ORG,U7,student,,,', 'E9,active,,C1,ORG,U8,student,,,'),
    );
    assert.deepEqual([await standingOf('U7'), await standingOf('U8')], ['staff active', 'learner active']);
  });

  test('rows of nobody are no enrolments, are not complained about, and keep no class incomplete', async () => {
    const nobodies = ['guardian', 'parent', 'relative', 'Parent', 'ext:friend', 'EXT:coach'];
    const rows = nobodies.map((role, i) => `N${i},,,C1,ORG,N${i},${role},,,`);
    const staff = ['aide', 'proctor', 'Administrator'].map((role, i) => `A${i},,,C1,ORG,A${i},${role},,,`);
    await importWith(enrolments('E1,,,C1,ORG,U1,student,,,', 'E2,,,C1,ORG,U4,student,,,', ...rows, ...staff));
    const { bad } = await importWith(enrolments('E1,,,C1,ORG,U1,student,,,', ...rows, ...staff));
    assert.deepEqual(bad, []);
    assert.deepEqual(
      [await standingOf('U1'), await standingOf('U4')],
      ['learner active', 'learner withdrawn'],
    );
    assert.deepEqual([await standingOf('N0'), await standingOf('N4')], [null, null]);
    assert.deepEqual(await Promise.all(['A0', 'A1', 'A2'].map((user) => standingOf(user))), [
      'staff active',
      'staff active',
      'staff active',
    ]);
  });
});

describe('a delta without its classes', () => {
  const ended = 'E1,active,2026-06-01T00:00:00Z,C1,ORG,U1,student,,2025-09-03,2025-12-01';

  test('is judged by the stored term: who left early has left', async () => {
    await importWith();
    await importWhole(delta(ended, 'E6,active,,C1,ORG,U4,student,,,'));
    assert.equal(await standingOf('U1'), 'learner withdrawn');
    const learner = ownLearnerKey(institution, 'one-roster', 'U4');
    assert.deepEqual((await EnrolmentModel.findOne({ learner }).lean())?.at, new Date('2025-09-01'));
  });

  test('by that of the LMS’s course too, once a launch has told which that is', async () => {
    await importWith();
    const records: SyncRecord[] = [
      { kind: 'course', key: 'lms-1', title: 'Biology' },
      { kind: 'alias', source: 'one-roster', id: 'C1', course: 'lms-1' },
    ];
    const now = new Date(written);
    await apply({ institution, source: 'names-and-roles', records, seenAt: now, now });
    assert.equal(await standingOf('U1', 'lms-1'), 'learner active');
    await importWhole(delta(ended));
    assert.equal(await standingOf('U1', 'lms-1'), 'learner withdrawn');
  });
});

describe('dates', () => {
  const sessions = (...rows: string[]) => ({
    'academicSessions.csv': table('sourcedId,status,title,type,startDate,endDate', ...rows),
  });

  test('of the month-day and the basic form are read', async () => {
    const { bad } = await importWith({
      ...sessions('S1,,Autumn,term,8/17/2025,12/18/2025', 'S2,,Spring,term,20260201,20260701'),
      ...enrolments('E1,,,C2,ORG,U9,student,,8/17/2025,20250904'),
    });
    assert.deepEqual(bad, []);
    assert.deepEqual((await courseOf('C2'))?.closesAt, new Date('2025-12-18'));
    assert.deepEqual((await courseOf('C3'))?.closesAt, new Date('2026-07-01'));
    assert.equal(await standingOf('U9', 'one-roster:C2'), null);
  });

  test('that may be two days are said; who has one is not simply active, and no class is open for ever', async () => {
    const { bad } = await importWith({
      ...sessions('S1,,Autumn,term,8/7/2025,12/18/2025', 'S2,,Spring,term,soon,2026-02-30'),
      ...enrolments('E1,,,C1,ORG,U9,student,,8/7/2025,', 'E2,,,C1,ORG,U1,student,,,'),
    });
    assert.deepEqual(
      bad.map((line) => line.split(' that ')[0]),
      [
        ...['academicSessions.csv line 2: a term', 'academicSessions.csv line 3: a term'],
        'enrollments.csv line 2: an enrolment',
      ],
    );
    assert.deepEqual((await courseOf('C1'))?.closesAt, new Date(0));
    assert.deepEqual([await standingOf('U9'), await standingOf('U1')], [null, 'learner active']);
  });
});

describe('files', () => {
  test('are known by their names in any capitals', async () => {
    const renamed = Object.entries(bundle).map(([name, content]) => [
      name === 'manifest.csv' ? 'Manifest.CSV' : name.toLowerCase(),
      content,
    ]);
    assert.deepEqual((await importWhole(Object.fromEntries(renamed))).bad, []);
    assert.deepEqual((await courseOf('C1'))?.term?.name, 'Autumn 2025, Spring 2026');
    assert.equal(await standingOf('U1'), 'learner active');
  });

  test('of UTF-16 are read', async () => {
    const wide = Object.entries(bundle).map(([name, content]) => [name, Buffer.from(content, 'utf16le')]);
    await importWhole(Object.fromEntries(wide));
    assert.equal(await standingOf('U1'), 'learner active');
  });

  test('whose ids a spreadsheet has shortened give nobody another one’s history', async () => {
    const { bad } = await importWith({
      'classes.csv': table(classHeader, '1.2E+11,,,Art,,ART,,,,ORG,,,,', 'C1,,,Biology,,BIO,,,,ORG,,,,'),
      ...enrolments('E1,,,C1,ORG,1.23457E+11,student,,,', 'E2,,,C1,ORG,"1,23457E+11",student,,,'),
    });
    assert.deepEqual(
      bad.map((line) => line.split(' by ')[0]),
      [
        'classes.csv line 2: sourcedId was shortened',
        'enrollments.csv line 2: userSourcedId was shortened',
        'enrollments.csv line 3: userSourcedId was shortened',
      ],
    );
    assert.equal(await EnrolmentModel.countDocuments(), 0);
  });
});
