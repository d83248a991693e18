import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../scripts/rooms/check-rooms.ts';
import { check } from './small-project.ts';

/** Ground and house, where the house may import the ground. */
const files = {
  'src/ground/stone.ts': 'export interface Stone { weight: number }\nexport const stone = { weight: 3 };\n',
  'src/house/wall.ts': "import { stone } from '../ground/stone.ts';\nexport const wall = [stone];\n",
};
const ground = { room: 'src/ground' };
const house = { room: 'src/house', rooms: ['src/ground'] };
const table = [ground, house];

function said({ place, problem }: Finding): string {
  return `${place} ${problem}`;
}

test('an import that the table allows, and one within a room, are in order', async (t) => {
  const roof = "import { wall } from './wall.ts';\nexport const roof = wall;\n";
  assert.deepEqual(await check(t, { files: { ...files, 'src/house/roof.ts': roof }, table }), []);
});

test('an import of a room that the row does not name is refused, with place, rule and what to do', async (t) => {
  const [finding, ...more] = await check(t, { files, table: [ground, { room: 'src/house' }] });
  assert.ok(finding);
  assert.deepEqual(more, []);
  assert.equal(
    said(finding),
    'src/house/wall.ts:1 imports src/ground/stone.ts, but src/house may import no other room',
  );
  assert.match(finding.cure, /If src\/house should know src\/ground, add that to its row in rooms\.json/);
});

test('an import of a room further down is refused even to a room that may import everything', async (t) => {
  const upwards = "import { wall } from '../house/wall.ts';\nexport const found = wall;\n";
  const found = await check(t, {
    files: { ...files, 'src/ground/upwards.ts': upwards },
    table: [{ ...ground, rooms: ['*'] }, house],
  });
  assert.deepEqual(found.map(said), [
    'src/ground/upwards.ts:1 imports src/house/wall.ts, but src/ground may import the rooms before it in the table',
  ]);
  assert.match(found[0]?.cure ?? '', /imports run the other way/);
});

for (const [how, text] of Object.entries({
  'a type': "import type { Stone } from '../ground/stone.ts';\nexport type Brick = Stone;\n",
  'a type in the middle of a line': "export type Brick = import('../ground/stone.ts').Stone;\n",
  'an export of what another room has': "export { stone } from '../ground/stone.ts';\n",
  'all exports of another room': "export * from '../ground/stone.ts';\n",
  'an import while it runs': "export const brick = await import('../ground/stone.ts');\n",
  'a thread':
    "import { join } from 'node:path';\nexport const brick = join(import.meta.dirname, '..', 'ground', 'stone.js');\n",
  'a thread by its address': "export const brick = new URL('../ground/stone.js', import.meta.url);\n",
}))
  test(`${how} counts as an import`, async (t) => {
    const found = await check(t, {
      files: { ...files, 'src/shed/brick.ts': text },
      table: [...table, { room: 'src/shed', packages: how === 'a thread' ? ['node:path'] : [] }],
    });
    assert.equal(found.length, 1);
    assert.match(
      said(found[0] as Finding),
      /^src\/shed\/brick\.ts:\d (imports|starts) src\/ground\/stone\.ts, but/,
    );
  });

test('files that are no sources are not imports', async (t) => {
  const text =
    "import { join } from 'node:path';\nexport const pages = join(import.meta.dirname, '..', 'ground', 'page.ejs');\n";
  const shed = { room: 'src/shed', packages: ['node:path'] };
  assert.deepEqual(
    await check(t, { files: { ...files, 'src/shed/pages.ts': text }, table: [...table, shed] }),
    [],
  );
});

test('a circle between rooms of the table is refused', async (t) => {
  const upwards = "import { wall } from '../house/wall.ts';\nexport const found = wall;\n";
  const found = await check(t, {
    files: { ...files, 'src/ground/upwards.ts': upwards },
    table: [{ ...ground, rooms: ['src/house'] }, house],
  });
  assert.ok(found.map(said).includes('rooms.json has a circle: src/ground → src/house → src/ground'));
});

test('a table that is not in order from the ground up is refused', async (t) => {
  const found = await check(t, { files, table: [house, ground] });
  assert.ok(found.map(said).includes('rooms.json has src/ground after src/house, which may import it'));
});

test('a circle between files of one room is refused, types included; a thread and what it is told are none', async (t) => {
  const circle = {
    'src/ground/a.ts': "import type { B } from './b.ts';\nexport type A = B;\n",
    'src/ground/b.ts': "import type { C } from './c.ts';\nexport type B = C;\n",
    'src/ground/c.ts': "import type { A } from './a.ts';\nexport type C = A;\n",
  };
  const thread = {
    'src/ground/crew.ts':
      "export interface Task {}\nexport const at = new URL('worker.js', import.meta.url);\n",
    'src/ground/worker.ts': "import type { Task } from './crew.ts';\nexport type Work = Task;\n",
  };
  const found = await check(t, { files: { ...files, ...circle, ...thread }, table });
  assert.deepEqual(found.map(said), [
    'src/ground/a.ts imports itself: src/ground/a.ts → src/ground/b.ts → src/ground/c.ts → src/ground/a.ts',
  ]);
});

test('a folder without a room is refused: at the top, and in a room that is divided', async (t) => {
  const more = {
    'src/shed/tool.ts': 'export const tool = 1;\n',
    'src/house/cellar/jam.ts': 'export const jam = 1;\n',
  };
  const undivided = await check(t, { files: { ...files, ...more }, table });
  assert.deepEqual(undivided.map(said), ['src/shed has no room']);
  const attic = { 'src/house/attic/box.ts': 'export const box = 1;\n' };
  const divided = await check(t, {
    files: { ...files, ...more, ...attic },
    table: [...table, { room: 'src/house/attic' }, { room: 'src/shed' }],
  });
  assert.deepEqual(divided.map(said), ['src/house/cellar has no room']);
});

test('a file belongs to its deepest room, and may be a room of its own', async (t) => {
  const door = "import { wall } from '../house/wall.ts';\nexport const door = wall;\n";
  const all = { ...files, 'src/ground/door.ts': door, 'src/ground/deep/rock.ts': 'export const rock = 1;\n' };
  assert.equal((await check(t, { files: all, table })).length, 1);
  assert.deepEqual(
    await check(t, { files: all, table: [...table, { room: 'src/ground/door.ts', rooms: ['src/house'] }] }),
    [],
  );
});

test('a room without files, a room twice, a room without words and a room that is none are refused', async (t) => {
  const found = await check(t, {
    files,
    table: [
      ground,
      { ...house, rooms: ['src/ground', 'src/hose'] },
      { room: 'src/gone' },
      { ...ground, holds: '' },
    ],
  });
  for (const problem of [
    'rooms.json has the room src/gone, in which no source file lies',
    'rooms.json has src/ground twice',
    'rooms.json does not say what lives in src/ground',
    'rooms.json lets src/house import src/hose, which is no room',
  ])
    assert.ok(found.map(said).includes(problem), problem);
});

test('a package is refused in rooms whose row does not name it, by its whole name', async (t) => {
  const tools =
    "import { readFile } from 'node:fs/promises';\nimport stem from 'stemmer/lib/stem.js';\nimport a from '@kit/a';\nimport b from '@kit/b/c.js';\nexport default [readFile, stem, a, b];\n";
  const all = { ...files, 'src/house/tools.ts': tools };
  const packages = ['@kit/*', 'node:*', 'stemmer'];
  assert.deepEqual(await check(t, { files: all, table: [ground, { ...house, packages }] }), []);
  const found = await check(t, {
    files: { ...all, 'src/ground/tools.ts': "import stem from 'stemmer';\nexport default stem;\n" },
    table: [ground, { ...house, packages: ['@kit/a', 'node:path', 'stemmer'] }],
  });
  assert.deepEqual(found.map(said), [
    'src/ground/tools.ts:1 imports stemmer, which only src/house may',
    'src/house/tools.ts:1 imports node:fs/promises, which no room may',
    'src/house/tools.ts:4 imports @kit/b, which no room may',
    'rooms.json lets src/house import node:path, which no file of it does',
  ]);
});

test('a direction that nothing uses any more must leave the table', async (t) => {
  const found = await check(t, {
    files: { ...files, 'src/shed/tool.ts': 'export const tool = 1;\n' },
    table: [...table, { room: 'src/shed', rooms: ['src/house'] }],
  });
  assert.deepEqual(found.map(said), ['rooms.json lets src/shed import src/house, which no file of it does']);
});
