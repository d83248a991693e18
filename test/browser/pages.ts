import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type BrowserWithContext, launchBrowser } from './browser.ts';

/** Clears what a frame's site keeps; where that is blocked there is nothing. */
const forget = `try { localStorage.clear(); sessionStorage.clear(); } catch {}`;

/**
 * A browser that gives each test of a suite a page as if it were new: no cookies, nothing stored, the looks that were asked
 * for. A context of its own costs 600 ms of a processor, mostly for processes that begin; to use one again costs 20 ms.
 */
export class Pages {
  readonly #browser: Browser;
  /** By what a context cannot change once it is there. */
  readonly #kept = new Map<string, Page>();

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<Pages> {
    return new Pages(await launchBrowser());
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /** A page that an earlier call with like options gave is taken back by it. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const { viewport, colorScheme, contrast, forcedColors, ...others } = options;
    const key = JSON.stringify(others);
    const kept = this.#kept.get(key);
    if (kept) await makeNew(kept);
    const page = kept ?? (await (await this.#browser.newContext(others)).newPage());
    this.#kept.set(key, page);
    await page.setViewportSize(viewport ?? { width: 1280, height: 720 });
    await page.emulateMedia({
      colorScheme: colorScheme ?? 'light',
      contrast: contrast ?? 'no-preference',
      forcedColors: forcedColors ?? 'none',
    });
    return page;
  }
}

/** Nothing is left in it of what a test did: other pages of its context are closed. */
async function makeNew(page: Page): Promise<void> {
  const context = page.context();
  await context.setOffline(false);
  await page.setExtraHTTPHeaders({});
  await page.unrouteAll();
  for (const event of ['console', 'pageerror', 'request', 'response']) page.removeAllListeners(event);
  // A frame that is on its way elsewhere cannot be asked, and has nothing new.
  for (const frame of page.frames()) await frame.evaluate(forget).catch(() => {});
  for (const other of context.pages()) if (other !== page) await other.close();
  await context.clearCookies();
  await page.goto('about:blank');
}

type Launch = () => Promise<BrowserWithContext>;

/** Browsers of several kinds, one of each for the tests of a suite: to start one costs more than a second. */
export class Browsers {
  readonly #started = new Map<Launch, BrowserWithContext>();

  /** The browser's first page, as if it were new. */
  async pageOf(launch: Launch): Promise<Page> {
    const started = this.#started.get(launch);
    const { context } = started ?? (await this.#start(launch));
    const page = context.pages()[0] ?? (await context.newPage());
    if (started) await makeNew(page);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#started.values()].map(({ close }) => close()));
  }

  async #start(launch: Launch): Promise<BrowserWithContext> {
    const browser = await launch();
    this.#started.set(launch, browser);
    return browser;
  }
}
