import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/benchmark/free-port.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** `npm start`, without its set-up, in a data folder and on ports of a test's own. */
export class RunningDemo {
  readonly output: string[] = [];
  readonly environment: NodeJS.ProcessEnv;
  readonly dataDirectory: string;
  #process: ChildProcess | undefined;

  private constructor(dataDirectory: string, ports: readonly [number, number]) {
    this.dataDirectory = dataDirectory;
    this.environment = {
      ...process.env,
      DATA_DIR: dataDirectory,
      PORT: `${ports[0]}`,
      DEMO_PORT: `${ports[1]}`,
      NODE_ENV: '',
      MONGODB_URI: '',
      PUBLIC_URL: '',
    };
  }

  static async create(): Promise<RunningDemo> {
    const folder = await mkdtemp(join(tmpdir(), 'next-courses-demo-'));
    return new RunningDemo(folder, [await freePort(), await freePort()]);
  }

  get lmsUrl(): string {
    return `http://127.0.0.1:${this.environment['DEMO_PORT']}`;
  }

  /** Resolves with the last line once it says `Ready: …`. @param until a line to wait for instead */
  async start(until = /^Ready: /m): Promise<string> {
    const main = join(projectRoot, 'dist', 'src', 'main.js');
    const started = spawn(process.execPath, [main], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    this.output.length = 0;
    return new Promise((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.output.push(`${chunk}`);
        if (until.test(this.output.join('')))
          resolve(this.output.join('').trim().split('\n').at(-1) as string);
      };
      started.stdout.on('data', read);
      started.stderr.on('data', read);
      started.once('exit', (code) => reject(new Error(`ended with ${code}:\n${this.output.join('')}`)));
    });
  }

  /** @returns the exit code */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const stopped = this.#process;
    if (!stopped || stopped.exitCode !== null || stopped.signalCode !== null)
      return stopped?.exitCode ?? null;
    const exited = once(stopped, 'exit');
    stopped.kill(signal);
    return (await exited)[0] as number | null;
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.dataDirectory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
