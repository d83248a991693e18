import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type Column, table } from '../../src/terminal/table.ts';

const tasks: readonly RosterTask[] = [
  { members: 10_000, pageSize: 50 },
  { members: 10_000, pageSize: 200 },
  { members: 100_000, pageSize: 200 },
];

export interface RosterTask {
  members: number;
  /** The most that the platform gives. */
  pageSize: number;
}

export interface RosterRow extends RosterTask {
  /** That the platform got, its token endpoint's included. */
  requests: number;
  /** Of the first run, in which every enrolment is new. */
  seconds: number;
  /** Of a second one, which changes nothing. */
  again_seconds: number;
  /** Of the process that reads and stores; the platform's and the database's are others. */
  peak_bytes: number;
  /** What was held near the end of the first run more than near its beginning, after collecting garbage. */
  growth_bytes: number;
}

/** How fast, and in how much memory, a course's roster gets from a platform on this machine into the database. */
export async function benchmarkRoster(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'string' } } });
  const columns: Column<RosterRow>[] = [
    { head: 'members', cell: ({ members }) => `${members}` },
    { head: 'a page', cell: ({ pageSize }) => `${pageSize}` },
    { head: 'requests', cell: ({ requests }) => `${requests}` },
    { head: 'members/s', cell: ({ members, seconds }) => (members / seconds).toFixed(0) },
    { head: 'again', cell: (row) => (row.members / row.again_seconds).toFixed(0) },
    { head: 'peak MB', cell: (row) => (row.peak_bytes / 1e6).toFixed(0) },
    { head: 'growth MB', cell: (row) => (row.growth_bytes / 1e6).toFixed(1) },
  ];
  const rows: RosterRow[] = [];
  for (const task of tasks) rows.push(await measured(task));
  console.log(table(columns, rows).join('\n'));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
}

async function measured(task: RosterTask): Promise<RosterRow> {
  const script = join(import.meta.dirname, 'roster-process.js');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    script,
    JSON.stringify(task),
  ]);
  return JSON.parse(stdout) as RosterRow;
}
