import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { type EmbeddedDatabase, socketUri, startEmbeddedDatabase } from './embedded-database.ts';
import { DatabaseUnreachableError } from './errors.ts';
import { isServing, readOwner } from './owner.ts';
import { startPurging } from './purge-expired.ts';

export interface DatabaseOptions {
  /** A MongoDB to use; undefined: the embedded one in `dataDirectory`. */
  uri?: string | undefined;
  dataDirectory: string;
  log: Logger;
  /** A command beside a running application uses the application's embedded database. */
  share?: boolean;
}

export interface Database {
  uri: string;
  /** The engine's process, where this process started one. */
  embedded: EmbeddedDatabase | undefined;
  close(): Promise<void>;
}

/**
 * Connects mongoose's default connection and builds the indexes of every model that is loaded. A write is
 * acknowledged when a majority has it in its journal: without the journal a killed engine loses acknowledged writes.
 * @throws DatabaseError that says what to do
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const shared = options.uri ?? (options.share ? await runningDatabase(options.dataDirectory) : undefined);
  const embedded =
    shared === undefined ? await startEmbeddedDatabase(options.dataDirectory, options.log) : undefined;
  const uri = shared ?? (embedded as EmbeddedDatabase).uri;
  try {
    await mongoose.connect(uri, {
      writeConcern: { w: 'majority', journal: true },
      serverSelectionTimeoutMS: 10_000,
      autoIndex: false,
    });
    await Promise.all(Object.values(mongoose.models).map((model) => model.createIndexes()));
  } catch (error) {
    await mongoose.disconnect();
    await embedded?.close();
    throw options.uri ? new DatabaseUnreachableError((error as Error).name) : error;
  }
  const stopPurging = embedded ? startPurging(options.log) : () => {};
  return {
    uri,
    embedded,
    async close() {
      stopPurging();
      await mongoose.disconnect();
      await embedded?.close();
    },
  };
}

async function runningDatabase(dataDirectory: string): Promise<string | undefined> {
  const owner = await readOwner(dataDirectory);
  return owner && (await isServing(owner)) ? socketUri(owner.socket) : undefined;
}
