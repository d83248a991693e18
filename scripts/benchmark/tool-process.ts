import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { freePort } from './free-port.ts';

export interface ToolProcess {
  process: ChildProcess;
  port: number;
  url: string;
  stop(): Promise<void>;
}

/** The environment of the tool in a process of its own, without the demo. */
export function toolEnvironment(dataDirectory: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...{ DATA_DIR: dataDirectory, PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}`, DEMO: 'off' },
    ...{ NODE_ENV: '', MONGODB_URI: '', LOG_LEVEL: 'silent' },
  };
}

/**
 * Starts the tool as `npm start` does, and waits until it is ready.
 * @param options of Node.js, beside those
 * @throws Error where it ends before that
 */
export async function startProcess(
  dataDirectory: string,
  settings: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<ToolProcess> {
  const port = settings['PORT'] === undefined ? await freePort() : Number(settings['PORT']);
  const limits = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
  const main = join(projectRoot, 'dist', 'src', 'main.js');
  const child = spawn(process.execPath, [...limits, ...options, main], {
    env: { ...toolEnvironment(dataDirectory, port), ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await ready(child);
  return {
    ...{ process: child, port, url: `http://localhost:${port}` },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (/^Ready: /m.test(said)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The tool ended with ${code} before it was ready.`)));
  });
}
