import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { message } from '../../../../messages/message.ts';
import { readBytes } from '../../csv/read-bytes.ts';
import { UnreadableFileError } from '../../csv/unreadable-file-error.ts';
import { addFile, type Bundle, type BundleFile } from './bundle.ts';
import { isCsv, openZip } from './zip.ts';

/**
 * @param path of a zip file, or of a folder that one was unpacked to
 * @throws UnreadableFileError
 */
export async function openBundle(path: string): Promise<Bundle> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFileError(
      message('file.unreadable', { file: path, code: error.code ?? '' }),
      message('file.cure.path'),
    );
  });
  return found.isDirectory() ? openFolder(path) : openZip(path, found.mtime);
}

/** The CSV files of a folder. */
async function openFolder(path: string): Promise<Bundle> {
  const files = new Map<string, BundleFile>();
  let modifiedAt = new Date(0);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isFile() || !isCsv(entry.name)) continue;
    const file = join(path, entry.name);
    const { size, mtime } = await stat(file);
    addFile(files, entry.name, { name: file, size, read: () => readBytes(file) });
    if (mtime > modifiedAt) modifiedAt = mtime;
  }
  return { files, modifiedAt, close: () => {} };
}
