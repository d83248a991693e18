import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** SECRET_KEY. Outside production, if it is not set: a key that is made once and kept beside the database. */
export async function loadSecretKey(config: Config): Promise<string> {
  if (config.secretKey !== undefined) return config.secretKey;
  const file = join(config.dataDirectory, 'secret-key');
  await mkdir(config.dataDirectory, { recursive: true });
  try {
    // `wx`: when two processes start at once, one of them makes the key and both use it.
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}
