import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { makeFolder } from '../files/make-folder.ts';
import { chooseEngine, type Engine } from './engine.ts';
import { engineAnswers } from './engine-answers.ts';
import { type EngineChild, type EngineFolders, startEngineChild } from './engine-child.ts';
import { DataFolderInUseError, DataFolderUnusableError } from './errors.ts';
import { announceOwner, findLivingOwner } from './owner.ts';
import { findPrivateGlibc, preparePrivateGlibc } from './private-glibc.ts';
import { engineSocket, makeSocketFolder, removeSocketFolder } from './socket-folder.ts';
import { supervise } from './supervisor.ts';

/** How long the engine may take for the supervisor's question, which it answers within a millisecond. */
const answerMilliseconds = 2_000;
/** How long the engine of an owner that died a moment ago may hold the folder. */
const handoverMilliseconds = 5_000;

export interface EmbeddedDatabase {
  uri: string;
  /** Process id of the engine, for tests that kill it. */
  pid(): number;
  /** Resolves when the engine is gone and the folder is free. */
  close(): Promise<void>;
}

/** `mongodb://` address of a Unix socket. `directConnection`: the engine is no replica set. */
export function socketUri(socket: string): string {
  return `mongodb://${encodeURIComponent(socket)}/next-courses?directConnection=true`;
}

/**
 * Starts the engine on `folder` in a process of its own and keeps it running. When it dies or no longer answers, another one is
 * started on the same socket, and the driver reconnects by itself.
 * @throws DatabaseError of the kind that says what to do.
 */
export async function startEmbeddedDatabase(folder: string, log: Logger): Promise<EmbeddedDatabase> {
  const engine = await readyEngine();
  // mongod and the embedded engine write different formats.
  const dataFolder = join(folder, engine.kind === 'mongod' ? 'mongod' : 'mongodb');
  await makeFolder(dataFolder, 0o700).catch((error: Error) => {
    throw new DataFolderUnusableError(folder, error.message);
  });
  const socketFolder = await makeSocketFolder();
  const folders = { folder, dataFolder, socketFolder };

  let child: EngineChild | undefined;
  try {
    child = await startWhenFree(engine, folders);
    const withdraw = await announceOwner(folder, socketFolder).catch((error: Error) => {
      throw new DataFolderUnusableError(folder, error.message);
    });
    const socket = engineSocket(socketFolder);
    const start = () => startEngineChild(engine, folders);
    const supervisor = supervise(child, start, () => engineAnswers(socket, answerMilliseconds), log);
    return {
      uri: socketUri(socket),
      pid: supervisor.pid,
      async close() {
        // Before the folder is free, so that the next owner's note is not removed.
        await withdraw();
        await supervisor.stop();
        await removeSocketFolder(socketFolder);
      },
    };
  } catch (error) {
    await child?.stop();
    await removeSocketFolder(socketFolder);
    throw error;
  }
}

async function readyEngine(): Promise<Engine> {
  const engine = chooseEngine();
  if (engine.kind !== 'embedded-needs-glibc') return engine;
  await preparePrivateGlibc();
  return { kind: 'embedded', glibc: findPrivateGlibc() };
}

/** Waits for a folder whose owner is gone and whose engine is still closing. @throws DataFolderInUseError where it has an owner */
async function startWhenFree(engine: Engine, folders: EngineFolders): Promise<EngineChild> {
  const deadline = Date.now() + handoverMilliseconds;
  for (;;) {
    // The owner's engine may have crashed a moment ago and freed the folder, which still belongs to the owner.
    const owner = await findLivingOwner(folders.folder);
    if (owner) throw new DataFolderInUseError(folders.folder, owner);
    try {
      return await startEngineChild(engine, folders);
    } catch (error) {
      if (!(error instanceof DataFolderInUseError) || Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
