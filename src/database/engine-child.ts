import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Engine } from './engine.ts';
import { explainFailedStart } from './start-failure.ts';

/** How long an engine may take to answer what is in flight and close. Then it is killed, which journaled writes survive. */
const patienceMilliseconds = 10_000;

/** What the engine's process tells its parent. */
export type EngineMessage = { ready: true } | { failed: string };

/** A process that serves a data folder: src/database/engine-process.ts. */
export interface EngineChild {
  pid: number;
  /** Resolves when the process is gone, to its exit code or signal. */
  ended: Promise<string>;
  /** Ends a process that does nothing any more (SIGKILL). */
  kill(): void;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface EngineFolders {
  /** The folder as the operator names it. */
  folder: string;
  dataFolder: string;
  socketFolder: string;
}

/** Resolves when the engine serves. @throws DatabaseError when it ends before that. */
export async function startEngineChild(engine: Engine, folders: EngineFolders): Promise<EngineChild> {
  const script = join(import.meta.dirname, 'engine-process.js');
  const args = [script, folders.dataFolder, folders.socketFolder];
  if (engine.kind === 'mongod') args.push(engine.path);
  const glibc = engine.kind === 'embedded' ? engine.glibc : undefined;
  const [command, ...before] = glibc
    ? ([glibc.loader, '--library-path', glibc.libraries, process.execPath] as const)
    : ([process.execPath] as const);
  const child = spawn(command, [...before, ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });

  let output = '';
  const stderr = child.stderr as Readable;
  stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-8_000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve('no start');
    });
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const serves = new Promise<boolean>((resolve) => {
    child.once('message', (message: EngineMessage) => {
      if ('failed' in message) output = message.failed;
      resolve('ready' in message);
    });
    ended.then(() => resolve(false));
  });
  if (!(await serves)) {
    child.kill('SIGKILL');
    const how = await ended;
    await finished(stderr).catch(() => {});
    throw await explainFailedStart({ ...folders, output, ended: how });
  }

  return {
    pid: child.pid as number,
    ended,
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
      await ended;
      clearTimeout(timer);
    },
  };
}
