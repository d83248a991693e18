import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { DataFolderDamagedError, DataFolderUnusableError } from '../../src/database/errors.ts';
import { makeSocketFolder, removeSocketFolder } from '../../src/database/socket-folder.ts';
import { countIn } from './count-in.ts';
import { embeddedIn, silent, temporaryFolder } from './embedded-folder.ts';

test('a data folder may lie deep and have any name', async (t) => {
  const folder = join(
    await temporaryFolder(t),
    'ein Ordner #1 (50 %)',
    ...Array(12).fill('a-long-folder-name'),
  );
  const database = await embeddedIn(folder, t);
  assert.equal(await countIn(database.uri, 'nothing'), 0);
});

test('a temporary folder too deep for a socket is not used', async (t) => {
  const deep = join(await temporaryFolder(t), 'x'.repeat(60));
  await mkdir(deep);
  const folder = await makeSocketFolder(deep);
  t.after(() => removeSocketFolder(folder));
  assert.ok(!folder.startsWith(deep));
});

test('a data folder that cannot be one is refused in words', async (t) => {
  const file = join(await temporaryFolder(t), 'file');
  await writeFile(file, '');
  await assert.rejects(startEmbeddedDatabase(file, silent), DataFolderUnusableError);
});

test('damaged files are refused in words, and are left as they are', async (t) => {
  const folder = await temporaryFolder(t);
  await (await startEmbeddedDatabase(folder, silent)).close();
  await writeFile(join(folder, 'mongodb', 'WiredTiger.turtle'), '');
  await assert.rejects(startEmbeddedDatabase(folder, silent), (error: Error) => {
    assert.ok(error instanceof DataFolderDamagedError);
    assert.ok(error.message.includes(join(folder, 'mongodb')));
    return true;
  });
});
