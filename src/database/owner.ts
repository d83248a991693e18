import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * Who serves a data folder, for people and for commands that want to join. It is not the lock: the engine locks
 * the folder itself (WiredTiger's file lock, freed by the system when its process dies), so a stale note is harmless.
 */
export interface Owner {
  pid: number;
  /** ISO 8601. */
  startedAt: string;
  /** Path of the Unix socket. */
  socket: string;
}

const noteOf = (folder: string) => join(folder, 'owner.json');

export async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(noteOf(folder), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

export async function writeOwner(folder: string, owner: Owner): Promise<void> {
  await writeFile(noteOf(folder), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
}

export async function removeOwner(folder: string): Promise<void> {
  await rm(noteOf(folder), { force: true });
}

/** Whether something answers on the owner's socket. */
export function isServing(owner: Owner): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(owner.socket, () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
