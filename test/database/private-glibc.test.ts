import assert from 'node:assert/strict';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { GlibcUnavailableError } from '../../src/database/errors.ts';
import { findPrivateGlibc, preparePrivateGlibc } from '../../src/database/private-glibc.ts';
import { temporaryFolder } from './embedded-folder.ts';

// The layout is that of the two processors the engine is made for; elsewhere there is nothing to prepare.
const skip = !['x64', 'arm64'].includes(process.arch) && 'no engine for this processor';

test('the C library is there when whole, and what a killed run left is gone', { skip }, async (t) => {
  const folder = await temporaryFolder(t);
  const cache = join(folder, 'glibc');
  const abandoned = join(folder, 'glibc.abcdef');
  await mkdir(abandoned);
  await utimes(abandoned, 0, 0);
  // Half a cache.
  await mkdir(join(cache, 'usr'), { recursive: true });
  await preparePrivateGlibc(cache, unpack);
  assert.ok(findPrivateGlibc(cache));
  assert.deepEqual(await readdir(folder), ['glibc']);
});

test('of two that prepare it at once neither fails', { skip }, async (t) => {
  const cache = join(await temporaryFolder(t), 'glibc');
  await Promise.all([preparePrivateGlibc(cache, unpack), preparePrivateGlibc(cache, unpack)]);
  assert.ok(findPrivateGlibc(cache));
});

test('a fetch that fails leaves nothing, and says why and what to do', async (t) => {
  const folder = await temporaryFolder(t);
  const interrupted = async (_suite: string, _packages: string[], into: string) => {
    await mkdir(join(into, 'usr'));
    throw new Error('Temporary failure resolving the mirror');
  };
  await assert.rejects(preparePrivateGlibc(join(folder, 'glibc'), interrupted), (error: Error) => {
    assert.ok(error instanceof GlibcUnavailableError);
    assert.match(error.message, /resolving the mirror.*MONGODB_URI/);
    return true;
  });
  assert.deepEqual(await readdir(folder), []);
});

/** Unpacks a loader as the packages would. */
async function unpack(_suite: string, _packages: string[], into: string): Promise<void> {
  const loader =
    process.arch === 'arm64'
      ? 'usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1'
      : 'usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2';
  await mkdir(dirname(join(into, loader)), { recursive: true });
  await writeFile(join(into, loader), '');
}
