import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { setLearnerKeyVault } from '../../models/learner-key.ts';
import {
  connectTo,
  type Database,
  type DatabaseOptions,
  openDatabase,
} from '../../src/database/open-database.ts';
import { guardInstitutions, type InstitutionGuard } from './institution-guard.ts';

/** An engine that was killed may take long to be there again, ms, on a machine that is busy with other suites. */
const patience = 60_000;

/** A database that suites have left. */
interface Left {
  _id: string;
  /** Those whose indexes it has. */
  models: readonly string[];
}

export interface TestDatabase extends Database {
  dataDirectory: string;
  institutions: InstitutionGuard;
  /** Deletes all that is in it; its indexes stay. */
  clear(): Promise<void>;
}

/**
 * A database for this test file alone, empty. Import the models before you call it.
 * With TEST_MONGODB_URI in the environment it is one on that server, as where `npm test` runs several suites (an engine takes
 * longer to start than many a suite); otherwise an embedded one. With TEST_KEEP_DATABASES, which says that the server ends with the run,
 * it may be one that another suite has left. Closing it fails where anything in src/ has asked for what
 * belongs to an institution without saying to which one.
 * @param options.ownEngine embedded in any case, for a suite that kills the engine or shares its data folder
 */
export async function openTestDatabase({
  ownEngine = false,
  traceCommands,
}: { ownEngine?: boolean } & Pick<DatabaseOptions, 'traceCommands'> = {}): Promise<TestDatabase> {
  // The suite before, in this process, may have had a secret of which the processes of this one know nothing.
  setLearnerKeyVault(undefined);
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const server = ownEngine ? undefined : process.env['TEST_MONGODB_URI'];
  const isKept = process.env['TEST_KEEP_DATABASES'] === 'true';
  const left = server && isKept ? await withLeft(server, (names) => names.findOneAndDelete({})) : undefined;
  const name = left?._id ?? `next-courses-test-${randomUUID()}`;
  const uri = server && withDatabase(server, name);
  const log = pino({ level: 'silent' });
  const models = new Set([...(left?.models ?? []), ...mongoose.modelNames()]);
  const isReady = left?.models.length === models.size && !traceCommands;
  const database =
    uri && isReady
      ? await connectAgain(uri)
      : await openDatabase({ uri, dataDirectory, log, patience, traceCommands });
  if (left) await empty(await writtenCollections());
  const institutions = guardInstitutions();
  return {
    ...database,
    ...{ dataDirectory, institutions },
    async clear() {
      const ofModels = Object.values(mongoose.models).map(({ collection }) => collection.collectionName);
      // Files are no models.
      await empty([...ofModels, 'weights.files', 'weights.chunks']);
    },
    async close() {
      if (uri && !isKept) await mongoose.connection.dropDatabase();
      await database.close();
      if (server && isKept)
        await withLeft(server, (names) => names.insertOne({ _id: name, models: [...models] }));
      await rm(dataDirectory, { recursive: true, force: true });
      institutions.stop();
    },
  };
}

/** One that has had the migrations and has the indexes of every model: to look whether it has takes longer than many a suite. */
async function connectAgain(uri: string): Promise<Database> {
  await connectTo({ uri, isAlone: false }, patience);
  return { uri, isAlone: false, embedded: undefined, close: () => mongoose.disconnect() };
}

/**
 * Does something with the names of the databases that suites have left behind. One that finds the name of one takes it, as nobody
 * else then does: to build the indexes of all collections costs more than many a suite.
 */
async function withLeft<Result>(
  server: string,
  act: (names: mongoose.mongo.Collection<Left>) => Promise<Result>,
): Promise<Result> {
  const client = await mongoose.mongo.MongoClient.connect(server);
  try {
    return await act(client.db('next-courses-test-left').collection('names'));
  } finally {
    await client.close();
  }
}

/** All but the record of the migrations: the database has had them. */
async function writtenCollections(): Promise<string[]> {
  const collections = await connected().listCollections({}, { nameOnly: true }).toArray();
  return collections.map(({ name }) => name).filter((name) => name !== 'migrations');
}

/** Asks first, at once, which of the collections hold something: to empty those that are empty costs three times as much. */
async function empty(names: readonly string[]): Promise<void> {
  const [first, ...others] = names;
  if (first === undefined) return;
  const nameIfFilled = (name: string) => [{ $limit: 1 }, { $project: { _id: { $literal: name } } }];
  const look = () =>
    connected()
      .collection(first)
      .aggregate<{ _id: string }>([
        ...nameIfFilled(first),
        ...others.map((coll) => ({ $unionWith: { coll, pipeline: nameIfFilled(coll) } })),
      ])
      .toArray();
  // The engine refuses where a collection appears meanwhile, as where work of the test before is ending.
  const filled = await look().catch(look);
  await Promise.all(filled.map(({ _id }) => connected().collection(_id).deleteMany({})));
}

function connected(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  return db;
}

/** The address with another database's name: `mongodb://hosts/name?options`. */
function withDatabase(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
