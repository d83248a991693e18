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

/** What a student does, by what is pressed or typed in; each begins on the page that the one before has left. */
const actions: readonly { name: string; path?: string; press: string; type?: string }[] = [
  { name: 'save', path: '/panel', press: '.cards .save button' },
  { name: 'hide', press: '.cards .hide button' },
  { name: 'say why', press: '.hidden-card .later button' },
  { name: 'undo', press: '.hidden-card .undo button' },
  { name: 'filter', press: '.filters > a' },
  { name: 'search', path: '/panel', type: 'statistics', press: '.search button' },
  { name: 'rate', path: '/panel/profile', press: '.taken form button' },
  { name: 'rate again', press: '.taken form button[aria-pressed=true]' },
];

/**
 * How far each action moves the page. Where it loads a page, that page's own shift is what is seen.
 * @returns the largest sum by action
 */
export async function shiftsOfActions(
  page: Page,
  frame: () => Frame,
  tool: string,
): Promise<Map<string, number>> {
  const shifts = new Map<string, number>();
  for (const { name, path, press, type } of actions) {
    if (path) await frame().goto(new URL(path, tool).href);
    await page.waitForTimeout(settle);
    const before = await shiftOf(frame());
    await frame().evaluate('window.same = true');
    if (type) await frame().locator('#search-text').fill(type);
    await frame().locator(press).first().click();
    await page.waitForTimeout(2 * settle);
    await frame().waitForLoadState('networkidle');
    const isSame = (await frame().evaluate('window.same')) === true;
    shifts.set(name, (await shiftOf(frame())) - (isSame ? before : 0));
  }
  return shifts;
}
