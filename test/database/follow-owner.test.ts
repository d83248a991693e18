import assert from 'node:assert/strict';
import { test } from 'node:test';
import mongoose, { Schema } from 'mongoose';
import { runCommand } from '../../src/command/run-command.ts';
import { isDatabaseAway } from '../../src/database/database-away.ts';
import { startEmbeddedDatabase } from '../../src/database/embedded-database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { findLivingOwner } from '../../src/database/owner.ts';
import { until } from '../support/until.ts';
import { silent, temporaryFolder } from './embedded-folder.ts';

const Page = mongoose.model('Page', new Schema({ text: String }));

test('a guest finds the engine of the owner that came after its own', async (t) => {
  const dataDirectory = await temporaryFolder(t);
  const first = await startEmbeddedDatabase(dataDirectory, silent);
  const guest = await openDatabase({ dataDirectory, log: silent, share: true });
  t.after(() => guest.close());
  assert.equal(guest.embedded, undefined);
  await Page.create({ text: 'before' });

  await first.close();
  const second = await startEmbeddedDatabase(dataDirectory, silent);
  t.after(() => second.close());
  assert.notEqual(second.uri, first.uri);
  // A guest looks for the owner every half a second. Until it has found the new one, the database is away for it.
  const pages = await until(() =>
    Page.find()
      .lean()
      .catch((error: Error) => {
        if (!isDatabaseAway(error)) throw error;
        return undefined;
      }),
  );
  assert.deepEqual(
    pages.map(({ text }) => text),
    ['before'],
  );
  await Page.create({ text: 'after' });
  assert.equal(await Page.countDocuments(), 2);
});

test('a guest that stays goes on with the database when its owner ends, and one that does not waits for another', async (t) => {
  const dataDirectory = await temporaryFolder(t);
  const first = await startEmbeddedDatabase(dataDirectory, silent);
  const guest = await openDatabase({ dataDirectory, log: silent, share: true, takesOver: true });
  await Page.create({ text: 'before' });
  await first.close();
  const left = performance.now();
  const count = await until(() => Page.countDocuments().catch(() => undefined));
  t.diagnostic(`away for ${Math.round(performance.now() - left)} ms`);
  assert.equal(count, 1);
  await Page.create({ text: 'after' });
  // Whoever comes now is its guest.
  const owner = await findLivingOwner(dataDirectory);
  assert.equal(owner?.pid, process.pid);
  await guest.close();
  assert.equal(await findLivingOwner(dataDirectory), undefined);
  const second = await startEmbeddedDatabase(dataDirectory, silent);
  await second.close();
});

test('a command whose database went away ends with what to do', async (t) => {
  const said: unknown[] = [];
  t.mock.method(console, 'error', (line: unknown) => said.push(line));
  const { env, exitCode } = process;
  process.env = { ...env, DATA_DIR: await temporaryFolder(t), MONGODB_URI: '' };
  t.after(() => {
    process.env = env;
    process.exitCode = exitCode;
  });
  await runCommand({
    usage: '',
    parse: () => undefined,
    run: async () => {
      throw new mongoose.mongo.MongoNetworkError('connection 3 to /tmp/nextc-1/mongodb.sock closed');
    },
  });
  assert.match(`${said}`, /^✗ The database went away amid this command .*Run it again/);
  assert.equal(process.exitCode, 1);
});
