import { existsSync } from 'node:fs';

const debians = '/usr/bin/chromium';
const known = [
  debians,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium to test with: `CHROMIUM`, else the usual places; undefined when there is none. */
export function findBrowser(): string | undefined {
  return [process.env['CHROMIUM'], ...known].find((path) => path !== undefined && existsSync(path));
}

/**
 * Path of the one without windows, settings and extensions that Debian has beside its Chromium: it shows pages as that does, and works
 * a quarter to a third less. Undefined where it is not there, or another browser is used.
 */
export function findHeadlessShell(): string | undefined {
  const shell = '/usr/bin/chromium-headless-shell';
  return isDebians() && existsSync(shell) ? shell : undefined;
}

/** Whether the browser to test with is Debian's package. */
export function isDebians(): boolean {
  return findBrowser() === debians;
}
