import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UnusableBackupError } from './errors.ts';

/** What a backup says of itself. It is written last, so a folder with a note in it is a whole backup. */
export interface BackupNote {
  format: 1;
  /** ISO 8601: from then on no write was let through until the copy was made. */
  madeAt: string;
  /** Which engine wrote the files: a folder of one cannot be opened by the other. */
  engine: 'mongodb' | 'mongod';
  /** Of the SECRET_KEY that keys in it are encrypted under (`fingerprintOf`). */
  secretKey: string;
  /** Documents by collection. */
  documents: Readonly<Record<string, number>>;
  /** By path in the backup, with slashes. */
  files: Readonly<Record<string, { bytes: number; sha256: string }>>;
}

const notePath = (backup: string) => join(backup, 'backup.json');

/** Tells keys apart without giving one away. */
export function fingerprintOf(secretKey: string): string {
  return createHash('sha256').update(`next-courses backup\0${secretKey}`).digest('hex').slice(0, 16);
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

export async function writeNote(backup: string, note: BackupNote): Promise<void> {
  await writeFile(notePath(backup), `${JSON.stringify(note, undefined, 2)}\n`, { mode: 0o600 });
}

/** @throws UnusableBackupError where there is none that this version reads */
export async function readNote(backup: string): Promise<BackupNote> {
  let note: BackupNote;
  try {
    note = JSON.parse(await readFile(notePath(backup), 'utf8')) as BackupNote;
  } catch {
    throw new UnusableBackupError(backup, 'it has no backup.json, which is written when a backup is whole');
  }
  if (note.format !== 1) throw new UnusableBackupError(backup, 'a newer version made it: start that one');
  return note;
}
