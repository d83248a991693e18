import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { socketUri } from '../../src/database/embedded-database.ts';
import { startEngineChild } from '../../src/database/engine-child.ts';
import { EngineFailedError } from '../../src/database/errors.ts';
import { findPrivateGlibc } from '../../src/database/private-glibc.ts';
import { engineSocket, makeSocketFolder, removeSocketFolder } from '../../src/database/socket-folder.ts';
import { countIn } from './count-in.ts';
import { temporaryFolder } from './embedded-folder.ts';

test('a mongod serves through its socket; one left behind by a killed parent gives way', async (t) => {
  const folder = await temporaryFolder(t);
  const socketFolder = await makeSocketFolder();
  t.after(() => removeSocketFolder(socketFolder));
  const mongod = { kind: 'mongod', path: await standIn(folder) } as const;
  const folders = { folder, dataFolder: join(folder, 'mongod'), socketFolder };

  const first = await startEngineChild(mongod, folders);
  assert.equal(await countIn(socketUri(engineSocket(socketFolder)), 'nothing'), 0);
  const leftBehind = await pidIn(socketFolder);
  process.kill(first.pid, 'SIGKILL');
  assert.equal(await first.ended, 'SIGKILL');

  const second = await startEngineChild(mongod, folders);
  assert.notEqual(await pidIn(socketFolder), leftBehind);
  assert.throws(() => process.kill(leftBehind, 0), { code: 'ESRCH' });
  assert.equal(await countIn(socketUri(engineSocket(socketFolder)), 'nothing'), 0);
  await second.stop();
});

test('a mongod that ends at once is quoted', async (t) => {
  const folder = await temporaryFolder(t);
  const path = join(folder, 'mongod');
  await writeFile(path, '#!/bin/sh\necho "unknown storage engine"\nexit 2\n');
  await chmod(path, 0o700);
  await assert.rejects(
    startEngineChild({ kind: 'mongod', path }, { folder, dataFolder: folder, socketFolder: folder }),
    (error: Error) => error instanceof EngineFailedError && /unknown storage engine/.test(error.message),
  );
});

async function pidIn(socketFolder: string): Promise<number> {
  return Number(await readFile(join(socketFolder, 'mongod.pid'), 'utf8'));
}

/** A command that behaves as mongod does, on the embedded engine: a real one is not at hand everywhere. */
async function standIn(folder: string): Promise<string> {
  const glibc = findPrivateGlibc();
  const node = glibc
    ? [glibc.loader, '--library-path', glibc.libraries, process.execPath]
    : [process.execPath];
  const command = [...node, join(import.meta.dirname, 'stand-in-mongod.js')].map((word) => `'${word}'`);
  const path = join(folder, 'stand-in');
  await writeFile(path, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`);
  await chmod(path, 0o700);
  return path;
}
