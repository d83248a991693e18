import assert from 'node:assert/strict';
import { test } from 'node:test';
import mongoose, { Schema } from 'mongoose';
import { DatabaseUnreachableError, IndexBuildError } from '../../src/database/errors.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { embeddedIn, silent, temporaryFolder } from './embedded-folder.ts';

const Label = mongoose.model(
  'Label',
  new Schema({ text: { type: String, unique: true }, expiresAt: { type: Date, expires: 0 } }),
);

test('the indexes of the models are there, and what expired while nothing ran is gone', async (t) => {
  const dataDirectory = await temporaryFolder(t);
  const first = await openDatabase({ dataDirectory, log: silent });
  await Label.create({ text: 'once' }, { text: 'old', expiresAt: new Date('2020-01-01') });
  await assert.rejects(Label.create({ text: 'once' }), { code: 11000 });
  await first.close();

  const second = await openDatabase({ dataDirectory, log: silent });
  t.after(() => second.close());
  assert.deepEqual(
    (await Label.find().lean()).map((label) => label.text),
    ['once'],
  );
});

test('documents that contradict an index are named by their collection', async (t) => {
  const { uri } = await embeddedIn(await temporaryFolder(t), t);
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  await client
    .db()
    .collection('labels')
    .insertMany([{ text: 'twice' }, { text: 'twice' }]);
  await client.close();
  await assert.rejects(openDatabase({ uri, dataDirectory: 'unused', log: silent }), (error: Error) => {
    assert.ok(error instanceof IndexBuildError);
    assert.match(error.message, /collection labels .*DuplicateKey/);
    return true;
  });
});

for (const [what, uri] of [
  ['does not answer', 'mongodb://user:secret@127.0.0.1:1/x?serverSelectionTimeoutMS=100'],
  ['is malformed', 'mongodb://user:secret@/x'],
])
  test(`a MONGODB_URI that ${what} is said to be just that, without its address`, async () => {
    await assert.rejects(openDatabase({ uri, dataDirectory: 'unused', log: silent }), (error: Error) => {
      assert.ok(error instanceof DatabaseUnreachableError);
      assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /secret/);
      return true;
    });
  });
