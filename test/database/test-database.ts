import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { guardInstitutions, type InstitutionGuard } from './institution-guard.ts';

/** An engine that was killed may take long to be there again, ms, on a machine that is busy with other suites. */
const patience = 60_000;

export interface TestDatabase extends Database {
  dataDirectory: string;
  institutions: InstitutionGuard;
  /** Deletes all that is in it; its indexes stay. */
  clear(): Promise<void>;
}

/**
 * A database of this test file's own, empty, gone after `close()`. Import the models before you call it.
 * With TEST_MONGODB_URI in the environment it is one on that server, as where `npm test` runs several suites (an engine takes
 * longer to start than many a suite); otherwise an embedded one. Closing it fails where anything in src/ has asked for what
 * belongs to an institution without saying to which one.
 * @param options.ownEngine embedded in any case, for a suite that kills the engine or shares its data folder
 */
export async function openTestDatabase({ ownEngine = false } = {}): Promise<TestDatabase> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const server = ownEngine ? undefined : process.env['TEST_MONGODB_URI'];
  const uri = server && withDatabase(server, `next-courses-test-${randomUUID()}`);
  const database = await openDatabase({ uri, dataDirectory, log: pino({ level: 'silent' }), patience });
  const institutions = guardInstitutions();
  return {
    ...database,
    ...{ dataDirectory, institutions },
    async clear() {
      await Promise.all(Object.values(mongoose.models).map((model) => model.deleteMany()));
    },
    async close() {
      if (uri) await mongoose.connection.dropDatabase();
      await database.close();
      await rm(dataDirectory, { recursive: true, force: true });
      institutions.stop();
    },
  };
}

/** The address with another database's name: `mongodb://hosts/name?options`. */
function withDatabase(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
