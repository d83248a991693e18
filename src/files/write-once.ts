import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, open, readFile, rm } from 'node:fs/promises';

/**
 * Writes a file that is made once, however many processes want to make it at the same moment, and whenever they die: it is there whole,
 * and on the disk, or not at all.
 * @returns what is in it: what the first of them wrote
 */
export async function writeOnce(file: string, content: string): Promise<string> {
  const written = `${file}-${randomUUID()}`;
  try {
    const handle = await open(written, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Unlike a rename, a link replaces nothing. Some shared folders have no links: there a reader may see half a copy.
    await link(written, file)
      .catch((error) => {
        if (isThere(error)) throw error;
        return copyFile(written, file, constants.COPYFILE_EXCL);
      })
      .catch((error) => {
        if (!isThere(error)) throw error;
      });
  } finally {
    await rm(written, { force: true });
  }
  return readFile(file, 'utf8');
}

function isThere(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EEXIST';
}
