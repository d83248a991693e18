// Takes about 11 s.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { CatalogueReportModel } from '../../../models/catalogue-report.ts';
import { type Course, CourseModel } from '../../../models/course.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { LeaseModel } from '../../../models/lease.ts';
import { syntheticCatalogue } from '../../../scripts/benchmark/synthetic-catalogue.ts';
import { catalogueReader } from '../../../src/answering/catalogue.ts';
import { createEligibility } from '../../../src/answering/eligibility.ts';
import { derivationJob } from '../../../src/jobs/kinds/catalogue-jobs.ts';
import { inThread } from '../../../src/jobs/kinds/catalogue-thread.ts';
import { apply } from '../../../src/sync/apply/apply.ts';
import { deriveCatalogue, isDerivationDue } from '../../../src/sync/derivation/derive-catalogue.ts';
import { courseKind } from '../../../src/sync/documents/document-kind.ts';
import { withdrawSource } from '../../../src/sync/identity/move-document.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { workByTheClock } from '../../jobs/working.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';

const german =
  'Diese Vorlesung führt in die Grundlagen der Zellbiologie ein und behandelt den Aufbau und die Funktion der Zelle.';
const english =
  'This course is about the structure of cells, about how they divide, and about what makes them grow.';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let clock: number;

function later(): Date {
  clock += 60_000;
  return new Date(clock);
}

beforeEach(async () => {
  const models = [CourseModel, InstitutionModel, CatalogueReportModel, LeaseModel];
  await Promise.all(models.map((model) => (model as typeof CourseModel).deleteMany()));
  institution = await createInstitution();
  clock = Date.parse('2026-06-01');
});

type CourseRecord = Omit<Extract<SyncRecord, { kind: 'course' }>, 'kind'>;

async function say(source: string, courses: readonly CourseRecord[], more: readonly SyncRecord[] = []) {
  const now = later();
  const records = [...courses.map((course) => ({ kind: 'course', ...course }) as const), ...more];
  await apply({ institution, source, records, seenAt: now, now });
}

async function derive(): Promise<number | undefined> {
  return deriveCatalogue(institution._id, { now: later() });
}

async function course(key: string): Promise<Course> {
  return (
    (await CourseModel.findOne({ institutionId: institution._id, key }).lean<Course>()) ?? assert.fail(key)
  );
}

async function allCourses(): Promise<string> {
  const courses = await CourseModel.find({ institutionId: institution._id })
    .sort({ key: 1 })
    .lean<Course[]>();
  return JSON.stringify(courses.map(({ revision, seenAt, bySource, ...others }) => others));
}

test('a language is detected where none is stated, and is marked as detected', async () => {
  await say('csv', [
    { key: 'de', title: 'Zellen', description: german },
    { key: 'en', title: 'Cells', description: english, language: 'fr' },
    { key: 'short', title: 'Biologie' },
  ]);
  await derive();
  assert.deepEqual(
    await Promise.all(['de', 'en', 'short'].map(async (key) => (await course(key)).language)),
    ['de', 'fr', undefined],
  );
  assert.equal((await course('de')).bySource?.['derived']?.language, 'de');
  assert.equal((await course('en')).bySource?.['derived'], undefined);
  const report = await CatalogueReportModel.findOne({ institutionId: institution._id }).lean();
  assert.deepEqual([report?.counts.languageStated, report?.counts.languageDetected], [1, 1]);
});

test('a source that states it later is believed, at once', async () => {
  await say('csv', [{ key: 'de', title: 'Zellen', description: german }]);
  await derive();
  await say('moodle', [{ key: 'de', title: 'Zellen', language: 'de-AT' }]);
  assert.equal((await course('de')).language, 'de-AT');
  await derive();
  assert.equal((await course('de')).language, 'de-AT');
  assert.equal((await course('de')).bySource?.['derived']?.language, undefined);
});

test('who has had a section is offered no other, and a prerequisite is met by any', async () => {
  await say('canvas', [
    { key: '1', code: 'BIO101-01', title: 'Cells (Fall 2024)' },
    { key: '2', code: 'BIO101-02', title: 'Cells (Spring 2025)' },
    { key: '3', code: 'BIO201', title: 'Genes', description: 'Prerequisite: BIO101.' },
  ]);
  await derive();
  const { courses } = await catalogueReader()(institution._id);
  const reasonsFor = (taken: string[]) => {
    const nothing = new Set<string>();
    const isEligible = createEligibility(
      courses,
      { taken: new Set(taken), passed: new Set(taken), dismissed: nothing, groups: nothing, languages: [] },
      { now: new Date(), blocked: nothing, openNow: false, offers: 'enterable' },
    );
    return Array.from(courses.values(), (one) =>
      isEligible(one)
        .map(({ reason }) => reason)
        .join(),
    );
  };
  assert.deepEqual(reasonsFor([]), ['', '', 'missing-prerequisite']);
  assert.deepEqual(reasonsFor(['2']), ['other-section-taken', 'taken', '']);
});

test('a group that a source states stays, and one that is no longer found goes', async () => {
  await say('canvas', [
    { key: '1', title: 'BIO101 Cells' },
    { key: '2', title: 'BIO101 Cells' },
  ]);
  await derive();
  const { group } = await course('1');
  assert.ok(group);
  await say('canvas', [{ key: '2', title: 'BIO102 Tissues' }]);
  await derive();
  assert.deepEqual([(await course('1')).group, (await course('2')).group], [undefined, undefined]);
  await say('one-roster', [{ key: '1', title: 'BIO101 Cells', group: 'stated' }]);
  await derive();
  assert.equal((await course('1')).group, 'stated');
});

test('what is missing, too short, or said twice is listed; a course that is gone is not', async () => {
  await say('csv', [
    { key: 'none', title: 'Nothing' },
    { key: 'short', title: 'Short', description: 'See syllabus.' },
    { key: 'a', title: 'Cells', description: english },
    { key: 'b', title: 'About cells', description: english.toUpperCase() },
    { key: 'c', title: 'Waits', description: `${english} Really. Prerequisite: BIO999.` },
    { key: 'gone', title: 'Gone' },
  ]);
  await say('csv', [], [{ kind: 'removal', course: 'gone' }]);
  await derive();
  const listed = await Promise.all(
    ['none', 'short', 'a', 'b', 'c', 'gone'].map(async (key) => (await course(key)).findings?.lists.join()),
  );
  assert.deepEqual(listed, [
    'no-description',
    'short-description',
    'same-text',
    'same-text',
    'prerequisite-unclear',
    '',
  ]);
  assert.deepEqual((await course('c')).findings?.unclear, [{ text: 'BIO999', why: 'unknown' }]);
  const report = await CatalogueReportModel.findOne({ institutionId: institution._id }).lean();
  assert.deepEqual(report?.counts, {
    ...{ courses: 5, described: 4, languageStated: 0, languageDetected: 3, categorised: 0, enrolled: 0 },
    ...{ groups: 0, sections: 0, prerequisitesStated: 0, prerequisitesFound: 0 },
  });
});

test('doing it again changes nothing; after a change only what it touches is written', async () => {
  await say('csv', [
    ...Array.from({ length: 250 }, (_, i) => ({
      key: `${i}`,
      title: `Course ${i}`,
      description: `${i} ${german}`,
    })),
    { key: 'x', title: 'BIO101 Cells' },
    { key: 'y', title: 'BIO101 Tissues' },
  ]);
  assert.equal(await derive(), 252);
  const before = await allCourses();
  assert.equal(await isDerivationDue(institution._id, new Date(clock)), false);
  assert.equal(await derive(), 0);
  await CourseModel.updateMany({ institutionId: institution._id }, { toDerive: true });
  assert.equal(await derive(), 252);
  assert.equal(await allCourses(), before);
  await say('csv', [{ key: 'y', title: 'BIO101 Cells' }]);
  assert.equal(await isDerivationDue(institution._id, new Date(clock)), true);
  assert.equal(await derive(), 2);
  assert.equal((await course('x')).group, (await course('y')).group);
});

test('a course that changes between reading and writing is looked at again', async () => {
  await say('csv', [{ key: 'a', title: 'Zellen', description: german }]);
  let hasChanged = false;
  const detector = async () => {
    if (!hasChanged) {
      hasChanged = true;
      await say('csv', [{ key: 'a', title: 'Cells', description: english }]);
    }
    return (text: string) => (text.includes('Zellen') ? 'de' : 'en');
  };
  assert.equal(await deriveCatalogue(institution._id, { now: new Date(clock), detector }), 1);
  assert.deepEqual([(await course('a')).title, (await course('a')).language], ['Cells', 'en']);
  assert.equal((await course('a')).toDerive, undefined);
});

test('one process at a time', async () => {
  await say('csv', [{ key: 'a', title: 'Zellen', description: german }]);
  const written = await Promise.all([derive(), derive(), derive()]);
  assert.deepEqual(
    written.filter((count) => count !== undefined),
    [1],
  );
});

test('courses that were stored without a source keep their own words', async () => {
  const fields = { institutionId: institution._id, source: 'demo', seenAt: new Date(clock) };
  await CourseModel.create([
    { ...fields, key: 'a', title: 'Zellen', description: german },
    { ...fields, key: 'b', title: 'Cells', description: german, language: 'en', group: 'g' },
  ]);
  await derive();
  assert.equal(await derive(), 0);
  const [a, b] = [await course('a'), await course('b')];
  assert.deepEqual([a.language, a.description, b.language, b.group], ['de', german, 'en', 'g']);
});

test('a document that no source has a word in any more goes, whatever was derived of it', async () => {
  await say('one-roster', [{ key: 'a', title: 'Zellen', description: german }]);
  await derive();
  const document = await CourseModel.collection.findOne({ institutionId: institution._id, key: 'a' });
  await withdrawSource(courseKind, 'one-roster', document as object);
  assert.equal(await CourseModel.countDocuments({ institutionId: institution._id }), 0);
});

test('catalogues that have changed are derived in the background', async () => {
  await say('csv', [{ key: 'a', title: 'Zellen', description: german }]);
  const logged: { job?: string; courses?: number }[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void logged.push(JSON.parse(line)) });
  const stop = await workByTheClock([derivationJob()], { log });
  await until(() => logged.length > 0);
  await stop();
  assert.equal((await course('a')).language, 'de');
  assert.deepEqual(
    logged.map(({ job, courses }) => [job, courses]),
    [[`derivation ${institution._id}`, 1]],
  );
});

test('while a large catalogue is looked through, others have their turn; told to stop, it ends at once and goes on the next time', async () => {
  const large = syntheticCatalogue(2_500).courses;
  await say('csv', large);
  const derive = inThread('derivation');
  const stopping = new AbortController();
  const stopped = assert.rejects(derive(institution._id, stopping.signal), { message: 'Stopped.' });
  await until(() => CourseModel.exists({ institutionId: institution._id, findings: { $exists: true } }));
  stopping.abort(new Error('Stopped.'));
  await stopped;
  // Whoever died holds the lease for a while.
  await LeaseModel.deleteMany();

  const before = performance.eventLoopUtilization();
  const written = await derive(institution._id, new AbortController().signal);
  const { utilization } = performance.eventLoopUtilization(before);
  assert.ok((written as number) > 0 && (written as number) <= large.length);
  assert.ok(utilization < 0.2, `this thread was busy for ${utilization} of the time`);
  assert.equal(await CourseModel.countDocuments({ institutionId: institution._id, toDerive: true }), 0);
});
