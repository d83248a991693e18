import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { median } from './median.ts';

/** How long answers took in a catalogue of so many courses. */
export interface ServeRow {
  courses: number;
  p50_ms: number;
  p99_ms: number;
}

/**
 * Measures this build and another one in turn, and says how many times as long this one takes: a machine is slower at one moment than at
 * another, and makes both slower.
 * @param folder of a checkout that is built, as `npm start` leaves it
 * @throws Error where a run fails
 */
export async function serveAgainst(folder: string, rounds: number): Promise<void> {
  const builds = [projectRoot, resolve(folder)] as const;
  const runs = builds.map((): ServeRow[][] => []);
  for (let round = 0; round < rounds; round++) {
    // Neither is always the first.
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const build of order) runs[build]?.push(await run(builds[build] as string));
  }
  const [own = [], other = []] = runs;
  console.log('medians     p50 ms  there   times    p99 ms  there   times');
  for (const [size, { courses }] of (own[0] ?? []).entries()) {
    const columns = (['p50_ms', 'p99_ms'] as const).map((figure) => {
      const [here, there] = [own, other].map((each) =>
        median(each.map((rows) => rows[size]?.[figure] ?? Number.NaN)),
      );
      return `${format(here)}${format(there)}${format((here as number) / (there as number))}`;
    });
    console.log(`${`${courses}`.padStart(9)} ${columns.join('  ')}`);
  }
}

function format(figure: number | undefined): string {
  return (figure as number).toFixed(2).padStart(8);
}

async function run(folder: string): Promise<ServeRow[]> {
  const work = await mkdtemp(join(tmpdir(), 'next-courses-serve-'));
  try {
    const file = join(work, 'rows.json');
    const script = join(folder, 'dist', 'scripts', 'benchmark.js');
    const args = [...process.execArgv, script, 'serve', '--json', file];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = await once(child, 'exit');
    if (code !== 0)
      throw new Error(`The benchmark of ${folder} ended with ${code}: is it built (npm start)?`);
    return JSON.parse(await readFile(file, 'utf8')).rows;
  } finally {
    await rm(work, { recursive: true });
  }
}
