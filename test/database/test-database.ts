import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Database, openDatabase } from '../../src/database/open-database.ts';

/** A database of this test file's own, empty, gone after `close()`. Import the models before you call it. */
export async function openTestDatabase(): Promise<Database & { dataDirectory: string }> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const database = await openDatabase({ dataDirectory, log: pino({ level: 'silent' }) });
  return {
    ...database,
    dataDirectory,
    async close() {
      await database.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
