import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { AliasModel, ownLearnerKey } from '../../models/alias.ts';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { ComparedLearnerModel } from '../../models/compared-learner.ts';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LearnerModel, learnerKeyOf } from '../../models/learner.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { SaveModel } from '../../models/save.ts';
import { SessionModel } from '../../models/session.ts';
import { SightingModel } from '../../models/sighting.ts';
import { StudyModel } from '../../models/study.ts';
import { exportPerson } from '../../src/privacy/export-person.ts';
import { forgetTold, object, withdrawObjection } from '../../src/privacy/objections.ts';
import { isPaused, pause } from '../../src/privacy/pauses.ts';
import { personalData } from '../../src/privacy/personal-data.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import { learnAliases } from '../../src/sync/identity/learn-aliases.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

let database: TestDatabase;
let institution: Institution;
let other: Institution;
let ada: { institutionId: Institution['_id']; learner: string };

before(async () => {
  database = await openTestDatabase();
  for (const file of readdirSync(join(import.meta.dirname, '../../models')))
    if (file.endsWith('.js')) await import(`../../models/${file}`);
});
after(() => database.close());

const college = async (name: string): Promise<Institution> => await createInstitution({ name });

beforeEach(async () => {
  await database.clear();
  institution = await college('College');
  other = await college('Other');
  ada = { institutionId: institution._id, learner: learnerKeyOf(institution, 'ada') };
  for (const { _id: institutionId } of [institution, other])
    for (const learner of [ada.learner, 'bob']) await everything(institutionId, learner);
});

/** Something in every collection that people are in. */
async function everything(institutionId: Institution['_id'], learner: string): Promise<void> {
  const said = { institutionId, source: 'csv', seenAt: new Date() };
  await CourseModel.updateOne({ institutionId, key: 'C1' }, { ...said, title: 'Botany' }, { upsert: true });
  await LearnerModel.create({ institutionId, key: learner, interests: ['maps'], goal: 'Nurse' });
  await EnrolmentModel.create({ ...said, learner, course: 'C1', state: 'active', role: 'learner' });
  await StudyModel.create({ ...said, learner, programme: 'Nursing', year: 2 });
  await EventModel.create({ institutionId, learner, type: 'searched', text: 'sea', at: new Date() });
  await SaveModel.create({ institutionId, learner, course: 'C1', at: new Date() });
  const ends = new Date(Date.now() + 60_000);
  await SessionModel.create({
    ...{ _id: `${institutionId} ${learner}`, institutionId, learner, role: 'learner', platformOrigins: [] },
    ...{ endsAt: ends, expiresAt: ends },
  });
  const alias = { of: 'learner', source: 'one-roster', from: `${learner} elsewhere`, to: learner } as const;
  await AliasModel.create({ institutionId, ...alias, learntAt: new Date() });
  await SightingModel.create({ institutionId, learner, panel: 'C1', course: 'C2', shownAt: new Date() });
  await ComparedLearnerModel.create({
    ...{ institutionId, comparison: institutionId, learner, arm: 'serving', propensity: 0.5 },
    ...{ firstShownAt: new Date(), courses: ['C2'] },
  });
  const change = { what: 'panel-settings', panel: 'C1', values: { isOn: false } } as const;
  await AuditEntryModel.create({
    ...{ institutionId, by: learner, role: 'instructor', at: new Date() },
    ...change,
  });
}

/** Collections of an institution in which the pseudonym stands anywhere. */
async function placesOf(institutionId: Institution['_id'], learner: string): Promise<string[]> {
  const places: string[] = [];
  for (const collection of (await mongoose.connection.db?.collections()) ?? [])
    for await (const bytes of collection.find({ institutionId }, { raw: true }))
      if ((bytes as unknown as Buffer).includes(learner)) places.push(collection.collectionName);
  return [...new Set(places)].sort();
}

const all = [
  'aliases',
  'audit',
  'comparedLearners',
  'enrolments',
  'events',
  'learners',
  'saves',
  'sessions',
  'sightings',
  'studies',
];

test('every model that says whose something is, is known: a new one needs a line in personal-data.ts', () => {
  const known = new Map(personalData.map(({ collection, field }) => [collection.name, field]));
  for (const { collection, schema } of Object.values(mongoose.models)) {
    const paths = Object.keys(schema.paths).filter((path) =>
      /(^|\.)(learner|person|subject|user)\b/i.test(path),
    );
    for (const path of paths) assert.equal(known.get(collection.name), path, `${collection.name}.${path}`);
  }
  assert.ok(known.size >= 6);
});

describe('an export', () => {
  test('has everything that is stored of the person, and nothing of anybody else', async () => {
    const { stored, courseTitles, pseudonym } = await exportPerson(ada);
    assert.deepEqual(
      Object.keys(stored),
      personalData.map(({ name }) => name),
    );
    for (const [name, documents] of Object.entries(stored))
      assert.equal(documents.length, name === 'objections' ? 0 : 1, name);
    assert.deepEqual(courseTitles, { C1: 'Botany' });
    assert.equal(pseudonym, ada.learner);
    assert.doesNotMatch(JSON.stringify(stored), /\bbob\b/);
  });

  test('has no secret and no id that could be used', async () => {
    const { stored } = await exportPerson(ada);
    for (const document of Object.values(stored).flat())
      assert.ok(!('_id' in document) && !('institutionId' in document));
  });
});

describe('an objection', () => {
  test('deletes the person from every collection; pseudonyms stay, so that they stay deleted', async () => {
    assert.deepEqual(await placesOf(institution._id, ada.learner), all);
    await object(ada);
    assert.deepEqual(await placesOf(institution._id, ada.learner), ['aliases', 'objections']);
    const kept = await ObjectionModel.findOne({ ...ada }).lean();
    const { __v: _, ...fields } = kept as typeof kept & { __v?: number };
    assert.deepEqual(Object.keys(fields).sort(), ['_id', 'at', 'institutionId', 'learner']);
  });

  test('asks for a training: the model that serves has learnt from the person', async () => {
    await object(ada);
    const at = (await InstitutionModel.findById(institution._id).lean())?.dataChangedAt;
    assert.ok(at && at > institution.createdAt);
    assert.equal((await InstitutionModel.findById(other._id).lean())?.dataChangedAt, undefined);
  });

  test('leaves what was changed for others, and takes away who changed it', async () => {
    const entries = () => AuditEntryModel.find({ institutionId: institution._id }).sort({ _id: 1 }).lean();
    const before = await entries();
    await object(ada);
    const after = await entries();
    assert.deepEqual(
      after.map(({ by }) => by),
      [undefined, 'bob'],
    );
    assert.deepEqual(
      after.map(({ by: _, ...entry }) => entry),
      before.map(({ by: _, ...entry }) => entry),
    );
  });

  test('touches nobody else, and nobody of the same pseudonym elsewhere', async () => {
    await object(ada);
    assert.deepEqual(await placesOf(institution._id, 'bob'), all);
    assert.deepEqual(await placesOf(other._id, ada.learner), all);
  });

  test('lets the visit that it was made in go on', async () => {
    await object(ada, `${institution._id} ${ada.learner}`);
    assert.equal(await SessionModel.countDocuments({ ...ada }), 1);
  });
});

const records: SyncRecord[] = [
  { kind: 'course', key: 'C1', title: 'Botany' },
  { kind: 'enrolment', learner: 'ada', course: 'C1', state: 'active' },
  { kind: 'event', id: 'e1', learner: 'ada', at: new Date(), detail: { type: 'searched', text: 'sea' } },
  { kind: 'enrolment', learner: 'eve', course: 'C1', state: 'active' },
];
const synced = (from: Parameters<typeof apply>[0]['records'], fields = {}) => {
  const now = new Date();
  return apply({ institution, source: 'moodle', records: from, seenAt: now, now, ...fields });
};

describe('a source that goes on naming somebody who objected', () => {
  test('brings nothing back; the others are stored', async () => {
    await object(ada);
    const counts = await synced(records);
    assert.deepEqual(await placesOf(institution._id, ada.learner), ['aliases', 'objections']);
    assert.deepEqual(await placesOf(institution._id, learnerKeyOf(institution, 'eve')), ['enrolments']);
    assert.deepEqual([counts.enrolments, counts.events, counts.rejected], [1, 0, 0]);
  });

  test('nor does one that was in the middle of it', async () => {
    async function* slowly() {
      yield* records;
      await object(ada);
    }
    await synced(slowly());
    assert.deepEqual(await placesOf(institution._id, ada.learner), ['aliases', 'objections']);
  });

  test('nor one that knows them by an id of its own, before or after somebody says whose it is', async () => {
    const own = ownLearnerKey(institution, 'one-roster', 'S1');
    const roster: SyncRecord[] = [
      { kind: 'course', key: 'R1', title: 'Botany' },
      { kind: 'enrolment', learner: 'S1', course: 'R1' },
    ];
    const pull = () => synced(roster, { source: 'one-roster', hasOwnIds: true });
    await pull();
    await object(ada);
    assert.deepEqual(await placesOf(institution._id, own), ['enrolments']);
    const alias = { of: 'learner', source: 'one-roster', from: own, to: ada.learner } as const;
    await learnAliases(institution._id, [alias]);
    assert.deepEqual(await placesOf(institution._id, own), ['aliases', 'objections']);
    await pull();
    assert.deepEqual(await placesOf(institution._id, own), ['aliases', 'objections']);
    assert.deepEqual(await placesOf(institution._id, ada.learner), ['aliases', 'objections']);
  });

  test('and brings them again once they have changed their mind', async () => {
    await object(ada);
    await withdrawObjection(ada);
    assert.equal(await ObjectionModel.countDocuments(), 0);
    await synced(records);
    assert.deepEqual(await placesOf(institution._id, ada.learner), ['aliases', 'enrolments', 'events']);
  });
});

test('a dry run deletes nothing', async () => {
  await ObjectionModel.create({ ...ada, at: new Date() });
  await synced(records, { onChange: () => {} });
  assert.deepEqual(await placesOf(institution._id, ada.learner), [...all, 'objections'].sort());
});

test('what somebody told can be deleted alone: their courses stay', async () => {
  assert.equal(await forgetTold(ada), 5);
  const kept = ['aliases', 'audit', 'enrolments', 'sessions', 'studies'];
  assert.deepEqual(await placesOf(institution._id, ada.learner), kept);
});

test('who has paused personal suggestions and deletes what they told does not get them back by that', async () => {
  await pause(ada);
  await forgetTold(ada);
  assert.ok(await isPaused(ada));
  const profile = await LearnerModel.findOne({ institutionId: institution._id, key: ada.learner }).lean();
  assert.equal(profile?.goal, undefined);
});
