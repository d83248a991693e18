import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { pino } from 'pino';
import { InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { type CsvFiles, writeBundle, writeCsvFiles } from './import-data.ts';

export interface Task {
  kind: 'csv' | 'one-roster' | 'plain';
  dataDirectory: string;
  institution: string;
  rows: number;
  files?: CsvFiles;
  /** Of the bundle. */
  path?: string;
  /** Rows that the plain loop writes at once. */
  batch?: number;
}

export interface Measured {
  rowsPerSecond: number;
  /** What the importing process holds after each quarter of the rows, and at most, MiB. */
  memory: readonly number[];
  peak: number;
}

/**
 * A million enrolments from a CSV file, and a hundred thousand from a OneRoster bundle, against the plain loop: the same
 * rows as upserts by `bulkWrite` to a collection with the same indexes in the same database. The loop comes first, while
 * the database is empty. Each in a process of its own.
 */
export async function benchmarkImport(args: string[]): Promise<void> {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const { values } = parseArgs({
    args,
    // As many at once as the import writes.
    options: { rows: text('1000000'), 'bundle-rows': text('100000'), 'plain-batch': text('4000') },
  });
  const batch = wholeNumber('plain-batch', values['plain-batch']);
  const rows = wholeNumber('rows', values.rows);
  const bundleRows = wholeNumber('bundle-rows', values['bundle-rows']);
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-benchmark-'));
  const log = pino({ level: 'silent' });
  const database = await openDatabase({ uri: undefined, dataDirectory: folder, log });
  try {
    const { _id } = await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() });
    const common = { dataDirectory: folder, institution: `${_id}` };
    const csv: Task = { ...common, kind: 'csv', rows, files: await writeCsvFiles(folder, rows) };
    const path = await writeBundle(folder, bundleRows);
    const oneRoster: Task = { ...common, kind: 'one-roster', rows: bundleRows, path };
    const plain = await measured('plain bulkWrite loop', { ...common, kind: 'plain', rows, batch });
    const first = await measured('CSV', csv);
    await measured('CSV again, no change', csv);
    await measured('OneRoster bundle', oneRoster);
    await measured('OneRoster bundle again, no change', oneRoster);
    console.log(`CSV / plain loop: ${(first.rowsPerSecond / plain.rowsPerSecond).toFixed(2)}`);
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}

async function measured(name: string, task: Task): Promise<Measured> {
  const script = join(import.meta.dirname, 'import-process.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(task)]);
  const found = JSON.parse(stdout) as Measured;
  const { rowsPerSecond, memory, peak } = found;
  const quarters = memory.length > 0 ? ` (after each quarter: ${memory.join(', ')})` : '';
  console.log(`${name}: ${task.rows} rows, ${rowsPerSecond} rows/s, peak ${peak} MiB${quarters}`);
  return found;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} is "${text}": say a whole number.`);
}
