// npm test [-- word … --option …]: the linter, the rooms and every suite; with words, the suites whose path contains one
// of them, and nothing else. Options go to Node.js: with --inspect-brk the suite, one alone, waits for a debugger.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../src/configuration/project-root.ts';
import { startTestEngine } from './tests/engine.ts';
import { writePrograms } from './tests/programs.ts';
import { shareProcesses } from './tests/share-processes.ts';

/** Each suite may have an engine of its own. */
const mostAtOnce = 4;
const started = performance.now();
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const suites = findSuites();
if (suites.length === 0) fail(`No suite matches ${words.join(' ')}.`);

const isDebugged = options.some((option) => option.startsWith('--inspect'));
if (isDebugged && suites.length > 1)
  fail(`A debugger attaches to one suite. These match:\n  ${suites.join('\n  ')}`);

const rooms = [join('dist', 'scripts', 'rooms.js')];
const biome = [join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.'];
// Node 20 gives this time, ms, to a whole process, and a slow machine may need several minutes for the longest.
const timeout = '--test-timeout=900000';
// Two more than there are cores: many suites wait for time to pass, for a browser or for an engine that starts.
const concurrency = `--test-concurrency=${Math.min(availableParallelism(), mostAtOnce) + 2}`;
// Tests that are chosen by name are looked for in each file: Node.js 22 would leave out a describe of another name, with all in it.
const isChoice = options.some((option) => /^--test-(name-pattern|skip-pattern|only)/.test(option));
const programs = suites.length > 1 && !isChoice ? writePrograms(shareProcesses(suites)) : undefined;
// A file run by itself is one process, which a debugger sees; --test would make another one for it.
const manner = isDebugged ? [] : ['--test', concurrency, timeout];
// This one says what failed once more at the end, where whoever reads a long record looks first.
const reporter =
  isDebugged || options.some((option) => option.startsWith('--test-reporter'))
    ? []
    : ['--test-reporter=spec'];
const runner = ['--enable-source-maps', ...manner, ...reporter, ...options, ...(programs?.files ?? suites)];

// Ctrl-C ends the suites, and then the engine.
process.on('SIGINT', () => {});
const optimiseLate = pathToFileURL(join(import.meta.dirname, 'tests', 'optimise-late.js')).href;
const nodeOptions = `${process.env['NODE_OPTIONS'] ?? ''} --import=${optimiseLate}`.trim();
const environment: NodeJS.ProcessEnv = { ...process.env, NODE_OPTIONS: nodeOptions };
// It starts while the linter works.
const starting = suites.length > 1 && !environment['TEST_MONGODB_URI'] ? startTestEngine() : undefined;
let failures = 0;
for (const args of words.length > 0 ? [] : [biome, rooms]) if ((await node(args)) !== 0) failures++;
const engine = await starting;
if (engine) Object.assign(environment, { TEST_MONGODB_URI: engine.uri, TEST_KEEP_DATABASES: 'true' });
if ((await node(runner)) !== 0) failures++;
await engine?.close();
programs?.remove();

const seconds = Math.round((performance.now() - started) / 1000);
const time = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
const extent = suites.length === 1 ? '1 suite' : `${suites.length} suites`;
const lint = words.length > 0 ? '; not linted (npm run lint)' : ', linted';
console.log(`${failures > 0 ? '✗' : '✓'} ${extent} in ${time}${lint}`);
process.exit(failures > 0 ? 1 : 0);

/** Paths of the compiled suites that are asked for, relative to the project. */
function findSuites(): string[] {
  const compiled = join(projectRoot, 'dist', 'test');
  return readdirSync(compiled, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.js'))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
    .map((path) => relative(projectRoot, join(compiled, path)))
    .sort();
}

/** @returns the exit code; null where a signal ended it */
async function node(args: string[]): Promise<number | null> {
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: 'inherit', env: environment });
  return (await once(child, 'exit'))[0] as number | null;
}

function fail(message: string): never {
  console.error(`✗ ${message}`);
  process.exit(1);
}
