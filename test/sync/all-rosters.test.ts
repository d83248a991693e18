// Takes about 13 s.
import assert from 'node:assert/strict';
import { after, beforeEach, mock, test } from 'node:test';
import { AliasModel } from '../../models/alias.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { RosterStateModel } from '../../models/roster-state.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { takeLease } from '../../src/leases/lease.ts';
import { canvasRoster } from '../../src/lms/canvas/launch.ts';
import { answeredWith, RosterError } from '../../src/lti/names-and-roles/roster-error.ts';
import type { Member } from '../../src/lti/names-and-roles/roster-page.ts';
import type { RosterReader } from '../../src/lti/names-and-roles/roster-request.ts';
import { runSync } from '../../src/sync/runs/run-sync.ts';
import { allRosters } from '../../src/sync/sources/names-and-roles/all-rosters.ts';
import { RosterRefresh } from '../../src/sync/sources/names-and-roles/roster-refresh.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
/** By course: who is in it, or what reading it gives. */
let rosters: Record<string, string[] | Error>;
let read: string[];

beforeEach(async () => {
  await database.clear();
  const { _id: registration } = await createRegistration();
  institution = await createInstitution({ registration });
  rosters = { C1: ['ann', 'bob'], C2: ['ann', 'cy'], C3: ['dan'] };
  read = [];
});

const readRoster: RosterReader = async function* (_registration, membershipsUrl) {
  const course = membershipsUrl.split('/').at(-1) as string;
  read.push(course);
  yield* membersOf(course);
};

async function* membersOf(course: string): AsyncGenerator<Member> {
  const roster = rosters[course] as string[] | Error;
  if (roster instanceof Error) throw roster;
  for (const userId of roster) yield { userId, role: 'learner', status: 'active' };
}

/** Every course was opened once, an hour ago. */
async function launched(): Promise<void> {
  const hourAgo = new RosterRefresh(() => Date.now() - 3_600_000);
  for (const key of Object.keys(rosters))
    await hourAgo.refresh(
      institution,
      { key, title: key },
      () => membersOf(key),
      `https://lms.example/${key}`,
    );
}

async function run() {
  const source = await allRosters(readRoster).forInstitution(institution);
  assert.ok(source);
  const reasons: string[] = [];
  const onReject = ({ origin = '', reason }: { origin?: string | undefined; reason: string }) =>
    reasons.push(`${origin}: ${reason}`);
  const { counts } = await runSync({ institution, source, onReject });
  return { counts, reasons };
}

async function stateOf(person: string, course: string) {
  const learner = learnerKeyOf(institution, person);
  return (await EnrolmentModel.findOne({ institutionId: institution._id, learner, course }).lean())?.state;
}

test('not set up before the first launch', async () => {
  assert.equal(await allRosters(readRoster).forInstitution(institution), undefined);
});

test('a roster that could not be read at a launch a moment ago is read; where the platform asked to wait, the run ends and goes on there in time', async () => {
  rosters = { C1: new RosterError('platform-busy') };
  const refresh = new RosterRefresh();
  const launch = (key: string) =>
    refresh.refresh(institution, { key, title: key }, () => membersOf(key), `https://lms.example/${key}`);
  await assert.rejects(launch('C1'));
  await assert.rejects(run(), { code: 'platform-busy' });
  assert.deepEqual(read, ['C1']);
  rosters = {
    C1: ['ann'],
    C2: new RosterError('platform-busy', [], { retryAfterMilliseconds: 600_000 }),
    C3: ['dan'],
  };
  await launch('C3');
  await assert.rejects(launch('C2'));
  await assert.rejects(run(), { code: 'platform-busy' });
  assert.deepEqual(read, ['C1', 'C1']);
  assert.equal(await stateOf('ann', 'C1'), 'active');
  const last = () => SyncRunModel.findOne({ source: 'names-and-roles' }).sort({ startedAt: -1 }).lean();
  const seconds = ((await last())?.retryAt?.getTime() ?? 0) / 1000 - Date.now() / 1000;
  assert.ok(seconds > 590 && seconds <= 600, `${seconds}`);
  // Ten minutes later.
  rosters['C2'] = ['bob'];
  await RosterStateModel.updateMany({}, { dueAt: new Date() });
  await SyncRunModel.updateMany({}, { $unset: { retryAt: 1 } });
  await run();
  assert.deepEqual(read, ['C1', 'C1', 'C2', 'C3']);
  assert.deepEqual([(await last())?.state, await stateOf('bob', 'C2')], ['done', 'active']);
  assert.equal((await RosterStateModel.findOne({ course: 'C2' }).lean())?.isAskedToWait, undefined);
});

test('of many courses some are asked for at a time: a cursor that waits for long is closed by the server', async () => {
  rosters = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`C${1000 + i}`, ['ann']]));
  const hourAgo = new Date(Date.now() - 3_600_000);
  const state = { institutionId: institution._id, dueAt: hourAgo };
  await RosterStateModel.insertMany(
    Object.keys(rosters).map((course) => ({
      ...state,
      course,
      membershipsUrl: `https://lms.example/${course}`,
    })),
  );
  const find = mock.method(RosterStateModel, 'find');
  await run();
  const limits = find.mock.calls.map(({ result }) =>
    (result as { getOptions(): { limit?: number } }).getOptions(),
  );
  mock.restoreAll();
  assert.deepEqual(read, Object.keys(rosters));
  for (const { limit } of limits) assert.equal(limit, 100);
});

test('every course that was ever opened is read again without anybody opening it', async () => {
  await launched();
  rosters['C1'] = ['bob', 'eve'];
  const { counts } = await run();
  assert.deepEqual(read, ['C1', 'C2', 'C3']);
  assert.deepEqual([counts.removed, counts.changed], [1, 2]);
  assert.deepEqual([await stateOf('ann', 'C1'), await stateOf('eve', 'C1')], ['withdrawn', 'active']);
  assert.equal(await stateOf('ann', 'C2'), 'active');
});

test('a course that cannot be read is named and withdraws nobody; the others are read', async () => {
  await launched();
  rosters['C2'] = new RosterError('roster-refused', [answeredWith(404)]);
  const { reasons } = await run();
  assert.deepEqual(read, ['C1', 'C2', 'C3']);
  assert.equal(reasons.length, 1);
  assert.match(reasons[0] ?? '', /^course C2: .*refused the roster.*404/);
  assert.equal(await stateOf('cy', 'C2'), 'active');
});

test('a course whose roster always fails is named and withdraws nobody; the others are read', async () => {
  await launched();
  rosters['C2'] = new RosterError('platform-busy', [answeredWith(500)]);
  rosters['C3'] = [];
  const { reasons } = await run();
  assert.deepEqual(read, ['C1', 'C2', 'C3']);
  assert.match(reasons.join(), /^course C2: .*It answered 500/);
  assert.deepEqual([await stateOf('cy', 'C2'), await stateOf('dan', 'C3')], ['active', 'withdrawn']);
});

test('where no roster at all can be read, the run fails', async () => {
  await launched();
  for (const course of ['C1', 'C2', 'C3']) rosters[course] = new RosterError('platform-unreachable');
  await assert.rejects(run(), /did not answer/);
});

test('a platform that asks to wait ends the run; the next goes on behind the last course', async () => {
  await launched();
  rosters['C3'] = new RosterError('platform-busy', [answeredWith(429)], { retryAfterMilliseconds: 0 });
  await assert.rejects(run(), /too busy/);
  rosters['C3'] = [];
  read = [];
  await run();
  assert.deepEqual(read, ['C3']);
  assert.equal(await stateOf('dan', 'C3'), 'withdrawn');
  const runs = await SyncRunModel.find({ source: 'names-and-roles' }).sort({ startedAt: 1 }).lean();
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['failed', 'done'],
  );
});

test('neighbours whose rosters always fail end one run, and keep no other from being read by the next', async () => {
  rosters = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`C${i + 1}`, ['ann']]));
  await launched();
  for (let i = 2; i <= 7; i++) rosters[`C${i}`] = new RosterError('platform-busy', [answeredWith(500)]);
  rosters['C8'] = [];
  await assert.rejects(run(), { code: 'platform-busy' });
  assert.equal(await stateOf('ann', 'C8'), 'active');
  const { reasons } = await run();
  assert.equal(reasons.length, 6);
  assert.equal(await stateOf('ann', 'C8'), 'withdrawn');
  for (let i = 2; i <= 7; i++) rosters[`C${i}`] = ['ann'];
  await run();
  const last = await SyncRunModel.findOne({ source: 'names-and-roles' }).sort({ startedAt: -1 }).lean();
  assert.deepEqual(last?.unread, []);
});

test('a course that always asks to wait keeps no other from being read; it is named and withdraws nobody', async () => {
  await launched();
  const later = { retryAfterMilliseconds: 600_000, waitMayBeOfOnePart: true };
  rosters['C2'] = new RosterError('platform-busy', [answeredWith(503)], later);
  rosters['C3'] = [];
  const { reasons } = await run();
  assert.deepEqual(read, ['C1', 'C2', 'C3']);
  assert.match(reasons.join(), /^course C2: .*It answered 503/);
  assert.deepEqual([await stateOf('cy', 'C2'), await stateOf('dan', 'C3')], ['active', 'withdrawn']);
});

test('one that asked so when somebody opened it is not asked before its time, and keeps no other from being read', async () => {
  await launched();
  await RosterStateModel.updateMany({}, { dueAt: new Date(0) });
  const later = { retryAfterMilliseconds: 600_000, waitMayBeOfOnePart: true };
  rosters['C2'] = new RosterError('platform-busy', [answeredWith(503)], later);
  const launch = new RosterRefresh().refresh(institution, { key: 'C2', title: 'C2' }, () => membersOf('C2'));
  await assert.rejects(launch);
  rosters['C3'] = [];
  const { reasons } = await run();
  assert.deepEqual(read, ['C1', 'C3']);
  assert.match(reasons.join(), /^course C2: /);
  assert.deepEqual([await stateOf('cy', 'C2'), await stateOf('dan', 'C3')], ['active', 'withdrawn']);
});

test('a course that somebody else reads at this moment is left to them; differences go on from where they were', async () => {
  await launched();
  await RosterStateModel.updateOne({ course: 'C1' }, { differencesUrl: 'https://lms.example/since' });
  const lease = await takeLease(`${institution._id} names-and-roles:C2`);
  assert.ok(lease);
  await run();
  await lease.release();
  assert.deepEqual(read, ['C1', 'C3']);
  assert.equal(
    (await RosterStateModel.findOne({ course: 'C1' }).lean())?.differencesUrl,
    'https://lms.example/since',
  );
});

test('a course of Canvas that was launched long ago is known by its number too', async () => {
  rosters = { names_and_roles: ['ann'] };
  const membershipsUrl = 'https://school.instructure.com/api/lti/courses/7/names_and_roles';
  const state = { institutionId: institution._id, course: 'context', dueAt: new Date(0), membershipsUrl };
  await RosterStateModel.create(state);
  const source = await allRosters(readRoster, [canvasRoster]).forInstitution(institution);
  assert.ok(source);
  await runSync({ institution, source });
  const [alias] = await AliasModel.find({ institutionId: institution._id }).lean();
  assert.deepEqual([alias?.from, alias?.to], ['canvas:school.instructure.com/7', 'context']);
});
