import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel, newLearnerKey } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import type { Member } from '../../src/lti/names-and-roles/roster-reader.ts';
import { syncRoster } from '../../src/sync/sources/names-and-roles/sync-roster.ts';
import { openTestDatabase } from '../database/test-database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let institution: Institution;
before(async () => {
  database = await openTestDatabase();
  institution = (await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() })).toObject();
});
after(() => database.close());

const course = { key: 'C1', title: 'Botany' };
const learner = (userId: string): Member => ({ userId, role: 'learner', status: 'active' });

async function* members(...all: (Member | Error)[]): AsyncGenerator<Member> {
  for (const member of all) {
    if (member instanceof Error) throw member;
    yield member;
  }
}

async function states(): Promise<Record<string, string>> {
  const people = ['ann', 'bob', 'cy', 'dan'];
  const stored = await EnrolmentModel.find({ tenant: institution._id }).lean();
  return Object.fromEntries(
    people.flatMap((person) => {
      const found = stored.find((e) => e.learner === learnerKeyOf(institution, person));
      return found ? [[person, `${found.role} ${found.state}`]] : [];
    }),
  );
}

test('a roster is stored; who has left it is withdrawn; who comes back is active again', async () => {
  await syncRoster(
    institution,
    course,
    members(learner('ann'), learner('bob'), { ...learner('dan'), role: 'staff' }),
  );
  assert.deepEqual(await states(), { ann: 'learner active', bob: 'learner active', dan: 'staff active' });
  await syncRoster(institution, course, members(learner('ann'), { ...learner('bob'), status: 'deleted' }));
  assert.deepEqual(await states(), {
    ann: 'learner active',
    bob: 'learner withdrawn',
    dan: 'staff withdrawn',
  });
  await syncRoster(institution, course, members(learner('ann'), learner('bob')));
  assert.equal((await states())['bob'], 'learner active');
});

test('a roster that breaks off withdraws nobody, and the run says why', async () => {
  await assert.rejects(syncRoster(institution, course, members(learner('ann'), new Error('page 2 failed'))));
  assert.equal((await states())['bob'], 'learner active');
  const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
  assert.deepEqual([run?.state, run?.error], ['failed', 'page 2 failed']);
});

test('a completed course stays completed', async () => {
  const bob = { tenant: institution._id, learner: learnerKeyOf(institution, 'bob') };
  await EnrolmentModel.updateOne(bob, { state: 'completed' });
  await syncRoster(institution, course, members(learner('ann'), learner('bob')));
  assert.equal((await states())['bob'], 'learner completed');
  await syncRoster(institution, course, members(learner('ann')));
  assert.equal((await states())['bob'], 'learner completed');
});
