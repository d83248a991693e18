// Takes about 9 s.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { Schema } from 'mongoose';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { until } from '../support/until.ts';
import { countIn } from './count-in.ts';
import { embeddedIn, silent, temporaryFolder } from './embedded-folder.ts';

const Note = mongoose.model('Note', new Schema({ text: String }));

test('kill -9 of the engine amid acknowledged writes, three times (`npm run benchmark -- chaos`: a hundred): none is lost, and the driver reconnects', async (t) => {
  const database = await openDatabase({ dataDirectory: await temporaryFolder(t), log: silent });
  t.after(() => database.close());
  const acknowledged: number[] = [];
  let next = 0;
  let writing = true;
  const writers = Array.from({ length: 4 }, async () => {
    while (writing) {
      const number = next++;
      try {
        // The write concern is the one that openDatabase set: what every part of the application gets.
        await Note.create({ text: `${number}` });
        acknowledged.push(number);
      } catch {
        await sleep(20);
      }
    }
  });
  const writeOn = async () => {
    const target = acknowledged.length + 50;
    await until(() => acknowledged.length >= target);
  };
  for (let kill = 0; kill < 3; kill++) {
    await writeOn();
    process.kill(database.embedded!.pid(), 'SIGKILL');
  }
  await writeOn();
  writing = false;
  await Promise.all(writers);

  const stored = new Set((await Note.find().lean()).map((note) => note.text));
  const lost = acknowledged.filter((number) => !stored.has(`${number}`));
  t.diagnostic(`${acknowledged.length} acknowledged, ${lost.length} lost`);
  assert.deepEqual(lost, []);
});

test('kill -9 of the owner leaves no orphan: a new owner starts at once and finds everything', async (t) => {
  const folder = await temporaryFolder(t);
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner-to-kill.js'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(owner.stdout, 'data')) as [Buffer];
  owner.kill('SIGKILL');
  await once(owner, 'exit');

  const successor = await embeddedIn(folder, t);
  assert.equal(await countIn(successor.uri, 'kept'), 1);
  await until(() => !isRunning(Number(said)));
});

test('a signal to the whole group does not take the database from an application that is closing', async (t) => {
  const database = await embeddedIn(await temporaryFolder(t), t);
  const engine = database.pid();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(engine, signal);
  assert.equal(await countIn(database.uri, 'nothing'), 0);
  assert.equal(database.pid(), engine);
});

test('closed while its engine starts again, it starts none', async (t) => {
  const folder = await temporaryFolder(t);
  for (const wait of [0, 150]) {
    const database = await startEmbeddedDatabase(folder, silent);
    process.kill(database.pid(), 'SIGKILL');
    await sleep(wait);
    await database.close();
    assert.equal(isRunning(database.pid()), false);
  }
  await (await startEmbeddedDatabase(folder, silent)).close();
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
