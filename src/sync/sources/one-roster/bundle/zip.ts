import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { message } from '../../../../messages/message.ts';
import { assertHarmless } from '../../csv/read-bytes.ts';
import { UnreadableFileError } from '../../csv/unreadable-file-error.ts';
import { addFile, type Bundle, type BundleFile } from './bundle.ts';

const maximumEntries = 10_000;

const again = message('zip.cure.again');

/**
 * The CSV files of a zip file that are beside its manifest. They are unpacked while they are read, and nothing is written. A path
 * that leads out of the zip file would do no harm, and is refused all the same.
 * @throws UnreadableFileError
 */
export async function openZip(path: string, modifiedAt: Date): Promise<Bundle> {
  const options = { autoClose: false, lazyEntries: true, strictFileNames: false };
  const zip = await openPromise(path, options).catch((error) => {
    throw unreadable(path, error);
  });
  try {
    return { files: await listFiles(path, zip), modifiedAt, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error instanceof UnreadableFileError ? error : unreadable(path, error);
  }
}

async function listFiles(path: string, zip: ZipFile): Promise<Map<string, BundleFile>> {
  if (zip.entryCount > maximumEntries)
    throw new UnreadableFileError(
      message('zip.many', { file: path, count: zip.entryCount }),
      message('zip.cure.alone'),
    );
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const folder = findFolder(entries);
  const files = new Map<string, BundleFile>();
  for (const entry of entries) {
    const name = entry.fileName.slice(folder.length);
    if (!entry.fileName.startsWith(folder) || name.includes('/') || !isCsv(name)) continue;
    const file = `${path}, ${name}`;
    addFile(files, name, { name: file, size: entry.uncompressedSize, read: () => read(file, zip, entry) });
  }
  return files;
}

/** The folder of the manifest: the top (CSV binding §2), or the only folder in the file. */
function findFolder(entries: readonly Entry[]): string {
  const manifests = entries
    .map(({ fileName }) => fileName)
    .filter((name) => /(^|\/)manifest\.csv$/i.test(name) && !name.startsWith('__MACOSX/'))
    .sort((a, b) => a.length - b.length);
  return (manifests[0] ?? '').replace(/manifest\.csv$/i, '');
}

export function isCsv(name: string): boolean {
  return name.toLowerCase().endsWith('.csv');
}

async function* read(file: string, zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  assertReadable(file, entry);
  let sum = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : unreadable(file, error);
  }
  if (sum !== entry.crc32) throw new UnreadableFileError(message('zip.damaged', { file }), again);
}

/** yauzl compares each size in the zip file's directory with the bytes that are unpacked. */
function assertReadable(file: string, entry: Entry): void {
  if (entry.isEncrypted())
    throw new UnreadableFileError(message('zip.encrypted', { file }), message('zip.cure.password'));
  assertHarmless(file, entry.uncompressedSize, entry.compressedSize);
}

function unreadable(file: string, error: unknown): UnreadableFileError {
  const { code, message: text } = error as NodeJS.ErrnoException;
  return new UnreadableFileError(message('zip.none', { file, code: code ?? text }), again);
}
