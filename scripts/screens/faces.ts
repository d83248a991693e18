import type { Frame, Page } from 'playwright-core';

/** A page of the tool: its name among the pictures, and its address. */
export interface Screen {
  name: string;
  path: string;
  /** What is pressed there one after another, by selectors, before it is looked at. */
  press?: readonly string[];
}

/** Somebody of the demo college who opens the tool in the LMS, and the pages that are looked at as this person. */
export interface Visitor {
  /** What the person’s card in the demo LMS says. */
  card: RegExp;
  screens: readonly Screen[];
  /** Whether the tool is opened in the person’s first course, and not from the menu. */
  inCourse?: boolean;
}

export const visitors: readonly Visitor[] = [
  {
    card: /Computer Science, third year/,
    screens: [
      { name: 'panel', path: '/panel' },
      { name: 'panel-unfolded', path: '/panel', press: ['.cards > li details summary', '.about summary'] },
      { name: 'panel-filter', path: '/panel', press: ['.filters summary'] },
      {
        name: 'panel-saved-and-hidden',
        path: '/panel',
        press: [
          '.card:not(.is-saved) .save button',
          '.cards > li:nth-child(2) .hide button',
          '.hidden-card .later button',
        ],
      },
      { name: 'panel-row', path: '/panel?row=popular&all=yes' },
      { name: 'search', path: '/panel/search?q=statistics' },
      { name: 'search-nothing', path: '/panel/search?q=falconry' },
      { name: 'why', path: '/panel/search?q=machine+learning', press: ['.result .why'] },
      { name: 'path-without-goal', path: '/panel/path' },
      { name: 'plan', path: '/panel/plan', press: ['.planned summary'] },
      {
        name: 'plan-without',
        path: '/panel/plan',
        press: ['.planned summary', '.planned [action*="/unsaved"] button'],
      },
      { name: 'profile', path: '/panel/profile' },
      { name: 'hidden', path: '/panel/hidden' },
      { name: 'hidden-none', path: '/panel/hidden', press: ['.kept form button'] },
      { name: 'your-data', path: '/panel/data' },
      { name: 'your-data-paused', path: '/panel/data', press: ['[action*="/paused"] button'] },
      { name: 'panel-paused', path: '/panel' },
      { name: 'your-data-resumed', path: '/panel/data', press: ['[action*="/resumed"] button'] },
    ],
  },
  { card: /just arrived/, screens: [{ name: 'first-visit', path: '/panel' }] },
  {
    card: /Instructor/,
    inCourse: true,
    screens: [
      { name: 'staff-panel', path: '/panel' },
      { name: 'staff-settings', path: '/teaching/panel' },
      { name: 'staff-figures', path: '/teaching/panel/figures' },
      { name: 'staff-why', path: '/teaching/panel/why' },
      { name: 'staff-why-answer', path: '/teaching/panel/why?text=choir' },
    ],
  },
  {
    card: /Administrator/,
    screens: [
      { name: 'administrator-panel', path: '/panel' },
      { name: 'self-test', path: '/self-test' },
    ],
  },
];

/** Pages of the tool’s own window. */
export const ownPages: readonly Screen[] = [
  { name: 'home', path: '/' },
  { name: 'session-missing', path: '/panel' },
  { name: 'page-missing', path: '/nowhere' },
  { name: 'guide', path: '/docs/canvas.md' },
  { name: 'registration-refused', path: '/lti/register' },
  { name: 'sign-in', path: '/administration' },
];

/** Signs a person in at the demo LMS and opens the tool there. @returns the tool’s frame */
export async function openAs(
  { card, inCourse }: Pick<Visitor, 'card' | 'inCourse'>,
  page: Page,
  lms: string,
  language: string,
): Promise<Frame> {
  await page.context().clearCookies();
  await page.goto(lms);
  await page.locator('.card', { hasText: card }).getByRole('button').click();
  let course = '';
  if (inCourse) {
    await page.locator('main .card a').first().click();
    course = `course=${new URL(page.url()).pathname.split('/').at(-1)}&`;
  }
  await page.goto(`${lms}/next-courses?${course}language=${language}`);
  const frame = page.frameLocator('#tool');
  // Without JavaScript the LMS asks for one more press.
  await frame.locator('main, #launch button').first().waitFor();
  if ((await frame.locator('main').count()) === 0) await frame.locator('#launch button').click();
  await frame.locator('main').first().waitFor();
  return toolFrame(page);
}

/** @throws Error where the tool did not open */
export function toolFrame(page: Page): Frame {
  const frame = page.frames().find((one) => one.parentFrame() === page.mainFrame());
  if (!frame) throw new Error('The tool did not open in the demo LMS: is it ready?');
  return frame;
}

/** Opens a page, and presses what is to be pressed there. @param tool the tool’s origin */
export async function openScreen(
  place: Page | Frame,
  tool: string,
  { path, press = [] }: Screen,
): Promise<void> {
  await place.goto(new URL(path, tool).href);
  for (const selector of press) {
    const target = place.locator(selector).first();
    const address = await target.getAttribute('href');
    if (address) await place.goto(new URL(address, tool).href);
    else await target.click();
    await place.locator('main:not([aria-busy])').waitFor();
    // What was pale while the answer was awaited gets its colours back in a moment.
    await place.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
  }
}

/** Comes to the first page of the administration, as somebody who runs the tool. */
export async function signInAsAdministrator(page: Page, lms: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(lms);
  await page.locator('.card', { hasText: 'Administrator' }).getByRole('button').click();
  await page.goto(`${lms}/administration`);
  await page.locator('main form button').click();
  await page.waitForURL(/\/administration$/);
}

/** Signs in as the tool’s administrator. @returns every page that a link of these pages leads to, each while it is open */
export async function* openAdministration(page: Page, lms: string): AsyncGenerator<Screen> {
  await signInAsAdministrator(page, lms);
  const found = new Set<string>();
  const unread = ['/administration'];
  for (let path = unread.shift(); path !== undefined; path = unread.shift()) {
    const name = nameOf(path);
    if (found.has(name)) continue;
    found.add(name);
    await page.goto(new URL(path, page.url()).href);
    const links = await page
      .locator('a[href^="/administration"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    unread.push(...links.map((link) => link.split(/[?#]/)[0] as string));
    yield { name, path };
  }
}

/** Pages of one kind, such as those of two models, have one name: one of them is looked at. */
function nameOf(path: string): string {
  const words = path.split('/').filter((word) => word !== '' && !/^[0-9a-f]{24}$/.test(word));
  const isOne = /\/[0-9a-f]{24}$/.test(path);
  return `${words.join('-')}${isOne ? '-one' : ''}`;
}
