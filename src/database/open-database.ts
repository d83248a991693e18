import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { watchForAbandonedHold } from './abandoned-hold.ts';
import './closed-connections.ts';
import { isDatabaseAway } from './database-away.ts';
import { type EmbeddedDatabase, socketUri, startEmbeddedDatabase } from './embedded-database.ts';
import { DatabaseUnreachableError, DataFolderInUseError, IndexBuildError } from './errors.ts';
import { followOwner } from './follow-owner.ts';
import { migrate } from './migrations/migrate.ts';
import type { MigrationSecrets } from './migrations/migration.ts';
import { findLivingOwner } from './owner.ts';
import { startPurging } from './purge-expired.ts';
import { answersAfresh, watchForStuckDriver } from './stuck-driver.ts';

const replicated = {
  /** A majority must have the write in its journal. */
  writeConcern: { w: 'majority', journal: true },
} as const;
/**
 * How often a MongoDB that was named is asked whether it is there. One that falls silent, as a network that is cut does, is noticed after so
 * long and `connectTimeoutMS`: only then what was asked before fails.
 */
const heartbeatFrequencyMS = 3_000;

const alone = {
  // The engine is the only member. Asked for a majority, it acknowledges a write before the journal is on disk, and a kill loses
  // some writes (measured; test/database/crash.test.ts).
  writeConcern: { w: 1, journal: true },
  // A crashed engine is looked for every 50 ms instead of every 500. On one machine that costs nothing.
  minHeartbeatFrequencyMS: 50,
  // Asked anew each second: of a lasting answer, which the driver prefers, it would notice only after 40 s that it stays away.
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: 1_000,
} as const;

/**
 * How long an operation that has begun waits for a server that is away, such as an engine that is starting again. Requests that
 * come later do not begin (`watchDatabase`).
 */
const patienceMilliseconds = 5_000;
/** How long the driver may take to reach a server, and a server to say that it is there. */
const connectTimeoutMS = 5_000;
/** How long a guest waits for an owner that is started again. Nobody sits in front of a page. */
const guestPatienceMilliseconds = 30_000;
const againAfterMilliseconds = 500;

export interface DatabaseOptions {
  /** A MongoDB to use; undefined: the embedded one in `dataDirectory`. */
  uri?: string | undefined;
  dataDirectory: string;
  log: Logger;
  /** A command beside a running application uses the application's embedded database. */
  share?: boolean;
  /** Where the application that has the embedded database ends, this one goes on with it: for processes that stay. */
  takesOver?: boolean;
  /** For stored data of an earlier version. */
  secrets?: MigrationSecrets;
  /** Is given what has connected, and is told of each command that it sends. */
  traceCommands?: ((client: mongoose.mongo.MongoClient) => void) | undefined;
  /** How long an operation waits for a server that is away. For tests, on machines that are busy with others. */
  patience?: number;
}

/** How mongoose connects, here or in another thread of this process. */
export interface DatabaseAddress {
  uri: string;
  /** It is the embedded engine and no replica set. */
  isAlone: boolean;
}

export interface Database extends DatabaseAddress {
  /** The engine's process, where this process started one. */
  embedded: EmbeddedDatabase | undefined;
  close(): Promise<void>;
}

/**
 * Connects mongoose's default connection, brings stored data of an earlier version into the form of this one, and builds the
 * indexes of every model that is loaded. A write is
 * acknowledged when it would survive a kill of the database; no caller sets a write concern of its own.
 * @throws DatabaseError that says what to do
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  /** What runs beside, to be ended in this order. */
  const beside: (() => Promise<void>)[] = [];
  /** What the owner of the engine does, and nobody else. */
  const doOwnersWork = async () => {
    beside.push(watchForAbandonedHold(options.dataDirectory, options.log));
    // A purge may wait for a hold to be let go, so it ends before the watch for that.
    beside.unshift(await startPurging(options.log));
  };
  const { uri, embedded, leave } = options.uri
    ? { uri: options.uri, embedded: undefined, leave: async () => {} }
    : await joinOrStart(options, doOwnersWork);
  const isAlone = options.uri === undefined;
  const close = async () => {
    for (const stop of beside) await stop();
    await mongoose.disconnect();
    await leave();
  };
  const { traceCommands } = options;
  const connect = async () => {
    await connectTo({ uri, isAlone }, options.patience, { monitorCommands: traceCommands !== undefined });
    traceCommands?.(mongoose.connection.getClient());
  };
  try {
    await connect().catch((error: Error) => {
      throw options.uri ? new DatabaseUnreachableError(error.name) : error;
    });
    await throughAbsences(() => migrate(options.log, undefined, options.secrets));
    await throughAbsences(buildIndexes);
    if (embedded) await doOwnersWork();
    beside.push(watchForStuckDriver(connect, () => answersAfresh(uri), options.log));
  } catch (error) {
    await close();
    throw error;
  }
  return { uri, isAlone, embedded, close };
}

let connected: DatabaseAddress | undefined;

/** Where mongoose's default connection leads, for another thread that needs one of its own. @throws Error before there is one */
export function connectedAddress(): DatabaseAddress {
  if (!connected) throw new Error('The database is not connected.');
  return connected;
}

/** Connects mongoose's default connection, for a thread of a process that has the database open. */
export async function connectTo(
  { uri, isAlone }: DatabaseAddress,
  patience = patienceMilliseconds,
  more: Pick<mongoose.ConnectOptions, 'monitorCommands'> = {},
): Promise<void> {
  connected = { uri, isAlone };
  await mongoose.connect(uri, {
    ...(isAlone ? alone : replicated),
    // An option would win over the address, where the operator may have set it.
    ...(uri.includes('serverSelectionTimeoutMS') ? {} : { serverSelectionTimeoutMS: patience }),
    ...(uri.includes('connectTimeoutMS') ? {} : { connectTimeoutMS }),
    ...(isAlone || uri.includes('heartbeatFrequencyMS') ? {} : { heartbeatFrequencyMS }),
    autoIndex: false,
    ...more,
  });
}

/** Does what a start needs, again where the database went away amid it: an engine that died is back in about a second. */
async function throughAbsences(work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + guestPatienceMilliseconds;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > deadline) throw error;
      await sleep(againAfterMilliseconds);
    }
  }
}

async function buildIndexes(): Promise<void> {
  await Promise.all(
    Object.values(mongoose.models).map((model) =>
      model.createIndexes().catch((error: Error & { codeName?: string }) => {
        if (isDatabaseAway(error)) throw error;
        throw new IndexBuildError(model.collection.name, error.codeName ?? error.name);
      }),
    ),
  );
}

interface OpenedDatabase {
  uri: string;
  embedded: EmbeddedDatabase | undefined;
  /** Once mongoose is disconnected. */
  leave(): Promise<void>;
}

/** @param doOwnersWork for a guest that takes over */
async function joinOrStart(
  options: DatabaseOptions,
  doOwnersWork: () => Promise<void>,
): Promise<OpenedDatabase> {
  const { dataDirectory, log, share } = options;
  const join = () => runningDatabase(options, doOwnersWork);
  const deadline = performance.now() + guestPatienceMilliseconds;
  for (;;) {
    const joined = share ? await join() : undefined;
    if (joined) return joined;
    try {
      const embedded = await startEmbeddedDatabase(dataDirectory, log);
      return { uri: embedded.uri, embedded, leave: embedded.close };
    } catch (error) {
      // Another process was faster, and is not to be joined yet; or it is ending.
      const isInUse = error instanceof DataFolderInUseError;
      if (!share || !isInUse || performance.now() > deadline) throw error;
      await sleep(againAfterMilliseconds);
    }
  }
}

async function runningDatabase(
  { dataDirectory, log, takesOver }: DatabaseOptions,
  doOwnersWork: () => Promise<void>,
): Promise<OpenedDatabase | undefined> {
  const owner = await findLivingOwner(dataDirectory);
  if (!owner) return undefined;
  let own: EmbeddedDatabase | undefined;
  const takeOver = async () => {
    try {
      own = await startEmbeddedDatabase(dataDirectory, log);
    } catch (error) {
      // Another guest was faster.
      if (error instanceof DataFolderInUseError) return;
      log.error({ err: error }, 'the embedded database was left by its owner and could not be started');
      return;
    }
    log.warn('the embedded database was left by its owner: this process goes on with it');
    // It asks the database, which this process finds once the link leads there.
    doOwnersWork().catch((error) => log.warn({ err: error }, 'work of the owner was not begun'));
  };
  const engine = await followOwner(dataDirectory, owner, takesOver ? takeOver : undefined);
  // A process that stays has somebody in front of a page; a command has not.
  const uri = takesOver
    ? socketUri(engine.socket)
    : `${socketUri(engine.socket)}&serverSelectionTimeoutMS=${guestPatienceMilliseconds}`;
  const leave = async () => {
    await engine.close();
    await own?.close();
  };
  return { uri, embedded: undefined, leave };
}
