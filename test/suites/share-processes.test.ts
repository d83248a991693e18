import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writePrograms } from '../../scripts/tests/programs.ts';
import { shareProcesses } from '../../scripts/tests/share-processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'next-courses-suites-'));
after(() => rmSync(folder, { recursive: true }));

test('neighbours share a process for about 40 s, an end-to-end suite is alone; what takes longest begins first', () => {
  const heads: Record<string, string> = {
    'dist/test/end-to-end/fuzz.test.js': '// Takes about 12 s.\n',
    'dist/test/panel/panel.browser.test.js': '// Takes about 50 s.\n',
    'dist/test/sync/memory.test.js': '// Runs alone: it measures.\n// Takes about 9 s.\n',
    'dist/test/values/20.test.js': '// Takes about 32 s.\n',
  };
  const small = Array.from({ length: 25 }, (_, i) => `dist/test/values/${10 + i}.test.js`);
  const suites = [...small, ...Object.keys(heads).slice(0, 3)].toReversed();
  const shares = shareProcesses(suites, (suite) => heads[suite] ?? '');
  assert.deepEqual(
    shares.map((share) => (share.length === 1 ? share[0] : share.length)),
    [
      'dist/test/panel/panel.browser.test.js',
      9,
      'dist/test/end-to-end/fuzz.test.js',
      10,
      'dist/test/sync/memory.test.js',
      6,
    ],
  );
  assert.deepEqual(
    [shares[3], shares[1], shares[5]],
    [small.slice(0, 10), small.slice(10, 19), small.slice(19)],
  );
});

test('suites begin in the order of the shares', () => {
  const late = 'dist/test/values/late.test.js';
  const shares = shareProcesses([late, 'dist/test/panel/early.browser.test.js'], (suite) =>
    suite === late ? '' : '// Takes about 9 s.\n',
  );
  const { files, remove } = writePrograms(shares);
  const first = readFileSync(files.toSorted()[0] as string, 'utf8');
  remove();
  assert.match(first, /early/);
});

test('a suite says at its head that it runs alone, and an end-to-end suite need not', () => {
  const suites = ['sync/csv/memory', 'end-to-end/roles', 'panel/test-student.browser', 'values/values'];
  const shares = shareProcesses(suites.map((name) => `dist/test/${name}.test.js`));
  assert.deepEqual(shares.map((share) => share.length).toSorted(), [1, 1, 2]);
});

/** Runs suites of these names and texts in one process. */
function run(suites: Record<string, string>, end?: number): { status: number | null; output: string } {
  const head = `import assert from 'node:assert/strict';\nimport { after, before, beforeEach, test } from 'node:test';\n`;
  const share = Object.entries(suites).map(([name, text]) => {
    const path = join(folder, `${name}.mjs`);
    writeFileSync(path, head + text);
    return path;
  });
  const { files, remove } = writePrograms([share], end);
  // A run of suites inside of a suite reports to nobody unless it knows of no other.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...files], {
    env,
    encoding: 'utf8',
  });
  remove();
  return { status, output: stdout };
}

test('hooks outside of a describe are for their suite alone, whatever it awaits before its tests', () => {
  const suite = `
    const log = (globalThis.log ??= []);
    const name = import.meta.url.at(-5);
    await new Promise((resolve) => setTimeout(resolve, 5));
    before(() => log.push('before ' + name));
    beforeEach(() => log.push('each ' + name));
    after(() => log.push('after ' + name));
    test('runs ' + name, () => log.push('test ' + name));`;
  const { status, output } = run({
    a: suite,
    b: suite,
    c: `
      const runs = ['a', 'b'].map((name) => ['before', 'each', 'test', 'after'].map((what) => what + ' ' + name));
      test('in order', () => assert.deepEqual(globalThis.log, runs.flat()));`,
  });
  assert.equal(status, 0, output);
  assert.match(output, /# pass 3\n/);
});

test('what a suite leaves running ends with its process, which fails', () => {
  const { status, output } = run(
    {
      careless: `
      import { spawn } from 'node:child_process';
      test('starts something', () => void spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']));`,
      neat: `test('is run', () => {});`,
    },
    1_000,
  );
  assert.equal(status, 1);
  assert.match(output, /Left running by one of \S*careless\.mjs, \S*neat\.mjs: .*ProcessWrap/);
});

test('a suite that cannot be loaded, or changes its process, is named, and the next ones run', () => {
  const { status, output } = run({
    broken: `throw new Error('it is broken');`,
    careless: `test('leaves a variable', () => void (process.env['LEFT'] = 'behind'));`,
    neat: `test('is run', () => {});`,
  });
  assert.equal(status, 1);
  assert.match(output, /^ *not ok \d+ - \S*broken\.mjs$/m);
  assert.match(output, /it is broken/);
  assert.match(output, /^ *not ok \d+ - \S*careless\.mjs leaves its process as it was, or runs alone$/m);
  assert.match(output, /LEFT.*behind/);
  assert.match(output, /^ *ok \d+ - \S*neat\.mjs$/m);
});
