// npm test [-- word …]: the linter, then every suite, or only those whose path contains one of the words.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../src/configuration/project-root.ts';

const words = process.argv.slice(2);
const compiled = join(projectRoot, 'dist', 'test');
const suites = readdirSync(compiled, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.js'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .map((path) => relative(projectRoot, join(compiled, path)))
  .sort();
if (suites.length === 0) {
  console.error(`No suite matches ${words.join(' ')}.`);
  process.exit(1);
}

const biome = [join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.'];
// Node 20 gives this time, ms, to a whole file, and a slow machine may need several minutes for the longest.
const timeout = '--test-timeout=900000';
const runner = ['--enable-source-maps', '--test', '--test-concurrency=2', timeout, ...suites];
const failed = [biome, runner].filter((args) => node(args) !== 0);
process.exit(failed.length > 0 ? 1 : 0);

function node(args: string[]): number | null {
  return spawnSync(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' }).status;
}
