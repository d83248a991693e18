import { stat } from 'node:fs/promises';
import { UnreadableFileError } from '../../csv/unreadable-file-error.ts';
import { openFolder } from './folder.ts';
import { openZip } from './zip.ts';

/** A OneRoster CSV bundle, packed or unpacked. */
export interface Bundle {
  /** By name, such as `classes.csv`. */
  files: ReadonlyMap<string, BundleFile>;
  modifiedAt: Date;
  close(): void;
}

export interface BundleFile {
  /** What messages call it: "roster.zip, classes.csv". */
  name: string;
  /** Bytes, unpacked. */
  size: number;
  /** @throws UnreadableFileError */
  read(): AsyncIterable<Buffer>;
}

/**
 * @param path of a zip file, or of a folder that one was unpacked to
 * @throws UnreadableFileError
 */
export async function openBundle(path: string): Promise<Bundle> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFileError(
      path,
      `cannot be read (${error.code})`,
      'Check the path and its permissions.',
    );
  });
  return found.isDirectory() ? openFolder(path) : openZip(path, found.mtime);
}
