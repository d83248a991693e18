import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { model, Schema } from 'mongoose';
import { pino } from 'pino';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { DataFolderInUseError, DataFolderUnusableError } from '../../src/database/errors.ts';
import { purgeExpired } from '../../src/database/purge-expired.ts';
import { openTestDatabase } from './test-database.ts';

const log = pino({ level: 'silent' });
const noteSchema = new Schema({ text: { type: String, unique: true }, expiresAt: Date });
noteSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
const Note = model('Note', noteSchema);

let database: Awaited<ReturnType<typeof openTestDatabase>>;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test('the indexes of the models are there: a duplicate is refused', async () => {
  await Note.create({ text: 'once' });
  await assert.rejects(Note.create({ text: 'once' }), { code: 11000 });
});

test('what has expired by a TTL index is purged, and nothing else', async () => {
  const now = new Date('2026-01-01');
  await Note.create({ text: 'old', expiresAt: new Date('2025-12-31') });
  await Note.create({ text: 'fresh', expiresAt: new Date('2026-01-02') });
  assert.equal(await purgeExpired(now), 1);
  assert.deepEqual(
    (await Note.find({ expiresAt: { $exists: true } })).map((note) => note.text),
    ['fresh'],
  );
});

test('a second owner of the folder is refused and told who has it', async () => {
  await assert.rejects(startEmbeddedDatabase(database.dataDirectory, log), (error: Error) => {
    assert.ok(error instanceof DataFolderInUseError);
    assert.match(error.message, new RegExp(`process ${process.pid}.*DATA_DIR`));
    return true;
  });
});

test('kill -9 of the engine amid acknowledged writes, ten times: none is lost, and the driver reconnects', async () => {
  const acknowledged: number[] = [];
  let next = 0;
  let writing = true;
  const writers = Array.from({ length: 4 }, async () => {
    while (writing) {
      const number = next++;
      try {
        await Note.collection.insertOne(
          { text: `n${number}` },
          { writeConcern: { w: 'majority', journal: true } },
        );
        acknowledged.push(number);
      } catch {
        await sleep(20);
      }
    }
  });
  for (let kill = 0; kill < 10; kill++) {
    const target = acknowledged.length + 50;
    while (acknowledged.length < target) await sleep(5);
    process.kill(database.embedded?.pid() as number, 'SIGKILL');
  }
  const target = acknowledged.length + 50;
  while (acknowledged.length < target) await sleep(5);
  writing = false;
  await Promise.all(writers);

  const stored = new Set((await Note.find({ text: /^n\d+$/ }).lean()).map((note) => note.text));
  assert.deepEqual(
    acknowledged.filter((number) => !stored.has(`n${number}`)),
    [],
  );
});

test('kill -9 of the owner leaves no orphan: a new owner starts at once and finds everything', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner-to-kill.js'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  owner.kill('SIGKILL');
  await once(owner, 'exit');

  const successor = await startEmbeddedDatabase(folder, log);
  try {
    const client = await new (await import('mongoose')).default.mongo.MongoClient(successor.uri).connect();
    assert.equal(await client.db().collection('kept').countDocuments(), 1);
    await client.close();
  } finally {
    await successor.close();
    await rm(folder, { recursive: true });
  }
});

test('a command shares the database of the running application, and owns nothing', async () => {
  const command = spawn(
    process.execPath,
    [join(import.meta.dirname, 'sharing-command.js'), database.dataDirectory],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [said] = (await once(command.stdout, 'data')) as [Buffer];
  assert.equal(`${said}`.trim(), 'shared, sees 1');
});

test('a data folder that cannot be one is refused in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const file = join(folder, 'file');
  await writeFile(file, '');
  await assert.rejects(startEmbeddedDatabase(file, log), DataFolderUnusableError);
  await rm(folder, { recursive: true });
});

test('a data folder may lie deeper than a socket path may be long', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-test-'));
  const deep = join(folder, ...Array.from({ length: 12 }, () => 'a-long-folder-name'));
  await mkdir(deep, { recursive: true });
  const deepDatabase = await startEmbeddedDatabase(deep, log);
  assert.ok(deepDatabase.pid());
  await deepDatabase.close();
  await rm(folder, { recursive: true });
});
