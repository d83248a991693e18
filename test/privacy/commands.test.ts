// Takes about 12 s.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AliasModel, ownLearnerKey } from '../../models/alias.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { findCredential } from '../../src/api/credentials.ts';
import { endOf, startBeside } from '../database/beside.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const database = await openTestDatabase();
const institution = await createInstitution();
after(() => database.close());

const run = (script: string, ...words: string[]) =>
  endOf(startBeside(database, `scripts/${script}`, ...words));

const enrolled = (learner: string) =>
  EnrolmentModel.create({
    ...{ institutionId: institution._id, learner, course: 'C1', state: 'active', role: 'learner' },
    ...{ source: 'csv', seenAt: new Date() },
  });

test('privacy: one person is exported, deleted, and allowed again', async () => {
  const learner = learnerKeyOf(institution, '4711');
  await enrolled(learner);
  const shown = await run('privacy', 'export', '--subject', '4711');
  assert.equal(JSON.parse(shown.said).stored.enrolments[0].course, 'C1');
  const file = join(database.dataDirectory, 'new', 'person.json');
  assert.equal((await run('privacy', 'export', '--subject', '4711', '--out', file)).status, 0);
  assert.equal(JSON.parse(await readFile(file, 'utf8')).pseudonym, learner);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const again = await run('privacy', 'export', '--subject', '4711', '--out', file);
  assert.equal(again.status, 2);
  assert.match(again.said, /person\.json cannot be written \(.*EEXIST.*\): name another with --out/);

  const deleted = await run('privacy', 'delete', '--subject', '4711');
  assert.match(deleted.said, /1 documents deleted/);
  assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id, learner }), 0);
  assert.equal(await ObjectionModel.countDocuments({ institutionId: institution._id, learner }), 1);
  assert.equal((await run('privacy', 'allow', '--subject', '4711')).status, 0);
  assert.equal(await ObjectionModel.countDocuments({ institutionId: institution._id }), 0);
  assert.equal((await run('privacy', 'allow', '--subject', '4711')).status, 1);
});

test('privacy: somebody known by an id elsewhere is the person of the LMS, where that is known', async () => {
  const learner = learnerKeyOf(institution, '12');
  await enrolled(learner);
  const from = ownLearnerKey(institution, 'one-roster', 'S1');
  const alias = { institutionId: institution._id, of: 'learner', source: 'one-roster', from } as const;
  await AliasModel.create({ ...alias, to: learner, learntAt: new Date() });
  await run('privacy', 'delete', '--subject', 'S1', '--source', 'one-roster');
  assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id, learner }), 0);
  await AliasModel.create({ ...alias, to: 'another', learntAt: new Date() });
  const both = await run('privacy', 'delete', '--subject', 'S1', '--source', 'one-roster');
  assert.deepEqual([both.status, /Two people carry this id/.test(both.said)], [2, true]);
});

test('privacy: an id of which nothing is stored is said to be one, and a source that has none is refused', async () => {
  assert.match((await run('privacy', 'delete', '--subject', '47l1')).said, /Nothing was stored .* check it/);
  const { status, said } = await run('privacy', 'delete', '--subject', '1', '--source', 'moodle');
  assert.deepEqual([status, /one-roster or canvas/.test(said)], [2, true]);
});

test('privacy: how long people are kept is set in whole days', async () => {
  assert.equal((await run('privacy', 'keep', '--days', '365')).status, 0);
  assert.equal((await InstitutionModel.findById(institution._id).lean())?.retentionDays, 365);
  for (const days of ['0', 'x', '1.5'])
    assert.equal((await run('privacy', 'keep', '--days', days)).status, 2);
  assert.match((await run('privacy', 'forget')).said, /npm run privacy -- export/);
});

test('credential: a secret is shown once, listed without it, and revoked', async () => {
  const { said } = await run('credential', 'issue', '--name', 'moodle');
  const [secret = ''] = /[\w-]{43}/.exec(said) ?? [];
  assert.ok((await findCredential(`Bearer ${secret}`))?.institutionId.equals(institution._id));
  const listed = await run('credential', 'list');
  assert.match(listed.said, /moodle: since .*, used /);
  assert.ok(!listed.said.includes(secret));
  assert.equal((await run('credential', 'revoke', '--name', 'moodle')).status, 0);
  assert.equal(await findCredential(`Bearer ${secret}`), undefined);
  assert.equal((await run('credential', 'revoke', '--name', 'moodle')).status, 1);
  assert.equal((await run('credential', 'issue', '--name', 'a b')).status, 2);
});
