import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { type Database, openDatabase } from '../../src/database/open-database.ts';

/**
 * A database of this test file's own, empty, gone after `close()`. Import the models before you call it.
 * With TEST_MONGODB_URI in the environment it is one on that server, otherwise an embedded one.
 */
export async function openTestDatabase(): Promise<Database & { dataDirectory: string }> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const server = process.env['TEST_MONGODB_URI'];
  const uri = server && withDatabase(server, `next-courses-test-${randomUUID()}`);
  const database = await openDatabase({ uri, dataDirectory, log: pino({ level: 'silent' }) });
  return {
    ...database,
    dataDirectory,
    async close() {
      if (uri) await mongoose.connection.dropDatabase();
      await database.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The address with another database's name: `mongodb://hosts/name?options`. */
function withDatabase(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
