import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import mongoose from 'mongoose';
import { until } from '../support/until.ts';
import { openTestDatabase } from './test-database.ts';

const rows = 30_000;
/** What the engine answers when a query needs the part of the server that it was built without. */
const notInThisBuild = 224;

const database = await openTestDatabase({ ownEngine: true });
after(() => database.close());

test('a query that two indexes fit and nothing matches is answered, after a restart of the engine too', async () => {
  const collection = mongoose.connection.collection('plans');
  await collection.createIndex({ a: 1, b: 1 });
  await collection.createIndex({ a: 1, c: 1 });
  await collection.insertMany(Array.from({ length: rows }, (_, i) => ({ a: 1, b: i, c: i % 100 })));
  const find = () => collection.find({ a: 1, d: 'nothing' }).toArray();
  assert.deepEqual(await find(), []);

  process.kill(database.embedded?.pid() as number, 'SIGKILL');
  const found = await until(() =>
    find().catch((error: { code?: number }) => {
      if (error.code === notInThisBuild) throw error;
      return undefined;
    }),
  );
  assert.deepEqual(found, []);
});
