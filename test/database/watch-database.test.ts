// Takes about 9 s.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/database/open-database.ts';
import { watchDatabase } from '../../src/database/watch-database.ts';
import { until } from '../support/until.ts';
import { silent, temporaryFolder } from './embedded-folder.ts';

test('a database that does nothing any more is away within seconds, and there again when its engine is replaced', async (t) => {
  const database = await openDatabase({ dataDirectory: await temporaryFolder(t), log: silent });
  t.after(() => database.close());
  const watch = watchDatabase();
  t.after(() => watch.stop());
  assert.equal(await watch.answers(), true);
  assert.equal(await watch.isThere(), true);

  process.kill(database.embedded!.pid(), 'SIGSTOP');
  const stopped = performance.now();
  assert.equal(await watch.answers(), false);
  assert.equal(await watch.isThere(), false);
  const noticed = performance.now() - stopped;
  t.diagnostic(`refused after ${Math.round(noticed)} ms`);
  assert.ok(noticed < 4_000, `${noticed} ms`);
  // Whoever comes later is refused at once.
  const asked = performance.now();
  assert.equal(await watch.isThere(), false);
  // At its first absence a request waits for a second.
  assert.ok(performance.now() - asked < 800);

  await until(() => watch.isThere());
  assert.equal(await watch.answers(), true);
});

test('a request that comes while a killed engine is started again waits for it', async (t) => {
  const database = await openDatabase({ dataDirectory: await temporaryFolder(t), log: silent });
  t.after(() => database.close());
  const watch = watchDatabase();
  t.after(() => watch.stop());
  process.kill(database.embedded!.pid(), 'SIGKILL');
  const killed = performance.now();
  await until(() => watch.answers());
  t.diagnostic(`away for ${Math.round(performance.now() - killed)} ms`);
  assert.equal(await watch.isThere(), true);
});
