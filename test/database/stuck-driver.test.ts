// Runs alone: it breaks mongoose's default connection.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import mongoose, { Schema } from 'mongoose';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from './embedded-folder.ts';

const Page = mongoose.model('Page', new Schema({ text: String }));

/** What the driver keeps of a server, and does not tell. */
interface Topology {
  s: { servers: Map<string, { monitor: { monitorId: { stop(): void } } }> };
}

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
