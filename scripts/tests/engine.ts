import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { NoEngineError } from '../../src/database/errors.ts';

/** The engine of a run of suites. Each suite has a database of its own on it. */
export interface TestEngine {
  /** What the suites find as TEST_MONGODB_URI. */
  uri: string;
  /** Nothing is left of it. */
  close(): Promise<void>;
}

/** Undefined on a machine that can run none, as each suite that needs one says. */
export async function startTestEngine(): Promise<TestEngine | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const { uri, close } = await startEmbeddedDatabase(folder, pino({ level: 'silent' }));
    return { uri, close: () => close().then(removeFolder) };
  } catch (error) {
    await removeFolder();
    if (error instanceof NoEngineError) return undefined;
    throw error;
  }
}
