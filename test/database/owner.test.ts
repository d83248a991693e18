import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { DataFolderInUseError } from '../../src/database/errors.ts';
import type { Owner } from '../../src/database/owner.ts';
import { countIn } from './count-in.ts';
import { embeddedIn, silent, temporaryFolder } from './embedded-folder.ts';

test('a second owner of the folder is refused and told who has it', async (t) => {
  const folder = await temporaryFolder(t);
  await embeddedIn(folder, t);
  await assert.rejects(startEmbeddedDatabase(folder, silent), (error: Error) => {
    assert.ok(error instanceof DataFolderInUseError);
    assert.match(error.message, new RegExp(`process ${process.pid}.*DATA_DIR`));
    return true;
  });
});

test('of two that start at once one has the folder', async (t) => {
  const folder = await temporaryFolder(t);
  const outcomes = await Promise.allSettled([
    startEmbeddedDatabase(folder, silent),
    startEmbeddedDatabase(folder, silent),
  ]);
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  await Promise.all(won.map((outcome) => outcome.value.close()));
  assert.equal(won.length, 1);
  assert.ok(refused[0]?.reason instanceof DataFolderInUseError);
});

test('a folder whose engine is starting again is not up for grabs', async (t) => {
  const folder = await temporaryFolder(t);
  const database = await embeddedIn(folder, t);
  process.kill(database.pid(), 'SIGKILL');
  await assert.rejects(startEmbeddedDatabase(folder, silent), DataFolderInUseError);
  assert.equal(await countIn(database.uri, 'nothing'), 0);
});

test('a note that a dead owner left does not matter, even when its process id lives on in another', async (t) => {
  const folder = await temporaryFolder(t);
  const note: Owner = {
    pid: process.pid,
    startedAt: '2026-01-01T00:00:00.000Z',
    socket: join(folder, 'gone', 'mongodb.sock'),
    presence: join(folder, 'gone', 'owner.sock'),
  };
  await writeFile(join(folder, 'owner.json'), JSON.stringify(note));
  await embeddedIn(folder, t);
});

test('a command shares the database of the running application', async (t) => {
  const folder = await temporaryFolder(t);
  await embeddedIn(folder, t);
  const command = startCommand(folder);
  assert.equal(await command.said, 'guest');
  await command.end();
});

test('of two commands that start at once one shares the database of the other', async (t) => {
  const folder = await temporaryFolder(t);
  const commands = [startCommand(folder), startCommand(folder)];
  const said = await Promise.all(commands.map((command) => command.said));
  assert.deepEqual(said.sort(), ['guest', 'owner']);
  await Promise.all(commands.map((command) => command.end()));
});

function startCommand(folder: string) {
  const command = spawn(process.execPath, [join(import.meta.dirname, 'sharing-command.js'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    said: once(command.stdout, 'data').then(([line]) => `${line}`.trim()),
    async end() {
      command.stdin.end();
      const [code] = await once(command, 'exit');
      assert.equal(code, 0);
    },
  };
}
