// Makes a clean clone ready to run: packages, compiled sources, what the embedded database needs and, with
// --browser, a browser for the tests. Plain JavaScript without packages, since nothing is installed before it.
// Does only what is missing; with nothing to do it takes about a second. --quiet, for commands whose output is read
// by programs, says nothing on standard output.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { hasInstalled, noteInstalled, root, supportsNode } from './prerequisites.mjs';

const quiet = process.argv.includes('--quiet');

checkNode();
installPackages();
compile();
run('Database engine', process.execPath, [join(root, 'dist/scripts/prepare-engine.js')]);
if (process.argv.includes('--browser'))
  run('Browser', process.execPath, [join(root, 'dist/scripts/prepare-browser.js')]);

function checkNode() {
  if (supportsNode(process.versions.node)) return;
  fail(
    `Node ${process.versions.node} is too old: install Node 20.19, 22, 24 or newer from https://nodejs.org.`,
  );
}

function installPackages() {
  if (hasInstalled(root)) return;
  run('Packages (npm ci, once)', 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  noteInstalled(root);
}

function compile() {
  removeOrphans(join(root, 'dist'));
  // Each checker looks at what the files of its share import, so that on two cores one is faster than several.
  const checkers = Math.max(1, Math.floor(os.availableParallelism() / 2));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  run('Compile', process.execPath, [tsc, '-p', root, '--checkers', `${checkers}`]);
}

/** Deletes compiled files whose source is gone: a test that was removed must not go on running. */
function removeOrphans(folder, relative = '') {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeOrphans(path, join(relative, entry.name));
    else if (/\.js(\.map)?$/.test(entry.name)) {
      const source = join(root, relative, entry.name.replace(/\.js(\.map)?$/, ''));
      if (!existsSync(`${source}.ts`)) rmSync(path);
    }
  }
}

function run(step, command, args) {
  const started = performance.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 2 : 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) fail(`${step} failed${error ? `: ${error.message}` : ''}.`);
  if (!quiet) console.log(`✓ ${step} ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function fail(message) {
  console.error(`✗ ${message}`);
  process.exit(1);
}
