import type { Frame, Page } from 'playwright-core';

/** A page of the tool: its name among the pictures, and its address. */
export interface Screen {
  name: string;
  path: string;
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
      { name: 'panel-row', path: '/panel?row=popular&all=yes' },
      { name: 'search', path: '/panel/search?q=statistics' },
      { name: 'search-nothing', path: '/panel/search?q=falconry' },
      { name: 'plan', path: '/panel/plan' },
      { name: 'profile', path: '/panel/profile' },
      { name: 'hidden', path: '/panel/hidden' },
      { name: 'your-data', path: '/panel/data' },
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
    ],
  },
];

/** Pages of the tool’s own window. */
export const ownPages: readonly Screen[] = [
  { name: 'home', path: '/' },
  { name: 'session-missing', path: '/panel' },
  { name: 'sign-in', path: '/administration' },
];

/** Signs a person in at the demo LMS and opens the tool there. @returns the tool’s frame */
export async function openAs(
  { card, inCourse }: Visitor,
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
  await page.frameLocator('#tool').locator('main').first().waitFor();
  const frame = page.frames().find((one) => new URL(one.url()).pathname.startsWith('/panel'));
  if (!frame) throw new Error('The tool did not open in the demo LMS: is it ready?');
  return frame;
}

/** Signs in as the tool’s administrator. @returns the pages of the institution, by the links of its navigation */
export async function openAdministration(page: Page, lms: string): Promise<Screen[]> {
  await page.context().clearCookies();
  await page.goto(lms);
  await page.locator('.card', { hasText: 'Administrator' }).getByRole('button').click();
  await page.goto(`${lms}/administration`);
  await page.locator('main form button').click();
  await page.waitForURL(/\/administration$/);
  const institution = await page.locator('main a[href*="/institutions/"]').first().getAttribute('href');
  if (!institution) throw new Error('The administration knows no institution yet: is the demo ready?');
  const root = institution.split('/').slice(0, 4).join('/');
  await page.goto(new URL(root, page.url()).href);
  const links = await page
    .locator(`nav a[href^="${root}"]`)
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  const paths = [...new Set(links.filter((link) => link !== null))];
  return [
    { name: 'administration', path: '/administration' },
    ...paths.map((path) => ({
      name: `administration-${path.split('/').slice(4).join('-') || 'home'}`,
      path,
    })),
  ];
}
