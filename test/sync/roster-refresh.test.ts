import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { RosterStateModel } from '../../models/roster-state.ts';
import { RosterError } from '../../src/lti/names-and-roles/roster-error.ts';
import type { Member } from '../../src/lti/names-and-roles/roster-page.ts';
import { RosterRefresh } from '../../src/sync/sources/names-and-roles/roster-refresh.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const database = await openTestDatabase();
const institution = await createInstitution();
after(() => database.close());
afterEach(() => RosterStateModel.deleteMany());

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

/** What each run is asked to start from, and the link that it hands out. */
function differences(links: (string | undefined | Error)[]) {
  const asked: (string | undefined)[] = [];
  async function* read(request: {
    differencesUrl?: string | undefined;
    onDifferences?: (link: string) => void;
  }): AsyncGenerator<Member> {
    asked.push(request.differencesUrl);
    const link = links.shift();
    if (link instanceof Error) throw link;
    yield { userId: 'ann', role: 'learner', status: 'active' };
    if (link !== undefined) request.onDifferences?.(link);
  }
  return { asked, read };
}

test('a run starts from the link of the one before; everything is read once a day, after a failure, or without a link', async () => {
  let now = 100 * 24 * 60 * minute;
  const { asked, read } = differences(['a', 'b', new Error('gone'), 'c', 'd', undefined, 'e', 'f']);
  const refresh = () => new RosterRefresh(() => now).refresh(institution, botany, read);
  await refresh();
  now += 5 * minute;
  await refresh();
  now += 5 * minute;
  await assert.rejects(refresh(), { message: 'gone' });
  now += minute;
  await refresh();
  now += 24 * 60 * minute;
  await refresh();
  now += 5 * minute;
  await refresh();
  now += 5 * minute;
  await refresh();
  now += 5 * minute;
  await refresh();
  assert.deepEqual(asked, [undefined, 'a', 'b', undefined, undefined, 'd', undefined, 'e']);
});

test('several processes read a course once', async () => {
  const now = 1_000_000;
  const { asked, read } = differences([]);
  const processes = Array.from({ length: 5 }, () => new RosterRefresh(() => now));
  await Promise.all(processes.map((process) => process.refresh(institution, botany, read)));
  assert.equal(asked.length, 1);
});

test('a roster is read when it is due, and not before', async () => {
  let now = 1_000_000;
  const institutionId = institution._id;
  await RosterStateModel.create({ institutionId, course: botany.key, dueAt: new Date(now + 30 * minute) });
  const { asked, read } = differences([]);
  const rosters = new RosterRefresh(() => now);
  await rosters.refresh(institution, botany, read);
  now += 30 * minute;
  await rosters.refresh(institution, botany, read);
  assert.equal(asked.length, 1);
});

test('a platform is left alone for as long as it asked, by all processes', async () => {
  let now = 1_000_000;
  const busy = new RosterError('platform-busy', [], { retryAfterMilliseconds: 10 * minute });
  const { asked, read } = differences([busy]);
  await assert.rejects(new RosterRefresh(() => now).refresh(institution, botany, read), busy);
  now += 10 * minute - 1;
  await new RosterRefresh(() => now).refresh(institution, botany, read);
  assert.equal(asked.length, 1);
  now += 1;
  await new RosterRefresh(() => now).refresh(institution, botany, read);
  assert.equal(asked.length, 2);
});
