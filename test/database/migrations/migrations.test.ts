// Takes about 18 s.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import mongoose from 'mongoose';
import { socketUri, startEmbeddedDatabase } from '../../../src/database/embedded-database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { readOwner } from '../../../src/database/owner.ts';
import { until } from '../../support/until.ts';
import { embeddedIn, silent, temporaryFolder } from '../embedded-folder.ts';
import { inNewForm, oldDocuments, oldIndexes } from './old-documents.ts';

type Document = mongoose.mongo.Document;

const folderOfModels = join(import.meta.dirname, '../../../models');
for (const file of readdirSync(folderOfModels))
  if (file.endsWith('.js')) await import(join(folderOfModels, file));

async function connect(uri: string, t: TestContext): Promise<mongoose.mongo.Db> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  t.after(() => client.close());
  return client.db();
}

/** A data folder of the version before, closed. @returns its documents by collection */
async function makeOldFolder(folder: string, enrolments = 0): Promise<Map<string, Document[]>> {
  const database = await startEmbeddedDatabase(folder, silent);
  const client = await new mongoose.mongo.MongoClient(database.uri).connect();
  const stored = new Map<string, Document[]>();
  try {
    const db = client.db();
    for (const [name, key, options] of oldIndexes) await db.collection(name).createIndex(key, options);
    const institutions = [new mongoose.mongo.ObjectId(), new mongoose.mongo.ObjectId()];
    for (const _id of institutions) {
      await db.collection('institutions').insertOne({ _id, name: `College ${_id}`, learnerKey: 'ab' });
      for (const [name, documents] of Object.entries(oldDocuments(_id))) {
        await db.collection(name).insertMany(documents);
        stored.set(name, [...(stored.get(name) ?? []), ...documents]);
      }
    }
    const [tenant] = institutions;
    const views = { csv: { state: 'active', seenAt: new Date(0) } };
    const more = Array.from({ length: enrolments }, (_, i) => ({
      tenant,
      learner: `L${i}`,
      course: 'C9',
      views,
    }));
    if (more.length > 0) await db.collection('enrolments').insertMany(more);
    return stored;
  } finally {
    await client.close();
    await database.close();
  }
}

test('the keys of pseudonyms are encrypted, once', async (t) => {
  const folder = await temporaryFolder(t);
  await makeOldFolder(folder);
  const sealLearnerKey = (key: string) => `encrypted:${key}!`;
  const open = async () => {
    const opened = await openDatabase({ dataDirectory: folder, log: silent, secrets: { sealLearnerKey } });
    const found = await mongoose.connection.db?.collection('institutions').find().toArray();
    await opened.close();
    return found?.map(({ learnerKey }) => learnerKey);
  };
  assert.deepEqual(await open(), ['encrypted:ab!', 'encrypted:ab!']);
  assert.deepEqual(await open(), ['encrypted:ab!', 'encrypted:ab!']);
});

test('searches that somebody had forgotten are deleted, and only theirs and those before', async (t) => {
  const folder = await temporaryFolder(t);
  await makeOldFolder(folder);
  const database = await startEmbeddedDatabase(folder, silent);
  const client = await new mongoose.mongo.MongoClient(database.uri).connect();
  const [institution] = await client.db().collection('institutions').find().toArray();
  const event = (learner: string, type: string, minute: number) => ({
    ...{ tenant: institution?._id, learner, type, at: new Date(Date.UTC(2026, 10, 1, 8, minute)) },
    ...(type === 'searched' && { query: `${learner} ${minute}` }),
  });
  await client
    .db()
    .collection('events')
    .insertMany([
      ...[event('ann', 'searched', 1), event('ann', 'searches-forgotten', 2), event('ann', 'searched', 3)],
      ...[event('ann', 'searches-forgotten', 4), event('ann', 'searched', 5), event('bob', 'searched', 1)],
    ]);
  await client.close();
  await database.close();
  const db = await openFolder(folder, t);
  const left = await db.collection('events').find({ type: 'searched' }).toArray();
  assert.deepEqual(left.map(({ query }) => query).sort(), ['ann 5', 'bob 1']);
  assert.equal(await db.collection('events').countDocuments({ type: 'dismissed' }), 2);
});

async function openFolder(dataDirectory: string, t: TestContext) {
  const database = await openDatabase({ dataDirectory, log: silent });
  t.after(() => database.close());
  return mongoose.connection.db as mongoose.mongo.Db;
}

async function assertNewForm(db: mongoose.mongo.Db, old: ReadonlyMap<string, Document[]>): Promise<void> {
  for (const [name, documents] of old) {
    const _id = { $in: documents.map((document) => document['_id']) };
    const found = await db.collection(name).find({ _id }).sort({ _id: 1 }).toArray();
    const expected = documents.map(inNewForm).sort((a, b) => (`${a['_id']}` < `${b['_id']}` ? -1 : 1));
    assert.deepEqual(found, expected, name);
  }
}

test('a data folder of the version before: every document is there, renamed, with the new indexes alone', async (t) => {
  const folder = await temporaryFolder(t);
  const old = await makeOldFolder(folder);
  const ofInstitutions = Object.values(mongoose.models).filter(({ schema }) => schema.path('institutionId'));
  const since = [
    'senderReports',
    'voidedStatements',
    'skillLinks',
    'skillReports',
    'audit',
    'saves',
    'sightings',
    'notices',
    'noticeSettings',
    'comparisons',
    'comparedLearners',
    'studies',
  ];
  for (const { collection } of ofInstitutions)
    assert.ok(old.has(collection.name) || since.includes(collection.name), collection.name);

  const db = await openFolder(folder, t);
  await assertNewForm(db, old);
  for (const model of ofInstitutions) {
    const { toDrop, toCreate } = await model.diffIndexes();
    assert.deepEqual([toDrop, toCreate], [[], []], model.modelName);
  }
  assert.deepEqual(
    (await db.collection('migrations').find().toArray()).map(({ _id }) => _id),
    [1, 2, 3, 4],
  );
});

test('kill -9 in the middle: opened again it is completed, and nothing is lost', async (t) => {
  const folder = await temporaryFolder(t);
  const enrolments = 40_000;
  const old = await makeOldFolder(folder, enrolments);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'migration-to-kill.js'), folder]);
  const exited = once(child, 'exit');
  const [engine] = (await once(child.stdout, 'data')) as [Buffer];
  const owner = await until(() => readOwner(folder));
  const beside = await connect(socketUri(owner.socket), t);
  await until(() => beside.collection('enrolments').findOne({ institutionId: { $exists: true } }));
  process.kill(Number(engine), 'SIGKILL');
  child.kill('SIGKILL');
  await exited;

  const left = await embeddedIn(folder, t);
  const between = await connect(left.uri, t);
  const count = await between.collection('enrolments').countDocuments({ tenant: { $exists: true } });
  // One was seen renamed before the kill. What the engine had not yet written to its journal then is in the old form again.
  assert.ok(count > 0, 'the migration was over before the kill');
  // That a start waits for the lease of a dead one, `test/sync/runs/processes.test.ts` shows.
  await between.collection('syncLeases').updateMany({}, { $set: { expiresAt: new Date(0) } });
  await left.close();

  const db = await openFolder(folder, t);
  await assertNewForm(db, old);
  const inForm = {
    institutionId: { $exists: true },
    'bySource.csv.state': 'active',
    views: { $exists: false },
  };
  assert.equal(await db.collection('enrolments').countDocuments(inForm), enrolments);
  assert.equal(await db.collection('enrolments').countDocuments({ tenant: { $exists: true } }), 0);
});

test('several processes that open it at once: one migrates, the others wait', async (t) => {
  const folder = await temporaryFolder(t);
  const old = await makeOldFolder(folder, 20_000);
  const owner = await embeddedIn(folder, t);
  const children = Array.from({ length: 3 }, () =>
    spawn(process.execPath, [join(import.meta.dirname, '../sharing-command.js'), folder]),
  );
  const exits = children.map((child) => once(child, 'exit') as Promise<[number]>);
  const opened = children.map(({ stdout }, i) =>
    Promise.race([once(stdout, 'data'), (exits[i] as Promise<[number]>).then(([code]) => [`exit ${code}`])]),
  );
  assert.deepEqual(
    (await Promise.all(opened)).map(([said]) => `${said}`.trim()),
    ['guest', 'guest', 'guest'],
  );
  for (const child of children) child.stdin.end();
  assert.deepEqual((await Promise.all(exits)).flat(), [0, null, 0, null, 0, null]);
  const db = await connect(owner.uri, t);
  await assertNewForm(db, old);
  assert.equal(await db.collection('enrolments').countDocuments({ tenant: { $exists: true } }), 0);
  assert.equal(await db.collection('migrations').countDocuments(), 4);
});

test('a new database has had all migrations; one of a newer version is refused', async (t) => {
  const folder = await temporaryFolder(t);
  const first = await openDatabase({ dataDirectory: folder, log: silent });
  const migrations = mongoose.connection.db?.collection<{ _id: number }>('migrations');
  assert.deepEqual(
    (await migrations?.find().toArray())?.map(({ _id }) => _id),
    [1, 2, 3, 4],
  );
  await mongoose.connection.db?.collection('events').insertOne({ tenant: 'left alone' });
  await migrations?.insertOne({ _id: 999 });
  await first.close();
  await assert.rejects(openDatabase({ dataDirectory: folder, log: silent }), { name: 'NewerDataError' });
  const database = await embeddedIn(folder, t);
  const db = await connect(database.uri, t);
  assert.equal(await db.collection('events').countDocuments({ tenant: 'left alone' }), 1);
});
