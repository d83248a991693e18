// Runs alone: it breaks mongoose's default connection, and closes every socket of its process.
// Takes about 9 s.
import assert from 'node:assert/strict';
import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { Schema } from 'mongoose';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';
import { until } from '../support/until.ts';
import { silent, temporaryFolder } from './embedded-folder.ts';

const Page = mongoose.model('Page', new Schema({ text: String }));

/** What the driver keeps of a server, and does not tell. */
interface Topology {
  s: { servers: Map<string, { monitor: { monitorId: { stop(): void } } }> };
}

const sockets = new Set<Socket>();
channel('net.client.socket').subscribe((message) => {
  const { socket } = message as { socket: Socket };
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
});

test('a driver that asks no more whether the server is there does not keep the database away for good', async (t) => {
  const said: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void said.push(line) });
  const database = await openDatabase({ dataDirectory: await temporaryFolder(t), log });
  t.after(() => database.close());
  await Page.create({ text: 'before' });

  const { topology } = mongoose.connection.getClient() as unknown as { topology: Topology };
  for (const { monitor } of topology.s.servers.values()) monitor.monitorId.stop();
  const before = database.embedded?.pid() as number;
  process.kill(before, 'SIGKILL');
  // Whoever asks while it is away finds the socket dead, which is how the driver learns of it now. The first may still be answered.
  const asked: Promise<unknown>[] = [];
  await until(() => {
    asked.push(
      Page.find()
        .lean()
        .then(undefined, () => {}),
    );
    return mongoose.connection.readyState !== mongoose.ConnectionStates.connected;
  });
  await until(() => database.embedded?.pid() !== before);

  await until(() => mongoose.connection.readyState === mongoose.ConnectionStates.connected);
  await Promise.all(asked);
  assert.deepEqual(
    (await Page.find().lean()).map(({ text }) => text),
    ['before'],
  );
  await Page.create({ text: 'after' });
  assert.match(said.join('\n'), /its driver does not see it/);
});

test('what is asked at the moment at which the connection goes is answered or fails: it does not wait for ever', async (t) => {
  const database = await openDatabase({ dataDirectory: await temporaryFolder(t), log: silent });
  t.after(() => database.close());
  const pages = mongoose.connection.collection('pages');
  const outcomes: string[] = [];
  for (let i = 0; i < 5; i++) {
    await pages.insertOne({ text: 'before' });
    for (const socket of sockets) socket.destroy();
    pages.insertOne({ text: 'amid' }).then(
      () => outcomes.push('stored'),
      (error: Error) => outcomes.push(error.name),
    );
    await sleep(200);
  }
  assert.deepEqual(outcomes, Array(5).fill('MongoNetworkError'));
});
