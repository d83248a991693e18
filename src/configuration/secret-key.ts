import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { writeOnce } from '../files/write-once.ts';
import { type Config, ConfigError, leastSecretLength } from './config.ts';

/**
 * SECRET_KEY. Outside production, if it is not set: a key that is made once and kept beside the database. Processes that start at once
 * have the same one.
 * @throws ConfigError where its file is cut off: what would be encrypted under less could be read by nobody, or by everybody
 */
export async function loadSecretKey(config: Config): Promise<string> {
  if (config.secretKey !== undefined) return config.secretKey;
  const file = join(config.dataDirectory, 'secret-key');
  await makeFolder(config.dataDirectory);
  const key = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return writeOnce(file, randomBytes(32).toString('hex'));
  });
  if (key.trim().length < leastSecretLength)
    throw new ConfigError([
      `${file} is cut off. Put the whole file back. If nothing is stored yet, delete it: the next start makes one.`,
    ]);
  return key;
}
