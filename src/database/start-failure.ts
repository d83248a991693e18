import { readdir, statfs } from 'node:fs/promises';
import {
  type DatabaseError,
  DataFolderDamagedError,
  DataFolderInUseError,
  DataFolderUnusableError,
  DiskFullError,
  EngineFailedError,
} from './errors.ts';
import { readOwner } from './owner.ts';

/** An engine that did not come up. */
export interface FailedStart {
  /** The folder as the person names it. */
  folder: string;
  /** The engine's own part of it. */
  dataFolder: string;
  /** What the engine said; empty where it only died, as it does when it cannot write or read its files. */
  said: string;
  /** Its exit code or signal. */
  ended: string;
}

/** Turns a failed start into the error that says what to do. */
export async function explainFailedStart(failure: FailedStart): Promise<DatabaseError> {
  const { folder, dataFolder, said, ended } = failure;
  if (/DBPathInUse/.test(said)) return new DataFolderInUseError(folder, await readOwner(folder));
  if (/No space left|ENOSPC/i.test(said)) return new DiskFullError(folder);
  if (/ermission denied|Not a directory|cannot create director|Read-only|EACCES|ENOTDIR|EROFS/.test(said))
    return new DataFolderUnusableError(folder, said.trim());
  if (said !== '') return new EngineFailedError(said.trim().slice(-500));
  if (await isFull(dataFolder)) return new DiskFullError(folder);
  if (await hasData(dataFolder)) return new DataFolderDamagedError(dataFolder, ended);
  return new EngineFailedError(`it ended with ${ended}`);
}

/** Less than this and the engine's next journal or checkpoint may not fit, bytes. */
const leastSpace = 16 * 2 ** 20;

async function isFull(dataFolder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataFolder);
  return bavail * bsize < leastSpace;
}

async function hasData(dataFolder: string): Promise<boolean> {
  return (await readdir(dataFolder)).includes('WiredTiger');
}
