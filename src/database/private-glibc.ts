import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
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
 * Fetches Debian 13's C library by apt, which checks it against Debian's keyring, with an apt state of its own:
 * nothing is installed and nothing of the system's apt is touched. Unpacked aside and renamed when whole, so an
 * interrupted run leaves nothing half-made.
 * @throws Error with apt's own words.
 */
export async function preparePrivateGlibc(cache = glibcCache): Promise<void> {
  await mkdir(join(cache, '..'), { recursive: true });
  const work = await mkdtemp(`${cache}.`);
  try {
    const sources = join(work, 'sources.list');
    await writeFile(sources, `deb [signed-by=${keyring}] ${await debianMirror()} ${suite} main\n`);
    for (const folder of ['state/lists/partial', 'cache/archives/partial', 'root'])
      await mkdir(join(work, folder), { recursive: true });
    const options = [
      '-qq',
      ...['-o', `Dir::Etc::sourcelist=${sources}`, '-o', 'Dir::Etc::sourceparts=-'],
      ...[
        '-o',
        `Dir::State=${work}/state`,
        '-o',
        'Dir::State::status=/dev/null',
        '-o',
        `Dir::Cache=${work}/cache`,
      ],
    ];
    await run('apt-get', [...options, 'update'], { cwd: work });
    await run('apt-get', [...options, 'download', ...packages], { cwd: work });
    for (const file of await readdir(work))
      if (file.endsWith('.deb')) await run('dpkg-deb', ['-x', file, 'root'], { cwd: work });
    if (!findPrivateGlibc(join(work, 'root'))) throw new Error('the packages hold no dynamic loader');
    await rm(cache, { recursive: true, force: true });
    await rename(join(work, 'root'), cache);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The mirror that this machine is set up with, so that a closed network's own mirror is used. */
async function debianMirror(): Promise<string> {
  for (const file of ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list']) {
    const text = existsSync(file) ? await readFile(file, 'utf8') : '';
    const found = /^(?:URIs:|deb(?:\s+\[[^\]]*\])?)\s+(https?:\/\/\S+\/debian)\/?(?:\s|$)/m.exec(text);
    if (found?.[1]) return found[1];
  }
  return 'http://deb.debian.org/debian';
}
