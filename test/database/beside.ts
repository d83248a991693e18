import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';
import type { TestDatabase } from './test-database.ts';

/** A compiled script of the project (`scripts/import`) in a process of its own beside the test, on its database. */
export function startBeside(
  { embedded, uri, dataDirectory }: TestDatabase,
  script: string,
  ...words: string[]
): ChildProcessWithoutNullStreams {
  const { MONGODB_URI: _, ...environment } = process.env;
  const database = embedded ? {} : { MONGODB_URI: uri };
  return spawn(process.execPath, [join(projectRoot, 'dist', `${script}.js`), ...words], {
    env: { ...environment, ...database, DATA_DIR: dataDirectory, LOG_LEVEL: 'silent' },
  });
}

/** What it says on both streams until it ends, and its exit code. */
export async function endOf(
  child: ChildProcessWithoutNullStreams,
): Promise<{ status: number | null; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said };
}
