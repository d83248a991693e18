import { circlesIn, graphOf, layersOf } from './circles.ts';
import type { Import, Sources } from './read-imports.ts';
import { allows, foldersWithoutRoom, type Room, roomFinder } from './table.ts';

/** Rooms that import each other: the circle, and an import for each of its steps. */
export interface RoomCircle {
  rooms: string[];
  imports: Import[];
}

export interface Proposal {
  /** The table that fits the sources; empty where rooms import each other, since then there is no order. */
  rooms: Room[];
  circles: RoomCircle[];
}

/**
 * The table that allows exactly what the sources do today: a row more for each folder without a room, none for rooms
 * without files, sorted in layers from the ground up. A row that may import every room before it stays so.
 */
export function proposeTable(table: readonly Room[], { files, imports }: Sources): Proposal {
  const added = foldersWithoutRoom(table, files).map((room) => ({
    room,
    holds: '',
    rooms: [],
    packages: [],
  }));
  const named: Room[] = [...table, ...added];
  const roomOf = roomFinder(named);
  /** What is imported from outside, by room that has files. */
  const packages = new Map<Room, string[]>();
  for (const file of files) {
    const row = roomOf(file);
    if (row) packages.set(row, []);
  }
  const edges: [from: string, to: string, one: Import][] = [];
  for (const one of imports) {
    const from = roomOf(one.file);
    const to = one.isFile ? roomOf(one.target) : undefined;
    if (from && !one.isFile) packages.get(from)?.push(one.target);
    if (from && to && from !== to) edges.push([from.room, to.room, one]);
  }
  const graph = graphOf(edges.map(([from, to]) => [from, to] as const));
  const circles = circlesIn(graph).map((rooms) => ({
    rooms,
    imports: edges.filter(([from, to]) => isStep(rooms, from, to)).map(([, , one]) => one),
  }));
  if (circles.length > 0) return { rooms: [], circles };
  const layers = layersOf(
    graph,
    [...packages.keys()].map(({ room }) => room),
  );
  const height = ({ room, rooms }: Room) => [rooms.includes('*') ? 1 : 0, layers.get(room) ?? 0] as const;
  const rooms = [...packages]
    .map(([row, names]) => fitted(row, graph.get(row.room) ?? new Set(), names))
    .sort((a, b) => {
      const [aLast, aLayer] = height(a);
      const [bLast, bLayer] = height(b);
      return aLast - bLast || aLayer - bLayer || (a.room < b.room ? -1 : 1);
    });
  return { rooms, circles };
}

/** A row as its files import today. */
function fitted(row: Room, targets: ReadonlySet<string>, names: readonly string[]): Room {
  const kept = row.packages.filter((entry) => names.some((name) => allows(entry, name)));
  const more = names
    .filter((name) => !kept.some((entry) => allows(entry, name)))
    .map((name) => (name.startsWith('node:') ? 'node:*' : name));
  const rooms = row.rooms.includes('*') ? ['*'] : [...targets].sort();
  return { ...row, rooms, packages: [...new Set([...kept, ...more])].sort() };
}

/** Whether two rooms follow each other on a circle. */
function isStep(circle: readonly string[], from: string, to: string): boolean {
  const at = circle.indexOf(from);
  return at >= 0 && circle[(at + 1) % circle.length] === to;
}
