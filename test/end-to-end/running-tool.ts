import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startProcess } from '../../scripts/benchmark/tool-process.ts';

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
  const { process: child, port } = await startProcess(dataDirectory, settings);
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    if (settings['DATA_DIR'] === undefined)
      await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });
  return { process: child, port, dataDirectory };
}
