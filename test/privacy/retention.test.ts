import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { AliasModel } from '../../models/alias.ts';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LearnerModel } from '../../models/learner.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { applyRetention } from '../../src/jobs/kinds/retention-job.ts';
import { forgetUnseen, usualRetentionDays } from '../../src/privacy/forget-unseen.ts';
import { openTestDatabase } from '../database/test-database.ts';

const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const log = { info() {}, warn: assert.fail };

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
beforeEach(async () => {
  await database.clear();
  institution = await college('College', 100);
});

const college = async (name: string, retentionDays?: number): Promise<Institution> =>
  (
    await InstitutionModel.create({
      ...{ name, learnerKey: newLearnerKey() },
      ...(retentionDays && { retentionDays }),
    })
  ).toObject();

const enrolled = (learner: string, seenAt: Date, course = 'C1', institutionId = institution._id) =>
  EnrolmentModel.create({
    ...{ institutionId, learner, course, state: 'active', role: 'learner', source: 'csv', seenAt },
  });
const searched = (learner: string, at: Date) =>
  EventModel.create({ institutionId: institution._id, learner, type: 'searched', text: 'sea', at });
const told = (learner: string, updatedAt: Date) =>
  LearnerModel.collection.insertOne({
    institutionId: institution._id,
    key: learner,
    interests: [],
    updatedAt,
  });
const launched = (to: string, learntAt: Date) =>
  AliasModel.create({
    ...{
      institutionId: institution._id,
      of: 'learner',
      source: 'one-roster',
      from: `own ${to}`,
      to,
      learntAt,
    },
  });

async function people(institutionId = institution._id): Promise<string[]> {
  const found = await Promise.all([
    EnrolmentModel.distinct('learner', { institutionId }),
    EventModel.distinct('learner', { institutionId }),
    LearnerModel.distinct('key', { institutionId }),
    AliasModel.distinct('to', { institutionId }),
  ]);
  return [...new Set(found.flat())].sort();
}

test('who was not seen in any way for as long as people are kept is deleted, and nobody else', async () => {
  await enrolled('gone', daysAgo(101));
  await enrolled('gone', daysAgo(150), 'C2');
  await searched('gone', daysAgo(120));
  await told('gone', daysAgo(130));
  await launched('gone', daysAgo(140));
  await searched('only searched', daysAgo(101));
  await told('only told', daysAgo(101));
  await launched('only launched', daysAgo(101));
  await enrolled('in one course still', daysAgo(150));
  await enrolled('in one course still', daysAgo(99), 'C2');
  for (const [name, seen] of Object.entries({ searches: searched, tells: told, launches: launched })) {
    await enrolled(name, daysAgo(150));
    await seen(name, daysAgo(99));
  }
  assert.equal(await forgetUnseen(institution, now), 4);
  assert.deepEqual(await people(), ['in one course still', 'launches', 'searches', 'tells']);
  assert.equal(await EnrolmentModel.countDocuments({ learner: 'in one course still' }), 2);
});

test('which course of an institution’s records is which of the LMS is forgotten with nobody', async () => {
  const course = {
    institutionId: institution._id,
    of: 'course',
    source: 'one-roster',
    from: 'one-roster:4711',
  } as const;
  await AliasModel.create({ ...course, to: 'a-context', learntAt: daysAgo(101) });
  assert.equal(await forgetUnseen(institution, now), 0);
  assert.equal(await AliasModel.countDocuments({ institutionId: institution._id }), 1);
});

test('what somebody changed for others stays without them; who changed something lately was here', async () => {
  const changed = (by: string, at: Date) =>
    AuditEntryModel.create({
      ...{ institutionId: institution._id, by, at, role: 'instructor', what: 'panel-settings', panel: 'C1' },
    });
  await changed('gone', daysAgo(101));
  await changed('here', daysAgo(99));
  await enrolled('here', daysAgo(150));
  assert.equal(await forgetUnseen(institution, now), 1);
  const entries = await AuditEntryModel.find({ institutionId: institution._id }).sort({ at: 1 }).lean();
  assert.deepEqual(
    entries.map(({ by }) => by),
    [undefined, 'here'],
  );
  assert.deepEqual(await people(), ['here']);
  assert.equal(await forgetUnseen(institution, now), 0, 'nobody is found a second time');
});

test('an institution that has set nothing keeps people for three years; each goes by its own', async () => {
  const usual = await college('Usual');
  await enrolled('gone', daysAgo(101));
  await enrolled('kept', daysAgo(usualRetentionDays - 1), 'C1', usual._id);
  await enrolled('gone', daysAgo(usualRetentionDays + 1), 'C1', usual._id);
  await applyRetention(log);
  assert.deepEqual([await people(), await people(usual._id)], [[], ['kept']]);
});

test('more people than are looked at together', async () => {
  const old = {
    institutionId: institution._id,
    course: 'C1',
    state: 'active',
    role: 'learner',
    source: 'csv',
  };
  const all = Array.from({ length: 2_500 }, (_, i) => ({ ...old, learner: `l${i}`, seenAt: daysAgo(101) }));
  await EnrolmentModel.collection.insertMany(all);
  assert.equal(await forgetUnseen(institution, now), 2_500);
  assert.deepEqual(await people(), []);
});

test('what keeps somebody deleted is kept; what came in of them nevertheless is not', async () => {
  await ObjectionModel.create({ institutionId: institution._id, learner: 'objecting', at: daysAgo(5_000) });
  await launched('objecting', daysAgo(5_000));
  await enrolled('objecting', daysAgo(1));
  await applyRetention(log);
  assert.equal(await ObjectionModel.countDocuments(), 1);
  assert.deepEqual(await people(), ['objecting']);
  assert.equal(await EnrolmentModel.countDocuments(), 0);
});
