import { existsSync } from 'node:fs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium to test with: `CHROMIUM`, else the usual places; undefined when there is none. */
export function findBrowser(): string | undefined {
  return [process.env['CHROMIUM'], ...known].find((path) => path !== undefined && existsSync(path));
}
