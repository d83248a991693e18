import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const executablePath = findBrowser();

/**
 * For `describe(…, { skip: browserMissing }, …)`: the reason why a browser suite cannot run here, or false. With
 * CI=true a missing browser is a failure, so it is not skipped and `launchBrowser` throws.
 */
export const browserMissing: string | false =
  executablePath === undefined && process.env['CI'] !== 'true'
    ? 'no Chromium found: install one, or name one in CHROMIUM'
    : false;

/** Starts a Chromium without a window. Close it. `args` are further flags. */
export async function launchBrowser({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error('No Chromium found: install one, or name one in CHROMIUM.');
  return chromium.launch({ ...options, executablePath, args: [...flags, ...args] });
}
