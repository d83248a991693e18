import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** Suites that one process runs, one after the other. */
export type Share = readonly string[];

/** s. More make a run cheaper, since what suites import is loaded once; fewer keep all cores busy until the end. */
const longestShare = 40;
/**
 * What a suite says at its head that changes its process for the others, or is changed by them. The reason follows. An end-to-end suite
 * need not say it.
 */
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
  const seconds = (suite: string) => Number(long.exec(sources.get(suite) ?? '')?.[1] ?? usual);
  const secondsOf = (share: Share) => share.reduce((sum, suite) => sum + seconds(suite), 0);
  const isAlone = (suite: string) => /end-to-end/.test(suite) || alone.test(sources.get(suite) ?? '');
  const shares: string[][] = [];
  for (const suite of sorted.filter((suite) => !isAlone(suite))) {
    const share = shares.at(-1);
    if (share && secondsOf(share) + seconds(suite) <= longestShare) share.push(suite);
    else shares.push([suite]);
  }
  return [...sorted.filter(isAlone).map((suite) => [suite]), ...shares].sort(
    (a, b) => secondsOf(b) - secondsOf(a),
  );
}

function readSource(suite: string): string {
  return readFileSync(join(projectRoot, suite.replace(/^dist./, '').replace(/\.js$/, '.ts')), 'utf8');
}
