import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { DatabaseUnreachableError } from '../../src/database/errors.ts';
import { openDatabase } from '../../src/database/open-database.ts';

test('a MONGODB_URI that does not answer is said to be just that, without its address', async () => {
  const uri = 'mongodb://user:secret@127.0.0.1:1/x?serverSelectionTimeoutMS=100';
  const log = pino({ level: 'silent' });
  await assert.rejects(openDatabase({ uri, dataDirectory: 'unused', log }), (error: Error) => {
    assert.ok(error instanceof DatabaseUnreachableError);
    assert.match(error.message, /MONGODB_URI does not answer/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});
