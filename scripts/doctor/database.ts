import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { LtiKeyModel } from '../../models/lti-key.ts';
import type { Config } from '../../src/configuration/config.ts';
import { loadSecretKey } from '../../src/configuration/secret-key.ts';
import { socketUri, startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { chooseEngine } from '../../src/database/engine.ts';
import { connectTo, type DatabaseAddress } from '../../src/database/open-database.ts';
import { findLivingOwner } from '../../src/database/owner.ts';
import { SecretKeyError } from '../../src/lti/keys/encryption.ts';
import { ToolKeys } from '../../src/lti/keys/tool-keys.ts';
import type { Finding } from './finding.ts';

const name = 'Database';
/** How long a write may wait for a majority, ms. */
const patienceMilliseconds = 5_000;

type DatabaseConfig = Pick<
  Config,
  'mongodbUri' | 'dataDirectory' | 'production' | 'secretKey' | 'previousSecretKey'
>;

/**
 * The database, and whether the stored keys can be read with the secret. Writes nothing: the embedded engine is started
 * on the data folder only where it has been there before, otherwise on a temporary one.
 * @param look what else is to be done while there is a connection to stored data
 */
export async function checkDatabase(
  config: DatabaseConfig,
  look: () => Promise<void> = async () => {},
): Promise<Finding[]> {
  const keysUnknown: Finding = {
    name: 'Stored keys',
    state: 'unknown',
    found: 'not looked at: no database',
  };
  // Else a model makes its collection as soon as there is a connection.
  mongoose.set('autoCreate', false);
  try {
    return config.mongodbUri === undefined
      ? await checkEmbedded(config, look)
      : await checkNamed({ uri: config.mongodbUri, isAlone: false }, config, look);
  } catch (error) {
    // What the errors of src/database say includes what to do.
    return [{ name, state: 'bad', found: (error as Error).message, isNeeded: true }, keysUnknown];
  } finally {
    await mongoose.disconnect();
  }
}

async function checkEmbedded(config: DatabaseConfig, look: () => Promise<void>): Promise<Finding[]> {
  const owner = await findLivingOwner(config.dataDirectory);
  if (owner) {
    await connectTo({ uri: socketUri(owner.socket), isAlone: true });
    const answer = await askEmbedded();
    await look();
    return [
      { ...answer, found: `${answer.found}, in use by process ${owner.pid}` },
      await checkStoredKeys(config),
    ];
  }
  const engine = chooseEngine();
  if (engine.kind === 'embedded-needs-glibc')
    return [
      {
        name,
        state: 'unknown',
        found: 'npm start fetches the C library that the embedded engine needs here',
      },
      { name: 'Stored keys', state: 'unknown', found: 'not looked at: the engine cannot run yet' },
    ];
  const isNew = !['mongodb', 'mongod'].some((folder) => existsSync(join(config.dataDirectory, folder)));
  const folder = isNew ? await mkdtemp(join(tmpdir(), 'next-courses-doctor-')) : config.dataDirectory;
  const database = await startEmbeddedDatabase(folder, pino({ level: 'silent' }));
  try {
    await connectTo({ uri: database.uri, isAlone: true });
    const keys: Finding = { name: 'Stored keys', state: 'good', found: 'none yet' };
    if (!isNew) await look();
    return [await askEmbedded(), isNew ? keys : await checkStoredKeys(config)];
  } finally {
    await mongoose.disconnect();
    await database.close();
    if (isNew) await rm(folder, { recursive: true, force: true });
  }
}

async function askEmbedded(): Promise<Finding> {
  const { version } = (await command({ buildInfo: 1 })) as { version: string };
  const milliseconds = await timeWrite({ w: 1, journal: true });
  return { name, state: 'good', found: `embedded engine ${version}, a journaled write ${milliseconds} ms` };
}

async function checkNamed(
  address: DatabaseAddress,
  config: DatabaseConfig,
  look: () => Promise<void>,
): Promise<Finding[]> {
  const server = await askNamed(address);
  if (!('refused' in server)) await look();
  const finding = judgeServer(server, config.production);
  return [
    finding,
    'refused' in server
      ? { name: 'Stored keys', state: 'unknown', found: 'not looked at: no database' }
      : await checkStoredKeys(config),
  ];
}

/** What a MongoDB says of itself. */
export interface Server {
  version: string;
  kind: 'replica set' | 'sharded cluster' | 'single server';
  /** Name of the database that the address leads to. */
  database: string;
  /** Milliseconds that a write to a majority takes, or why it fails. */
  write: number | { failed: string };
}

async function askNamed(address: DatabaseAddress): Promise<Server | { refused: string }> {
  try {
    await connectTo(address);
  } catch (error) {
    return { refused: kindOf(error) };
  }
  const [{ version }, hello] = (await Promise.all([command({ buildInfo: 1 }), command({ hello: 1 })])) as [
    { version: string },
    { setName?: string; msg?: string },
  ];
  const write = await timeWrite({ w: 'majority', journal: true, wtimeoutMS: patienceMilliseconds }).catch(
    (error) => ({ failed: kindOf(error) }),
  );
  return {
    version,
    kind: hello.setName ? 'replica set' : hello.msg === 'isdbgrid' ? 'sharded cluster' : 'single server',
    database: mongoose.connection.name,
    write,
  };
}

/** A server named by MONGODB_URI. The address is never shown: it may hold a password. */
export function judgeServer(server: Server | { refused: string }, production: boolean): Finding {
  const bad = (found: string, cure: string): Finding => ({ name, state: 'bad', found, cure, isNeeded: true });
  if ('refused' in server)
    return bad(
      `that of MONGODB_URI does not answer (${server.refused})`,
      'Check that it runs, that its members can be reached from here, and that address, user and password are right.',
    );
  const { version, kind, database, write } = server;
  const found = `MongoDB ${version}, ${kind}, database “${database}”`;
  if (typeof write === 'object')
    return bad(
      `${found}: a write to a majority fails (${write.failed})`,
      'Give the user of MONGODB_URI the role readWrite there, and see with rs.status() that most members run.',
    );
  if (kind === 'single server' && production)
    return {
      ...{ name, state: 'bad', found },
      cure: 'What is lost with that one machine is lost for good: make it a replica set of three.',
    };
  return { name, state: 'good', found: `${found}, a write to a majority ${write} ms` };
}

/** Whether the secret is the one that they were encrypted with. */
async function checkStoredKeys(config: DatabaseConfig): Promise<Finding> {
  const finding = { name: 'Stored keys' };
  if ((await LtiKeyModel.countDocuments()) === 0) return { ...finding, state: 'good', found: 'none yet' };
  if (config.secretKey === undefined && !existsSync(join(config.dataDirectory, 'secret-key')))
    return { ...finding, state: 'bad', found: 'there are some, and no secret to read them', isNeeded: true };
  const secretKey = await loadSecretKey(config as Config);
  try {
    await new ToolKeys(secretKey, config.previousSecretKey).current();
    return { ...finding, state: 'good', found: 'readable' };
  } catch (error) {
    if (!(error instanceof SecretKeyError)) throw error;
    return { ...finding, state: 'bad', found: error.message, isNeeded: true };
  }
}

function command(words: Record<string, unknown>): Promise<Record<string, unknown>> {
  return mongoose.connection.db!.admin().command(words);
}

/** Deletes what is not there: changes nothing, and still waits until the write concern holds. */
async function timeWrite(writeConcern: {
  w: number | 'majority';
  journal: boolean;
  wtimeoutMS?: number;
}): Promise<number> {
  const started = performance.now();
  const nothing = { _id: new mongoose.Types.ObjectId() };
  await mongoose.connection.db!.collection('doctor').deleteOne(nothing, { writeConcern });
  return Math.round(performance.now() - started);
}

/** Its message may name the address. */
function kindOf(error: unknown): string {
  const { codeName, name: kind } = error as { codeName?: string; name: string };
  return codeName ?? kind;
}
