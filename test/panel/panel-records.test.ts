import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import { SaveModel } from '../../models/save.ts';
import { SessionModel } from '../../models/session.ts';
import { type SyncRun, SyncRunModel } from '../../models/sync-run.ts';
import { mostSaves } from '../../src/answering/learner-records.ts';
import { readLearnerState } from '../../src/answering/learner-state.ts';
import type { Database } from '../../src/database/open-database.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { openTestDatabase } from '../database/test-database.ts';

const institutionId = new mongoose.Types.ObjectId();
const stranger = new mongoose.Types.ObjectId();
const ada = { institutionId, learner: 'ada' };
let database: Database;

before(async () => {
  database = await openTestDatabase();
  const course = (key: string, ...categories: string[]) => ({
    institutionId,
    key,
    title: `Course ${key}`,
    categories,
    source: 'csv',
    seenAt: new Date(),
  });
  await CourseModel.create([
    course('1', 'Art', 'Law'),
    course('2', 'Law'),
    course('3', 'Botany'),
    course('4', 'x'.repeat(61)),
  ]);
});
after(() => database.close());

test('categories come with the largest first; one too long for an interest is left out', async () => {
  assert.deepEqual(await panelRecords.categories(institutionId), ['Law', 'Art', 'Botany']);
});

test('another institution sees none of it', async () => {
  assert.deepEqual(await panelRecords.categories(stranger), []);
  assert.equal(await panelRecords.hasCourses(stranger), false);
  assert.equal(await panelRecords.course(stranger, '1'), undefined);
  assert.equal(await panelRecords.hasCourses(institutionId), true);
  assert.equal((await panelRecords.course(institutionId, '1'))?.title, 'Course 1');
});

test('languages of the courses, the most frequent first', async () => {
  const tagged = new mongoose.Types.ObjectId();
  const course = (key: string, language?: string) => ({
    ...{ institutionId: tagged, key, title: key, source: 'csv', seenAt: new Date() },
    ...(language && { language }),
  });
  await CourseModel.create([course('1', 'de'), course('2', 'en'), course('3', 'en'), course('4')]);
  assert.deepEqual(await panelRecords.languages(tagged), ['en', 'de']);
});

test('dark pages are kept for the visit, and for later ones where there is a learner; light ones are stored of nobody', async () => {
  const grace = { institutionId, learner: 'grace' };
  const ends = new Date(Date.now() + 60_000);
  await SessionModel.create({
    ...{ _id: 'visit', institutionId, role: 'learner', platformOrigins: [], endsAt: ends, expiresAt: ends },
    look: { accent: '#0374b5' },
  });
  const isDark = async () => [
    (await SessionModel.findById('visit').lean())?.look,
    (await LearnerModel.findOne({ institutionId, key: 'grace' }).lean())?.dark,
  ];
  await panelRecords.saveDark('visit', undefined, true);
  assert.deepEqual(await isDark(), [{ accent: '#0374b5', dark: true }, undefined]);
  await panelRecords.saveDark('visit', grace, false);
  assert.equal(await LearnerModel.findOne({ institutionId, key: 'grace' }), null);
  await panelRecords.saveDark('visit', grace, true);
  await panelRecords.saveProfile(grace, { interests: ['Law'], goal: '', skills: [], languages: [] });
  assert.deepEqual(await isDark(), [{ accent: '#0374b5', dark: true }, true]);
  await panelRecords.saveDark('visit', grace, false);
  assert.deepEqual(await isDark(), [{ accent: '#0374b5', dark: false }, undefined]);
});

test('a profile is kept for a learner who was never seen before, and replaced as a whole', async () => {
  const empty = { interests: [], goal: '', skills: [], languages: [] };
  assert.deepEqual(await panelRecords.profile(ada), empty);
  const profile = { interests: ['climate', 'Law'], goal: 'Nurse', skills: ['SQL'], languages: ['de'] };
  await panelRecords.saveProfile(ada, profile);
  assert.deepEqual(await panelRecords.profile(ada), profile);
  await panelRecords.saveProfile(ada, { ...empty, interests: ['Law'] });
  assert.deepEqual(await panelRecords.profile(ada), { ...empty, interests: ['Law'] });
  assert.deepEqual(await panelRecords.profile({ ...ada, institutionId: stranger }), empty);
});

test('events are appended with their time, in their order', async () => {
  await panelRecords.recordEvents(ada, [{ type: 'dismissed', course: '1' }]);
  await panelRecords.recordEvents(ada, [
    { type: 'restored', course: '1' },
    { type: 'shown', course: '2', position: 1, propensity: 0.5, score: 1.5 },
  ]);
  const events = await EventModel.find(ada).sort({ at: 1, _id: 1 }).lean();
  assert.deepEqual(
    events.map(({ type, course, propensity }) => [type, course, propensity]),
    [
      ['dismissed', '1', undefined],
      ['restored', '1', undefined],
      ['shown', '2', 0.5],
    ],
  );
  assert.ok(events.every(({ at }) => at instanceof Date));
});

test('courses taken come with the newest rating of each, the latest course first', async () => {
  const enrolment = (course: string, state: string, at: string) =>
    EnrolmentModel.create({
      ...{ institutionId, learner: 'ada', course, role: 'learner', source: 'csv', seenAt: new Date() },
      ...{ state: state as 'active', at: new Date(at) },
    });
  await enrolment('1', 'completed', '2025-01-01');
  await enrolment('2', 'active', '2026-01-01');
  await enrolment('3', 'withdrawn', '2026-02-01');
  await panelRecords.recordEvents(ada, [{ type: 'rated', course: '1', rating: 1 }]);
  await panelRecords.recordEvents(ada, [{ type: 'rated', course: '1', rating: 5 }]);
  await panelRecords.recordEvents(ada, [{ type: 'rated', course: '2', rating: 5 }]);
  await panelRecords.recordEvents(ada, [{ type: 'rated', course: '2' }]);
  assert.deepEqual(await panelRecords.taken(ada), [
    { key: '2', title: 'Course 2' },
    { key: '1', title: 'Course 1', rating: 5 },
  ]);
  assert.deepEqual(await panelRecords.taken({ ...ada, institutionId: stranger }), []);
});

test('searches count from the last time they were forgotten, newest first, each once', async () => {
  const search = (text: string) => panelRecords.recordEvents(ada, [{ type: 'searched', text }]);
  await search('law');
  await panelRecords.recordEvents(ada, [{ type: 'searches-forgotten' }]);
  for (const text of ['maps', 'sea', 'maps']) await search(text);
  assert.deepEqual(await panelRecords.searches(ada), ['maps', 'sea']);
});

test('a search that is forgotten is deleted, also one that another system reported', async () => {
  const bob = { institutionId, learner: 'bob' };
  await panelRecords.recordEvents(bob, [{ type: 'searched', text: 'debts' }]);
  await panelRecords.forgetSearches(bob);
  assert.deepEqual(await EventModel.distinct('type', { institutionId, learner: 'bob' }), [
    'searches-forgotten',
  ]);
  await EventModel.create({ ...bob, type: 'searched', text: 'late', at: new Date(Date.now() - 60_000) });
  assert.deepEqual(await panelRecords.searches(bob), [], 'what is reported later of the time before');
});

test('many saves at the same moment do not pass the limit together', async () => {
  const cyd = { institutionId, learner: 'cyd' };
  const at = new Date();
  await SaveModel.insertMany(
    Array.from({ length: mostSaves - 1 }, (_, i) => ({ ...cyd, course: `s${i}`, at })),
  );
  await Promise.all(Array.from({ length: 8 }, (_, i) => panelRecords.save(cyd, `new${i}`)));
  assert.ok((await SaveModel.countDocuments(cyd)) <= mostSaves);
});

test('data is as fresh as the last pull that went through', async () => {
  assert.equal(await panelRecords.lastUpdated(new mongoose.Types.ObjectId()), undefined);
  const run = (state: SyncRun['state'], finishedAt?: Date) => ({
    institutionId,
    source: 'csv',
    state,
    startedAt: new Date(0),
    ...(finishedAt && { finishedAt }),
  });
  await SyncRunModel.create([
    run('done', new Date('2026-01-01')),
    run('done', new Date('2026-02-01')),
    run('failed', new Date('2026-03-01')),
    run('running'),
  ]);
  assert.deepEqual(await panelRecords.lastUpdated(institutionId), new Date('2026-02-01'));
});

test('a course is saved once, with the first date, and taken off again', async () => {
  const who = { institutionId, learner: 'saver' };
  await panelRecords.save(who, '1');
  await panelRecords.save(who, '2', 'Spring 2027');
  await panelRecords.save(who, '1');
  const saved = await panelRecords.saved(who);
  assert.deepEqual(
    saved.map(({ course, term }) => [course, term]),
    [
      ['2', 'Spring 2027'],
      ['1', undefined],
    ],
  );
  assert.equal(await panelRecords.countShown(institutionId, []), 0);
  assert.equal(await panelRecords.countShown(institutionId, ['1', '2', 'not shown to students']), 2);
  await panelRecords.save(who, 'not shown to students');
  await panelRecords.unsave(who, '2');
  assert.deepEqual((await panelRecords.saved(who)).map(({ course }) => course).sort(), [
    '1',
    'not shown to students',
  ]);
  assert.deepEqual(await panelRecords.saved({ ...who, institutionId: stranger }), []);
});

test('who saves without end by a script is stopped, and can still change what is saved', async () => {
  const who = { institutionId, learner: 'script' };
  const many = Array.from({ length: 500 }, (_, i) => ({ ...who, course: `${i}`, at: new Date() }));
  await SaveModel.insertMany(many);
  await panelRecords.save(who, 'one more');
  assert.equal((await panelRecords.saved(who)).length, 500);
  await panelRecords.save(who, '7', 'Autumn');
  assert.equal((await SaveModel.findOne({ ...who, course: '7' }).lean())?.term, 'Autumn');
});

test('lists name the courses that students are told of, in the order asked for', async () => {
  const elsewhere = new mongoose.Types.ObjectId();
  const course = (key: string, fields: object = {}) => ({
    ...{ institutionId: elsewhere, key, title: key.toUpperCase(), source: 'csv', seenAt: new Date() },
    ...fields,
  });
  const all = [course('a', { code: 'ABC1', categories: ['Art'] }), course('b', { hidden: true })];
  await CourseModel.create([...all, course('c', { removedAt: new Date() })]);
  const who = { institutionId: elsewhere, learner: 'ada' };
  assert.deepEqual(await panelRecords.keptCourses(who, ['c', 'b', 'nowhere', 'a'], 'en'), [
    { key: 'c', title: 'C', isGone: true },
    { key: 'a', title: 'A', isGone: false, code: 'ABC1', subject: 'Art' },
  ]);
});

test('subjects and languages are counted for the first visit; skipping it is remembered', async () => {
  const tagged = new mongoose.Types.ObjectId();
  const course = (key: string, language?: string, ...categories: string[]) => ({
    ...{ institutionId: tagged, key, title: key, source: 'csv', seenAt: new Date(), categories },
    ...(language && { language }),
  });
  const some = [course('1', 'en', 'Art', 'All'), course('2', 'en', 'Law', 'All'), course('3', 'de', 'Law')];
  await CourseModel.create([...some, course('4')]);
  assert.deepEqual(await panelRecords.subjectCounts(tagged), [
    { name: 'Law', courses: 2 },
    { name: 'Art', courses: 1 },
  ]);
  assert.deepEqual(await panelRecords.languageCounts(tagged), [
    { name: 'en', courses: 2 },
    { name: 'de', courses: 1 },
  ]);
  const who = { institutionId: tagged, learner: 'ada' };
  const hasSkipped = async (learner: string) =>
    (await readLearnerState(tagged, learner, new Date())).known?.hasSkippedPicker;
  assert.equal(await hasSkipped('ada'), false);
  await panelRecords.skipPicker(who);
  assert.equal(await hasSkipped('ada'), true);
  assert.equal(await hasSkipped('bob'), false);
});

test('what is hidden is the newest decision of each course, with why', async () => {
  const who = { institutionId, learner: 'hider' };
  const event = (type: string, course: string, at: number, why?: string) => ({
    ...{ ...who, type, course, at: new Date(Date.now() - 1_000 + at) },
    ...(why && { why }),
  });
  await EventModel.insertMany([
    event('dismissed', '1', 1),
    event('dismissed', '2', 2),
    event('restored', '2', 3),
    event('dismissed', '1', 4, 'known'),
    event('dismissed', '3', 5, 'later'),
  ]);
  const hidden = await panelRecords.hidden(who);
  assert.deepEqual(
    hidden.map(({ course, why }) => [course, why]),
    [
      ['3', 'later'],
      ['1', 'known'],
    ],
  );
});
