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

/** An engine that did not start. */
export interface FailedStart {
  /** The folder as the operator names it. */
  folder: string;
  /** The engine's own part of it. */
  dataFolder: string;
  /** What the engine wrote; empty where it only died, as it does when it cannot write or read its files. */
  output: string;
  /** Its exit code or signal. */
  ended: string;
}

/** Turns a failed start into the error that says what to do. */
export async function explainFailedStart(failure: FailedStart): Promise<DatabaseError> {
  const { folder, dataFolder, output, ended } = failure;
  if (/DBPathInUse/.test(output)) return new DataFolderInUseError(folder, await readOwner(folder));
  if (/No space left|ENOSPC/i.test(output)) return new DiskFullError(folder);
  if (/ermission denied|Not a directory|cannot create director|Read-only|EACCES|ENOTDIR|EROFS/.test(output))
    return new DataFolderUnusableError(folder, output.trim());
  if (output !== '') return new EngineFailedError(output.trim().slice(-500));
  if (await isFull(dataFolder)) return new DiskFullError(folder);
  if (await hasData(dataFolder)) return new DataFolderDamagedError(dataFolder, ended);
  return new EngineFailedError(`it ended with ${ended}`);
}

/** With less free space than this, in bytes, the engine's next journal or checkpoint may not fit. */
const leastSpace = 16 * 2 ** 20;

async function isFull(dataFolder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataFolder);
  return bavail * bsize < leastSpace;
}

async function hasData(dataFolder: string): Promise<boolean> {
  return (await readdir(dataFolder)).includes('WiredTiger');
}
