// npm run rooms [-- --propose] [-- --write]: whether every import is one that rooms.json allows
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/configuration/project-root.ts';
import { checkRooms, type Finding } from './rooms/check-rooms.ts';
import { documentFile, withTable } from './rooms/document.ts';
import { proposeTable } from './rooms/propose-table.ts';
import { readImports, type Sources } from './rooms/read-imports.ts';
import { type Room, readTable, tableFile } from './rooms/table.ts';

const usage = `npm run rooms                        checks every import against ${tableFile}
npm run rooms -- --write             writes the table of ${documentFile} anew
npm run rooms -- --propose           prints the rows that would fit the sources as they are
npm run rooms -- --propose --write   puts the whole proposal into ${tableFile} and ${documentFile}`;

try {
  const { values } = parseArgs({
    options: { propose: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  });
  process.exitCode = run(values);
} catch (error) {
  console.error(`✗ ${(error as Error).message}\n${usage}`);
  process.exitCode = 2;
}

function run({ propose, write }: { propose: boolean; write: boolean }): 0 | 1 {
  const table = readTable(projectRoot);
  const sources = readImports(projectRoot);
  if (propose) return runProposal(table, sources, write);
  if (write) writeDocument(table);
  const findings = [...checkRooms(table, sources), ...checkDocument(table)];
  for (const { place, problem, cure } of findings) console.error(`✗ ${place} ${problem}.\n  ${cure}`);
  if (findings.length > 0) return 1;
  console.log(`✓ ${sources.imports.length} imports between ${table.length} rooms`);
  return 0;
}

function runProposal(table: readonly Room[], sources: Sources, write: boolean): 0 | 1 {
  const { rooms, circles } = proposeTable(table, sources);
  for (const circle of circles) {
    console.error(`✗ These rooms import each other: ${[...circle.rooms, circle.rooms[0]].join(' → ')}.`);
    for (const { file, line, target } of circle.imports) console.error(`  ${file}:${line} imports ${target}`);
  }
  if (circles.length > 0) {
    console.error(
      `  Move code until the imports run one way, or give a file that stands at another height a row of its own in ${tableFile}.`,
    );
    return 1;
  }
  if (write) {
    writeDocument(rooms);
    writeTable(rooms);
    console.log(
      `✓ ${tableFile} and ${documentFile} fit the sources. Say under "holds" what lives in new rooms.`,
    );
    return 0;
  }
  printChanges(table, rooms);
  return 0;
}

/** The rows that are new or different, and those that go. */
function printChanges(table: readonly Room[], proposed: readonly Room[]): void {
  const rows = new Map(table.map((row) => [row.room, JSON.stringify(row)]));
  proposed.forEach((row, i) => {
    if (JSON.stringify(row) === rows.get(row.room)) return;
    const before = proposed[i - 1];
    console.log(`${before ? `after ${before.room}` : 'first'}:\n${JSON.stringify(row, null, 2)}`);
  });
  for (const room of rows.keys())
    if (!proposed.some((row) => row.room === room))
      console.log(`${room}: no source file lies there any more`);
}

function checkDocument(table: readonly Room[]): Finding[] {
  const document = readFileSync(join(projectRoot, documentFile), 'utf8');
  if (withTable(document, table) === document) return [];
  return [
    {
      place: documentFile,
      problem: `shows another table than ${tableFile}`,
      cure: '`npm run rooms -- --write` writes it anew.',
    },
  ];
}

function writeDocument(table: readonly Room[]): void {
  const path = join(projectRoot, documentFile);
  writeFileSync(path, withTable(readFileSync(path, 'utf8'), table));
}

function writeTable(rooms: readonly Room[]): void {
  writeFileSync(join(projectRoot, tableFile), `${JSON.stringify({ rooms }, null, 2)}\n`);
  const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  spawnSync(process.execPath, [biome, 'format', '--write', tableFile], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
}
