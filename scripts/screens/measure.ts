import type { Frame, Page } from 'playwright-core';

/** What a page costs who sees the first one: requests, bytes of their bodies as they are sent, and layout shift. */
export interface Cost {
  requests: number;
  bytes: number;
  shift: number;
}

/** Of the page that is open, whatever of it came from the cache. What was fetched since it was loaded does not count. */
export async function costOf(page: Page, place: Page | Frame): Promise<Cost> {
  await page.waitForTimeout(settle);
  const sizes = await place.evaluate<number[]>(`['navigation', 'resource']
    .flatMap((kind) => performance.getEntriesByType(kind))
    .filter(({ initiatorType }) => !['fetch', 'beacon', 'ping'].includes(initiatorType))
    .map(({ encodedBodySize }) => encodedBodySize)`);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { requests: sizes.length, bytes, shift: await shiftOf(place) };
}

/** ms in which a page comes to rest after it was loaded or changed. */
const settle = 250;

/**
 * The sum of all layout shifts of the document that could be seen so far, those after a click included, which Chromium's own
 * figure leaves out (Layout Instability API). Before the first paint, layout that a script asks for counts as moved once the
 * style sheets are there, and nobody has seen it. It is read without a callback: without JavaScript none would come.
 */
async function shiftOf(place: Page | Frame): Promise<number> {
  return place.evaluate<number>(`(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    const painted = performance.getEntriesByName('first-paint')[0]?.startTime ?? Infinity;
    const seen = observer.takeRecords().filter(({ startTime }) => startTime > painted);
    return seen.reduce((sum, { value }) => sum + value, 0);
  })()`);
}

interface Action {
  name: string;
  /** Where it begins; without it, on the page that the one before has left. */
  path?: string;
  press: string;
  search?: string;
  /** Whether it is a link, or a form that is no change: with JavaScript too it loads a page. */
  loads?: boolean;
}

const actions: readonly Action[] = [
  { name: 'save', path: '/panel', press: '.cards .save button' },
  { name: 'hide', press: '.cards .hide button' },
  { name: 'say why', press: '.hidden-card .later button' },
  { name: 'undo', press: '.hidden-card .undo button' },
  { name: 'filter', press: '.filters > a', loads: true },
  { name: 'search', path: '/panel', search: 'statistics', press: '.search button', loads: true },
  { name: 'rate', path: '/panel/profile', press: '.taken form button' },
  { name: 'rate again', press: '.taken form button[aria-pressed=true]' },
];

/**
 * How far each action of a student moves the page. Where it loads a page, that page's own shift is what is seen.
 * @param frame of the tool
 * @returns sums of layout shifts by action
 */
export async function shiftsOfActions(
  page: Page,
  frame: Frame,
  hasScript: boolean,
): Promise<Map<string, number>> {
  const { origin } = new URL(frame.url());
  const shifts = new Map<string, number>();
  for (const { name, path, press, search, loads = !hasScript } of actions) {
    if (path) await frame.goto(new URL(path, origin).href);
    await page.waitForTimeout(settle);
    const before = loads ? 0 : await shiftOf(frame);
    if (search) await frame.locator('#search-text').fill(search);
    const loaded = loads ? page.waitForEvent('framenavigated', (one) => one === frame) : undefined;
    await frame.locator(press).first().click();
    await loaded;
    await frame.waitForLoadState();
    await frame.locator('main:not([aria-busy])').waitFor();
    await page.waitForTimeout(settle);
    shifts.set(name, (await shiftOf(frame)) - before);
  }
  return shifts;
}
