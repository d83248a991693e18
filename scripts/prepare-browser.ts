// Installs Chromium for the browser suites where that can be done without asking: on Debian as root, and with it the one without
// windows, in which most suites run sooner. Elsewhere the suites report that they were skipped and why; with CI=true they fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, findHeadlessShell, isDebians } from './find-browser.ts';

const isMissing = findBrowser() === undefined || (isDebians() && findHeadlessShell() === undefined);
if (isMissing && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  console.log('  installing Debian’s Chromium for the browser suites (once)');
  apt('update', '-qq');
  if (findBrowser() === undefined) install('chromium');
  install('chromium-headless-shell');
}

function install(name: string): void {
  apt('install', '-y', '-qq', '--no-install-recommends', name);
}

function apt(...args: string[]): void {
  spawnSync('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
