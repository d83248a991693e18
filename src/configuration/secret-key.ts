import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** SECRET_KEY, or outside production one that is made once and kept beside the database that needs it. */
export async function secretKeyOf(config: Config): Promise<string> {
  if (config.secretKey !== undefined) return config.secretKey;
  const file = join(config.dataDirectory, 'secret-key');
  await mkdir(config.dataDirectory, { recursive: true });
  try {
    // `wx`: of two processes that start at once, one makes the key and both use it.
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}
