import { circlesIn, graphOf, pathBetween } from './circles.ts';
import type { Import, Sources } from './read-imports.ts';
import { allows, foldersWithoutRoom, type Room, roomFinder, tableFile } from './table.ts';

/** One thing that the table does not allow. */
export interface Finding {
  /** A file with its line, a folder, or the table. */
  place: string;
  problem: string;
  cure: string;
}

/** An import with the rooms of its two ends. */
interface Step extends Import {
  from: Room;
  /** Undefined for a package, and for a file in no room. */
  to: Room | undefined;
}

/** Everything in which the table and the sources differ; empty when all is well. */
export function checkRooms(table: readonly Room[], { files, imports }: Sources): Finding[] {
  const roomOf = roomFinder(table);
  const steps = imports.flatMap((one): Step[] => {
    const from = roomOf(one.file);
    return from ? [{ ...one, from, to: one.isFile ? roomOf(one.target) : undefined }] : [];
  });
  return [
    ...checkTable(table),
    ...checkFolders(table, files),
    ...steps.flatMap((step) => (step.isFile ? checkFile(table, step) : checkPackage(table, step)) ?? []),
    ...checkUse(table, steps),
    ...checkFileCircles(imports),
  ];
}

/** A room imports only rooms that stand before it, so a table in order has no circle. */
function checkTable(table: readonly Room[]): Finding[] {
  const graph = graphOf(table.flatMap(({ room, rooms }) => rooms.map((target) => [room, target] as const)));
  const findings: Finding[] = [];
  const before = new Set<string>();
  for (const { room, holds, rooms } of table) {
    const add = (problem: string, cure: string) => findings.push({ place: tableFile, problem, cure });
    if (before.has(room)) add(`has ${room} twice`, 'Keep one of the two rows.');
    if (holds.trim() === '')
      add(`does not say what lives in ${room}`, 'Say it in one sentence under "holds".');
    for (const target of rooms) {
      if (target === '*' || before.has(target)) continue;
      const back = pathBetween(graph, target, room);
      if (!table.some((row) => row.room === target))
        add(`lets ${room} import ${target}, which is no room`, 'Correct the name, or add the room.');
      else if (back)
        add(
          `has a circle: ${[room, ...back].join(' → ')}`,
          'Take one of these steps out: move what both rooms need to a room before them, or pass it in from the caller.',
        );
      else
        add(
          `has ${target} after ${room}, which may import it`,
          'Rows stand from the ground up: move the row.',
        );
    }
    before.add(room);
  }
  return findings;
}

function checkFolders(table: readonly Room[], files: readonly string[]): Finding[] {
  const withoutRoom = foldersWithoutRoom(table, files).map((folder) => ({
    place: folder,
    problem: 'has no room',
    cure: `Add a row to ${tableFile}; \`npm run rooms -- --propose\` prints one.`,
  }));
  const used = new Set(files.map(roomFinder(table)));
  const withoutFiles = table
    .filter((row) => !used.has(row))
    .map(({ room }) => ({
      place: tableFile,
      problem: `has the room ${room}, in which no source file lies`,
      cure: 'Correct its path, or take the row out.',
    }));
  return [...withoutRoom, ...withoutFiles];
}

function checkFile(
  table: readonly Room[],
  { file, line, target, isStarted, from, to }: Step,
): Finding | undefined {
  if (to === from) return undefined;
  const place = `${file}:${line}`;
  const imports = `${isStarted ? 'starts' : 'imports'} ${target}`;
  if (!to)
    return {
      place,
      problem: `${imports}, which lies in no room`,
      cure: 'Import a source file of a room; read other files when the program runs.',
    };
  const isBefore = table.indexOf(to) < table.indexOf(from);
  const isListed = from.rooms.includes('*') || from.rooms.includes(to.room);
  if (isBefore && isListed) return undefined;
  const allowed = from.rooms.includes('*') ? 'the rooms before it in the table' : list(from.rooms);
  return {
    place,
    problem: `${imports}, but ${from.room} may import ${allowed}`,
    cure: isBefore
      ? `Use what it may import, or move the code to the room where it belongs. If ${from.room} should know ${to.room}, add that to its row in ${tableFile}.`
      : `${to.room} stands after ${from.room} in ${tableFile}, and imports run the other way: pass what is needed in from the caller, or move it to a room that both may import.`,
  };
}

function checkPackage(table: readonly Room[], { file, line, target, from }: Step): Finding | undefined {
  if (from.packages.some((entry) => allows(entry, target))) return undefined;
  const others = table.filter(({ packages }) => packages.some((entry) => allows(entry, target)));
  const names = list(others.map(({ room }) => room));
  return {
    place: `${file}:${line}`,
    problem: `imports ${target}, which ${others.length > 0 ? `only ${names} may` : 'no room may'}`,
    cure: `Get what you need from a room that may. If ${from.room} should know ${target}, add it to "packages" of its row in ${tableFile}.`,
  };
}

/** What a room may import and does not: left in the table, it would let a direction come back unseen. */
function checkUse(table: readonly Room[], steps: readonly Step[]): Finding[] {
  const rooms = new Set(steps.map(({ from, to }) => `${from.room} ${to?.room}`));
  const packages = new Map(table.map((row) => [row, new Set<string>()]));
  for (const { from, isFile, target } of steps) if (!isFile) packages.get(from)?.add(target);
  return table.flatMap((row) => {
    const names = [...(packages.get(row) ?? [])];
    const unused = [
      ...row.rooms.filter((target) => target !== '*' && !rooms.has(`${row.room} ${target}`)),
      ...row.packages.filter((entry) => !names.some((name) => allows(entry, name))),
    ];
    return unused.map((name) => ({
      place: tableFile,
      problem: `lets ${row.room} import ${name}, which no file of it does`,
      cure: `Take ${name} out of the row of ${row.room}.`,
    }));
  });
}

function checkFileCircles(imports: readonly Import[]): Finding[] {
  const loaded = imports.filter(({ isFile, isStarted }) => isFile && !isStarted);
  return circlesIn(graphOf(loaded.map(({ file, target }) => [file, target] as const))).map((circle) => ({
    place: circle[0] as string,
    problem: `imports itself: ${[...circle, circle[0]].join(' → ')}`,
    cure: 'Move what both ends need (often a type) into a file that imports neither.',
  }));
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no other room' : names.join(', ');
}
