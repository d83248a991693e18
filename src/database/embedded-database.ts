import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { chooseEngine, type Engine } from './engine.ts';
import type { EngineMessage } from './engine-message.ts';
import { DataFolderInUseError, DataFolderUnusableError, DiskFullError, engineStartError } from './errors.ts';
import { isServing, readOwner, removeOwner, writeOwner } from './owner.ts';
import { findPrivateGlibc, preparePrivateGlibc } from './private-glibc.ts';

/** How long to wait for a dying owner (its parent was killed a moment ago) to let go of the folder. */
const handoverMilliseconds = 5_000;
const firstBackOffMilliseconds = 100;
const longestBackOffMilliseconds = 5_000;
/** A process that lived this long starts again without waiting. */
const healthyMilliseconds = 60_000;

export interface EmbeddedDatabase {
  uri: string;
  /** Process id of the engine, for tests that kill it. */
  pid(): number | undefined;
  close(): Promise<void>;
}

/** `mongodb://` address of a Unix socket. `directConnection`: the engine is no replica set. */
export function socketUri(socket: string): string {
  return `mongodb://${encodeURIComponent(socket)}/next-courses?directConnection=true`;
}

/**
 * Starts the engine on `folder` in a process of its own and keeps it alive: when it dies, it is started again on
 * the same socket, and the driver reconnects by itself.
 * @throws DatabaseError of the kind that says what to do.
 */
export async function startEmbeddedDatabase(folder: string, log: Logger): Promise<EmbeddedDatabase> {
  const engine = await readyEngine();
  // mongod and the embedded engine write different formats.
  const dataFolder = join(folder, engine.kind === 'mongod' ? 'mongod' : 'mongodb');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new DataFolderUnusableError(folder, error.message);
  });
  // A short path: a Unix socket's may have 107 bytes at most, and a data folder can lie deep. Mode 0700.
  const socketFolder = await mkdtemp(join(tmpdir(), 'next-courses-'));
  const socket = join(socketFolder, 'mongodb.sock');

  let child: ChildProcess;
  let closing = false;
  try {
    child = await startPatiently();
    await writeOwner(folder, { pid: process.pid, startedAt: new Date().toISOString(), socket });
  } catch (error) {
    await rm(socketFolder, { recursive: true, force: true });
    throw error;
  }
  supervise();

  return {
    uri: socketUri(socket),
    pid: () => child.pid,
    async close() {
      closing = true;
      await stopProcess(child);
      await removeOwner(folder);
      await rm(socketFolder, { recursive: true, force: true });
    },
  };

  /** Waits for a folder whose owner is gone but whose engine is still closing; refuses one that is owned. */
  async function startPatiently(): Promise<ChildProcess> {
    const deadline = Date.now() + handoverMilliseconds;
    for (;;) {
      try {
        return await startProcess(engine, folder, dataFolder, socketFolder);
      } catch (error) {
        if (!(error instanceof DataFolderInUseError) || Date.now() > deadline) throw error;
        const owner = await readOwner(folder);
        if (owner && isAlive(owner.pid) && (await isServing(owner))) throw error;
        await sleep(50);
      }
    }
  }

  function supervise(): void {
    const startedAt = Date.now();
    child.once('exit', async (code, signal) => {
      if (closing) return;
      log.error({ code, signal }, 'the embedded database ended; starting it again');
      if (await isFull(dataFolder)) log.fatal(new DiskFullError(folder).message);
      let wait = Date.now() - startedAt > healthyMilliseconds ? 0 : firstBackOffMilliseconds;
      while (!closing) {
        await sleep(wait);
        try {
          await removeOldSockets(socketFolder);
          child = await startProcess(engine, folder, dataFolder, socketFolder);
          if (closing) await stopProcess(child);
          else supervise();
          return;
        } catch (error) {
          log.error({ err: error }, 'the embedded database did not start again; trying on');
          wait = Math.min(Math.max(wait, firstBackOffMilliseconds) * 2, longestBackOffMilliseconds);
        }
      }
    });
  }
}

async function readyEngine(): Promise<Exclude<Engine, { kind: 'embedded-needs-glibc' }>> {
  const engine = chooseEngine();
  if (engine.kind !== 'embedded-needs-glibc') return engine;
  await preparePrivateGlibc();
  return { kind: 'embedded', glibc: findPrivateGlibc() };
}

/** Resolves when the engine serves. @throws DatabaseError when it ends before that. */
async function startProcess(
  engine: Exclude<Engine, { kind: 'embedded-needs-glibc' }>,
  folder: string,
  dataFolder: string,
  socketFolder: string,
): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'engine-process.js');
  const args = [script, dataFolder, socketFolder, ...(engine.kind === 'mongod' ? [engine.path] : [])];
  const glibc = engine.kind === 'embedded' ? engine.glibc : undefined;
  const [command, ...before] = glibc
    ? [glibc.loader, '--library-path', glibc.libraries, process.execPath]
    : [process.execPath];
  const child = spawn(command as string, [...before, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-2000);
  });
  const outcome = await new Promise<EngineMessage>((resolve) => {
    child.once('message', (message) => resolve(message as EngineMessage));
    child.once('error', (error) => resolve({ failed: error.message }));
    child.once('close', (code, signal) =>
      resolve({ failed: said || `it ended with ${signal ?? `code ${code}`}` }),
    );
  });
  if ('ready' in outcome) return child;
  child.kill('SIGKILL');
  throw engineStartError(folder, outcome.failed, await readOwner(folder));
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  // It answers every command in flight before it ends; journaled writes survive the harder way too.
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}

async function removeOldSockets(socketFolder: string): Promise<void> {
  for (const name of await readdir(socketFolder))
    await rm(join(socketFolder, name), { recursive: true, force: true });
}

/** The engine ends itself when it cannot write its journal; less than a journal file's worth of space says why. */
async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < 16 * 2 ** 20;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
