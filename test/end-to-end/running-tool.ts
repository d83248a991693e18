import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { until } from '../support/until.ts';

export interface RunningTool {
  process: ChildProcess;
  port: number;
  dataDirectory: string;
}

/**
 * The tool in a process of its own, without the demo, killed with the test.
 * @param settings its environment where it is another; with DATA_DIR the folder is the caller's
 */
export async function startTool(
  t: TestContext,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningTool> {
  const dataDirectory = settings['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'next-courses-tool-')));
  const port = await freePort();
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'main.js')], {
    env: {
      ...process.env,
      ...{ DATA_DIR: dataDirectory, PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}`, DEMO: 'off' },
      ...{ NODE_ENV: '', MONGODB_URI: '', LOG_LEVEL: 'silent' },
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    if (settings['DATA_DIR'] === undefined)
      await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await until(() => /^Ready: /m.test(said));
  return { process: child, port, dataDirectory };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
