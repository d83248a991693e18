import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRooms } from '../../scripts/rooms/check-rooms.ts';
import { withTable } from '../../scripts/rooms/document.ts';
import { proposeTable } from '../../scripts/rooms/propose-table.ts';
import { rowsOf, sourcesOf } from './small-project.ts';

const files = {
  'src/ground/stone.ts': 'export const stone = 1;\n',
  'src/house/wall.ts': "import { stone } from '../ground/stone.ts';\nexport const wall = stone;\n",
  'src/attic/box.ts':
    "import { join } from 'node:path';\nimport { wall } from '../house/wall.ts';\nexport const box = join(wall);\n",
  'src/main.ts': "import { box } from './attic/box.ts';\nconsole.log(box);\n",
};

test('a proposal has a row for each new folder, in layers from the ground up, and passes the check', async (t) => {
  const sources = await sourcesOf(t, files);
  const table = rowsOf([
    { room: 'src/main.ts', rooms: ['*'] },
    { room: 'src/house', rooms: ['src/gone'], packages: ['gone'] },
    { room: 'src/gone' },
  ]);
  const { rooms, circles } = proposeTable(table, sources);
  assert.deepEqual(circles, []);
  assert.deepEqual(rooms, [
    { room: 'src/ground', holds: '', rooms: [], packages: [] },
    { room: 'src/house', holds: 'What src/house is for.', rooms: ['src/ground'], packages: [] },
    { room: 'src/attic', holds: '', rooms: ['src/house'], packages: ['node:*'] },
    { room: 'src/main.ts', holds: 'What src/main.ts is for.', rooms: ['*'], packages: [] },
  ]);
  const worded = rooms.map((row) => ({ ...row, holds: 'Something.' }));
  assert.deepEqual(checkRooms(worded, sources), []);
});

test('rooms that import each other have no order: the proposal names the imports', async (t) => {
  const upwards = "import { box } from '../attic/box.ts';\nexport const upwards = box;\n";
  const sources = await sourcesOf(t, { ...files, 'src/ground/upwards.ts': upwards });
  const { rooms, circles } = proposeTable(rowsOf([{ room: 'src/main.ts', rooms: ['*'] }]), sources);
  assert.deepEqual(rooms, []);
  assert.deepEqual(
    circles.map((circle) => circle.rooms),
    [['src/attic', 'src/house', 'src/ground']],
  );
  assert.deepEqual(circles[0]?.imports.map(({ file }) => file).sort(), [
    'src/attic/box.ts',
    'src/ground/upwards.ts',
    'src/house/wall.ts',
  ]);
});

test('the document has the table between its marks, and nothing else of it changes', () => {
  const marks =
    '<!-- This table is written from rooms.json by `npm run rooms -- --write`. -->\nold\n<!-- End of the table. -->';
  const written = withTable(
    `Before.\n${marks}\nAfter.\n`,
    rowsOf([{ room: 'src/ground', packages: ['ejs'] }]),
  );
  assert.match(written, /^Before\.\n<!-- [^\n]+ -->\n\| room /);
  assert.match(
    written,
    /\n\| `src\/ground` \| What src\/ground is for\. \| – \| `ejs` \|\n<!-- End[^\n]+\nAfter\.\n$/,
  );
  assert.equal(written.includes('old'), false);
  assert.throws(() => withTable('Without marks.', []), /lost the marks/);
});
