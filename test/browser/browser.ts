import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { findBrowser, findHeadlessShell } from '../../scripts/find-browser.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A launch takes the frame to the platform and back. With a process per site, playwright loses such a frame now and
  // then (it races against Chromium's swap of processes, playwright #2419, #33729): the panel is there, and every
  // question about it waits for ever. Cookies and storage are kept apart by site in one process too.
  '--disable-site-isolation-trials',
];

/**
 * A feature of the network service, which every Chromium has; only a profile has the setting. It wants storage kept apart by
 * the site of the window, as browsers have it and playwright leaves it out: of two lists Chromium reads the last one.
 */
const thirdPartyCookiesBlocked = [
  '--enable-features=ForceThirdPartyCookieBlockingEnabled',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding',
];

const executablePath = findBrowser();
/** For all that needs no settings of a browser. */
const lightest = findHeadlessShell() ?? executablePath;

/**
 * For `describe(…, { skip: browserMissing }, …)`: the reason why a browser suite cannot run here, or false. With
 * CI=true a missing browser is a failure, so it is not skipped and `launchBrowser` throws.
 */
export const browserMissing: string | false =
  executablePath === undefined && process.env['CI'] !== 'true'
    ? 'no Chromium found: install one, or name one in CHROMIUM'
    : false;

/** Starts a Chromium without a window, with the settings of a new one. Close it. `args` are further flags. */
export async function launchBrowser({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  if (lightest === undefined) throw new Error('No Chromium found: install one, or name one in CHROMIUM.');
  return chromium.launch({ ...options, executablePath: lightest, args: [...flags, ...args] });
}

export interface BrowserWithContext {
  context: BrowserContext;
  close(): Promise<void>;
}

/** The same with third-party cookies blocked, as the setting of every current browser has it. */
export async function launchWithoutThirdPartyCookies(
  options: BrowserContextOptions = {},
): Promise<BrowserWithContext> {
  const browser = await launchBrowser({ args: thirdPartyCookiesBlocked });
  return { context: await browser.newContext(options), close: () => browser.close() };
}

/** With all site data blocked: no cookie of any site, and storage that throws. That is a setting of a profile, which only Chromium has. */
export async function launchWithoutSiteData(): Promise<BrowserWithContext> {
  if (executablePath === undefined)
    throw new Error('No Chromium found: install one, or name one in CHROMIUM.');
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-browser-'));
  await mkdir(join(folder, 'Default'));
  const profile = { default_content_setting_values: { cookies: 2 } };
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }));
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: flags });
  return {
    context,
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
