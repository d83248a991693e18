import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { csvSource } from '../../../src/sync/sources/csv/csv-source.ts';
import { temporaryFolder } from '../../database/embedded-folder.ts';

async function pulled(courses: string, signal = new AbortController().signal, onReject = () => {}) {
  const source = await csvSource({ courses });
  const records = [];
  for await (const record of source.pull({ signal, onReject, onProgress: () => {} })) records.push(record);
  return records;
}

test('a small gzip file that unpacks to gigabytes is refused before it does', async (t) => {
  const file = join(await temporaryFolder(t), 'courses.csv.gz');
  await writeFile(file, gzipSync(`course,title\n${'a,'.repeat(20_000_000)}`));
  await assert.rejects(pulled(file), { name: 'UnreadableFileError', message: /times its size/ });
});

test('a header line of a hundred thousand columns is refused at once', async (t) => {
  const file = join(await temporaryFolder(t), 'courses.csv');
  await writeFile(file, `course,title,${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',')}\n`);
  const before = process.cpuUsage();
  await assert.rejects(pulled(file), { name: 'UnreadableFileError', message: /100,002 columns/ });
  assert.ok(process.cpuUsage(before).user < 1_000_000);
});

test('a run is stopped in a file of which no row is good', async (t) => {
  const file = join(await temporaryFolder(t), 'courses.csv');
  await writeFile(file, `course,title\n${',\n'.repeat(10)}${',no id\n'.repeat(3_000_000)}`);
  const stop = new AbortController();
  let rejected = 0;
  const onReject = () => {
    if (++rejected === 1_000) stop.abort(new Error('Stopped.'));
  };
  await assert.rejects(pulled(file, stop.signal, onReject), /Stopped/);
  assert.ok(rejected < 1_000_000, `${rejected} rows were read all the same`);
});
