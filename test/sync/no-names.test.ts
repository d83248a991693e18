import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import type { Institution } from '../../models/institution.ts';
import { allConnectors } from '../../src/lms/all-connectors.ts';
import { runSync } from '../../src/sync/runs/run-sync.ts';
import type { Source } from '../../src/sync/source.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { assertNotStored, personalIn } from './no-names.ts';

/** What a source's tests export as `personal-fixtures.ts`, in whatever folder: this suite finds and checks them. */
export interface PersonalFixtures {
  /** A source that answers from fixtures in which people have names. */
  source: (institution: Institution) => Source | Promise<Source>;
  /** Every name, e-mail address, user name and the like in them; `personalIn` finds most. */
  personal: readonly string[];
  /** Stops what `source` has started. */
  close?: () => Promise<void>;
}

const suites = join(import.meta.dirname, '..');
const found = readdirSync(suites, { recursive: true, encoding: 'utf8' }).filter(
  (path) => basename(path) === 'personal-fixtures.js',
);

// All of them before the first test: the runner takes a file for done when it waits and no test is left.
const fixtures = await Promise.all(
  found.map(async (path) => ({
    folder: dirname(path),
    ...((await import(join(suites, path))) as PersonalFixtures),
  })),
);

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

test('every source has fixtures that are looked through: a new one needs a personal-fixtures.ts', () => {
  const connectors = allConnectors({ privateHosts: [], plainHttp: false }).map(({ name }) => name);
  const tried = fixtures.flatMap(({ folder }) => folder.split(sep));
  for (const name of ['csv', 'names-and-roles', ...connectors]) assert.ok(tried.includes(name), name);
});

for (const { folder, source, personal, close } of fixtures)
  test(`${folder}: no name or e-mail address of the fixtures is stored anywhere`, async (t) => {
    if (close) t.after(close);
    assert.ok(personal.length >= 4, `${folder} names too few people: ${personal.length} texts`);
    await runSync({ institution, source: await source(institution) });
    assert.ok(await EnrolmentModel.exists({ institutionId: institution._id }), 'enrolments were stored');
    await assertNotStored(personal);
  });

test('a name is found wherever it is stored: in any field, in either case, in bytes, in an address', async () => {
  const store = (fields: object) =>
    CourseModel.collection.insertOne({ institutionId: institution._id, key: `${Math.random()}`, ...fields });
  for (const fields of [
    { anything: { deep: [{ er: 'Written by Ottilie Brandt.' }] } },
    { 'OTTILIE BRANDT': 1 },
    { bytes: Buffer.from('… ottilie brandt …') },
    { url: 'https://lms.example/?teacher=Ottilie%20Brandt' },
  ]) {
    const { insertedId } = await store(fields);
    await assert.rejects(assertNotStored(['Ottilie Brandt']), /is stored in courses/);
    await CourseModel.collection.deleteOne({ _id: insertedId });
  }
  await store({ title: 'Ottiliebrandts' });
  await assertNotStored(['Ottilie Brandt', 'Ottilie']);
});

test('names are found in answers of every kind; courses are no people', () => {
  const answer = {
    members: [{ user_id: '7', name: 'Ottilie Brandt', given_name: 'Ottilie', email: 'o@college.example' }],
    users: [{ id: 7, fullname: 'Bo Li Tan', courses: [{ name: 'Botany', shortname: 'BOT' }] }],
    note: 'Ask carla@college.example',
  };
  assert.deepEqual(personalIn(answer).sort(), [
    ...['Bo Li Tan', 'Ottilie', 'Ottilie Brandt', 'carla@college.example', 'o@college.example'],
  ]);
});
