// A backup of the embedded database. Read this file first.
//   hold-writes.ts       no write while the files are copied
//   backup-note.ts       what a backup says of itself
//   is-within.ts         no backup in the folder that it is of
//   restore-backup.ts    putting one back
import { constants } from 'node:fs';
import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { mongo } from 'mongoose';
import type { Logger } from 'pino';
import { socketUri, startEmbeddedDatabase } from '../database/embedded-database.ts';
import { engineFolderOf, engineFolders } from '../database/engine-folder.ts';
import { findLivingOwner } from '../database/owner.ts';
import { makeFolder } from '../files/make-folder.ts';
import { type BackupNote, fingerprintOf, hashOfFile, writeNote } from './backup-note.ts';
import { BackupError } from './errors.ts';
import { holdWrites } from './hold-writes.ts';
import { isWithin } from './is-within.ts';

export interface MakeBackupOptions {
  dataDirectory: string;
  /** Does not exist yet. */
  out: string;
  /** What keys in the database are encrypted under. */
  secretKey: string;
  log: Logger;
}

export interface MadeBackup {
  note: BackupNote;
  /** For so long writes waited, ms. */
  heldMilliseconds: number;
}

/** Made by the engine itself when it opens a folder, or of its process. */
const notCopied: ReadonlySet<string> = new Set(['WiredTiger.lock', 'mongod.lock', '_tmp', 'diagnostic.data']);

/**
 * Copies the embedded database, of a running application too, as it is at one moment. The folder gets its name last: one that was
 * broken off is called `….partial`.
 * @throws BackupError, DatabaseError
 */
export async function makeBackup(options: MakeBackupOptions): Promise<MadeBackup> {
  const { dataDirectory, out, secretKey, log } = options;
  if (await exists(out)) throw new BackupError(`${out} is there already: name a folder that is not.`);
  if (!(await exists(dataDirectory)))
    throw new BackupError(`There is no data folder ${dataDirectory}: check DATA_DIR.`);
  const partial = `${out}.partial`;
  // The next backup would have this one in it, and a restore would move it away with what it replaces.
  for (const engine of engineFolders)
    if (await isWithin(out, join(dataDirectory, engine)))
      throw new BackupError(`${out} lies in the folder of the database: name one outside of it.`);
  if (await isWithin(dataDirectory, partial))
    throw new BackupError(
      `${partial} has the data folder in it and would be deleted: give --out another name.`,
    );
  await rm(partial, { recursive: true, force: true });
  const { client, leave } = await reach(dataDirectory, log);
  try {
    const engineFolder = await engineFolderOf(dataDirectory);
    await makeFolder(join(partial, engineFolder), 0o700).catch((error: Error) => {
      throw new BackupError(`${out} cannot be made a folder (${error.message}): give --out another name.`);
    });
    const release = await holdWrites(client, dataDirectory);
    const began = performance.now();
    const madeAt = new Date().toISOString();
    let documents: Record<string, number>;
    try {
      documents = await countDocuments(client);
      await copyFolder(join(dataDirectory, engineFolder), join(partial, engineFolder));
    } finally {
      await release();
    }
    const heldMilliseconds = performance.now() - began;
    await copyFile(join(dataDirectory, 'secret-key'), join(partial, 'secret-key')).catch(() => {
      // SECRET_KEY was set: it lies nowhere.
    });
    const files: Record<string, { bytes: number; sha256: string }> = {};
    for (const path of await filesIn(partial))
      files[path.split(sep).join('/')] = {
        bytes: (await stat(join(partial, path))).size,
        sha256: await hashOfFile(join(partial, path)),
      };
    const note: BackupNote = {
      ...{ format: 1, madeAt, engine: engineFolder, secretKey: fingerprintOf(secretKey) },
      ...{ documents, files },
    };
    await writeNote(partial, note);
    await rename(partial, out);
    return { note, heldMilliseconds };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await client.close();
    await leave();
  }
}

/** The engine of whoever owns the folder, or else one that is started for this. Nothing is migrated. */
async function reach(
  dataDirectory: string,
  log: Logger,
): Promise<{ client: mongo.MongoClient; leave: () => Promise<void> }> {
  const owner = await findLivingOwner(dataDirectory);
  const own = owner ? undefined : await startEmbeddedDatabase(dataDirectory, log);
  const client = new mongo.MongoClient(own?.uri ?? socketUri(owner?.socket ?? ''));
  return { client: await client.connect(), leave: async () => own?.close() };
}

export async function countDocuments(client: mongo.MongoClient): Promise<Record<string, number>> {
  const db = client.db();
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = collections.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const counts = names
    .sort()
    .map(async (name) => [name, await db.collection(name).countDocuments()] as const);
  return Object.fromEntries(await Promise.all(counts));
}

/** Blocks are shared with the original where the file system can do so, which takes no time. */
async function copyFolder(from: string, to: string): Promise<void> {
  for (const path of await filesIn(from, notCopied)) {
    await makeFolder(join(to, path, '..'), 0o700);
    await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
  }
}

/** Paths of the files in a folder, relative to it. @param without names of entries at the top */
async function filesIn(folder: string, without: ReadonlySet<string> = new Set()): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !without.has(path.split(sep, 1)[0] ?? ''))
    .sort();
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
