import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { socketAnswers } from './socket-answers.ts';
import { engineSocket, ownerSocket } from './socket-folder.ts';

/**
 * Who owns a data folder, for people and for commands that want to join. This is not a lock. The engine locks the folder itself
 * with a file lock, which the system frees when the process dies. So two processes cannot both own it, and a note left by a dead
 * owner is harmless.
 */
export interface Owner {
  pid: number;
  /** ISO 8601. */
  startedAt: string;
  /** Device and inode of the folder: a copy of it has the note, and not the owner. Absent in notes of older versions. */
  folder?: string;
  /** Path of the Unix socket that the engine serves on. */
  socket: string;
  /**
   * Path of a Unix socket that the owner listens on for as long as it lives. A process id is not enough, because the
   * system gives it to another process one day.
   */
  presence: string;
}

const notePath = (folder: string) => join(folder, 'owner.json');

/** What the note says. Its owner may be dead. */
export async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(notePath(folder), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** The owner, if it lives. Its engine may be restarting at the moment. */
export async function findLivingOwner(folder: string): Promise<Owner | undefined> {
  const owner = await readOwner(folder);
  if (!owner || (owner.folder !== undefined && owner.folder !== (await identityOf(folder)))) return undefined;
  return (await socketAnswers(owner.presence)) ? owner : undefined;
}

async function identityOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder);
  return `${dev}:${ino}`;
}

/** Says that this process has the folder, until the returned function is called or the process dies. */
export async function announceOwner(folder: string, socketFolder: string): Promise<() => Promise<void>> {
  const presence = ownerSocket(socketFolder);
  const server = createServer((visitor) => visitor.destroy()).unref();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(presence, resolve));
  const owner: Owner = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    folder: await identityOf(folder),
    socket: engineSocket(socketFolder),
    presence,
  };
  await writeFile(notePath(folder), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  return async () => {
    await rm(notePath(folder), { force: true });
    server.close();
  };
}
