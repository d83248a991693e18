import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { checkRooms, type Finding } from '../../scripts/rooms/check-rooms.ts';
import { readImports, type Sources } from '../../scripts/rooms/read-imports.ts';
import type { Room } from '../../scripts/rooms/table.ts';

/** Sources by path, and rows that may leave out what is empty. */
export interface SmallProject {
  files: Readonly<Record<string, string>>;
  table: readonly (Pick<Room, 'room'> & Partial<Room>)[];
}

/** Writes the files into a folder that is removed after the test, and reads their imports. */
export async function sourcesOf(t: TestContext, files: SmallProject['files']): Promise<Sources> {
  const root = mkdtempSync(join(tmpdir(), 'rooms-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const folder of ['models', 'src', 'views', 'scripts', 'test']) await mkdir(join(root, folder));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return readImports(root);
}

export async function check(t: TestContext, { files, table }: SmallProject): Promise<Finding[]> {
  return checkRooms(rowsOf(table), await sourcesOf(t, files));
}

export function rowsOf(table: SmallProject['table']): Room[] {
  return table.map((row) => ({ holds: `What ${row.room} is for.`, rooms: [], packages: [], ...row }));
}
