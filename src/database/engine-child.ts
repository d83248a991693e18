import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Engine } from './engine.ts';
import type { EngineMessage } from './engine-message.ts';
import { explainFailedStart } from './start-failure.ts';

/** How long an engine may take to answer what is in flight and close; journaled writes survive the harder way too. */
const patienceMilliseconds = 10_000;

/** A process that serves a data folder: src/database/engine-process.ts. */
export interface EngineChild {
  pid: number;
  /** Resolves when it is gone, to its exit code or signal. */
  ended: Promise<string>;
  /** Resolves when it is gone. */
  stop(): Promise<void>;
}

export interface EngineFolders {
  /** The folder as the person names it. */
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

  let said = '';
  const stderr = child.stderr as Readable;
  stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-8_000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve('no start');
    });
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const serves = new Promise<boolean>((resolve) => {
    child.once('message', (message: EngineMessage) => {
      if ('failed' in message) said = message.failed;
      resolve('ready' in message);
    });
    ended.then(() => resolve(false));
  });
  if (!(await serves)) {
    child.kill('SIGKILL');
    const how = await ended;
    await finished(stderr).catch(() => {});
    throw await explainFailedStart({ ...folders, said, ended: how });
  }

  return {
    pid: child.pid as number,
    ended,
    async stop() {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
      await ended;
      clearTimeout(timer);
    },
  };
}
