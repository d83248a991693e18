import { rmSync } from 'node:fs';
import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { findLivingOwner, type Owner } from './owner.ts';
import { engineSocket, makeSocketFolder, removeSocketFolder } from './socket-folder.ts';

const lookEveryMilliseconds = 500;

/** The engine of another process, by an address that stays the same whoever owns the folder. */
export interface FollowedEngine {
  /** Path of a Unix socket. */
  socket: string;
  close(): Promise<void>;
}

/**
 * Leads to the engine of whoever owns a data folder. Each owner has a socket of its own, and one that is started again is
 * another owner; so a guest has a link of its own, which is turned to the new owner's socket. The driver follows by itself,
 * in every thread.
 * @param owner who has the folder now
 * @param takeOver makes this process the owner, where there is none any more. Absent: it waits for another one
 * @throws SocketFolderError
 */
export async function followOwner(
  folder: string,
  owner: Owner,
  takeOver?: () => Promise<void>,
): Promise<FollowedEngine> {
  const linkFolder = await makeSocketFolder();
  const link = engineSocket(linkFolder);
  let target = owner.socket;
  await symlink(target, link);
  const look = async () => {
    let now = await findLivingOwner(folder);
    if (now === undefined && takeOver) {
      await takeOver();
      now = await findLivingOwner(folder);
    }
    if (now === undefined || now.socket === target) return;
    // Renamed over the old one, so that there is a link at every moment.
    const next = join(linkFolder, 'next');
    await symlink(now.socket, next);
    await rename(next, link);
    target = now.socket;
  };
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => {});
  }, lookEveryMilliseconds);
  timer.unref();
  const removeAtOnce = () => rmSync(linkFolder, { recursive: true, force: true });
  process.once('exit', removeAtOnce);
  return {
    socket: link,
    async close() {
      clearInterval(timer);
      await looking;
      process.removeListener('exit', removeAtOnce);
      await removeSocketFolder(linkFolder);
    },
  };
}
