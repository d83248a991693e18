import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { openTestDatabase } from './test-database.ts';

const rows = 30_000;
/** What the engine answers when a query needs the part of the server that it was built without. */
const notInThisBuild = 224;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test('a query that two indexes fit and nothing matches is answered, after a restart of the engine too', async () => {
  const collection = mongoose.connection.collection('plans');
  await collection.createIndex({ a: 1, b: 1 });
  await collection.createIndex({ a: 1, c: 1 });
  await collection.insertMany(Array.from({ length: rows }, (_, i) => ({ a: 1, b: i, c: i % 100 })));
  const find = () => collection.find({ a: 1, d: 'nothing' }).toArray();
  assert.deepEqual(await find(), []);

  process.kill(database.embedded?.pid() as number, 'SIGKILL');
  for (let tries = 0; ; tries++)
    try {
      assert.deepEqual(await find(), []);
      break;
    } catch (error) {
      if (tries > 50 || (error as { code?: number }).code === notInThisBuild) throw error;
      await sleep(50);
    }
});
