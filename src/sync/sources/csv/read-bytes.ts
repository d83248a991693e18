import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { message } from '../../../messages/message.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** @throws UnreadableFileError unless `file` is a file that can be opened */
export async function assertReadable(file: string): Promise<void> {
  await (await openFile(file)).close();
}

/**
 * The bytes of a file, unpacked if its content is gzip, whatever its name.
 * @param onBytes bytes read so far, as they lie on the disk
 * @throws UnreadableFileError
 */
export async function* readBytes(file: string, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const handle = await openFile(file);
  const { buffer: magic } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  const stored = handle.createReadStream({ start: 0 });
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  // The loop below throws what either stream throws.
  const text: AsyncIterable<Buffer> = isGzip ? pipeline(stored, createGunzip(), () => {}) : stored;
  try {
    let unpacked = 0;
    for await (const chunk of text) {
      unpacked += chunk.length;
      if (isGzip) assertHarmless(file, unpacked, stored.bytesRead);
      onBytes?.(stored.bytesRead);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : unreadable(file, error as NodeJS.ErrnoException);
  }
}

async function openFile(file: string): Promise<FileHandle> {
  let isFile: boolean;
  let handle: FileHandle;
  try {
    // This comes first, because opening a named pipe would wait for a writer.
    isFile = (await stat(file)).isFile();
    if (isFile) handle = await open(file, constants.O_RDONLY);
  } catch (error) {
    throw unreadable(file, error as NodeJS.ErrnoException);
  }
  if (!isFile)
    throw new UnreadableFileError(message('file.notFile', { file }), message('file.cure.nameTable'));
  return handle!;
}

function unreadable(file: string, { code, message: text }: NodeJS.ErrnoException): UnreadableFileError {
  return code?.startsWith('Z_')
    ? new UnreadableFileError(message('file.gzip', { file, code: text }), message('file.cure.again'))
    : new UnreadableFileError(
        message('file.unreadable', { file, code: code ?? text }),
        message('file.cure.path'),
      );
}

/** Rows of ids pack to a tenth, equal rows to a hundredth. Deflate cannot exceed 1,032. */
const maximumRatio = 400;
/** A million enrolments are 0.1 GB. */
const maximumBytes = 16 * 2 ** 30;

/**
 * @param packed bytes; where they are less than this, the ratio says nothing
 * @throws UnreadableFileError for a file that unpacks to more than a table does
 */
export function assertHarmless(file: string, unpacked: number, packed: number): void {
  if (unpacked <= maximumBytes && unpacked <= maximumRatio * Math.max(packed, 4_096)) return;
  throw new UnreadableFileError(
    message('file.tooLarge', {
      ...{ file, bytes: unpacked, times: Math.round(unpacked / Math.max(packed, 1)) },
    }),
    message('file.cure.unpack'),
  );
}
