// Installs Chromium for the browser suites where that can be done without asking: on Debian as root.
// Elsewhere the suites report that they were skipped and why; with CI=true they fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.ts';

if (findBrowser() === undefined && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  console.log('  installing Debian’s Chromium for the browser suites (once)');
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

function apt(...args: string[]): void {
  spawnSync('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
