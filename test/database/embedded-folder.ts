import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../src/database/embedded-database.ts';

export const silent = pino({ level: 'silent' });

/**
 * A temporary folder that goes away with the test. An engine in it ends after that, because what is registered first happens first,
 * and may write a file in the meantime: then it is tried again.
 */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/** An embedded database in `folder` that is closed with the test. */
export async function embeddedIn(folder: string, t: TestContext): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase(folder, silent);
  t.after(() => database.close());
  return database;
}
