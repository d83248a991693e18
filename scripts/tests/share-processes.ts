import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** Suites that one process runs, one after the other. */
export type Share = readonly string[];

/** More make a run cheaper, since what suites import is loaded once; fewer keep all cores busy until the end. */
const mostInShare = 10;
/** What a suite says at its head that changes its process for the others, or is changed by them. The reason follows. */
const alone = /^\/\/ Runs alone: \S/m;

/**
 * Which suites share a process. Neighbours do: they import the same. What takes longest begins first: the end-to-end suites,
 * those with a browser, whatever else is alone.
 * @param suites paths of compiled suites, relative to the project
 */
export function shareProcesses(suites: readonly string[], isAlone = runsAlone): Share[] {
  const sorted = suites.toSorted();
  const single = sorted.filter(isAlone).toSorted((a, b) => length(b) - length(a));
  const others = sorted.filter((suite) => !isAlone(suite));
  const count = Math.ceil(others.length / mostInShare);
  const shares = Array.from({ length: count }, (_, i) =>
    others.slice(Math.round((i * others.length) / count), Math.round(((i + 1) * others.length) / count)),
  );
  return [...single.map((suite) => [suite]), ...shares];
}

/** Larger: it takes longer. */
function length(suite: string): number {
  return (suite.includes('end-to-end') ? 2 : 0) + (suite.includes('.browser.') ? 1 : 0);
}

/** An end-to-end suite and one with a browser wait for other processes: in one process they would wait one after the other. */
function runsAlone(suite: string): boolean {
  const source = join(projectRoot, suite.replace(/^dist./, '').replace(/\.js$/, '.ts'));
  return /end-to-end|\.browser\./.test(suite) || alone.test(readFileSync(source, 'utf8'));
}
