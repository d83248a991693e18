import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { startTestEngine, type TestEngine } from '../../scripts/tests/engine.ts';
import { createInstitution } from '../support/institution.ts';
import { openTestDatabase } from './test-database.ts';

const variables = ['TEST_MONGODB_URI', 'TEST_KEEP_DATABASES'] as const;
const found = variables.map((name) => process.env[name]);
let engine: TestEngine | undefined;

before(async () => {
  engine = await startTestEngine();
  assert.ok(engine, 'No engine runs here.');
  process.env['TEST_MONGODB_URI'] = engine.uri;
});
after(async () => {
  for (const [i, name] of variables.entries())
    if (found[i] === undefined) delete process.env[name];
    else process.env[name] = found[i];
  await engine?.close();
});

/** Opens one as a suite does, and leaves something in it. */
async function use(): Promise<{ name: string; documents: number; indexes: number }> {
  const database = await openTestDatabase();
  const { db } = mongoose.connection;
  assert.ok(db);
  // Where a model has made its collection before the migrations look, they take a lease.
  const kept = (await db.collections()).filter(({ collectionName }) => collectionName !== 'syncLeases');
  const counts = kept.map((collection) => collection.countDocuments());
  const documents = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  const indexes = (await InstitutionModel.listIndexes()).length;
  await createInstitution();
  await db.collection('odd').insertOne({ of: 'a suite' });
  await database.close();
  return { name: db.databaseName, documents, indexes };
}

test('a database that a suite has left is taken by the next one, empty, with its indexes', async () => {
  process.env['TEST_KEEP_DATABASES'] = 'true';
  const [first, second] = [await use(), await use()];
  assert.deepEqual(second, first);
  assert.ok(first.indexes > 1);
});

test('clearing one leaves neither documents nor files', async () => {
  delete process.env['TEST_KEEP_DATABASES'];
  const database = await openTestDatabase();
  const { db } = mongoose.connection;
  assert.ok(db);
  await createInstitution();
  const stream = new mongoose.mongo.GridFSBucket(db, { bucketName: 'weights' }).openUploadStream('model');
  await new Promise((resolve) => stream.end('bytes', () => resolve(undefined)));
  await database.clear();
  for (const name of ['institutions', 'weights.files', 'weights.chunks'])
    assert.equal(await db.collection(name).countDocuments(), 0, name);
  await database.close();
});

test('while one is in use, another suite has another', async () => {
  process.env['TEST_KEEP_DATABASES'] = 'true';
  const held = await openTestDatabase();
  const name = mongoose.connection.db?.databaseName;
  await mongoose.disconnect();
  assert.notEqual((await use()).name, name);
  await held.close();
});

test('on a server that outlives the run nothing is left', async () => {
  delete process.env['TEST_KEEP_DATABASES'];
  const { name } = await use();
  const client = await mongoose.mongo.MongoClient.connect(`${engine?.uri}`);
  const { databases } = await client.db().admin().listDatabases();
  await client.close();
  assert.ok(!databases.some((database) => database.name === name));
});
