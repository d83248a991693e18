import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { EventModel } from '../../../models/event.ts';
import type { Institution } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import { type ApplyOptions, apply } from '../../../src/sync/apply/apply.ts';
import type { EnrolmentRecord, SyncRecord } from '../../../src/sync/record.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let clock = Date.parse('2026-06-01');

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

/** A minute later, one source says so. */
function say(source: string, records: ApplyOptions['records'], options: Partial<ApplyOptions> = {}) {
  clock += 60_000;
  const seenAt = new Date(clock);
  return apply({ institution, source, records, seenAt, now: seenAt, ...options });
}

const course = (key = 'C1', more = {}): SyncRecord => ({ kind: 'course', key, title: key, ...more });
const enrolled = (learner: string, more: Partial<EnrolmentRecord> = {}): SyncRecord => ({
  ...{ kind: 'enrolment', learner, course: 'C1', ...more },
});
const allOfC1: SyncRecord = { kind: 'complete', of: 'enrolments', course: 'C1' };

const stored = (person: string) =>
  EnrolmentModel.findOne({
    institutionId: institution._id,
    learner: learnerKeyOf(institution, person),
  }).lean();
const stateOf = async (person: string) => (await stored(person))?.state;
const courseOf = (key: string) => CourseModel.findOne({ institutionId: institution._id, key }).lean();

async function* brokenOff(...records: SyncRecord[]): AsyncGenerator<SyncRecord> {
  yield* records;
  throw new Error('page 2 failed');
}

test('field by field the first source that knows counts, whoever came first', async () => {
  const at = new Date('2025-10-01');
  const moodle = [course('C1', { title: 'Botany', description: '' }), enrolled('ann', { progress: 0.5, at })];
  const csv = [
    course('C1', { title: 'Botany (old)', description: 'Plants', language: 'en' }),
    enrolled('ann', { at: new Date('2024-01-01'), weight: 2, gradeBand: 'good' }),
  ];
  for (const order of [
    ['moodle', 'csv'],
    ['csv', 'moodle'],
  ]) {
    await Promise.all([CourseModel.deleteMany(), EnrolmentModel.deleteMany()]);
    for (const source of order) await say(source, source === 'csv' ? csv : moodle);
    const { title, description, language, source, bySource } = (await courseOf('C1')) ?? {};
    assert.deepEqual([title, description, language, source], ['Botany', 'Plants', 'en', 'moodle']);
    assert.equal(bySource?.['csv']?.title, 'Botany (old)');
    const ann = await stored('ann');
    assert.deepEqual(
      [ann?.at, ann?.progress, ann?.weight, ann?.gradeBand, ann?.state],
      [at, 0.5, 2, 'good', 'active'],
    );
  }
});

test('what a source takes back, another one may still say', async () => {
  const url = 'https://lms.example/1';
  await say('csv', [course('C1', { url: 'https://old.example/1', level: 'advanced' })]);
  await say('moodle', [course('C1', { url })]);
  assert.equal((await courseOf('C1'))?.url, url);
  await say('moodle', [course('C1', { url: null })]);
  assert.equal((await courseOf('C1'))?.url, 'https://old.example/1');
  await say('csv', [course('C1', { url: null, level: null })]);
  const { url: noUrl, level } = (await courseOf('C1')) ?? {};
  assert.deepEqual([noUrl, level], [undefined, undefined]);
});

test('who is missing from a complete pull is withdrawn, once; a broken-off or partial one withdraws nobody', async () => {
  await say('moodle', [course(), enrolled('ann'), enrolled('bob', { state: 'completed' }), enrolled('cy')]);
  await assert.rejects(say('moodle', brokenOff(course(), enrolled('ann'))), /page 2 failed/);
  await say('moodle', [course(), enrolled('ann')]);
  assert.equal(await stateOf('cy'), 'active');

  const { changed, removed } = await say('moodle', [course(), enrolled('ann'), allOfC1]);
  assert.deepEqual([changed, removed], [2, 2]);
  assert.deepEqual(
    [await stateOf('ann'), await stateOf('bob'), await stateOf('cy')],
    ['active', 'completed', 'withdrawn'],
  );
  assert.deepEqual((await stored('cy'))?.bySource?.['moodle']?.removedAt, new Date(clock));
  const again = await say('moodle', [course(), enrolled('ann'), allOfC1]);
  assert.deepEqual([again.changed, again.removed], [0, 0]);
  await say('moodle', [course(), enrolled('ann'), enrolled('cy'), allOfC1]);
  assert.equal(await stateOf('cy'), 'active');
});

test('who was left out of a complete pull for a wrong date is not gone, nor is a course for its title', async () => {
  await say('moodle', [
    course(),
    course('C2'),
    enrolled('ann'),
    enrolled('bob'),
    enrolled('cy', { course: 'C2' }),
  ]);
  const at = new Date('2126-01-01');
  const { rejected, removed } = await say('moodle', [
    course(),
    course('C2', { title: '' }),
    ...[{ kind: 'complete', of: 'courses' } as const, enrolled('ann', { at }), allOfC1],
    { kind: 'complete', of: 'enrolments', course: 'C2' },
  ]);
  assert.deepEqual([rejected, removed], [2, 1]);
  assert.deepEqual(await Promise.all(['ann', 'bob'].map(stateOf)), ['active', 'active']);
  assert.equal((await courseOf('C2'))?.removedAt, undefined);
  await say('moodle', [course(), course('C2'), enrolled('ann'), allOfC1]);
  assert.equal(await stateOf('bob'), 'withdrawn');
});

test('a date of completion says completed, also of one whose time in the course is over, until it is taken back', async () => {
  await say('moodle', [course(), enrolled('ann', { state: 'active', completedAt: new Date('2026-01-01') })]);
  assert.equal(await stateOf('ann'), 'completed');
  await say('moodle', [enrolled('ann', { state: 'withdrawn' })]);
  assert.equal(await stateOf('ann'), 'completed');
  await say('moodle', [enrolled('ann', { state: 'withdrawn', completedAt: null })]);
  assert.equal(await stateOf('ann'), 'withdrawn');
});

test('what came before a pull broke off is written; who is missing is judged at the end of a pull', async () => {
  await say('moodle', [course(), enrolled('ann'), enrolled('bob')]);
  const records = brokenOff(course(), enrolled('ann'), enrolled('dan'), allOfC1);
  await assert.rejects(say('moodle', records), /page 2 failed/);
  assert.deepEqual([await stateOf('dan'), await stateOf('bob')], ['active', 'active']);
});

test('removed by one source, present in another: the one whose word counts first decides', async () => {
  await say('moodle', [course(), enrolled('ann', { state: 'active' }), enrolled('bob', { state: 'active' })]);
  await say('names-and-roles', [enrolled('ann', { state: 'active' }), enrolled('bob', { state: 'active' })]);
  await say('names-and-roles', [enrolled('bob', { state: 'active' }), allOfC1]);
  assert.equal(await stateOf('ann'), 'active');
  await say('moodle', [enrolled('ann', { state: 'active' }), allOfC1]);
  assert.deepEqual([await stateOf('ann'), await stateOf('bob')], ['active', 'withdrawn']);
});

test('of who is in a course today, a roster knows more than a file', async () => {
  await say('csv', [course(), enrolled('ann', { state: 'active' }), enrolled('bob', { state: 'withdrawn' })]);
  await say('names-and-roles', [enrolled('ann', { state: 'active' }), enrolled('bob', { state: 'active' })]);
  await say('names-and-roles', [enrolled('bob', { state: 'active' }), allOfC1]);
  assert.deepEqual([await stateOf('ann'), await stateOf('bob')], ['withdrawn', 'active']);
});

test('a source says itself that somebody is gone, and of whom it never spoke nothing', async () => {
  await say('csv', [course(), enrolled('cy')]);
  await say('one-roster', [enrolled('ann'), enrolled('bob')]);
  const removals: SyncRecord[] = ['ann', 'cy', 'dan'].map((learner) => ({
    kind: 'removal',
    course: 'C1',
    learner,
  }));
  const counts = await say('one-roster', removals);
  assert.deepEqual([counts.removed, counts.changed, counts.rejected], [1, 1, 0]);
  const again = await say('one-roster', removals);
  assert.deepEqual([again.removed, again.changed], [0, 0], 'who was gone before is not gone again');
  assert.deepEqual(await Promise.all(['ann', 'bob', 'cy', 'dan'].map(stateOf)), [
    'withdrawn',
    'active',
    'active',
    undefined,
  ]);
});

test('a course that the LMS no longer has is marked, and keeps what it is called', async () => {
  await say('moodle', [course('C1'), course('C2'), course('C3')]);
  await say('csv', [course('C2')]);
  await say('moodle', [course('C1'), { kind: 'removal', course: 'C3' }, { kind: 'complete', of: 'courses' }]);
  const removed = async (key: string) => (await courseOf(key))?.removedAt !== undefined;
  assert.deepEqual([await removed('C1'), await removed('C2'), await removed('C3')], [false, true, true]);
  assert.equal((await courseOf('C2'))?.title, 'C2');
  await say('moodle', [course('C2')]);
  assert.equal(await removed('C2'), false);
});

test('the whole institution is complete: everybody in every course', async () => {
  const inC2 = { course: 'C2' };
  await say('csv', [
    course('C1'),
    course('C2'),
    enrolled('ann'),
    enrolled('bob', inC2),
    enrolled('cy', inC2),
  ]);
  const { removed } = await say('csv', [enrolled('bob', inC2), { kind: 'complete', of: 'enrolments' }]);
  assert.deepEqual(
    [removed, await stateOf('ann'), await stateOf('bob'), await stateOf('cy')],
    [2, 'withdrawn', 'active', 'withdrawn'],
  );
});

test('two sources at one moment: neither loses what the other says', async () => {
  const people = Array.from({ length: 300 }, (_, i) => `learner${i}`);
  for (let round = 1; round <= 5; round++) {
    await Promise.all([
      say('moodle', [course(), ...people.map((person) => enrolled(person, { progress: round / 10 }))]),
      say('csv', [course(), ...people.map((person) => enrolled(person, { weight: round }))]),
      say('xapi', [course(), ...people.map((person) => enrolled(person, { completedAt: new Date(round) }))]),
    ]);
    const all = await EnrolmentModel.find().lean();
    for (const { progress, weight, completedAt } of all)
      assert.deepEqual([progress, weight, completedAt], [round / 10, round, new Date(round)]);
    assert.equal(all.length, people.length);
  }
});

test('a pull that began earlier does not make anything look older', async () => {
  const earlier = new Date(clock - 3_600_000);
  await say('moodle', [course(), enrolled('ann', { progress: 0.1 }), enrolled('bob')]);
  await say('moodle', [enrolled('ann', { progress: 0.2 }), enrolled('bob'), allOfC1], { seenAt: earlier });
  for (const person of ['ann', 'bob']) {
    const enrolment = await stored(person);
    assert.deepEqual(
      [enrolment?.seenAt, enrolment?.bySource?.['moodle']?.seenAt],
      [new Date(clock - 60_000), new Date(clock - 60_000)],
    );
  }
});

test('a dry run says what would change and writes nothing', async () => {
  await say('moodle', [course('C1'), course('C2'), enrolled('ann'), enrolled('bob'), enrolled('cy')]);
  const before = JSON.stringify([await CourseModel.find().lean(), await EnrolmentModel.find().lean()]);
  const changes: string[] = [];
  const records = [
    ...[course('C1', { title: 'Botany' }), course('C9'), enrolled('ann', { state: 'completed' })],
    ...[
      enrolled('dan'),
      enrolled('eve', { course: 'C9' }),
      enrolled('bob'),
      allOfC1,
      { kind: 'complete', of: 'courses' },
    ],
    { kind: 'event', id: 'e1', learner: 'ann', at: new Date(0), detail: { type: 'opened', course: 'C1' } },
  ] as SyncRecord[];
  const planned = await say('moodle', records, {
    onChange: (change, of, key) =>
      changes.push(`${change} ${of} ${key['key'] ?? key['course'] ?? key['id']}`),
  });
  assert.equal(JSON.stringify([await CourseModel.find().lean(), await EnrolmentModel.find().lean()]), before);
  assert.equal(await EventModel.countDocuments(), 0);
  assert.deepEqual(changes.sort(), [
    ...['changed course C1', 'changed enrolment C1'],
    ...['new course C9', 'new enrolment C1', 'new enrolment C9', 'new event e1'],
    ...['removed course C2', 'removed enrolment C1'],
  ]);
  const done = await say('moodle', records);
  assert.deepEqual([done.changed, done.removed], [planned.changed, planned.removed]);
});

test('an event is stored once, under a pseudonym, however often it comes', async () => {
  const event = (id: string, learner = 'ann'): SyncRecord => ({
    ...{ kind: 'event', id, learner, at: new Date('2026-01-01'), detail: { type: 'opened', course: 'C1' } },
  });
  const first = await say('xapi', [course(), event('1'), event('2'), event('1')]);
  assert.deepEqual([first.events, first.changed], [3, 3]);
  const second = await say('xapi', [event('2'), event('3')]);
  assert.equal(second.changed, 1);
  const learners = (await EventModel.find().lean()).map(({ learner }) => learner);
  assert.deepEqual(
    learners,
    Array.from({ length: 3 }, () => learnerKeyOf(institution, 'ann')),
  );
});

test('what cannot be is left out with its reason', async () => {
  const reasons: string[] = [];
  const counts = await say(
    'moodle',
    [
      ...[course(), enrolled('ann', { course: 'C9' }), enrolled('', {}), enrolled('ann', { progress: 1.5 })],
      ...[
        enrolled('ann', { progress: Number.NaN }),
        enrolled('ann', { at: new Date(Number.NaN) }),
        enrolled('ann', { weight: 0 }),
      ],
    ],
    { onReject: ({ reason }) => reasons.push(reason) },
  );
  assert.deepEqual(reasons, [
    'unknown course: import it first',
    'no learner id',
    'progress is not between 0 and 1',
    'progress is not between 0 and 1',
    'time is none',
    'weight is not above 0',
  ]);
  assert.equal(counts.rejected, 6);
});

test('names and e-mails have no place in a record, and what is smuggled in is not stored', async () => {
  // @ts-expect-error a record has no such field
  const person: EnrolmentRecord = { kind: 'enrolment', learner: '1', course: 'C1', email: 'ann@example.com' };
  const term = { name: 'Autumn', teacher: 'Ann Able' };
  await say('moodle', [course('C1', { teacher: 'Ann Able', term }), person]);
  for (const collection of (await mongoose.connection.db?.collections()) ?? [])
    assert.doesNotMatch(JSON.stringify(await collection.find().toArray()), /Ann Able|ann@example/);
});
