import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Column, table } from '../../src/terminal/table.ts';

const learnerCounts = [10_000, 100_000, 1_000_000];
const courses = 10_000;
const networks = ['neumf', 'shipped'] as const;

/** One epoch of one network. `neumf` looks at everything; `shipped` at no more than the examples of an epoch as it ships. */
export interface SweepTask {
  network: (typeof networks)[number];
  learners: number;
  courses: number;
}

export interface SweepRow extends SweepTask {
  interactions: number;
  /** Courses scored (neumf), next courses predicted (shipped). */
  examples: number;
  seconds: number;
  /** Of the process, from building the data set on. */
  peak_bytes: number;
}

/** Seconds and memory of an epoch as learners grow, each in a process of its own. */
export async function sweep(): Promise<SweepRow[]> {
  const columns: Column<SweepRow>[] = [
    { head: 'network', cell: ({ network }) => network },
    { head: 'learners', cell: ({ learners }) => `${learners}` },
    { head: 'courses', cell: (row) => `${row.courses}` },
    { head: 'interactions', cell: ({ interactions }) => `${interactions}` },
    { head: 'examples', cell: ({ examples }) => `${examples}` },
    { head: 'seconds', cell: ({ seconds }) => seconds.toFixed(2) },
    { head: 'µs each', cell: ({ seconds, examples }) => ((1e6 * seconds) / examples).toFixed(2) },
    { head: 'peak MB', cell: (row) => (row.peak_bytes / 1e6).toFixed(0) },
  ];
  const rows: SweepRow[] = [];
  for (const network of networks)
    for (const learners of learnerCounts) rows.push(await measured({ network, learners, courses }));
  console.log(`\nOne epoch\n${table(columns, rows).join('\n')}`);
  return rows;
}

async function measured(task: SweepTask): Promise<SweepRow> {
  const script = join(import.meta.dirname, 'sweep-process.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(task)]);
  return JSON.parse(stdout) as SweepRow;
}
