import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { ownLearnerKey } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { type Packed, packZip } from '../../../scripts/benchmark/pack-zip.ts';
import { noCounts } from '../../../src/sync/apply/apply.ts';
import { importBundle } from '../../../src/sync/sources/one-roster/bundle/import-bundle.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { bundle, classHeader, enrolmentHeader, manifest, table } from './example-bundle.ts';

/** When the bundle was written; each further one a minute later. */
let written = Date.parse('2026-06-01');
let database: TestDatabase;
let institution: Institution;
let folder: string;
let file: string;

before(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'next-courses-one-roster-'));
  file = join(folder, 'roster.zip');
});
after(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const listFiles = (files: Readonly<Record<string, string>>): Packed[] =>
  Object.entries(files).map(([name, content]) => ({ name, content }));

async function importZip(content: Buffer) {
  written += 60_000;
  await writeAt(file, content);
  return importPath(file);
}

async function writeAt(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content);
  await utimes(path, new Date(written), new Date(written));
}

async function importPath(path: string) {
  const bad: string[] = [];
  const counts = await importBundle({
    ...{ institution, path, now: new Date(written) },
    onBadRow: ({ place, reason, detail = '' }) => bad.push(`${place}: ${reason} ${detail}`.trim()),
  });
  return { counts, bad };
}

const importFilesOf = (changed: Readonly<Record<string, string>> = {}) =>
  importZip(packZip(listFiles({ ...bundle, ...changed })));

async function states(): Promise<Record<string, string>> {
  const people = ['U1', 'U2', 'U3', 'U4'].map(
    (id) => [ownLearnerKey(institution, 'one-roster', id), id] as const,
  );
  const names = new Map(people);
  const stored = await EnrolmentModel.find().sort({ course: 1 }).lean();
  return Object.fromEntries(
    stored
      .map(({ learner, course, role, state, at }) => [
        `${names.get(learner)} ${course.replace('one-roster:', '')}`,
        `${role} ${state}${at ? ` ${at.toISOString().slice(0, 10)}` : ''}`,
      ])
      .sort(),
  );
}
const courseOf = (id: string) => CourseModel.findOne({ key: `one-roster:${id}` }).lean();

const all = {
  'U1 C1': 'learner active 2025-09-03',
  'U1 C3': 'learner planned 2026-06-15',
  'U2 C2': 'learner active 2025-10-01',
  'U3 C1': 'staff active 2025-09-01',
};

describe('a bundle', () => {
  test('whose files are in Windows-1252 is read with its accents, and the run says so', async () => {
    const latin = Object.entries(bundle).map(([name, content]) => ({
      name,
      content: Buffer.from(
        content.replace('\uFEFF', '').replace('Biology &amp; section 2', 'Économie à Besançon'),
        'latin1',
      ),
    }));
    const { bad } = await importZip(packZip(latin));
    assert.deepEqual(bad, []);
    assert.equal((await courseOf('C2'))?.title, 'Économie à Besançon');
    const run = await SyncRunModel.findOne().lean();
    assert.deepEqual(
      run?.encodings?.filter(({ encoding }) => encoding !== 'UTF-8'),
      [{ file: 'classes.csv', encoding: 'Windows-1252' }],
    );
  });

  test('becomes courses, one for each class, and enrolments', async () => {
    const { counts, bad } = await importFilesOf();
    assert.deepEqual(bad, []);
    // One row says that somebody has left.
    assert.deepEqual(counts, { ...noCounts, rows: 8, courses: 3, enrolments: 4, changed: 7 });
    const botany = await courseOf('C1');
    assert.deepEqual(
      [botany?.title, botany?.code, botany?.group, botany?.categories, botany?.closesAt],
      ['Biology, section 1', 'BIO101-1', 'BIO', ['Botany', 'Science', 'Life'], new Date('2026-07-01')],
    );
    assert.deepEqual(botany?.term, {
      name: 'Autumn 2025, Spring 2026',
      startsAt: new Date('2025-09-01'),
      endsAt: new Date('2026-07-01'),
    });
    const second = await courseOf('C2');
    assert.deepEqual([second?.title, second?.code, second?.group], ['Biology & section 2', 'BIO101', 'BIO']);
    // Who left C1 in the first month has not taken it; who stayed in C2 to its end has. Next term's beginning is no past.
    assert.deepEqual(await states(), all);
  });

  test('says by a metadata column how people get in; OneRoster itself does not', async () => {
    await importFilesOf({
      'classes.csv': table(
        `${classHeader},metadata.entry`,
        'C1,,,Biology 1,,BIO,,scheduled,,ORG,S1,,,,request',
        'C2,,,Biology 2,,BIO,,scheduled,,ORG,S1,,,,the door at the back',
        'C3,,,Art,,ART,,scheduled,,ORG,S2,,,,',
      ),
    });
    const entries = await Promise.all(['C1', 'C2', 'C3'].map(async (id) => (await courseOf(id))?.entry));
    assert.deepEqual(entries, [[{ way: 'request' }], undefined, undefined]);
  });

  test('says by a metadata column what a class, or its course, counts', async () => {
    await importFilesOf({
      'classes.csv': table(
        `${classHeader},metadata.credits`,
        'C1,,,Biology 1,,BIO,,scheduled,,ORG,S1,,,,2.5',
        'C2,,,Biology 2,,BIO,,scheduled,,ORG,S1,,,,',
        'C3,,,Art,,ART,,scheduled,,ORG,S2,,,,a lot',
      ),
      'courses.csv': table(
        'sourcedId,title,courseCode,subjects,metadata.credits',
        'BIO,Biology,BIO101,Science,6',
        'ART,Art,ART100,,',
      ),
    });
    const credits = await Promise.all(['C1', 'C2', 'C3'].map(async (id) => (await courseOf(id))?.credits));
    assert.deepEqual(credits, [2.5, 6, undefined]);
  });

  test('may be unpacked, packed as a folder, or be version 1.1; nothing changes then', async () => {
    await importFilesOf();
    const unpacked = join(folder, 'unpacked');
    await mkdir(unpacked);
    for (const [name, content] of Object.entries(bundle)) await writeAt(join(unpacked, name), content);
    assert.equal((await importPath(unpacked)).counts.changed, 0);
    const inFolder = listFiles(bundle).map(({ name, content }) => ({ name: `export/${name}`, content }));
    const mac = { name: '__MACOSX/export/._manifest.csv', content: 'x' };
    assert.equal((await importZip(packZip([mac, ...inFolder]))).counts.changed, 0);
    for (const version of ['1.1', 'v1.2', '1.2.1'])
      assert.equal((await importFilesOf({ 'manifest.csv': manifest({}, version) })).counts.changed, 0);
  });

  test('never has its users opened: who they are is nobody’s business', async () => {
    await importZip(packZip([...listFiles(bundle).filter(({ name }) => name !== 'users.csv')]));
    assert.deepEqual(await states(), all);
    await importZip(packZip([...listFiles({ ...bundle, 'users.csv': '\0not even text' })]));
    for (const model of Object.values(mongoose.models))
      assert.doesNotMatch(
        JSON.stringify(await model.find().lean()),
        /\bAda\b|Invented,|school\.example|\bU1\b/,
      );
  });

  test('in bulk withdraws who is no longer in a class that it lists', async () => {
    await importFilesOf();
    const rows = ['E1,,,C1,ORG,U1,student,,2025-09-03,', 'E4,,,C1,ORG,U3,teacher,true,,'];
    await importFilesOf({ 'enrollments.csv': table(enrolmentHeader, ...rows) });
    assert.deepEqual(await states(), {
      ...all,
      'U1 C3': 'learner withdrawn 2026-06-15',
      'U2 C2': 'learner withdrawn 2025-10-01',
    });
  });

  test('of a new year takes last year’s classes off offer, and leaves what people took', async () => {
    await importFilesOf();
    await importFilesOf({
      'classes.csv': table(classHeader, 'C9,,,Biology next year,,BIO,,scheduled,,ORG,,,,'),
      'enrollments.csv': table(enrolmentHeader, 'E9,,,C9,ORG,U1,student,,,'),
    });
    assert.ok((await courseOf('C1'))?.removedAt);
    assert.equal((await courseOf('C9'))?.removedAt, undefined);
    assert.deepEqual(await states(), { ...all, 'U1 C9': 'learner active' });
  });

  test('that is a delta changes what it names and nothing else', async () => {
    await importFilesOf();
    const { counts } = await importFilesOf({
      'manifest.csv': manifest({
        ...{ 'file.academicSessions': 'absent', 'file.courses': 'absent', 'file.users': 'absent' },
        ...{ 'file.classes': 'delta', 'file.enrollments': 'delta' },
      }),
      'classes.csv': table(
        classHeader,
        'C3,tobedeleted,2026-06-02T00:00:00Z,Art,,ART,,scheduled,,ORG,S2,,,',
        'C1,active,2026-06-02T00:00:00Z,Biology (new title),,BIO,BIO101-1,scheduled,,ORG,"S1,S2",Botany,,',
      ),
      'enrollments.csv': table(
        enrolmentHeader,
        'E1,tobedeleted,2026-06-02T00:00:00Z,C1,ORG,U1,student,,2025-09-03,',
        'E7,active,2026-06-02T00:00:00Z,C2,ORG,U4,student,,2026-01-01,',
      ),
    });
    assert.deepEqual([counts.changed, counts.removed], [4, 2]);
    assert.ok((await courseOf('C3'))?.removedAt);
    const changed = await courseOf('C1');
    // The sessions are not in it, so the term stays.
    assert.deepEqual(
      [changed?.title, changed?.term?.name],
      ['Biology (new title)', 'Autumn 2025, Spring 2026'],
    );
    assert.deepEqual(await states(), {
      ...all,
      'U1 C1': 'learner withdrawn 2025-09-03',
      'U4 C2': 'learner active 2026-01-01',
    });
  });

  test('who left a class and came back is in it, in whichever order the two stand', async () => {
    const left = 'E1,,,C1,ORG,U1,student,,2025-09-01,2025-10-01';
    const back = 'E2,,,C1,ORG,U1,student,,2025-11-01,';
    for (const rows of [
      [left, back],
      [back, left],
    ]) {
      await importFilesOf({ 'enrollments.csv': table(enrolmentHeader, ...rows) });
      assert.equal((await states())['U1 C1'], 'learner active 2025-11-01');
    }
  });
});

describe('a bundle that is suddenly empty', () => {
  const ten = Array.from({ length: 10 }, (_, i) => `E${i + 10},,,C1,ORG,P${i},student,,2025-09-03,`);
  const six = Array.from({ length: 6 }, (_, i) => `K${i},,,Class ${i},,BIO,,scheduled,,ORG,S1,,,`);
  const held = async () => (await SyncRunModel.findOne().sort({ startedAt: -1 }).lean())?.heldBack;

  test('of enrolments: everybody stays, and the run says how many it holds back', async () => {
    const full = { ...bundle, 'enrollments.csv': table(enrolmentHeader, ...ten) };
    await importZip(packZip(listFiles(full)));
    const { counts } = await importZip(
      packZip(listFiles({ ...full, 'enrollments.csv': table(enrolmentHeader) })),
    );
    assert.equal(counts.removed, 0);
    assert.equal(await EnrolmentModel.countDocuments({ state: 'active' }), 10);
    assert.deepEqual([(await held())?.removals, (await held())?.of], [10, 10]);
  });

  test('of classes: all stay on offer', async () => {
    const full = {
      ...bundle,
      'classes.csv': table(classHeader, ...six),
      'enrollments.csv': table(enrolmentHeader),
    };
    await importZip(packZip(listFiles(full)));
    await importZip(packZip(listFiles({ ...full, 'classes.csv': table(classHeader) })));
    assert.equal(await CourseModel.countDocuments({ removedAt: { $exists: true } }), 0);
    assert.deepEqual([(await held())?.removals, (await held())?.scopes[0]?.kind], [6, 'courses']);
  });
});

describe('bad rows', () => {
  test('are named and left out, and withdraw nobody from the classes that they are about', async () => {
    await importFilesOf();
    const { bad } = await importFilesOf({
      'enrollments.csv': table(
        enrolmentHeader,
        'E1,,,C1,ORG,,student,,,',
        'E2,,,C2,ORG,U2,pupil,,,',
        'E3,,,C8,ORG,U2,student,,,',
      ),
    });
    assert.deepEqual(bad, [
      'enrollments.csv line 2: no userSourcedId',
      'enrollments.csv line 3: role is none of OneRoster’s, such as student or teacher, nor one of your own (ext:…)',
      'enrollments.csv line 4: unknown course: import it first "one-roster:C8"',
    ]);
    assert.deepEqual(await states(), { ...all, 'U1 C3': 'learner withdrawn 2026-06-15' });
  });

  test('of which nobody can say whom they are about withdraw nobody', async () => {
    await importFilesOf();
    const { bad } = await importFilesOf({
      'classes.csv': table(
        classHeader,
        ',,,No id,,BIO,,,,ORG,,,,',
        'C1,,,,,BIO,,,,ORG,,,,',
        'C3,,,Art,,ART,,,,ORG,,,,',
      ),
      'enrollments.csv': table(enrolmentHeader, 'E1,,,C1,ORG,"U1,student,,,'),
    });
    assert.deepEqual(bad, [
      'classes.csv line 2: no sourcedId',
      'classes.csv line 3: no title',
      'enrollments.csv line 2: a quote is opened and never closed',
    ]);
    assert.equal((await courseOf('C2'))?.removedAt, undefined);
    assert.deepEqual(await states(), all);
  });
});

describe('what cannot be used is refused in words, before anything is written', () => {
  const without = (name: string) => listFiles(bundle).filter((packed) => packed.name !== name);
  const instead = (name: string, content: string | Buffer, said?: Packed['said']): Packed[] => [
    ...without(name),
    { name, content, ...(said && { said }) },
  ];
  const bomb = Buffer.alloc(50_000_000, 'x');
  for (const [name, content, message] of [
    ['no zip file', Buffer.from('sourcedId,title\n'), /is no zip file that can be read/],
    [
      'a zip file that was cut',
      packZip(listFiles(bundle)).subarray(0, 900),
      /is no zip file that can be read/,
    ],
    ['no manifest', packZip(without('manifest.csv')), /has no manifest\.csv\. Name a OneRoster 1\.2/],
    [
      'another version',
      packZip(instead('manifest.csv', manifest({}, '1.0'))),
      /says oneroster\.version “1\.0”\. Export it as OneRoster 1\.2 \/ 1\.1/,
    ],
    [
      'a manifest with other columns',
      packZip(instead('manifest.csv', 'name,mode\nclasses,bulk\n')),
      /has no column propertyname, value \(found: name, mode\)/,
    ],
    [
      'a manifest that says neither bulk, delta nor absent',
      packZip(instead('manifest.csv', manifest({ 'file.classes': 'full' }))),
      /says file\.classes “full”\. Say bulk, delta or absent/,
    ],
    [
      'a manifest without classes and enrolments',
      packZip(instead('manifest.csv', manifest({ 'file.classes': 'absent', 'file.enrollments': 'absent' }))),
      /lists neither classes nor enrollments/,
    ],
    [
      'a file that the manifest names and that is not there',
      packZip(without('enrollments.csv')),
      /says that enrollments\.csv is there \(bulk\), and it is not/,
    ],
    [
      'a file that is there twice',
      packZip([...listFiles(bundle), { name: 'classes.csv', content: '' }]),
      /classes\.csv is there twice/,
    ],
    [
      'a path that leads elsewhere',
      packZip([...listFiles(bundle), { name: '../../etc/passwd', content: 'x' }]),
      /is no zip file that can be read \(invalid relative path/,
    ],
    [
      'a file without the columns that are needed',
      packZip(instead('classes.csv', 'id,name\nC1,Botany\n')),
      /classes\.csv has no column sourcedid, title, coursesourcedid \(found: id, name\)/,
    ],
    ['an empty file', packZip(instead('classes.csv', '')), /classes\.csv is empty/],
    [
      'a file that is there twice, in other capitals',
      packZip([...listFiles(bundle), { name: 'Classes.CSV', content: '' }]),
      /Classes\.CSV is there twice, in names that differ in capitals at most/,
    ],
    [
      'a zip bomb',
      packZip(instead('classes.csv', bomb)),
      /would unpack to 50,000,000 bytes, 1,0\d\d times its size/,
    ],
    [
      'a zip bomb that says it is small',
      packZip(instead('classes.csv', bomb, { size: 5_000 })),
      /is no zip file that can be read \(too many bytes in the stream/,
    ],
    [
      'a damaged file',
      packZip(instead('classes.csv', `${classHeader}\r\n`, { crc: 1 })),
      /is damaged \(its checksum differs\)/,
    ],
    [
      'an encrypted one',
      packZip(instead('classes.csv', `${classHeader}\r\n`, { flags: 1 })),
      /is encrypted\. Pack it without a password/,
    ],
  ] as const)
    test(name, async () => {
      await assert.rejects(importZip(content), { name: 'UnreadableFileError', message });
      assert.equal(await CourseModel.countDocuments(), 0);
      assert.equal(await EnrolmentModel.countDocuments(), 0);
    });

  test('a bundle that is not there', () =>
    assert.rejects(importPath(join(folder, 'nowhere.zip')), /cannot be read \(ENOENT\)/));
});
