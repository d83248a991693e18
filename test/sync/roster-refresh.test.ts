import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Institution, InstitutionModel, newLearnerKey } from '../../models/institution.ts';
import type { Member } from '../../src/lti/names-and-roles/roster-page.ts';
import { RosterRefresh } from '../../src/sync/sources/names-and-roles/roster-refresh.ts';
import { openTestDatabase } from '../database/test-database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let institution: Institution;
before(async () => {
  database = await openTestDatabase();
  institution = (await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() })).toObject();
});
after(() => database.close());

const botany = { key: 'C1', title: 'Botany' };
const minute = 60_000;

test('a roster is read once in five minutes, a course at a time; after a failure again a minute later', async () => {
  let now = 1_000_000;
  let reads = 0;
  let failing = false;
  async function* members(): AsyncGenerator<Member> {
    reads++;
    if (failing) throw new Error('down');
    yield { userId: 'ann', role: 'learner', status: 'active' };
  }
  const rosters = new RosterRefresh(() => now);
  const readsOf = async (course = botany) => {
    const before = reads;
    await rosters.refresh(institution, course, members).catch((error) => assert.equal(error.message, 'down'));
    return reads - before;
  };

  assert.deepEqual(await Promise.all([readsOf(), readsOf()]).then((all) => Math.max(...all)), 1);
  assert.equal(reads, 1);
  assert.equal(await readsOf({ key: 'C2', title: 'Ecology' }), 1);
  now += 5 * minute - 1;
  assert.equal(await readsOf(), 0);
  now += 1;
  failing = true;
  assert.equal(await readsOf(), 1);
  assert.equal(await readsOf(), 0);
  now += minute;
  failing = false;
  assert.equal(await readsOf(), 1);
});

test('a run that takes longer than five minutes is not joined by a second', async () => {
  let now = 1_000_000;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reads = 0;
  async function* slowly(): AsyncGenerator<Member> {
    reads++;
    await held;
    yield { userId: 'ann', role: 'learner', status: 'active' };
  }
  const rosters = new RosterRefresh(() => now);
  const first = rosters.refresh(institution, botany, slowly);
  now += 10 * minute;
  await rosters.refresh(institution, botany, slowly);
  release();
  await first;
  assert.equal(reads, 1);
});
