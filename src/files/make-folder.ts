import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those that it lies in; another process may make them at the same moment. `mkdir` of Node.js with `recursive` tries for
 * ever where a folder is there and takes no other one, as in /proc.
 * @throws the system's error
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const parent = dirname(path);
  try {
    return await makeInParent(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
  }
  if (!(await isFolder(parent))) await makeFolder(parent, mode);
  await makeInParent(path, mode);
}

async function makeInParent(path: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await isFolder(path));
    if (!isThere) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
