import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { answers } from './socket-answers.ts';
import { engineSocket, ownerSocket } from './socket-folder.ts';

/**
 * Who has a data folder: for people, and for commands that want to join. It is no lock: the engine locks the folder
 * itself (a file lock, freed by the system when its process dies), so that two starters cannot both win and a note
 * left by a dead owner is harmless.
 */
export interface Owner {
  pid: number;
  /** ISO 8601. */
  startedAt: string;
  /** Path of the Unix socket that the engine serves on. */
  socket: string;
  /**
   * Path of a Unix socket that the owner listens on for as long as it lives. A process id alone would not do: the
   * system gives it to another process one day.
   */
  presence: string;
}

const noteOf = (folder: string) => join(folder, 'owner.json');

/** What the note says, be it true or left behind. */
export async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(noteOf(folder), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** The owner, if it lives; its engine may be starting again this moment. */
export async function findLivingOwner(folder: string): Promise<Owner | undefined> {
  const owner = await readOwner(folder);
  return owner && (await answers(owner.presence)) ? owner : undefined;
}

/** Says that this process has the folder, until the returned function is called or the process dies. */
export async function announceOwner(folder: string, socketFolder: string): Promise<() => Promise<void>> {
  const presence = ownerSocket(socketFolder);
  const server = createServer((visitor) => visitor.destroy()).unref();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(presence, resolve));
  const owner: Owner = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    socket: engineSocket(socketFolder),
    presence,
  };
  await writeFile(noteOf(folder), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  return async () => {
    await rm(noteOf(folder), { force: true });
    server.close();
  };
}
