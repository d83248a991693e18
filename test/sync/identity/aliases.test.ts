import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { AliasModel, ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { EventModel } from '../../../models/event.ts';
import type { Institution } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import { PanelSettingsModel } from '../../../models/panel-settings.ts';
import { StudyModel } from '../../../models/study.ts';
import { type ApplyOptions, apply } from '../../../src/sync/apply/apply.ts';
import { learnAliases } from '../../../src/sync/identity/learn-aliases.ts';
import type { EnrolmentRecord, SyncRecord } from '../../../src/sync/record.ts';
import { syncRoster } from '../../../src/sync/sources/names-and-roles/sync-roster.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';

const source = 'one-roster';
const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let clock = Date.parse('2026-06-01');

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

/** A minute later, the records' system says so, by its own ids. */
function say(records: ApplyOptions['records'], options: Partial<ApplyOptions> = {}) {
  clock += 60_000;
  const seenAt = new Date(clock);
  return apply({ institution, source, hasOwnIds: true, records, seenAt, now: seenAt, ...options });
}

const klass = (key: string, more = {}): SyncRecord => ({
  kind: 'course',
  key,
  title: `Class ${key}`,
  ...more,
});
const enrolled = (learner: string, course: string, more: Partial<EnrolmentRecord> = {}): SyncRecord => ({
  ...{ kind: 'enrolment', learner, course, ...more },
});
const everything: SyncRecord[] = [
  { kind: 'complete', of: 'courses' },
  { kind: 'complete', of: 'enrolments' },
];
const fixture: SyncRecord[] = [
  ...[klass('A'), klass('B')],
  ...[enrolled('S1', 'A', { state: 'completed' }), enrolled('S1', 'B'), enrolled('S2', 'A')],
  ...everything,
];

/** What a launch by `sub` from `context` tells. */
const seen = (sub: string, person: string, context?: string, section?: string) =>
  learnAliases(institution._id, [
    {
      ...{ of: 'learner' as const, source, from: ownLearnerKey(institution, source, person) },
      to: learnerKeyOf(institution, sub),
    },
    ...(context && section
      ? [{ of: 'course' as const, source, from: ownCourseKey(source, section), to: context }]
      : []),
  ]);

test('what a person studies, too, becomes that of the person of the LMS, and of nobody where an id is of two', async () => {
  const studying = (programme: string): SyncRecord => ({ kind: 'study', learner: 'S1', programme, year: 2 });
  const studies = async () =>
    (await StudyModel.find({ institutionId: institution._id }).lean()).map(({ learner, programme, year }) => [
      learner,
      programme,
      year,
    ]);
  await say([...fixture, studying('Law')]);
  assert.deepEqual(await studies(), [[ownLearnerKey(institution, source, 'S1'), 'Law', 2]]);
  await seen('ada', 'S1');
  const ada = learnerKeyOf(institution, 'ada');
  assert.deepEqual(await studies(), [[ada, 'Law', 2]]);
  await say([studying('Nursing &amp; Care')]);
  assert.deepEqual(await studies(), [[ada, 'Nursing & Care', 2]]);
  await seen('bob', 'S1');
  assert.deepEqual(await studies(), []);
});

async function historyOf(learner: string): Promise<string[]> {
  const found = await EnrolmentModel.find({ institutionId: institution._id, learner })
    .sort({ course: 1 })
    .lean();
  return found.map(({ course, state }) => `${course} ${state}`);
}
const ofSub = (sub: string) => historyOf(learnerKeyOf(institution, sub));
const ofRecord = (id: string) => historyOf(ownLearnerKey(institution, source, id));
const courses = async () =>
  (await CourseModel.find({ institutionId: institution._id }).sort({ key: 1 }).lean()).map(({ key }) => key);

test('until somebody tells who it is, data is kept under the source’s own ids, which no LMS id can be', async () => {
  await say(fixture);
  assert.deepEqual(await courses(), ['one-roster:A', 'one-roster:B']);
  assert.deepEqual(await ofRecord('S1'), ['one-roster:A completed', 'one-roster:B active']);
  // A person of the LMS whose id happens to be the same is somebody else.
  assert.deepEqual(await ofSub('S1'), []);
});

test('a launch joins the person and the course, whoever came first', async () => {
  await say(fixture);
  await seen('11', 'S1', '2', 'A');
  const joined = async () => {
    assert.deepEqual(await courses(), ['2', 'one-roster:B']);
    assert.deepEqual(await ofSub('11'), ['2 completed', 'one-roster:B active']);
    assert.deepEqual(await ofRecord('S1'), []);
    assert.deepEqual(await ofRecord('S2'), ['2 active']);
    assert.equal(await EnrolmentModel.countDocuments(), 3);
  };
  await joined();
  await Promise.all([CourseModel.deleteMany(), EnrolmentModel.deleteMany()]);
  await say(fixture);
  await joined();
});

test('the same again changes nothing, and withdraws nobody', async () => {
  await say(fixture);
  await seen('11', 'S1', '2', 'A');
  const before = JSON.stringify(
    await EnrolmentModel.find({}, { seenAt: 0, bySource: 0 }).sort({ _id: 1 }).lean(),
  );
  const { changed, removed } = await say(fixture);
  assert.deepEqual([changed, removed], [0, 0]);
  const after = JSON.stringify(
    await EnrolmentModel.find({}, { seenAt: 0, bySource: 0 }).sort({ _id: 1 }).lean(),
  );
  assert.equal(after, before);
});

test('what it no longer says is withdrawn under the LMS’s ids too, by a whole pull and by a removal', async () => {
  await say(fixture);
  await seen('11', 'S1', '2', 'A');
  await say([klass('A'), klass('B'), enrolled('S1', 'A', { state: 'completed' }), ...everything]);
  assert.deepEqual(await ofSub('11'), ['2 completed', 'one-roster:B withdrawn']);
  await say([{ kind: 'removal', course: 'A' }]);
  assert.ok((await CourseModel.findOne({ key: '2' }).lean())?.removedAt);
});

test('what the roster knows and what the records know become one enrolment', async () => {
  const roster = async function* () {
    yield { userId: '11', sourcedId: 'S1', role: 'learner', status: 'active' } as const;
    yield { userId: '12', role: 'learner', status: 'active' } as const;
  };
  await say(fixture);
  await syncRoster(institution, { key: '2', title: 'Botany' }, roster());
  await seen('11', 'S1', '2', 'A');
  assert.deepEqual(await ofSub('11'), ['2 completed', 'one-roster:B active']);
  assert.deepEqual(await ofSub('12'), ['2 active']);
  const learner = learnerKeyOf(institution, '11');
  const both = await EnrolmentModel.findOne({ learner, course: '2' }).lean();
  assert.deepEqual(Object.keys(both?.bySource ?? {}).sort(), ['names-and-roles', 'one-roster']);
  assert.equal((await CourseModel.findOne({ key: '2' }).lean())?.title, 'Class A');
});

test('a roster alone joins everybody in it who has an id there', async () => {
  const roster = async function* () {
    for (const n of [1, 2])
      yield { userId: `1${n}`, sourcedId: `S${n}`, role: 'learner', status: 'active' } as const;
  };
  await say(fixture);
  await syncRoster(institution, { key: '9', title: 'Another course' }, roster());
  assert.deepEqual(await ofSub('12'), ['9 active', 'one-roster:A active']);
});

test('an id that two accounts carry belongs to neither, and what was joined before is taken back', async () => {
  await say(fixture);
  await seen('11', 'S1', '2', 'A');
  await seen('99', 'S1');
  assert.deepEqual([await ofSub('11'), await ofSub('99')], [[], []]);
  await say(fixture);
  assert.deepEqual([await ofSub('11'), await ofSub('99')], [[], []]);
  assert.deepEqual(await ofRecord('S1'), ['2 completed', 'one-roster:B active']);
});

test('of a contradiction, what other sources say stays', async () => {
  const roster = async function* () {
    yield { userId: '11', role: 'learner', status: 'active' } as const;
  };
  await syncRoster(institution, { key: '2', title: 'Botany' }, roster());
  await say(fixture);
  await seen('11', 'S1', '2', 'A');
  await seen('12', 'S2', '3', 'A');
  const course = await CourseModel.findOne({ key: '2' }).lean();
  assert.deepEqual([course?.title, course?.source], ['Botany', 'names-and-roles']);
  const [enrolment] = await EnrolmentModel.find({ course: '2' }).lean();
  assert.deepEqual(
    [enrolment?.state, Object.keys(enrolment?.bySource ?? {})],
    ['active', ['names-and-roles']],
  );
});

test('an id that everybody carries fills nothing', async () => {
  for (let i = 0; i < 10; i++) await seen(`${i}`, '0');
  assert.equal(await AliasModel.countDocuments(), 2);
});

test('two classes that are taught in one course of the LMS are joined with it', async () => {
  await say(fixture);
  await seen('11', 'S1', '2', 'A');
  await seen('11', 'S1', '2', 'B');
  assert.deepEqual(await courses(), ['2']);
  assert.deepEqual(await ofSub('11'), ['2 completed']);
});

test('what was clicked, blocked or pinned before the course was joined is about the course of the LMS', async () => {
  await say(fixture);
  const course = 'one-roster:A';
  const event = {
    institutionId: institution._id,
    learner: 'x',
    type: 'dismissed',
    course,
    at: new Date(),
  } as const;
  await EventModel.create(event);
  const pin = { course, way: 'pin', at: new Date() } as const;
  await PanelSettingsModel.create({
    ...{ institutionId: institution._id, course: '9', blocked: ['7', course] },
    steered: [{ ...pin, course: '8' }, pin],
  });
  await seen('11', 'S1', '2', 'A');
  assert.equal((await EventModel.findOne().lean())?.course, '2');
  const settings = await PanelSettingsModel.findOne().lean();
  assert.deepEqual(settings?.blocked, ['7', '2']);
  assert.deepEqual(
    settings?.steered?.map((one) => one.course),
    ['8', '2'],
  );
});

test('somebody learnt while a run was under way is joined at its end', async () => {
  async function* records() {
    yield* fixture.slice(0, 2);
    yield enrolled('S1', 'A');
    // Looked up already, written later.
    for (let i = 0; i < 2_000; i++) yield enrolled(`other${i}`, 'B');
    await seen('11', 'S1');
    yield enrolled('S2', 'A');
  }
  await say(records());
  assert.deepEqual(await ofSub('11'), ['one-roster:A active']);
  assert.deepEqual(await ofRecord('S1'), []);
});

test('a join that a crash interrupted is finished by the next run', async () => {
  await say(fixture);
  const from = ownLearnerKey(institution, source, 'S1');
  const to = learnerKeyOf(institution, '11');
  const learntAt = new Date(0);
  await AliasModel.create({ institutionId: institution._id, of: 'learner', source, from, to, learntAt });
  await say([]);
  assert.deepEqual(await ofSub('11'), ['one-roster:A completed', 'one-roster:B active']);
});

test('a source with ids of its own is told who is who by another source', async () => {
  await say(fixture);
  const records: SyncRecord[] = [
    { kind: 'alias', source, id: 'S1', learner: '11' },
    { kind: 'alias', source, id: 'A', course: '2' },
  ];
  await say(records, { source: 'moodle', hasOwnIds: false });
  assert.deepEqual(await ofSub('11'), ['2 completed', 'one-roster:B active']);
});

test('a dry run learns nothing', async () => {
  const records: SyncRecord[] = [{ kind: 'alias', source, id: 'S1', learner: '11' }];
  await say(records, { source: 'moodle', hasOwnIds: false, onChange: () => {} });
  assert.equal(await AliasModel.countDocuments(), 0);
});

test('another institution’s ids are its own', async () => {
  await say(fixture);
  const other = await createInstitution({ name: 'School' });
  const alias = { of: 'course', source, from: ownCourseKey(source, 'A'), to: '2' } as const;
  await learnAliases(other._id, [alias]);
  assert.deepEqual(await courses(), ['one-roster:A', 'one-roster:B']);
});

test('no id of a person is stored', async () => {
  // Longer than what a pseudonym could have in it by chance.
  const person = 'person-sourced-id';
  await say([...fixture, enrolled(person, 'A')]);
  await seen('11', person);
  for (const model of [AliasModel, EnrolmentModel])
    assert.doesNotMatch(JSON.stringify(await (model as typeof AliasModel).find().lean()), /sourced-id/);
});
