import { copyFile, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import type { Logger } from 'pino';
import { startEmbeddedDatabase } from '../database/embedded-database.ts';
import { engineFolders } from '../database/engine-folder.ts';
import { DataFolderInUseError } from '../database/errors.ts';
import { findLivingOwner } from '../database/owner.ts';
import { makeFolder } from '../files/make-folder.ts';
import { type BackupNote, fingerprintOf, hashOfFile, readNote } from './backup-note.ts';
import { BackupError, UnusableBackupError } from './errors.ts';
import { isWithin } from './is-within.ts';
import { countDocuments } from './make-backup.ts';

export interface RestoreOptions {
  /** The folder of a backup. */
  from: string;
  dataDirectory: string;
  /** SECRET_KEY and SECRET_KEY_PREVIOUS, where they are set. */
  secretKeys: readonly string[];
  /** What the data folder has is moved aside; without it, a folder that has a database is refused. */
  replace: boolean;
  log: Logger;
}

export interface Restored {
  note: BackupNote;
  /** Where what was there before lies now. */
  movedTo: string | undefined;
}

/**
 * Puts a backup in the place of the embedded database. First every file is compared with what the backup says of itself, and at the
 * end every collection is counted.
 * @throws UnusableBackupError and DataFolderInUseError, before anything has been changed; BackupError
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { from, dataDirectory, secretKeys, replace, log } = options;
  const note = await readNote(from);
  for (const engine of engineFolders)
    if (await isWithin(from, join(dataDirectory, engine)))
      throw new UnusableBackupError(
        from,
        'it lies in the folder whose place it would take: copy it elsewhere',
      );
  const owner = await findLivingOwner(dataDirectory);
  if (owner) throw new DataFolderInUseError(dataDirectory, owner);
  await compareFiles(from, note);
  const key = await keyFor(from, note, secretKeys);
  await makeFolder(dataDirectory, 0o700);
  const there = [...(await entriesOf(dataDirectory))].filter((name) =>
    [...engineFolders, 'secret-key'].includes(name),
  );
  const isEmpty = (await Promise.all(there.map((name) => entriesOf(join(dataDirectory, name))))).every(
    (entries, i) => there[i] === 'secret-key' || entries.length === 0,
  );
  if (!isEmpty && !replace)
    throw new BackupError(
      `${dataDirectory} has a database. With --replace it is moved aside and the backup takes its place. Nothing has been changed.`,
    );
  const coming = join(dataDirectory, `${note.engine}.restoring`);
  await rm(coming, { recursive: true, force: true });
  await cp(join(from, note.engine), coming, { recursive: true });
  const movedTo = there.length > 0 ? await moveAside(dataDirectory, there, key) : undefined;
  await rename(coming, join(dataDirectory, note.engine));
  if (key) await copyFile(key, join(dataDirectory, 'secret-key'));
  await compareCounts(dataDirectory, note, log);
  return { note, movedTo };
}

async function compareFiles(backup: string, { files }: BackupNote): Promise<void> {
  for (const [path, { bytes, sha256 }] of Object.entries(files)) {
    const file = join(backup, path);
    const size = await stat(file).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) throw new UnusableBackupError(backup, `its file ${path} is missing`);
    if (size !== bytes || (await hashOfFile(file)) !== sha256)
      throw new UnusableBackupError(backup, `its file ${path} is not as it was written`);
  }
}

/**
 * Stored keys can be read with the key of the backup alone.
 * @returns the file of the key, where the backup has one and no SECRET_KEY is set
 */
async function keyFor(
  backup: string,
  { files, secretKey }: BackupNote,
  secretKeys: readonly string[],
): Promise<string | undefined> {
  if (secretKeys.some((key) => fingerprintOf(key) === secretKey)) return undefined;
  const file = files['secret-key'] && join(backup, 'secret-key');
  if (secretKeys.length === 0 && file && fingerprintOf(await readFile(file, 'utf8')) === secretKey)
    return file;
  const cure =
    secretKeys.length === 0 || !file
      ? 'set SECRET_KEY to the one of then, or SECRET_KEY_PREVIOUS beside a new one'
      : 'set SECRET_KEY_PREVIOUS to what is in its file secret-key';
  throw new UnusableBackupError(backup, `keys in it are encrypted under another SECRET_KEY: ${cure}`);
}

/** @param key whether a key comes with the backup: else the one that is there stays */
async function moveAside(
  dataDirectory: string,
  there: readonly string[],
  key: string | undefined,
): Promise<string> {
  const aside = join(dataDirectory, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  await mkdir(aside, { mode: 0o700 });
  for (const name of there)
    if (name !== 'secret-key' || key) await rename(join(dataDirectory, name), join(aside, name));
  return aside;
}

async function compareCounts(dataDirectory: string, { documents }: BackupNote, log: Logger): Promise<void> {
  const engine = await startEmbeddedDatabase(dataDirectory, log);
  const client = await new mongo.MongoClient(engine.uri).connect();
  try {
    const counted = await countDocuments(client);
    const wrong = Object.entries(documents).filter(([name, count]) => (counted[name] ?? 0) !== count);
    if (wrong.length > 0)
      throw new BackupError(
        `The backup was put back, but ${wrong.map(([name, count]) => `${name} has ${counted[name] ?? 0} documents and had ${count}`).join('; ')}. Put back another backup, or what was moved aside.`,
      );
  } finally {
    await client.close();
    await engine.close();
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
