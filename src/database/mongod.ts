import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { socketAnswers } from './socket-answers.ts';
import { engineSocket } from './socket-folder.ts';

const pollMilliseconds = 50;
/** How long a server may take to close. A next one that starts too early says that the folder is in use. */
const patienceMilliseconds = 5_000;

/**
 * Runs a MongoDB server on a data folder, which only its Unix socket reaches. This process ends when the server does.
 * @returns stops the server
 * @throws Error with the server's own words when it ends at once
 */
export async function startMongod(
  command: string,
  dataFolder: string,
  socketFolder: string,
): Promise<() => Promise<void>> {
  const socket = engineSocket(socketFolder);
  const pidFile = join(socketFolder, 'mongod.pid');
  await endAbandonedServer(socket, pidFile);

  const server = spawn(
    command,
    ['--dbpath', dataFolder, '--bind_ip', socket, '--pidfilepath', pidFile, '--quiet'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-8_000);
    });
  let ended = false;
  const end = new Promise<void>((resolve) => {
    server.once('error', (error) => {
      output += error.message;
      resolve();
    });
    server.once('close', resolve);
  }).then(() => {
    ended = true;
  });

  while (!(await socketAnswers(socket))) {
    if (ended) throw new Error(`${command} ended at once: ${output}`);
    await sleep(pollMilliseconds);
  }
  let stopping = false;
  end.then(() => stopping || process.exit(1));
  return async () => {
    stopping = true;
    server.kill('SIGTERM');
    await end;
  };
}

/**
 * Ends a server that an earlier process has left behind. A server does not notice that its parent was killed, and would hold
 * the data folder for ever. The socket folder is private to one application, so a server there is its own.
 */
async function endAbandonedServer(socket: string, pidFile: string): Promise<void> {
  if (await socketAnswers(socket)) {
    const pid = Number(await readFile(pidFile, 'utf8'));
    process.kill(pid, 'SIGTERM');
    const deadline = Date.now() + patienceMilliseconds;
    while (isRunning(pid) && Date.now() < deadline) await sleep(pollMilliseconds);
    // One that does nothing any more does not end itself either.
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  }
  await rm(socket, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
