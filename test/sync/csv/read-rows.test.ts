import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readRows } from '../../../src/sync/sources/csv/read-rows.ts';

const folder = await mkdtemp(join(tmpdir(), 'next-courses-csv-'));
after(() => rm(folder, { recursive: true }));

let encoding: string | undefined;

async function read(content: string | Buffer) {
  const file = join(folder, 'file');
  await writeFile(file, content);
  const rows: string[] = [];
  const bad: string[] = [];
  let ignored: readonly string[] = [];
  const table = { required: ['course', 'title'], optional: ['description'] };
  for await (const { line, cells } of readRows(file, table, {
    onBadRow: (row) => bad.push(`${row.line}: ${row.reason}`),
    onIgnoredColumns: (names) => {
      ignored = names;
    },
    onEncoding: (found) => {
      encoding = found;
    },
  }))
    rows.push(`${line}: ${[cells['course'], cells['title'], cells['description']].join(' | ')}`);
  return { rows, bad, ignored };
}

test('commas, tabs and semicolons; LF, CRLF and CR; a BOM; gzip: all told by content', async () => {
  for (const delimiter of [',', '\t', ';'])
    for (const end of ['\n', '\r\n', '\r'])
      for (const mark of ['', '\uFEFF'])
        for (const pack of [gzipSync, Buffer.from]) {
          const lines = [['"Title"', 'course', 'description'], ['Botany', 'C1', '"a, b;\tc"'], []];
          const text = mark + lines.map((cells) => cells.join(delimiter) + end).join('');
          const { rows, bad } = await read(pack(text));
          assert.deepEqual([rows, bad], [['2: C1 | Botany | a, b;\tc'], []], JSON.stringify(text));
        }
});

test('UTF-16, as spreadsheets save Unicode text, is read: with a mark and without, both ways round', async () => {
  const text = 'course\ttitle\r\nC1\tCafé 🌱\r\n';
  for (const mark of ['', '\uFEFF'])
    for (const turn of [(bytes: Buffer) => bytes, (bytes: Buffer) => bytes.swap16()]) {
      const { rows, bad } = await read(turn(Buffer.from(mark + text, 'utf16le')));
      assert.deepEqual([rows, bad], [['2: C1 | Café 🌱 | '], []]);
    }
  // A character that two chunks share is whole.
  const long = `course,title\n${'C1,🌱🌱🌱\n'.repeat(20_000)}`;
  assert.equal((await read(Buffer.from(long, 'utf16le'))).rows.length, 20_000);
});

test('a line sep= before the header says the delimiter, with a byte order mark and without', async () => {
  for (const mark of ['', '\uFEFF'])
    for (const [line, delimiter] of [
      ['sep=;', ';'],
      ['"sep=;"', ';'],
      ['SEP=\t', '\t'],
      ['sep=\\t', '\t'],
      ['sep=|', '|'],
      ['sep=^', '^'],
    ] as const)
      for (const end of ['\n', '\r\n', '\r']) {
        const lines = [line, `course${delimiter}title`, `C1${delimiter}a,b`].join(end);
        const { rows, bad } = await read(`${mark}${lines}${end}`);
        assert.deepEqual([rows, bad], [['3: C1 | a,b | '], []], JSON.stringify(lines));
      }
});

test('a delimiter in quotes is none; the columns that are needed decide', async () => {
  for (const header of [
    'course;title;"subject, level, place, room"',
    '"course";"title";"a, b, c, d"',
    'course;title;a,b,c,d',
    'course;title;"two\nlines, and, commas, more"',
    '"more, and, more, commas\nthan semicolons";course;title',
  ]) {
    const { rows, bad } = await read(`${header}\nC1;Biology;"x, y"\n`);
    assert.equal(bad.length, 0, header);
    assert.equal(rows.length, 1, header);
  }
  assert.deepEqual((await read('course|title\nC1|a,b;c\n')).rows, ['2: C1 | a,b;c | ']);
});

test('quoted cells hold delimiters, doubled quotes and line breaks; a row has the number of its first line', async () => {
  for (const end of ['\n', '\r\n']) {
    const text = ['course,title,description', 'C1,"A ""b"", c","one', '', 'two"', 'C2, "D" ,', ''].join(end);
    const { rows, bad } = await read(text);
    assert.deepEqual([rows, bad], [['2: C1 | A "b", c | one\n\ntwo', '5: C2 | D | '], []]);
  }
});

test('a quote inside a cell is an ordinary character', async () => {
  assert.deepEqual((await read('course,title\nC1,A 5" pipe\nC2,the "b"\n')).rows, [
    '2: C1 | A 5" pipe | ',
    '3: C2 | the "b" | ',
  ]);
});

test('a broken quote costs its line and no other', async () => {
  const misplaced = await read('course,title\nC1,"a" b\nC2,B\n');
  assert.deepEqual(misplaced.rows, ['3: C2 | B | ']);
  assert.match(misplaced.bad.join(), /^2: a quote is out of place/);
  for (const rest of ['C3,C\nC4,D\n', 'C3,"C"\nC4,"D\nE"\n', 'C3,C\nC4,D\n'.repeat(2_000)]) {
    const whole = await read(`course,title\nC1,A\n${rest}`);
    const broken = await read(`course,title\nC1,"A\n${rest}`);
    assert.equal(broken.bad.length, 1);
    assert.match(broken.bad[0] as string, /^2: /);
    assert.deepEqual(broken.rows, whole.rows.slice(1));
  }
});

test('an ignored column is named, a blank line is none, a missing cell is empty, one too many is refused', async () => {
  const { rows, bad, ignored } = await read(
    '\ncourse,title,extra,description\n\n,,,\nC1,A\nC2,B,x,y,\nC3,Botany, basics,x,y\n',
  );
  assert.deepEqual(ignored, ['extra']);
  assert.deepEqual(rows, ['5: C1 | A | ', '6: C2 | B | y']);
  assert.match(bad.join(), /^7: more cells than the header names/);
});

test('a line of 10 MB is refused and hides no other, even inside a quoted cell', async () => {
  const long = 'x'.repeat(10_000_000);
  for (const row of [`C2,${long}`, `C2,"${long}"`]) {
    const { rows, bad } = await read(`course,title\nC1,A\n${row}\nC3,C\n`);
    assert.deepEqual([rows, bad], [['2: C1 | A | ', '4: C3 | C | '], ['3: longer than 1024 KiB']]);
  }
  for (const row of [`C2,"b\n${long}"`, `C2,"b\n${long}\nb"`, `C2,"${long}\nb"`]) {
    const { rows, bad } = await read(`course,title\nC1,A\n${row}\nC3,C`);
    assert.deepEqual([rows.length, bad.length], [2, 1]);
    assert.match(bad[0] as string, /^[34]: longer than 1024 KiB/);
  }
  assert.deepEqual((await read(`course,title\nC1,A\nC2,${long}`)).bad, ['3: longer than 1024 KiB']);
});

const western = 'course,title\nC1,Café\nC2,Tea\nC3,„Für Große“ – Œuvre, l’été à 5 €\n'.replace(', l', ' l');

test('a table that a spreadsheet saved in Windows-1252 is read whole, and it is said', async () => {
  const bytes = Buffer.from(western, 'latin1');
  const signs = { '„': 0x84, '“': 0x93, '–': 0x96, Œ: 0x8c, '’': 0x92, '€': 0x80 };
  let at = 0;
  for (const letter of western) {
    if (letter in signs) bytes[at] = signs[letter as keyof typeof signs];
    at++;
  }
  for (const content of [bytes, gzipSync(bytes)]) {
    const { rows, bad } = await read(content);
    assert.deepEqual(bad, []);
    assert.deepEqual(rows, [
      '2: C1 | Café | ',
      '3: C2 | Tea | ',
      '4: C3 | „Für Große“ – Œuvre l’été à 5 € | ',
    ]);
    assert.equal(encoding, 'Windows-1252');
  }
  // The only accent may be far behind the header.
  const late = Buffer.from(`course,title\n${'C1,Tea\n'.repeat(40_000)}C2,Caf\xe9\n`, 'latin1');
  assert.equal((await read(late)).rows.at(-1), '40002: C2 | Café | ');
  const header = Buffer.from('course,title,d\xe9j\xe0\nC1,A,B\n', 'latin1');
  assert.deepEqual((await read(header)).ignored, ['déjà']);
});

test('UTF-8 with a broken place costs the row; a replacement character that is really there is text', async () => {
  const broken = Buffer.concat([
    Buffer.from('course,title\nC1,Café olé\nC2,Tea '),
    Buffer.from([0xe9]),
    Buffer.from('\n'),
  ]);
  assert.deepEqual(await read(broken), {
    ...{ rows: ['2: C1 | Café olé | '], ignored: [] },
    bad: ['3: not UTF-8: save the file as UTF-8'],
  });
  assert.equal(encoding, 'UTF-8');
  assert.deepEqual((await read('course,title\nC1,a\uFFFDb\n')).bad, []);
  // A character that two chunks share is whole.
  const accents = await read(`course,title\n${'C1,ééééééé\n'.repeat(20_000)}`);
  assert.deepEqual([accents.bad.length, accents.rows.length], [0, 20_000]);
});

/** "课程" in GB18030, "مقدمة" in Windows-1256, "Привет" in Windows-1251, "Café olé" of a Mac, "Café für" of DOS. */
const otherEncodings = [
  [0xbf, 0xce, 0xb3, 0xcc],
  [0xe3, 0xde, 0xcf, 0xe3, 0xc9],
  [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2],
  [0x43, 0x61, 0x66, 0x8e, 0x20, 0x6f, 0x6c, 0x8e],
  [0x43, 0x61, 0x66, 0x82, 0x20, 0x66, 0x81, 0x72],
];

test('letters of an encoding that cannot be told are not made into others: the file is refused', async () => {
  for (const title of otherEncodings) {
    const file = Buffer.concat([Buffer.from('course,title\nC1,'), Buffer.from(title), Buffer.from('\n')]);
    await assert.rejects(read(file), {
      name: 'UnreadableFileError',
      message: /is in none of the encodings that can be told apart: .*\. Save it as UTF-8\./,
    });
  }
});

for (const [name, content, message] of [
  ['an empty file', '', /is empty\. The first line names the columns: course, title/],
  ['a file of blank lines', '\n\r\n  \n', /is empty/],
  ['a missing column', 'course,name\nC1,A\n', /has no column title \(found: course, name\)/],
  ['several missing columns', 'a,b\n', /has no column course, title/],
  ['a column that is there twice', 'course,title,Title\n', /has the column title twice/],
  ['a header with an open quote', 'course,"title\nC1,A\n', /no header \(a quote is opened and never closed/],
  [
    'UTF-16 that breaks off',
    Buffer.concat([Buffer.from('course,title\n', 'utf16le'), Buffer.from('C')]),
    /is UTF-16 with characters/,
  ],
  ['UTF-32', Buffer.from('c\0\0\0o\0\0\0', 'latin1'), /is UTF-32\. Save it as UTF-8/],
  ['a workbook', Buffer.from('PK\x03\x04 and so on'), /is an Excel workbook .*\. Save the table as CSV/],
  ['a PDF', '%PDF-1.4\n', /is a PDF/],
  [
    'a page for signing in',
    '\n<!DOCTYPE html>\n<html lang="en">',
    /is a web page .* Download the table again/,
  ],
  ['bytes', Buffer.from('a\0b\0\0\0\0'), /is UTF-16|is no text file/],
  ['a damaged gzip file', gzipSync('course,title\nC1,A\n').subarray(0, 25), /is a damaged gzip file/],
] as const)
  test(`${name} is refused in words`, async () => {
    await assert.rejects(read(content), { name: 'UnreadableFileError', message });
  });
