import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of rooms.json. */
export interface Room {
  /** A folder or a single file, from the root of the project: `src/lti/keys`, `src/main.ts`. */
  room: string;
  /** What lives there, in one sentence. */
  holds: string;
  /** Rooms that it may import; `*` is every room above it in the table. */
  rooms: string[];
  /** Packages and modules of Node that it may import; a name that ends in `*` stands for all that begin like it. */
  packages: string[];
}

export const tableFile = 'rooms.json';

/** @param root the folder that holds the table and the sources */
export function readTable(root: string): Room[] {
  return (JSON.parse(readFileSync(join(root, tableFile), 'utf8')) as { rooms: Room[] }).rooms;
}

/** Tells the deepest room that a file lies in. */
export function roomFinder<R extends Pick<Room, 'room'>>(
  table: readonly R[],
): (file: string) => R | undefined {
  const rows = new Map(table.map((row) => [row.room, row]));
  return (file) => {
    for (let path = file; path !== ''; path = parentOf(path)) {
      const row = rows.get(path);
      if (row) return row;
    }
    return undefined;
  };
}

/**
 * Folders that need a room of their own: those in no room, and those in a room that is divided. A room is divided when
 * the table has rooms for some of its folders; then every folder of it needs one.
 */
export function foldersWithoutRoom(table: readonly Room[], files: readonly string[]): string[] {
  const roomOf = roomFinder(table);
  const isDivided = (room: string) =>
    table.some((row) => row.room.startsWith(`${room}/`) && !isFile(row.room));
  const without = files.flatMap((file) => {
    const folder = parentOf(file);
    const room = roomOf(file)?.room;
    const isHome = room === folder || room === file;
    return isHome || (room !== undefined && !isDivided(room)) ? [] : [folder];
  });
  return [...new Set(without)];
}

/** Whether an entry of `packages` allows a package. */
export function allows(entry: string, name: string): boolean {
  return entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isFile(room: string): boolean {
  return /\.\w+$/.test(room);
}
