import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unpackDebianPackages } from './debian-packages.ts';
import { GlibcUnavailableError } from './errors.ts';

const suite = 'trixie';
const packages = ['libc6', 'libstdc++6', 'libgcc-s1'];
const triplets: Record<string, string> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** A newer C library beside the system's own, for one child process. */
export interface PrivateGlibc {
  /** Path of the dynamic loader. */
  loader: string;
  /** Its `--library-path`. */
  libraries: string;
}

/** Where the libraries are kept between runs: a cache, safe to delete. */
export const glibcCache = join(homedir(), '.cache', 'next-courses', `glibc-${suite}-${process.arch}`);

/** The private C library in `cache`, or undefined when it has not been prepared. */
export function findPrivateGlibc(cache = glibcCache): PrivateGlibc | undefined {
  const libraries = join(cache, 'usr', 'lib', triplets[process.arch] ?? 'unknown');
  const loader = join(libraries, process.arch === 'arm64' ? 'ld-linux-aarch64.so.1' : 'ld-linux-x86-64.so.2');
  return existsSync(loader) ? { loader, libraries } : undefined;
}

/**
 * Puts Debian 13's C library into `cache`. It is unpacked beside it and renamed when complete, so that an interrupted run leaves
 * nothing that looks complete.
 * @param unpack a parameter so that tests need no network
 * @throws GlibcUnavailableError
 */
export async function preparePrivateGlibc(
  cache = glibcCache,
  unpack: typeof unpackDebianPackages = unpackDebianPackages,
): Promise<void> {
  try {
    await mkdir(dirname(cache), { recursive: true });
    await removeAbandoned(cache);
    const work = await mkdtemp(`${cache}.`);
    try {
      await unpack(suite, packages, work);
      if (!findPrivateGlibc(work)) throw new Error('the packages hold no dynamic loader');
      // An incomplete cache would be in the way.
      if (!findPrivateGlibc(cache)) await rm(cache, { recursive: true, force: true });
      await rename(work, cache).catch((error) => {
        // Another process was faster, and what it made is the same.
        if (!findPrivateGlibc(cache)) throw error;
      });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  } catch (error) {
    throw new GlibcUnavailableError((error as Error).message);
  }
}

/** Deletes what killed runs have left. No run takes an hour. */
async function removeAbandoned(cache: string): Promise<void> {
  const folder = dirname(cache);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(cache)}.`)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}
