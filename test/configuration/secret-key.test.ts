import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Config, parseConfig } from '../../src/configuration/config.ts';
import { loadSecretKey } from '../../src/configuration/secret-key.ts';

const configOf = (folder: string): Config => parseConfig({ DATA_DIR: folder, DEMO: 'off' });

test('whoever starts at the same moment has the whole key, and all have the same', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-key-'));
  t.after(() => rm(folder, { recursive: true }));
  for (let round = 0; round < 20; round++) {
    const config = configOf(join(folder, `${round}`, 'data'));
    const file = join(config.dataDirectory, 'secret-key');
    let isOver = false;
    const loading = Promise.all(Array.from({ length: 6 }, () => loadSecretKey(config))).finally(() => {
      isOver = true;
    });
    // Another process looks at any moment.
    for (; !isOver; await setImmediate())
      if (existsSync(file)) assert.match(readFileSync(file, 'utf8'), /^[0-9a-f]{64}$/);
    assert.deepEqual(new Set(await loading), new Set([await readFile(file, 'utf8')]));
    assert.deepEqual(await readdir(config.dataDirectory), ['secret-key']);
  }
});

test('nobody else reads the key', { skip: process.platform === 'win32' }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-key-'));
  t.after(() => rm(folder, { recursive: true }));
  await loadSecretKey(configOf(folder));
  assert.equal((await stat(join(folder, 'secret-key'))).mode & 0o777, 0o600);
});

test('with what is left of a key nothing is encrypted: the error says what to do', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-key-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const left of ['', '\n', 'ab'.repeat(15)]) {
    await writeFile(join(folder, 'secret-key'), left);
    await assert.rejects(loadSecretKey(configOf(folder)), {
      name: 'ConfigError',
      message: /secret-key is cut off\. Put the whole file back/,
    });
    assert.equal(await readFile(join(folder, 'secret-key'), 'utf8'), left);
  }
});
