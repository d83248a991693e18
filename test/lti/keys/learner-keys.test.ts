import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { InstitutionModel } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { encryptLearnerKeys, unlockLearnerKeys } from '../../../src/lti/keys/learner-keys.ts';
import { openTestDatabase } from '../../database/test-database.ts';

const [secret, other] = ['s'.repeat(32), 'o'.repeat(32)];
const plain = '7'.repeat(64);
const database = await openTestDatabase();
after(() => database.close());
beforeEach(() => database.clear());

/** A process that starts with these secrets. */
async function start(secretKey: string, previous?: string): Promise<void> {
  unlockLearnerKeys(secretKey, previous);
  await encryptLearnerKeys(secretKey);
}

const stored = async () => {
  const found = await InstitutionModel.findOne({ name: 'College' }).lean();
  assert.ok(found);
  return found;
};

test('a key in clear text is encrypted at the next start, and everybody keeps their pseudonym', async () => {
  await InstitutionModel.create({ name: 'College', learnerKey: plain });
  const pseudonym = learnerKeyOf(await stored(), '4711');
  await start(secret);
  assert.doesNotMatch(JSON.stringify(await InstitutionModel.find().lean()), /7{64}/);
  assert.equal(learnerKeyOf(await stored(), '4711'), pseudonym);
  const { learnerKey } = await stored();
  await start(secret);
  assert.equal((await stored()).learnerKey, learnerKey, 'once is enough');
});

test('a new institution’s key is never in clear text', async () => {
  await start(secret);
  assert.match(newLearnerKey(), /^encrypted:/);
});

test('after a change of SECRET_KEY it is encrypted anew with the one before beside it', async () => {
  await InstitutionModel.create({ name: 'College', learnerKey: plain });
  await start(secret);
  const pseudonym = learnerKeyOf(await stored(), '4711');
  await start(other, secret);
  await start(other);
  assert.equal(learnerKeyOf(await stored(), '4711'), pseudonym);
});

test('with a wrong SECRET_KEY nothing starts, no pseudonym is made and nothing is changed', async () => {
  await InstitutionModel.create({ name: 'College', learnerKey: plain });
  await start(secret);
  await InstitutionModel.create({ name: 'Still in clear text', learnerKey: '8'.repeat(64) });
  const before = await InstitutionModel.find().sort({ name: 1 }).lean();
  await assert.rejects(start(other), { name: 'LearnerKeyError', message: /SECRET_KEY_PREVIOUS/ });
  assert.throws(() => learnerKeyOf(before[0] as never, '4711'), { name: 'LearnerKeyError' });
  assert.deepEqual(await InstitutionModel.find().sort({ name: 1 }).lean(), before);
});
