import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** Suites that one process runs, one after the other. */
export type Share = readonly string[];

/** More make a run cheaper, since what suites import is loaded once; fewer keep all cores busy until the end. */
const mostInShare = 10;
/** What a suite says at its head that changes its process for the others, or is changed by them. The reason follows. */
const alone = /^\/\/ Runs alone: \S/m;
/** What a suite says at its head that takes so long that it matters when it begins, s. */
const long = /^\/\/ Takes about (\d+) s\.$/m;
/** What any other suite takes on average, s. */
const usual = 1;

/**
 * Which suites share a process, and in which order they begin. Neighbours share: they import the same. What takes longest begins
 * first, so that at the end no core waits for a process that began late.
 * @param suites paths of compiled suites, relative to the project
 * @param read the source of a suite
 */
export function shareProcesses(suites: readonly string[], read = readSource): Share[] {
  const sorted = suites.toSorted();
  const sources = new Map(sorted.map((suite) => [suite, read(suite)]));
  const isAlone = (suite: string) => waits(suite) || alone.test(sources.get(suite) ?? '');
  const others = sorted.filter((suite) => !isAlone(suite));
  const count = Math.ceil(others.length / mostInShare);
  const shares = Array.from({ length: count }, (_, i) =>
    others.slice(Math.round((i * others.length) / count), Math.round(((i + 1) * others.length) / count)),
  );
  const seconds = (share: Share) =>
    share.reduce((sum, suite) => sum + Number(long.exec(sources.get(suite) ?? '')?.[1] ?? usual), 0);
  return [...sorted.filter(isAlone).map((suite) => [suite]), ...shares].sort(
    (a, b) => seconds(b) - seconds(a),
  );
}

/** An end-to-end suite and one with a browser wait for other processes: in one process they would wait one after the other. */
function waits(suite: string): boolean {
  return /end-to-end|\.browser\./.test(suite);
}

function readSource(suite: string): string {
  return readFileSync(join(projectRoot, suite.replace(/^dist./, '').replace(/\.js$/, '.ts')), 'utf8');
}
