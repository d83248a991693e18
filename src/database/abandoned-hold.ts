import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Logger } from 'pino';

const lookEveryMilliseconds = 2_000;

const notePath = (folder: string) => join(folder, 'writes-held.json');

/** Says that this process keeps the engine from writing, as a backup does while it copies the files. */
export async function noteHold(folder: string): Promise<void> {
  await writeFile(notePath(folder), `${JSON.stringify({ pid: process.pid })}\n`, { mode: 0o600 });
}

export async function removeHoldNote(folder: string): Promise<void> {
  await rm(notePath(folder), { force: true });
}

/**
 * Lets writes through again where the process that held them back is dead: a backup that is killed would else stop every write for
 * good. Looks every two seconds, over mongoose's default connection.
 * @returns ends it
 */
export function watchForAbandonedHold(folder: string, log: Pick<Logger, 'warn'>): () => Promise<void> {
  let looking = Promise.resolve();
  const look = async () => {
    const pid = await heldBy(folder);
    if (pid === undefined || isAlive(pid)) return;
    // Fails where the engine has been started since and holds nothing back.
    await mongoose.connection
      .getClient()
      .db('admin')
      .command({ fsyncUnlock: 1 })
      .catch(() => {});
    await removeHoldNote(folder);
    log.warn({ pid }, 'a backup died while it held writes back; they go on');
  };
  const timer = setInterval(() => {
    looking = looking
      .then(look)
      .catch((error) => log.warn({ err: error }, 'held writes were not looked for'));
  }, lookEveryMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

async function heldBy(folder: string): Promise<number | undefined> {
  try {
    const { pid } = JSON.parse(await readFile(notePath(folder), 'utf8')) as { pid: unknown };
    return typeof pid === 'number' ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
