import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import mongoose, { type Types } from 'mongoose';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LeaseModel } from '../../models/lease.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { ServiceTokenModel } from '../../models/service-token.ts';
import { deleteInstitution, StillAtWorkError } from '../../src/administration/deletion/delete-institution.ts';
import { takeLease } from '../../src/leases/lease.ts';
import { storeLive } from '../../src/trained-models/model-store.ts';
import { endOf, startBeside } from '../database/beside.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { filledSchool } from '../end-to-end/filled-school.ts';
import { createRegistration } from '../support/registration.ts';

const database = await openTestDatabase();
after(() => database.close());

const run = (...words: string[]) => endOf(startBeside(database, 'scripts/institution', ...words));

async function withModel(clientId: string, word: string): Promise<Institution> {
  const registration = await createRegistration({ clientId });
  await ServiceTokenModel.create({
    _id: registration._id,
    token: 'x',
    endsAt: new Date(Date.now() + 60_000),
  });
  const school = await filledSchool(registration, 'deployment', word, 'course-2');
  await storeLive(school._id, { hyperparameters: {}, dataFingerprint: word, metrics: {} }, Buffer.from(word));
  await (await takeLease(`${school._id} csv`))?.release();
  return school;
}

/** Every document of the database that names something, by its collection. */
async function naming(...texts: string[]): Promise<string[]> {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const found = collections.map(async (collection) => {
    const documents = await collection.find().toArray();
    const named = documents.filter((one) => texts.some((text) => JSON.stringify(one).includes(text)));
    return named.map(() => collection.collectionName);
  });
  return (await Promise.all(found)).flat().sort();
}

test('an institution is deleted by a command: nothing of it is left in any collection but a line of the audit, and nothing else is touched', async () => {
  const north = await withModel('north', 'Nordlicht');
  const south = await withModel('south', 'Südwind');
  const ofSouth = () => naming(`${south._id}`, 'Südwind');
  const beforehand = await ofSouth();
  assert.ok(new Set(await naming(`${north._id}`)).size > 30);

  const unsure = await run('delete', '--institution', 'Nordlicht');
  assert.equal(unsure.status, 2);
  assert.match(unsure.said, /Everything that is stored of Nordlicht is deleted for good.*--yes/s);
  assert.ok(await InstitutionModel.exists({ _id: north._id }));

  const done = await run('delete', '--institution', 'Nordlicht', '--yes');
  assert.equal(done.status, 0, done.said);
  assert.match(done.said, /✓ Nordlicht is deleted: \d+ documents/);
  const weights = {
    files_id: { $nin: await mongoose.connection.collection('weights.files').distinct('_id') },
  };
  assert.equal(await mongoose.connection.collection('weights.chunks').countDocuments(weights as object), 0);
  assert.deepEqual(await naming(`${north._id}`, 'Nordlicht'), ['audit']);
  assert.equal(await RegistrationModel.countDocuments({}), 1);
  assert.equal(await ServiceTokenModel.countDocuments({}), 1);
  assert.deepEqual(await ofSouth(), beforehand);

  const listed = await run('list');
  assert.match(listed.said, /^Südwind: since /m);
  assert.match(listed.said, /^Nordlicht: deleted \d{4}-.*, \d+ documents/m);
});

test('while a run writes for it, an institution is closed and not deleted; when the run has died or ended, it is', async () => {
  const east = await withModel('east', 'Ostwind');
  const now = { patience: 0, settle: 0 };
  await LeaseModel.create({
    _id: `${east._id} moodle`,
    holder: 'a run',
    expiresAt: new Date(Date.now() + 60_000),
  });
  await assert.rejects(deleteInstitution(east, now), StillAtWorkError);
  const closed = await InstitutionModel.findById(east._id).lean();
  assert.ok(closed?.pendingSince);
  assert.equal(closed.registration, undefined);
  await LeaseModel.updateOne({ _id: `${east._id} moodle` }, { expiresAt: new Date(0) });
  await deleteInstitution(closed as Institution & { _id: Types.ObjectId }, now);
  assert.deepEqual(await naming(`${east._id}`, 'Ostwind'), ['audit']);
});
