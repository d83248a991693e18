// Runs alone: it opens and closes databases of its own over mongoose's default connection.
// Takes about 29 s.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { mongo } from 'mongoose';
import { makeBackup } from '../../src/backup/make-backup.ts';
import { restoreBackup } from '../../src/backup/restore-backup.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { embeddedIn, silent, temporaryFolder } from '../database/embedded-folder.ts';
import { until } from '../support/until.ts';

const secretKey = 's'.repeat(32);
const log = silent;

/** A data folder with some documents in it, and what makes and restores backups of it. */
async function folderWith(t: TestContext, count: number) {
  const folder = await temporaryFolder(t);
  const dataDirectory = join(folder, 'data');
  const engine = await startEmbeddedDatabase(dataDirectory, silent);
  const client = await new mongo.MongoClient(engine.uri).connect();
  await client
    .db()
    .collection('pages')
    .insertMany(Array.from({ length: count }, (_, i) => ({ number: i })));
  const out = join(folder, 'backup');
  return {
    ...{ folder, dataDirectory, engine, client, out },
    backup: () => makeBackup({ dataDirectory, out, secretKey, log }),
    restore: (more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
      restoreBackup({ from: out, dataDirectory, secretKeys: [secretKey], replace: false, log, ...more }),
    close: async () => {
      await client.close();
      await engine.close();
    },
  };
}

async function numbersIn(dataDirectory: string): Promise<number[]> {
  const engine = await startEmbeddedDatabase(dataDirectory, silent);
  const client = await new mongo.MongoClient(engine.uri).connect();
  const pages = await client
    .db()
    .collection<{ number: number }>('pages')
    .find()
    .sort({ number: 1 })
    .toArray();
  await client.close();
  await engine.close();
  return pages.map(({ number }) => number);
}

test('of a database that is written to all the time, a backup has everything that was acknowledged before it began, and no half', async (t) => {
  const { dataDirectory, client, out, backup, folder, close } = await folderWith(t, 500);
  const pages = client.db().collection('pages');
  let written = 500;
  let running = true;
  const writing = (async () => {
    while (running) {
      await pages.insertOne({ number: written }, { writeConcern: { w: 1, journal: true } });
      written++;
    }
  })();
  await sleep(200);
  const before = written;
  const { note } = await backup();
  const after = written;
  await sleep(200);
  assert.ok(written > after, 'writes go on');
  running = false;
  await writing;
  await close();
  const kept = note.documents['pages'] as number;
  assert.ok(kept >= before && kept <= after + 1, `${before} ≤ ${kept} ≤ ${after}`);
  assert.deepEqual((await readdir(folder)).sort(), ['backup', 'data']);
  assert.deepEqual((await readdir(dataDirectory)).sort(), ['mongodb']);

  const elsewhere = join(folder, 'elsewhere');
  const restored = await restoreBackup({
    ...{ from: out, dataDirectory: elsewhere, secretKeys: [secretKey], replace: false, log },
  });
  assert.equal(restored.movedTo, undefined);
  assert.deepEqual(
    await numbersIn(elsewhere),
    Array.from({ length: kept }, (_, i) => i),
  );
});

test('without a running application the command opens the database itself, and a backup takes the place of what is there', async (t) => {
  const { dataDirectory, backup, restore, close, folder } = await folderWith(t, 20);
  await close();
  await backup();
  const engine = await startEmbeddedDatabase(dataDirectory, silent);
  const client = await new mongo.MongoClient(engine.uri).connect();
  await client
    .db()
    .collection('pages')
    .deleteMany({ number: { $lt: 15 } });
  await client.close();
  await assert.rejects(restore({ replace: true }), { name: 'DataFolderInUseError' });
  await engine.close();
  await assert.rejects(restore(), /has a database\. With --replace/);
  const { movedTo } = await restore({ replace: true });
  assert.deepEqual((await numbersIn(dataDirectory)).length, 20);
  assert.ok(movedTo?.startsWith(join(dataDirectory, 'before-restore-')));
  await cp(movedTo as string, join(folder, 'before'), { recursive: true });
  assert.deepEqual((await numbersIn(join(folder, 'before'))).length, 5);
});

test('what is no whole backup, or was changed, is refused before anything is touched', async (t) => {
  const { out, backup, restore, close, dataDirectory, folder } = await folderWith(t, 20);
  await close();
  const { note } = await backup();
  await assert.rejects(backup(), /is there already/);
  const unchanged = async () => assert.equal((await numbersIn(dataDirectory)).length, 20);
  const spoilt = async (spoil: (copy: string) => Promise<void>) => {
    const from = join(folder, 'spoilt');
    await cp(out, from, { recursive: true, force: true });
    await spoil(from);
    await assert.rejects(restore({ from, replace: true }), { name: 'UnusableBackupError' });
    await unchanged();
  };
  const table = Object.keys(note.files).find((path) => path.includes('collection')) as string;
  await spoilt((copy) => truncate(join(copy, table), 100));
  await spoilt(async (copy) => {
    const bytes = await readFile(join(copy, table));
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    await writeFile(join(copy, table), bytes);
  });
  await spoilt((copy) => writeFile(join(copy, 'backup.json'), '{"format":1'));
  await spoilt((copy) => writeFile(join(copy, 'backup.json'), '{"format":2}'));
  await assert.rejects(restore({ from: folder, replace: true }), /no backup\.json/);
  await assert.rejects(restore({ secretKeys: ['t'.repeat(32)], replace: true }), /another SECRET_KEY/);
  await assert.rejects(restore({ secretKeys: [], replace: true }), /set SECRET_KEY to the one of then/);
  await unchanged();
  await restore({ secretKeys: ['t'.repeat(32), secretKey], replace: true });
});

test('a backup in the folder of the database is neither made nor put back, and none deletes the data folder', async (t) => {
  const { dataDirectory, out, backup, restore, close, folder } = await folderWith(t, 3);
  await close();
  const link = join(folder, 'link');
  await symlink(dataDirectory, link);
  for (const inside of [join(dataDirectory, 'mongodb', 'inside'), join(link, 'mongodb', 'deep', 'inside')])
    await assert.rejects(
      makeBackup({ dataDirectory, out: inside, secretKey, log }),
      /lies in the folder of the database/,
    );
  const ofThatName = join(folder, 'monday.partial');
  await cp(dataDirectory, ofThatName, { recursive: true });
  const monday = join(folder, 'monday');
  await assert.rejects(
    makeBackup({ dataDirectory: ofThatName, out: monday, secretKey, log }),
    /would be deleted/,
  );
  assert.equal((await numbersIn(ofThatName)).length, 3);

  await writeFile(join(dataDirectory, 'secret-key'), secretKey);
  await backup();
  const inside = join(dataDirectory, 'mongodb', 'inside');
  await cp(out, inside, { recursive: true });
  await assert.rejects(restore({ from: inside, secretKeys: [], replace: true }), {
    name: 'UnusableBackupError',
  });
  assert.equal(await readFile(join(dataDirectory, 'secret-key'), 'utf8'), secretKey);
});

test('a key that lies beside the database comes with the backup', async (t) => {
  const { dataDirectory, backup, restore, close, folder } = await folderWith(t, 3);
  await close();
  await writeFile(join(dataDirectory, 'secret-key'), secretKey);
  await backup();
  const elsewhere = join(folder, 'elsewhere');
  await restore({ secretKeys: [], dataDirectory: elsewhere });
  assert.equal(await readFile(join(elsewhere, 'secret-key'), 'utf8'), secretKey);
  const other = join(folder, 'other');
  await restore({ dataDirectory: other });
  assert.deepEqual(await readdir(other), ['mongodb'], 'SECRET_KEY is set: no second one is laid beside it');
});

test('a backup that is killed holds writes back for seconds, not for good', async (t) => {
  const dataDirectory = await temporaryFolder(t);
  const database = await openDatabase({ dataDirectory, log: silent });
  t.after(() => database.close());
  const program = join(projectRoot, 'dist/test/backup/holder-to-kill.js');
  const holder = spawn(process.execPath, [program, database.uri, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  let isWritten = false;
  const write = mongoose.connection
    .collection('pages')
    .insertOne({ number: 1 })
    .then(() => {
      isWritten = true;
    });
  await sleep(3_000);
  assert.equal(isWritten, false, 'it holds writes back for as long as it lives');
  holder.kill('SIGKILL');
  await write;
  await until(async () => !(await readdir(dataDirectory)).includes('writes-held.json'));
});

test('a copy of the data folder of a running application has its note, and not its owner', async (t) => {
  const folder = await temporaryFolder(t);
  const original = join(folder, 'original');
  await embeddedIn(original, t);
  const copy = join(folder, 'copy');
  await cp(original, copy, { recursive: true });
  assert.ok((await readdir(copy)).includes('owner.json'));
  await embeddedIn(copy, t);
});

test('where no folder can be made, that is said, and nothing waits', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const { dataDirectory, close } = await folderWith(t, 1);
  await assert.rejects(
    makeBackup({ dataDirectory, out: '/proc/backup', secretKey, log }),
    /\/proc\/backup cannot be made a folder .*: give --out another name/,
  );
  await close();
});
