import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { UploadError } from './upload-error.ts';
import type { UploadFolders } from './upload-folders.ts';

export interface ReceivedFiles {
  /** By the form's field. */
  paths: Readonly<Record<string, string>>;
  /** Where they lie. */
  folder: string;
  /** To be called when they are no longer needed. */
  remove: () => Promise<void>;
}

/**
 * Streams the files of a form (`multipart/form-data`) into a folder of their own, in constant memory. Files that are
 * empty, or whose field is not among `names`, are skipped.
 * @throws UploadError, and nothing is left
 */
export async function receiveFiles(
  request: IncomingMessage,
  names: readonly string[],
  uploads: UploadFolders,
): Promise<ReceivedFiles> {
  const folder = await uploads.newFolder();
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const paths = await receive(request, names, folder, uploads.limit);
    if (Object.keys(paths).length === 0) throw new UploadError('upload-empty', uploads.limit);
    return { paths, folder, remove };
  } catch (error) {
    await remove();
    throw asUploadError(error, uploads.limit);
  }
}

async function receive(
  request: IncomingMessage,
  names: readonly string[],
  folder: string,
  limit: number,
): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  const files: BusboyFileStream[] = [];
  const writing: Promise<void>[] = [];
  const form = new Busboy({
    headers: request.headers as BusboyHeaders,
    limits: { fileSize: limit, files: names.length, fields: 20, fieldSize: 10_000, headerSize: 20_000 },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      form.on('file', (name, file, given) => {
        if (!names.includes(name) || !given || paths[name]) return void file.resume();
        const path = join(folder, name);
        paths[name] = path;
        files.push(file);
        const written = write(file, path, limit);
        // A file that cannot be written ends the whole upload.
        written.catch(reject);
        writing.push(written);
      });
      form.once('finish', resolve).once('error', reject);
      request.once('error', reject).once('close', () => {
        if (!request.complete) reject(new Error('The connection was closed.'));
      });
      request.pipe(form);
    });
    await Promise.all(writing);
    return paths;
  } catch (error) {
    // The rest is read and dropped: a browser shows no answer as long as it cannot send.
    request.unpipe(form).resume();
    for (const file of files) file.destroy();
    throw error;
  }
}

async function write(file: BusboyFileStream, path: string, limit: number): Promise<void> {
  await pipeline(file, createWriteStream(path, { mode: 0o600 }));
  if (file.truncated) throw new UploadError('upload-too-large', limit);
}

function asUploadError(error: unknown, limit: number): Error {
  if (error instanceof UploadError) return error;
  const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
  return new UploadError(isFull ? 'disk-full' : 'upload-broken', limit, { cause: error });
}
