import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes } from '../../csv/read-bytes.ts';
import type { Bundle, BundleFile } from './bundle.ts';

/** The CSV files of a folder. */
export async function openFolder(path: string): Promise<Bundle> {
  const files = new Map<string, BundleFile>();
  let modifiedAt = new Date(0);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.csv')) continue;
    const file = join(path, entry.name);
    const { size, mtime } = await stat(file);
    files.set(entry.name, { name: file, size, read: () => readBytes(file) });
    if (mtime > modifiedAt) modifiedAt = mtime;
  }
  return { files, modifiedAt, close: () => {} };
}
