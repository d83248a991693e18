import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import mongoose from 'mongoose';
import { checkDatabase, judgeServer, type Server } from '../../scripts/doctor/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { ToolKeys } from '../../src/lti/keys/tool-keys.ts';
import { embeddedIn, silent, temporaryFolder } from '../database/embedded-folder.ts';

const secretKey = 's'.repeat(32);
const config = (dataDirectory: string, others: { mongodbUri?: string; secretKey?: string } = {}) => ({
  production: false,
  mongodbUri: undefined,
  secretKey,
  previousSecretKey: undefined,
  dataDirectory,
  ...others,
});

describe('the embedded engine', () => {
  test('runs; a data folder that is not there yet is not made', async (t) => {
    const folder = join(await temporaryFolder(t), 'data');
    const [database, keys] = await checkDatabase(config(folder));
    assert.equal(database?.state, 'good', database?.found);
    assert.match(database?.found ?? '', /journaled write \d+ ms/);
    assert.deepEqual([keys?.state, keys?.found], ['good', 'none yet']);
    assert.equal(existsSync(folder), false);
  });

  test('stored keys: readable with their secret, not with another', async (t) => {
    const folder = await folderWithKeys(t);
    assert.deepEqual(await keysIn(folder, { secretKey }), ['good', undefined]);
    assert.deepEqual(await keysIn(folder, { secretKey: 'another'.repeat(5) }), ['bad', true]);
  });

  test('stored keys without any secret, of which none is made', async (t) => {
    const folder = await folderWithKeys(t);
    const [, keys] = await checkDatabase({ ...config(folder), secretKey: undefined });
    assert.deepEqual([keys?.state, keys?.isNeeded], ['bad', true]);
    assert.equal(existsSync(join(folder, 'secret-key')), false);
  });

  test('in use by a running tool: it is joined', async (t) => {
    const folder = await temporaryFolder(t);
    await embeddedIn(folder, t);
    const [database] = await checkDatabase(config(folder));
    assert.equal(database?.state, 'good', database?.found);
    assert.match(database?.found ?? '', new RegExp(`in use by process ${process.pid}`));
  });

  test('a data folder that cannot be used: npm start fails', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(join(folder, 'mongodb'), 'a file, no folder');
    const [database, keys] = await checkDatabase(config(folder));
    assert.deepEqual([database?.state, database?.isNeeded, keys?.state], ['bad', true, 'unknown']);
    assert.match(database?.found ?? '', /DATA_DIR/);
  });
});

describe('a MongoDB that was named', () => {
  test('that does not answer: npm start fails, and the address is not shown', async (t) => {
    const mongodbUri = 'mongodb://somebody:sesame@127.0.0.1:1/next-courses?serverSelectionTimeoutMS=300';
    const findings = await checkDatabase(config(await temporaryFolder(t), { mongodbUri }));
    assert.deepEqual(
      findings.map(({ state, isNeeded }) => [state, isNeeded]),
      [
        ['bad', true],
        ['unknown', undefined],
      ],
    );
    assert.doesNotMatch(JSON.stringify(findings), /somebody|sesame|127\.0\.0\.1/);
  });

  test('that answers is written to, and left as it was', async (t) => {
    const folder = await temporaryFolder(t);
    const { uri } = await embeddedIn(folder, t);
    const [database, keys] = await checkDatabase(config(folder, { mongodbUri: uri }));
    assert.deepEqual([database?.state, keys?.found], ['good', 'none yet']);
    assert.match(database?.found ?? '', /single server, database “next-courses”, a write to a majority/);
    const client = await new mongoose.mongo.MongoClient(uri).connect();
    const collections = await client.db('next-courses').listCollections().toArray();
    await client.close();
    assert.deepEqual(collections, []);
  });

  test('one server alone is not enough in production', () => {
    const server: Server = { version: '8.0.1', kind: 'single server', database: 'next', write: 3 };
    assert.equal(judgeServer(server, false).state, 'good');
    assert.equal(judgeServer(server, true).state, 'bad');
    for (const kind of ['replica set', 'sharded cluster'] as const)
      assert.equal(judgeServer({ ...server, kind }, true).state, 'good');
  });

  test('a majority that cannot be written to', () => {
    const write = { failed: 'WriteConcernTimeout' };
    const server: Server = { version: '8.0.1', kind: 'replica set', database: 'next', write };
    const { state, found, isNeeded } = judgeServer(server, false);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(found, /WriteConcernTimeout/);
  });
});

async function folderWithKeys(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  const database = await openDatabase({ uri: undefined, dataDirectory: folder, log: silent });
  await new ToolKeys(secretKey).ensure();
  await database.close();
  return folder;
}

async function keysIn(folder: string, secret: { secretKey: string }) {
  const [, keys] = await checkDatabase(config(folder, secret));
  return [keys?.state, keys?.isNeeded];
}
