import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { noCounts } from '../../src/sync/apply/apply.ts';
import { importFiles } from '../../src/sync/sources/csv/import-files.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const now = new Date('2026-06-01');
const database = await openTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'next-courses-import-'));
after(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
let institution: Institution;
beforeEach(async () => {
  await Promise.all([CourseModel.deleteMany(), EnrolmentModel.deleteMany(), InstitutionModel.deleteMany()]);
  institution = await createInstitution();
});

async function importTexts(courses: string | Buffer | undefined, enrolments?: string | Buffer) {
  const bad: string[] = [];
  const files: Record<string, string> = {};
  for (const [name, content] of Object.entries({ courses, enrolments }))
    if (content !== undefined) {
      files[name] = join(folder, name);
      await writeFile(files[name] as string, content);
    }
  const counts = await importFiles({
    institution,
    ...files,
    now,
    onBadRow: ({ place, reason, detail }) =>
      bad.push(`${place}: ${reason}${detail === undefined ? '' : ` (${detail})`}`),
  });
  return { counts, bad };
}

const courses =
  'course,code,title,description,category,level,language,url\nC1,BIO101,Botany,"<p>Plants &amp; leaves</p>",Biology|Science,introductory,en,https://lms.example/1\nC2,,Ecology,,,,,\n';
const enrolments =
  'learner,course,time,state,weight\nann,C1,2025-09-01,completed,2\nbob,C1,1756684800,,\nbob,C2,1756684800000,active,\n';

test('people are counted, and not how often a file says what they study', async () => {
  const rows = ['ann,C1,Law,1', 'bob,C1,Law,2', 'ann,C2,Law,1', 'bob,C2,Law,2', 'cy,C2,,'];
  const { counts } = await importTexts(courses, `learner,course,programme,year\n${rows.join('\n')}\n`);
  assert.deepEqual([counts.enrolments, counts.studies], [5, 2]);
});

test('a column says how people get in, another when the course begins; with a word that is none it is offered to nobody', async () => {
  const text = [
    'course,title,entry,audience,starts,opens',
    'C1,Botany,Key|OPEN,,2026-09-30,2026-08-01',
    'C2,Ecology,cohort,Honours|Staff,,',
    'C3,Soil,,,,',
    'C4,Water,whoever,,,',
    'C5,Air,open,,30 February,',
    'C6,Fire,invitation | closed,,,',
  ];
  const { bad } = await importTexts(text.join('\n'));
  assert.deepEqual(bad, [
    'line 5: entry is none of open, key, request, payment, guest, cohort, invitation, closed: the course is offered to nobody ("whoever")',
    'line 6: starts is no date such as 2026-09-30: the course is offered to nobody ("30 February")',
  ]);
  const said = async (key: string) => {
    const course = await CourseModel.findOne({ key }).lean();
    return [course?.entry, course?.startsAt, course?.opensAt];
  };
  const first = [[{ way: 'open' }, { way: 'key' }], new Date('2026-09-30'), new Date('2026-08-01')];
  assert.deepEqual(await said('C1'), first);
  assert.deepEqual((await said('C2'))[0], [{ way: 'cohort', groups: ['Honours', 'Staff'] }]);
  assert.deepEqual(await said('C3'), [undefined, undefined, undefined]);
  assert.deepEqual((await said('C4'))[0], [{ way: 'closed' }]);
  assert.equal((await CourseModel.findOne({ key: 'C5' }).lean())?.closesAt?.getTime(), 0);
  assert.deepEqual((await said('C6'))[0], [{ way: 'invitation' }, { way: 'closed' }]);
  // Unchanged: nothing is written. An empty cell takes back what was said; a missing column leaves it.
  assert.equal((await importTexts(text.slice(0, 3).join('\n'))).counts.changed, 0);
  await importTexts('course,title\nC1,Botany\n');
  assert.deepEqual(await said('C1'), first);
  await importTexts('course,title,entry\nC1,Botany,\n');
  assert.deepEqual(await said('C1'), [undefined, ...first.slice(1)]);
});

test('courses and enrolments arrive with all they say, and no learner’s name', async () => {
  const { counts, bad } = await importTexts(courses, enrolments);
  assert.deepEqual(bad, []);
  assert.deepEqual(counts, { ...noCounts, rows: 5, courses: 2, enrolments: 3, changed: 5 });
  const botany = await CourseModel.findOne({ key: 'C1' }).lean();
  assert.equal(botany?.description, 'Plants & leaves');
  assert.equal(botany?.code, 'BIO101');
  assert.deepEqual(botany?.categories, ['Biology', 'Science']);
  const stored = await EnrolmentModel.find().sort({ course: 1, at: 1 }).lean();
  assert.deepEqual(
    stored.map((e) => [e.course, e.state, e.weight, e.at?.toISOString().slice(0, 10)]).sort(),
    [
      ['C1', 'active', 1, '2025-09-01'],
      ['C1', 'completed', 2, '2025-09-01'],
      ['C2', 'active', 1, '2025-09-01'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(stored), /\bann\b|\bbob\b/);
});

test('running it twice changes nothing', async () => {
  await importTexts(courses, enrolments);
  const options = { courses: join(folder, 'courses'), enrolments: join(folder, 'enrolments') };
  const before = JSON.stringify(await EnrolmentModel.find().sort({ _id: 1 }).lean());
  const counts = await importFiles({ institution, ...options, now, onBadRow: () => {} });
  assert.equal(counts.changed, 0);
  assert.equal(JSON.stringify(await EnrolmentModel.find().sort({ _id: 1 }).lean()), before);
});

test('files that were written again with the same content change nothing, but are seen', async () => {
  await importTexts(courses, enrolments);
  const later = new Date(Date.now() + 60_000);
  for (const name of ['courses', 'enrolments']) await utimes(join(folder, name), later, later);
  const options = { courses: join(folder, 'courses'), enrolments: join(folder, 'enrolments') };
  const counts = await importFiles({ institution, ...options, now, onBadRow: () => {} });
  assert.equal(counts.changed, 0);
  for (const { seenAt } of await EnrolmentModel.find().lean()) assert.deepEqual(seenAt, later);
});

test('an empty cell clears what a course had; a column that is not there leaves it', async () => {
  await importTexts('course,title,url,closes\nC1,Botany,https://lms.example/1,2026-09-30\n');
  await importTexts('course,title\nC1,Botany II\n');
  const kept = await CourseModel.findOne({ key: 'C1' }).lean();
  assert.deepEqual([kept?.title, kept?.url], ['Botany II', 'https://lms.example/1']);
  await importTexts('course,title,url,closes\nC1,Botany II,,\n');
  const cleared = await CourseModel.findOne({ key: 'C1' }).lean();
  assert.deepEqual([cleared?.url, cleared?.closesAt], [undefined, undefined]);
});

test('of two rows of one learner and course the later counts, in one batch and over two', async () => {
  await importTexts(courses);
  const others = Array.from({ length: 4_500 }, (_, i) => `other${i},C1,2025-01-01`).join('\n');
  for (const between of ['', `${others}\n`])
    for (const last of ['2025-05-01', '2024-05-01']) {
      await importTexts(undefined, `learner,course,time\nann,C1,2025-02-02\n${between}ann,C1,${last}\n`);
      const learner = learnerKeyOf(institution, 'ann');
      assert.deepEqual((await EnrolmentModel.findOne({ learner }).lean())?.at, new Date(last));
    }
});

test('what the rows of one learner and course say adds up; a new enrolment is a learner’s and active', async () => {
  await importTexts(courses);
  const rows = 'ann,C1,2025-02-02,,\nann,C1,,COMPLETED,\nbob,C1,0,,\n';
  const { bad } = await importTexts(undefined, `learner,course,time,state,weight\n${rows}`);
  assert.deepEqual(bad, []);
  const [ann, bob] = await Promise.all(
    ['ann', 'bob'].map((name) => EnrolmentModel.findOne({ learner: learnerKeyOf(institution, name) }).lean()),
  );
  assert.deepEqual([ann?.at, ann?.state], [new Date('2025-02-02'), 'completed']);
  assert.deepEqual([bob?.at, bob?.state, bob?.role, bob?.weight], [undefined, 'active', 'learner', 1]);
});

test('clocks differ: a time of the next day is taken, one behind it is not', async () => {
  await importTexts(courses);
  const { bad } = await importTexts(
    undefined,
    'learner,course,time\nann,C1,2026-06-02\nbob,C1,2026-06-02T00:00:01\n',
  );
  assert.deepEqual(bad, ['line 3: time lies in the future (2026-06-02T00:00:01.000Z)']);
});

test('an id that a spreadsheet has spoilt is many people’s, and refused', async () => {
  const spoilt = [
    '1.23457E+11',
    '"1,23E+11"',
    '1E+11',
    '1.23457e+11',
    '#N/A',
    '#NAME?',
    '######',
    'NULL',
    '\\N',
    'NA',
    '<NA>',
    '(null)',
    '[object Object]',
    'undefined',
    'unknown',
    '-',
    '?',
    '101.0',
    '123456789012345000',
    'none',
  ];
  const { bad: badCourses } = await importTexts(
    `course,title,group\nC1,Botany,\n${spoilt.map((id) => `${id},A,\n`).join('')}C2,B,1.2E+12\n3E11,Room,\n`,
  );
  assert.equal(badCourses.length, spoilt.length + 1);
  assert.match(
    badCourses[0] as string,
    /^line 3: course id was shortened by a spreadsheet, so many share it/,
  );
  assert.match(badCourses.at(-1) as string, /^line \d+: group was shortened/);
  const good = [
    '123456789012',
    '123456789012345600',
    '1.5',
    'E11',
    '3E11',
    'nullus',
    'na',
    'a-b',
    "'00123",
    '=""00124""',
  ].map((id) => (id.includes('"') ? `"${id}"` : id));
  const rows = [...spoilt, ...good].map((id) => `${id},C1\n`).join('');
  const { bad, counts } = await importTexts(undefined, `learner,course\n${rows}`);
  assert.deepEqual([bad.length, counts.enrolments], [spoilt.length, good.length]);
  assert.match(bad[0] as string, /^line 2: learner id was shortened by a spreadsheet/);
  assert.match(bad.at(-1) as string, /learner id is a word for "none"/);
  for (const id of ['00123', '00124']) {
    const learner = learnerKeyOf(institution, id);
    assert.ok(await EnrolmentModel.exists({ institutionId: institution._id, learner }), id);
  }
});

test('a course code of which a spreadsheet has made a date is called that where there is no such course', async () => {
  await importTexts('course,title\nSEP12,Algebra\nMar-01,Geometry\n');
  const { bad } = await importTexts(undefined, 'learner,course\nann,12-Sep\nann,Mar-01\n');
  assert.deepEqual(bad, [
    'line 2: unknown course, of whose code a spreadsheet may have made a date: import it first ("12-Sep")',
  ]);
});

test('dates of other forms are read, and one that may be two days is refused', async () => {
  await importTexts(courses);
  const { bad } = await importTexts(
    undefined,
    'learner,course,time\nann,C1,8/17/2025\nbob,C1,20250817\ncy,C1,17.8.2025\ndan,C1,8/7/2025\neve,C1,2025-02-30\n',
  );
  assert.deepEqual(
    bad.map((line) => line.slice(0, 6)),
    ['line 5', 'line 6'],
  );
  for (const { at } of await EnrolmentModel.find().lean()) assert.deepEqual(at, new Date('2025-08-17'));
});

test('credits are a column; a cell that cannot be read costs the course neither its place nor its enrolments', async () => {
  const { counts, bad } = await importTexts(
    [
      'course,title,credits,url,closes',
      'C1,Botany,5,https://lms.example/1,',
      'C2,Ecology,"7,5 ECTS",,',
      'C3,Soil,many,javascript:alert(1),',
      'C4,Water,,,8/7/2026',
    ].join('\n'),
    'learner,course\nann,C3\nann,C4\n',
  );
  assert.deepEqual(bad, [
    'line 4: url is not a http or https address: the course has no link ("javascript:alert(1)")',
    'line 4: credits is no number above 0: the course has none ("many")',
    'line 5: closes is no date such as 2026-09-30: the course is offered to nobody ("8/7/2026")',
  ]);
  assert.deepEqual([counts.courses, counts.enrolments], [4, 2]);
  const stored = await CourseModel.find().sort({ key: 1 }).lean();
  assert.deepEqual(
    stored.map(({ credits, url, closesAt }) => [credits, url, closesAt?.getTime()]),
    [
      [5, 'https://lms.example/1', undefined],
      [7.5, undefined, undefined],
      [undefined, undefined, undefined],
      [undefined, undefined, 0],
    ],
  );
  await importTexts('course,title,credits\nC1,Botany,\n');
  assert.equal((await CourseModel.findOne({ key: 'C1' }).lean())?.credits, undefined);
});

test('the examples that the upload page offers can be read whole', async () => {
  const example = (name: string) => readFile(join(projectRoot, 'views', 'assets', `example-${name}.csv`));
  const { counts, bad } = await importTexts(await example('courses'), await example('enrolments'));
  assert.deepEqual(bad, []);
  assert.deepEqual([counts.courses, counts.enrolments], [3, 4]);
});

test('a course id that no LMS has is refused', async () => {
  const { bad } = await importTexts(`course,title\n${'x'.repeat(255)},A\n${'x'.repeat(256)},B\n`);
  assert.deepEqual(bad, ['line 3: course id longer than 255 characters']);
});

test('staff stay staff when a file names them too', async () => {
  await importTexts(courses);
  const key = { institutionId: institution._id, learner: learnerKeyOf(institution, 'dan'), course: 'C1' };
  const roster = { state: 'active', role: 'staff', source: 'names-and-roles', seenAt: now } as const;
  // Made by somebody else, under an _id of its own.
  await EnrolmentModel.create({ ...key, ...roster });
  const { counts } = await importTexts(undefined, 'learner,course,time\ndan,C1,2025-09-01\n');
  assert.equal(counts.changed, 1);
  const [stored, ...others] = await EnrolmentModel.find().lean();
  assert.deepEqual([stored?.role, stored?.at, others.length], ['staff', new Date('2025-09-01'), 0]);
});

test('bad rows are named by line and reason, and the good ones are kept', async () => {
  const { bad: badCourses } = await importTexts(
    'course,title,url\nC1,Botany,\n,No key,\nC3,,\nC4,Four,javascript:alert(1)\n',
  );
  assert.deepEqual(badCourses, [
    'line 3: no course id',
    'line 4: no title',
    'line 5: url is not a http or https address: the course has no link ("javascript:alert(1)")',
  ]);
  const { counts, bad } = await importTexts(
    undefined,
    'learner,course,time,state,weight\nann,C9,,,\nann,C1,2031-01-01,,\nann,C1,soon,,\nann,C1,,asleep,\nann,C1,,,-1\n,C1,,,\nann,C1,,,\n',
  );
  assert.deepEqual(bad, [
    'line 2: unknown course: import it first ("C9")',
    'line 3: time lies in the future (2031-01-01T00:00:00.000Z)',
    'line 4: time is neither ISO 8601 nor a UNIX time, or may be two days (8/7/2026) ("soon")',
    'line 5: state is none of active, completed, withdrawn, planned ("asleep")',
    'line 6: weight is not a number above 0 ("-1")',
    'line 7: no learner id',
  ]);
  assert.deepEqual(counts, { ...noCounts, rows: 7, enrolments: 1, rejected: 6, changed: 1 });
});

for (const [name, content, message] of [
  ['an empty file', '', /is empty.*course, title/],
  ['a missing column', 'course,name\nC1,Botany\n', /has no column title \(found: course, name\)/],
  ['a damaged gzip file', gzipSync(courses).subarray(0, 60), /damaged gzip/],
] as const)
  test(`${name} is refused in words, and the run is recorded as failed`, async () => {
    await assert.rejects(importTexts(content), { name: 'UnreadableFileError', message });
    const run = await SyncRunModel.findOne({ institutionId: institution._id }).sort({ startedAt: -1 }).lean();
    assert.equal(run?.state, 'failed');
    assert.match(run?.error ?? '', message);
  });

test('a file that is not there, and a folder, are refused in words', async () => {
  const options = { institution, now, onBadRow: () => {} };
  await assert.rejects(
    importFiles({ ...options, courses: join(folder, 'nowhere') }),
    /cannot be read \(ENOENT\)/,
  );
  await assert.rejects(importFiles({ ...options, courses: folder }), /is not a file/);
});

test('hidden, the end of a course and planned enrolments are columns; their mistakes are named', async () => {
  const { bad } = await importTexts(
    'course,title,hidden,ends\nC1,Botany,Yes,2026-07-31\nC2,Law,no,\nC3,Art,,\nC4,Zoo,perhaps,\nC5,Ash,,soon\n',
    'learner,course,time,state\nann,C1,2026-10-01,planned\nbob,C1,,planned\ncid,C1,2036-10-01,planned\n',
  );
  assert.deepEqual(bad, [
    'line 5: hidden is neither yes nor no: the course is offered to nobody ("perhaps")',
    'line 6: ends is no date such as 2026-09-30: the course is offered to nobody ("soon")',
    'line 4: time lies in the future (2036-10-01T00:00:00.000Z)',
  ]);
  const courses = await CourseModel.find().sort({ key: 1 }).lean();
  assert.deepEqual(
    courses.map(({ hidden, endsAt }) => [hidden, endsAt]),
    [
      [true, new Date('2026-07-31')],
      [undefined, undefined],
      [undefined, undefined],
      [true, undefined],
      [undefined, undefined],
    ],
  );
  const planned = await EnrolmentModel.find({ state: 'planned' }).lean();
  assert.deepEqual(planned.map(({ at }) => at).sort(), [new Date('2026-10-01'), undefined]);
});

test('in which encoding a table is, the command asks for with its words, and takes it', async () => {
  const table = Buffer.from(
    'course,title\nC1,J\xeazyk polski dla pocz\xb9tkuj\xb9cych\nC2,\xafycie spo\xb3eczne\n',
    'latin1',
  );
  await assert.rejects(
    importTexts(table),
    /may be in several encodings.* in each: Windows-1250: początkujących, .*; ISO-8859-2: .*with --encoding/s,
  );
  assert.equal(await CourseModel.countDocuments(), 0);
  const file = join(folder, 'courses');
  await importFiles({ institution, courses: file, encoding: 'Windows-1250', now, onBadRow: () => {} });
  const course = await CourseModel.findOne({ institutionId: institution._id, key: 'C1' }).lean();
  assert.equal(course?.title, 'Język polski dla początkujących');
});

test('that no column was understood as the time is said, with the columns that there are', async () => {
  await importTexts(courses, 'learner,course,joined\nann,C1,2025-09-01\n');
  const told: unknown[] = [];
  await importFiles({
    ...{ institution, enrolments: join(folder, 'enrolments'), now, onBadRow: () => {} },
    onMissedColumns: (_file, missed, found) => told.push(missed, found),
  });
  assert.deepEqual(told, [['time'], ['learner', 'course', 'joined']]);
});
