import assert from 'node:assert/strict';
import { test } from 'node:test';
import mongoose from 'mongoose';
import { retryAfterRestart } from '../../../src/sync/documents/retry-after-restart.ts';

const { MongoBulkWriteError, MongoNetworkError } = mongoose.mongo;
/** The driver makes it before anything was written. */
const result = {} as mongoose.mongo.BulkWriteResult;
const lost = new MongoNetworkError('connection 12 closed');
const refused = new MongoBulkWriteError({ message: 'duplicate key', code: 11_000 }, result);

/** Fails once. */
function failing(error: Error) {
  let tries = 0;
  return async () => {
    if (tries++ === 0) throw error;
    return tries;
  };
}

test('a write whose connection was lost is repeated, also where the driver wraps that in the error of a bulk write', async () => {
  const errors = [lost, new MongoBulkWriteError(lost, result), Object.assign(new Error(), { code: 'EPIPE' })];
  assert.deepEqual(await Promise.all(errors.map((error) => retryAfterRestart(failing(error)))), [2, 2, 2]);
});

test('what the database refuses is not asked again', async () => {
  await assert.rejects(retryAfterRestart(failing(refused)), /duplicate key/);
});

test('a write that never ends, because its connection went while it waited to write on, is repeated', async () => {
  let writes = 0;
  const written = await retryAfterRestart(() => {
    writes++;
    return writes === 1 ? new Promise<string>(() => {}) : Promise.resolve('written');
  }, 20);
  assert.deepEqual([written, writes], ['written', 2]);
});
