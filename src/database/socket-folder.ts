import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SocketFolderError } from './errors.ts';

/** The longest path of a Unix socket, in bytes: 107 on Linux, 103 on macOS. A longer one is silently cut off. */
const longestPath = 103;
/** What the engine makes in its temporary folder. */
const enginesOwnPath = '/embedded-mongodb-XXXXXX/mongodb.sock';

/**
 * Makes a folder for the sockets of one engine and its owner, which only this account can use (mode 0700). It is not in the
 * data folder, whose path can be longer than a socket's path may be.
 * @throws SocketFolderError
 */
export async function makeSocketFolder(temporary = tmpdir()): Promise<string> {
  const fits = Buffer.byteLength(join(temporary, 'nextc-XXXXXX') + enginesOwnPath) <= longestPath;
  try {
    return await mkdtemp(join(fits ? temporary : '/tmp', 'nextc-'));
  } catch (error) {
    throw new SocketFolderError((error as Error).message);
  }
}

export async function removeSocketFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Where the engine serves. */
export const engineSocket = (folder: string) => join(folder, 'mongodb.sock');

/** Where the owner of the engine shows that it lives. */
export const ownerSocket = (folder: string) => join(folder, 'owner.sock');
