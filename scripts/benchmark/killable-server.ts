import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { freePort, toolEnvironment } from './tool-process.ts';

/** The tool in a process of its own, without the demo, on a free port; started again when it is killed. */
export class KillableServer {
  readonly url: string;
  readonly #environment: NodeJS.ProcessEnv;
  #process: ChildProcess;

  private constructor(dataDirectory: string, port: number) {
    this.url = `http://localhost:${port}`;
    this.#environment = toolEnvironment(dataDirectory, port);
    this.#process = this.#spawn();
  }

  static async start(dataDirectory: string): Promise<KillableServer> {
    return new KillableServer(dataDirectory, await freePort());
  }

  async killWeb(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
    this.#process = this.#spawn();
  }

  /** Kills the process that the server has started, if it has one at the moment. */
  async killEngine(): Promise<void> {
    for (const pid of await childrenOf(this.#process.pid as number)) process.kill(pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await gone;
  }

  #spawn(): ChildProcess {
    const main = join(projectRoot, 'dist', 'src', 'main.js');
    return spawn(process.execPath, [main], { env: this.#environment, stdio: ['ignore', 'ignore', 2] });
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? child : []));
}
