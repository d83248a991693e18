import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { freePort } from './free-port.ts';
import { toolEnvironment } from './tool-process.ts';

/** What can be killed. */
export const victims = ['web', 'worker', 'engine'] as const;
export type Victim = (typeof victims)[number];

const roles = ['web', 'worker'] as const;

const longestWords = 8_000;

/** A web process and a worker without the demo, and the engine that one of them has; each is started again when it is killed. */
export class KillableTool {
  readonly url: string;
  readonly #dataDirectory: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #log: string;
  readonly #processes: Record<(typeof roles)[number], ChildProcess>;
  #isStopping = false;

  private constructor(dataDirectory: string, port: number) {
    this.url = `http://localhost:${port}`;
    this.#dataDirectory = dataDirectory;
    this.#environment = { ...toolEnvironment(dataDirectory, port), LOG_LEVEL: 'warn' };
    this.#log = join(dataDirectory, 'tool.log');
    this.#processes = { web: this.#spawn('web'), worker: this.#spawn('worker') };
  }

  static async start(dataDirectory: string): Promise<KillableTool> {
    return new KillableTool(dataDirectory, await freePort());
  }

  async kill(victim: Victim): Promise<void> {
    if (victim === 'engine') return this.#killEngine();
    const gone = once(this.#processes[victim], 'exit');
    this.#processes[victim].kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const role of roles) {
      const child = this.#processes[role];
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  }

  /** The last that its processes said. */
  lastWords(): string {
    return readFileSync(this.#log, 'utf8').slice(-longestWords);
  }

  /** Of whichever process has it. It may be starting again at the moment. */
  async #killEngine(): Promise<void> {
    for (;;) {
      const engines = await enginesOn(this.#dataDirectory);
      for (const pid of engines) process.kill(pid, 'SIGKILL');
      if (engines.length > 0) return;
      await sleep(50);
    }
  }

  #spawn(role: (typeof roles)[number]): ChildProcess {
    const main = join(projectRoot, 'dist', 'src', 'main.js');
    const env = { ...this.#environment, ROLE: role };
    const log = openSync(this.#log, 'a');
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', log, log] });
    closeSync(log);
    // However it has ended, as systemd does.
    child.once('exit', () => {
      if (!this.#isStopping) this.#processes[role] = this.#spawn(role);
    });
    return child;
  }
}

async function enginesOn(dataDirectory: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes('engine-process.js') && line.includes(dataDirectory))
    .map((line) => Number.parseInt(line, 10));
}
