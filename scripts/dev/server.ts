import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A server that has not closed its database by then is killed; what was acknowledged is in the journal. */
const patienceMilliseconds = 5_000;

/** The server of `npm run dev`: one process, replaced by another when it is started again. */
export class Server {
  readonly #root: string;
  readonly #command: readonly string[];
  #process: ChildProcess | undefined;
  #restart: Promise<void> | undefined;
  #isClosed = false;

  /** @param nodeOptions for the server's process, besides those that `npm start` gives it */
  constructor(root: string, nodeOptions: readonly string[]) {
    this.#root = root;
    const preload = pathToFileURL(join(root, 'dist', 'scripts', 'dev', 'server-preload.js')).href;
    this.#command = ['--import', preload, ...nodeOptions, ...commandOfStart(root)];
  }

  start(): void {
    const child = spawn(process.execPath, this.#command, {
      cwd: this.#root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Ctrl-C must reach it once: it would take the second signal as an order to end at once.
      detached: process.platform !== 'win32',
    });
    this.#process = child;
    child.once('exit', (code, signal) => {
      if (this.#process !== child) return;
      this.#process = undefined;
      console.error(
        `✗ The server ended (${signal ?? `exit code ${code}`}). The next change starts it again.`,
      );
    });
  }

  /** Ends the running process and starts another. A call while one is ending changes nothing. */
  restart(): Promise<void> {
    this.#restart ??= this.#stop().then(() => {
      this.#restart = undefined;
      if (!this.#isClosed) this.start();
    });
    return this.#restart;
  }

  /** Resolves when the server is gone. It cannot be started again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#restart;
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
    await exited;
    clearTimeout(timer);
  }
}

/** What `npm start` runs: options of Node.js and the file. */
function commandOfStart(root: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [, ...command] = (scripts.start as string).split(' ');
  return command;
}
