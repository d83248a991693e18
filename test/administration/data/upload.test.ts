// Takes about 13 s.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { JobModel } from '../../../models/job.ts';
import { StudyModel } from '../../../models/study.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { UploadFolders } from '../../../src/administration/data/upload/upload-folders.ts';
import { uploadJob } from '../../../src/administration/data/upload/upload-job.ts';
import { JobQueue } from '../../../src/jobs/job-queue.ts';
import { allFileSources } from '../../../src/sync/sources/all-file-sources.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { work } from '../../jobs/working.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { administrationApp } from '../administration-app.ts';
import { administratorCookie } from '../as-administrator.ts';

const limit = 4 * 2 ** 20;
const courses = 'course,title\nc1,One\nc2,Two\n,No id\n';
const enrolments = 'learner,course,time\nl1,c1,2026-01-01\nl2,c2,2026-01-02\nl3,course-9,2026-01-03\n';

let database: TestDatabase;
let tool: Served;
let folder: string;
let uploads: UploadFolders;
let stopWork: () => Promise<void>;
let cookie: string;
let institution: Institution;

before(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'next-courses-uploads-'));
  uploads = new UploadFolders(folder, limit);
  const jobs = new JobQueue();
  stopWork = work([uploadJob(allFileSources, uploads)], { queue: jobs, place: await uploads.place() });
  let app: ReturnType<typeof administrationApp> | undefined;
  tool = await serve((url) => {
    app = administrationApp(url, { jobs, uploads });
    return app;
  });
  cookie = await administratorCookie(app as ReturnType<typeof administrationApp>, tool.url);
});
after(async () => {
  await stopWork();
  await tool.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const [name, model] of Object.entries(mongoose.models)) if (name !== 'Pass') await model.deleteMany();
  institution = await createInstitution();
  for (const name of await left()) await rm(join(folder, name), { recursive: true });
});

const address = () => `${tool.url}/administration/institutions/${institution._id}/data/csv/files`;
const lastRun = () =>
  SyncRunModel.findOne({ institutionId: institution._id }).sort({ _id: -1 }).lean<SyncRun>();

function send(files: Record<string, string | Uint8Array<ArrayBuffer>>, origin = tool.url): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append(name, new Blob([content]), `${name}.csv`);
  return fetch(address(), { method: 'POST', body: form, headers: { cookie, origin }, redirect: 'manual' });
}

const ended = () =>
  until(async () => {
    const run = await lastRun();
    return run && run.state !== 'running' && (await left()).length === 0 && run;
  });

const left = async () => (await readdir(folder).catch(() => [])).filter((name) => name !== '.place');

test('courses and enrolments are read like those of the command; bad rows are kept with file, line and reason', async () => {
  const answer = await send({ enrolments, courses });
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get('location') ?? '', /\/data\/csv\?done=upload-started$/);
  const run = await ended();
  assert.deepEqual(
    [run.state, run.counts.courses, run.counts.enrolments, run.counts.rejected],
    ['done', 2, 2, 2],
  );
  assert.equal(await CourseModel.countDocuments({ institutionId: institution._id, source: 'csv' }), 2);
  assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id }), 2);
  const report = `${address().replace('/files', '')}/runs/${run._id}/rejected.tsv`;
  const text = await (await fetch(report, { headers: { cookie } })).text();
  assert.match(text, /^courses, line 4\tno course id\t$/m);
  assert.match(text, /^enrolments, line 4\tunknown course: import it first\t"course-9"$/m);
});

test('a file that was compressed is taken; one alone will do, and a field that nobody asked for is passed over', async () => {
  await send({ courses: gzipSync(courses) as Uint8Array<ArrayBuffer>, 'any-other': 'x' });
  assert.equal((await ended()).counts.courses, 2);
});

test('nothing chosen, a file that is none, a wrong header: said in words, and nothing is left', async () => {
  for (const [files, status, words] of [
    [{}, 422, /No file was chosen/],
    [{ 'any-other': 'x' }, 422, /No file was chosen/],
  ] as const) {
    const answer = await send(files);
    assert.equal(answer.status, status);
    const text = await answer.text();
    assert.match(text, words);
    assert.match(text, /<input id="file-courses"/, 'it can be put right there');
    assert.deepEqual(await left(), []);
  }
  assert.equal(await SyncRunModel.countDocuments(), 0);
  await send({ courses: '%PDF-1.4\n' });
  const { state, error } = await ended();
  assert.equal(state, 'failed');
  assert.match(error ?? '', /^The file “Courses” /);
  assert.doesNotMatch(error ?? '', new RegExp(folder));
  await send({ courses: 'PK\u0003\u0004\u0000' });
  assert.match((await ended()).error ?? '', /is an Excel workbook/);
});

const page = async (path: string, language = 'en') =>
  (await fetch(new URL(path, tool.url), { headers: { cookie, 'accept-language': language } })).text();
const submit = (path: string, fields: Record<string, string>) =>
  fetch(new URL(path, tool.url), {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { cookie, origin: tool.url },
  });

test('a file that is wrong is said so in the reader’s language', async () => {
  await send({ courses: '<!DOCTYPE html><html></html>' });
  await ended();
  const german = await page(`/administration/institutions/${institution._id}/data/csv`, 'de');
  assert.match(german, /Die Datei „Kurse“ ist eine Webseite \(HTML\) und keine Tabelle\./);
});

const otherNames = 'Kurs-ID;Kursname;Info\nk1;Eins;Erster\nk2;Zwei;Zweiter\n';

test('a table whose columns are called otherwise waits until somebody says which is which, and the answer is remembered', async () => {
  const answer = await send({ courses: otherNames, enrolments: 'Matrikelnummer,Kurs\nl1,k1\n' });
  const asking = answer.headers.get('location') ?? '';
  assert.match(asking, /\/data\/csv\/columns\/[0-9a-f-]{36}$/);
  assert.equal(await SyncRunModel.countDocuments(), 0);
  const form = await page(asking);
  assert.match(form, /<option value="Kurs-ID" selected>Kurs-ID: k1</);
  assert.match(form, /<option value="Matrikelnummer" selected>Matrikelnummer: l1</);
  const said = { 'courses.course': 'Kurs-ID', 'courses.title': '', 'enrolments.learner': 'Matrikelnummer' };
  const refused = await submit(asking, { ...said, 'enrolments.course': 'Kurs' });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /id="courses\.title-problem"/);
  const whole = {
    ...said,
    'courses.title': 'Kursname',
    'courses.description': 'Info',
    'enrolments.course': 'Kurs',
  };
  assert.equal((await submit(asking, whole)).status, 303);
  const run = await ended();
  assert.deepEqual([run.state, run.counts.courses, run.counts.enrolments], ['done', 2, 1]);
  const course = await CourseModel.findOne({ institutionId: institution._id, key: 'k2' }).lean();
  assert.deepEqual([course?.title, course?.description], ['Zwei', 'Zweiter']);
  assert.equal((await submit(asking, whole)).status, 404, 'they are read and gone');

  await send({ courses: otherNames.replace('Zwei;', 'Zwei neu;') });
  assert.equal((await ended()).counts.courses, 2, 'nothing is asked again');
  await send({ courses });
  assert.equal((await ended()).counts.courses, 2, 'our own names still count');
  const source = `/administration/institutions/${institution._id}/data/csv`;
  assert.match(await page(source), /Title: Kursname</);
  assert.equal((await submit(`${source}/columns/forgotten`, {})).status, 303);
  assert.match((await send({ courses: otherNames })).headers.get('location') ?? '', /\/columns\//);
});

test('a table of enrolments in which no column is understood as the time is asked about, until somebody has said it', async () => {
  await send({ courses });
  await ended();
  const table = 'learner,course,joined\nl1,c1,2025-09-01\nl2,c1,2025-09-02\n';
  const asking = (await send({ enrolments: table })).headers.get('location') ?? '';
  assert.match(asking, /\/columns\//);
  const form = await page(asking);
  assert.match(form, /No column was understood as the time of the enrolment.*: learner, course and joined\./);
  const said = { 'enrolments.learner': 'learner', 'enrolments.course': 'course' };
  await submit(asking, { ...said, 'enrolments.time': 'joined' });
  await ended();
  const enrolled = await EnrolmentModel.findOne({ institutionId: institution._id, course: 'c1' }).lean();
  assert.ok(enrolled?.at?.toISOString().startsWith('2025-09-0'));
  await send({ enrolments: table });
  assert.equal((await ended()).counts.enrolments, 2, 'nothing is asked again');

  const source = `/administration/institutions/${institution._id}/data/csv`;
  await submit(`${source}/columns/forgotten`, {});
  await EnrolmentModel.deleteMany({});
  const again = (await send({ enrolments: table })).headers.get('location') ?? '';
  await submit(again, said);
  await ended();
  await send({ enrolments: table });
  assert.equal((await ended()).counts.enrolments, 2, 'that it has none is remembered too');
  assert.match(
    await page(`/administration/institutions/${institution._id}/data`),
    /No enrolment has a time, so nobody knows in which order/,
  );
  await send({ enrolments: 'learner,course\nl1,c2\n' });
  assert.equal((await ended()).counts.enrolments, 1, 'where no column is left nothing is asked');
});

const withStates = 'learner,course,state\nl1,c1,Failed\nl2,c1,FAILED\nl3,c1,Passed\nl4,c2,On hold\nl5,c2,\n';
const stateOf = async (course: string) =>
  (await EnrolmentModel.find({ institutionId: institution._id, course }).lean())
    .map(({ state }) => state)
    .sort();

test('words that nobody knows are asked about with their rows before anything is read, and the answer is remembered', async () => {
  await send({ courses });
  await ended();
  const answer = await send({ enrolments: withStates });
  const asking = answer.headers.get('location') ?? '';
  assert.match(asking, /\/data\/csv\/words\/[0-9a-f-]{36}$/);
  assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id }), 0);
  const form = await page(asking);
  assert.match(form, /“Failed”, in 2 rows/);
  assert.match(form, /“On hold”, in 1 row</);
  assert.doesNotMatch(form, /Passed/, 'a usual word needs no answer');
  const refused = await submit(asking, { 'enrolments.state.0': 'completed' });
  assert.equal(refused.status, 422);
  const again = await refused.text();
  assert.match(again, /id="enrolments\.state\.1-problem"/);
  assert.match(again, /value="completed" selected/);
  const said = { 'enrolments.state.0': 'withdrawn', 'enrolments.state.1': '-none' };
  assert.equal((await submit(asking, said)).status, 303);
  const run = await ended();
  assert.deepEqual([run.counts.enrolments, run.counts.rejected], [4, 1]);
  assert.deepEqual(await stateOf('c1'), ['completed', 'withdrawn', 'withdrawn']);
  const source = `/administration/institutions/${institution._id}/data/csv`;
  assert.match(await page(source), /“Failed”: has left it before the end/);
  await send({ enrolments: withStates });
  assert.equal((await ended()).counts.enrolments, 4, 'nothing is asked again');
  await submit(`${source}/columns/forgotten`, {});
  assert.match((await send({ enrolments: withStates })).headers.get('location') ?? '', /\/words\//);
});

test('words of a column that is called otherwise are asked about after the columns', async () => {
  const asking = (
    await send({ courses: 'Kurs;Name;hidden;entry\nk1;A;vielleicht;open|Losverfahren\nk2;B;WAHR;OPEN\n' })
  ).headers;
  const answer = await submit(asking.get('location') ?? '', {
    ...{ 'courses.course': 'Kurs', 'courses.title': 'Name' },
    ...{ 'courses.hidden': 'hidden', 'courses.entry': 'entry' },
  });
  const words = answer.headers.get('location') ?? '';
  assert.match(words, /\/words\//);
  const form = await page(words, 'de');
  assert.match(form, /„vielleicht“/);
  assert.match(form, /„Losverfahren“/);
  assert.doesNotMatch(form, /WAHR|„open/);
  await submit(words, { 'courses.hidden.0': 'no', 'courses.entry.0': 'request' });
  await ended();
  const [first, second] = await CourseModel.find({ institutionId: institution._id }).sort({ key: 1 }).lean();
  assert.deepEqual(
    first?.entry?.map(({ way }) => way),
    ['open', 'request'],
  );
  assert.deepEqual([first?.hidden, second?.hidden], [undefined, true]);
});

test('of a column of many texts the words in most rows are asked about, and the others not counted, since not all are looked at', async () => {
  const rows = Array.from({ length: 1_100 }, (_, i) => `l${i},c1,text ${i}\n`);
  const answer = await send({ courses, enrolments: `learner,course,state\n${rows.join('')}` });
  const form = await page(answer.headers.get('location') ?? '');
  assert.equal(form.match(/<select/g)?.length, 30);
  assert.match(form, /There are further texts in this column: their rows are left out/);
});

test('a word that begins after a thousand others is asked about where it stands in many rows', async () => {
  const texts = Array.from({ length: 1_500 }, (_, i) => `l${i},c1,text ${i}\n`);
  const late = Array.from({ length: 40 }, (_, i) => `m${i},c1,Dismissed\nn${i},c1,finished\n`);
  const answer = await send({ courses, enrolments: `learner,course,state\n${[...texts, ...late].join('')}` });
  const form = await page(answer.headers.get('location') ?? '');
  assert.match(form, /“Dismissed”, in 40 rows/);
  assert.doesNotMatch(form, /“finished”/);
  assert.match(form, /There are further texts in this column/);
});

test('what people study comes in a table of its own', async () => {
  await send({ courses, enrolments, people: 'learner,programme,year\nl1,Nursing,2.0\nl2,NULL,\n' });
  const run = await ended();
  assert.deepEqual([run.counts.studies, run.rejections?.at(-1)?.reason], [1, 'neither programme nor year']);
  const study = await StudyModel.findOne({ institutionId: institution._id }).lean();
  assert.deepEqual([study?.programme, study?.year], ['Nursing', 2]);
  assert.match(
    await page(`/administration/institutions/${institution._id}/data/csv`),
    /People with what they study: 1\./,
  );
  await send({ people: 'learner,programme,year\nl1,Law,2\nl2,Nursing,1\n' });
  const alone = await ended();
  assert.deepEqual([alone.counts.rows, alone.counts.studies], [2, 2]);
  const told = await page(`/administration/institutions/${institution._id}/data/csv`);
  assert.match(told, /People with what they study: 2\. New or changed/);
  assert.doesNotMatch(told, /Courses: 0/);
});

test('every column that is asked about has a name in words', async () => {
  const asking = (await send({ courses: 'Kurs,Name\n1,A\n', enrolments: 'Kurs,wer\n1,2\n' })).headers;
  const form = await page(asking.get('location') ?? '');
  assert.match(form, /Programme of study/);
  assert.doesNotMatch(form, /columns\.of\./);
});

test('a table that a spreadsheet saved in Windows-1252 is asked about and read with its accents, and both pages say so', async () => {
  const table = Buffer.from('Kurs;Name\nk1;Einf\xfchrung f\xfcr Anf\xe4nger\n', 'latin1');
  const asking = (await send({ courses: new Uint8Array(table) })).headers.get('location') ?? '';
  const form = await page(asking);
  assert.match(form, /Name: Einführung für Anfänger</);
  assert.match(form, /Character encoding: Windows-1252\. That it is Windows-1252 is a guess/);
  await submit(asking, { 'courses.course': 'Kurs', 'courses.title': 'Name' });
  await ended();
  const course = await CourseModel.findOne({ institutionId: institution._id, key: 'k1' }).lean();
  assert.equal(course?.title, 'Einführung für Anfänger');
  const source = await page(`/administration/institutions/${institution._id}/data/csv`);
  assert.match(source, /Character encoding: Windows-1252\. That it is Windows-1252 is a guess/);
  await send({ courses: new Uint8Array(table), enrolments: 'learner,course\nl1,k1\nl2,Büro\n' });
  await ended();
  const mixed = await page(`/administration/institutions/${institution._id}/data/csv`, 'de');
  assert.match(mixed, /Zeichenkodierung: .*Kurse.* Windows-1252.* und .*Einschreibungen.* UTF-8/);
  await send({ courses });
  await ended();
  const both = await page(`/administration/institutions/${institution._id}/data/csv`);
  assert.match(both, /Character encoding: UTF-8\.</);
});

/** As a spreadsheet of central Europe saves it. */
const polish = Buffer.from(
  'course,title\nk1,Wst\xeap do rachunku r\xf3\xbfniczkowego\nk2,J\xeazyk polski dla pocz\xb9tkuj\xb9cych\nk3,\xafycie spo\xb3eczne\n',
  'latin1',
);

test('where the letters of a table may be others, somebody is asked with its words in each encoding, and the answer is remembered', async () => {
  const upload = () => send({ courses: new Uint8Array(polish) });
  const asking = (await upload()).headers.get('location') ?? '';
  assert.match(asking, /\/data\/csv\/encoding\/[0-9a-f-]{36}$/);
  assert.equal(await SyncRunModel.countDocuments(), 0);
  const form = await page(asking);
  const offers = form.match(/<input type="radio"[^>]*value="[^"]*"/g) ?? [];
  assert.match(offers[0] ?? '', /value="Windows-1250"/);
  assert.match(form, /<bdi>początkujących<\/bdi>/);
  const refused = await submit(asking, { 'courses.-encoding': 'UTF-9' });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Please choose for each file/);
  assert.equal((await submit(asking, { 'courses.-encoding': 'Windows-1250' })).status, 303);
  await ended();
  const course = await CourseModel.findOne({ institutionId: institution._id, key: 'k2' }).lean();
  assert.equal(course?.title, 'Język polski dla początkujących');
  const source = `/administration/institutions/${institution._id}/data/csv`;
  assert.match(await page(source), /Character encoding: Windows-1250\./);

  await upload();
  await ended();
  await send({ courses: 'course,title\nk2,Język polski\n' });
  await ended();
  const again = await CourseModel.findOne({ institutionId: institution._id, key: 'k2' }).lean();
  assert.equal(again?.title, 'Język polski', 'what is UTF-8 is read as UTF-8, whatever was said');
  await submit(`${source}/columns/forgotten`, {});
  const anew = (await upload()).headers.get('location') ?? '';
  assert.match(anew, /\/encoding\//);
  await submit(anew, { 'courses.-encoding': 'Windows-1252' });
  await ended();
  const said = await page(source);
  assert.match(said, /Character encoding: Windows-1252\./);
  assert.doesNotMatch(said, /is a guess/, 'somebody has said it');
});

test('files that are being read are not removed at the end of their hour, and only one request can take them', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [receiving, reading] = [new UploadFolders(folder, limit), new UploadFolders(folder, limit)];
  const received = await receiving.newFolder();
  await writeFile(join(received, 'courses'), courses);
  const id = await receiving.keepWaiting(received, 'owner');
  assert.ok(await reading.waiting(id, 'owner'), 'another process finds them');
  const taken = await reading.take(id, 'owner');
  assert.equal(await receiving.take(id, 'owner'), undefined);
  t.mock.timers.tick(3_600_000);
  t.mock.timers.reset();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await readFile(taken?.paths['courses'] as string, 'utf8'), courses);
  await taken?.remove();
  assert.deepEqual(await left(), []);
});

test('two answers about the same files at one moment: one reads them, and the other does not take them away', async () => {
  const asking = (await send({ courses: otherNames })).headers.get('location') ?? '';
  const said = { 'courses.course': 'Kurs-ID', 'courses.title': 'Kursname' };
  const answers = await Promise.all([submit(asking, said), submit(asking, said)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 404]);
  const run = await ended();
  assert.deepEqual([run.state, run.counts.courses], ['done', 2]);
});

test('files that wait are the institution’s own', async () => {
  const asking = (await send({ courses: otherNames })).headers.get('location') ?? '';
  const other = await createInstitution({ name: 'Another' });
  const foreign = asking.replace(`${institution._id}`, `${other._id}`);
  assert.equal((await fetch(new URL(foreign, tool.url), { headers: { cookie } })).status, 404);
  assert.equal((await submit(foreign, {})).status, 404);
});

test('a header alone is said to be one', async () => {
  await send({ courses: 'course,title\n' });
  const { state, rejections } = await ended();
  assert.deepEqual([state, rejections?.[0]?.reason], ['done', 'no row below the header']);
});

test('a file over the limit is refused, and nothing of it stays', async () => {
  const answer = await send({ courses: 'x'.repeat(limit + 1) });
  assert.equal(answer.status, 413);
  assert.match(await answer.text(), /larger than 4 MB/);
  assert.deepEqual(await left(), []);
  assert.equal(await SyncRunModel.countDocuments(), 0);
});

test('what is no form with files is refused', async () => {
  const headers = { cookie, origin: tool.url, 'content-type': 'multipart/form-data' };
  const answer = await fetch(address(), { method: 'POST', body: 'x', headers });
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /The upload broke off or was no form with files/);
  assert.deepEqual(await left(), []);
});

test('a form of another site is not read', async () => {
  assert.equal((await send({ courses }, 'https://evil.example')).status, 403);
  assert.deepEqual(await left(), []);
});

test('while files are being read no others are taken', async () => {
  await SyncRunModel.create({
    ...{ institutionId: institution._id, source: 'csv', state: 'running', startedAt: new Date() },
  });
  assert.equal((await send({ courses })).status, 409);
});

test('of two uploads at one moment one is read, and the other is told that it was not', async () => {
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all([send({ courses }), send({ courses })]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    assert.equal((await ended()).state, 'done');
  }
  assert.equal(await SyncRunModel.countDocuments(), 3);
});

test('an upload that breaks off leaves nothing', async () => {
  const upload = httpRequest(address(), {
    method: 'POST',
    headers: { cookie, origin: tool.url, 'content-type': 'multipart/form-data; boundary=b' },
  });
  upload.on('error', () => {});
  upload.write(
    '--b\r\nContent-Disposition: form-data; name="courses"; filename="c.csv"\r\n\r\ncourse,title\r\n',
  );
  await until(async () => (await left()).length > 0);
  assert.equal((await left()).length, 1);
  upload.destroy();
  await until(async () => (await left()).length === 0);
});

test('what a process that died has left is removed at the next start; what a living one uses is not', async () => {
  const [dead, alive, elsewhere] = [
    `999999_a_${hostname()}`,
    `${process.ppid}_b_${hostname()}`,
    '1_c_another-host',
  ];
  for (const name of [dead, alive, elsewhere, `${process.pid}_d_${hostname()}`]) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'courses'), 'x');
  }
  await new UploadFolders(folder, limit).sweep();
  assert.deepEqual((await left()).sort(), [alive, elsewhere].sort());
  for (const name of await left()) await rm(join(folder, name), { recursive: true });
  await new UploadFolders(join(folder, 'not-there'), limit).sweep();
});

test('uploaded files that are gone when their turn comes are said to be so on the home, at once; a folder is named once', async () => {
  const [place, again] = await Promise.all([uploads.place(), new UploadFolders(folder, limit).place()]);
  assert.equal(place, again);
  await JobModel.create({
    ...{ _id: `upload ${institution._id} csv`, kind: 'upload', institution: institution._id, source: 'csv' },
    ...{ priority: 0, state: 'waiting', nextAt: new Date(0), wantedAt: new Date(), place },
    data: { folder: 'job_gone' },
  });
  await until(() => JobModel.exists({ institution: institution._id, state: 'failed' }));
  const text = await page(`/administration/institutions/${institution._id}`);
  assert.match(text, /Uploaded files could not be read\. Given up/);
  assert.match(text, /The uploaded files are there no more\. Upload them again\./);
});

test('files that a job has to read outlive the process that received them, for some days', async () => {
  const other = await mkdtemp(join(tmpdir(), 'next-courses-uploads-'));
  const ofOther = new UploadFolders(other, limit);
  const received = await ofOther.newFolder();
  await writeFile(join(received, 'courses'), courses);
  const name = await ofOther.handOver(received);
  await new UploadFolders(other, limit).sweep();
  assert.deepEqual(Object.keys((await ofOther.handedOver(name)) ?? {}), ['courses']);
  const longAgo = new Date(Date.now() - 4 * 86_400_000);
  await utimes(join(other, name), longAgo, longAgo);
  await ofOther.sweep();
  assert.equal(await ofOther.handedOver(name), undefined);
  await rm(other, { recursive: true });
});

test('files whose folder no process has any more are given up after an hour; others of the source are taken then', async () => {
  const lost = {
    kind: 'upload',
    institution: institution._id,
    source: 'csv',
    place: 'a machine that is gone',
  };
  await JobModel.create({
    ...{ ...lost, _id: `upload ${institution._id} csv`, priority: 0, state: 'waiting', wantedAt: new Date() },
    nextAt: new Date(Date.now() - 61 * 60_000),
  });
  assert.equal((await send({ courses })).status, 409);
  await uploadJob(allFileSources, uploads).plan?.(institution, new Date());
  const job = await JobModel.findOne({ institution: institution._id }).lean();
  assert.deepEqual([job?.state, job?.nextAt], ['failed', undefined]);
  await send({ courses });
  assert.equal((await ended()).counts.courses, 2);
});
