import type { Frame, Page } from 'playwright-core';
import { axeViolations } from '../../scripts/screens/axe.ts';
import { overflows } from './overflows.ts';

/** A phone, a tablet, a desk, CSS pixels. */
export const widths: readonly number[] = [320, 768, 1280];

export const allSchemes = ['light', 'high contrast', 'dark'] as const;
export type Scheme = (typeof allSchemes)[number];

/**
 * What axe finds in light colours, in dark ones and in those of high contrast, whatever decides between them, at the page's
 * width. Only the colours differ, so the rules about them alone are asked again. The page stays dark.
 *
 * The system's own few colours (forced colours) are not asked about: axe reads the colours that a style sheet names, not
 * those that the browser puts in their place (see `unseenWords`).
 * @param look what is looked at, where it is a frame of the page
 */
export async function violationsIn(
  schemes: readonly Scheme[],
  page: Page,
  look: Page | Frame = page,
): Promise<string[]> {
  const problems: string[] = [];
  for (const scheme of schemes) {
    const colorScheme = scheme === 'dark' ? 'dark' : 'light';
    await page.emulateMedia({ colorScheme, contrast: scheme === 'high contrast' ? 'more' : 'no-preference' });
    await look
      .locator(':root:not([data-scheme=system])')
      .evaluateAll(([root], scheme) => root?.setAttribute('data-scheme', scheme), colorScheme);
    const found = await axeViolations(look, scheme === 'light' ? 'everything' : 'colours');
    problems.push(...found.map((problem) => `${scheme}: ${problem}`));
  }
  return problems;
}

/**
 * Words of charts that keep a colour of their own beside the system's own few: its ground may be the same. Of all other text the
 * browser sees to it.
 */
async function unseenWords(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const texts = await page.evaluate<string[]>(`[...document.querySelectorAll('svg text, svg tspan')]
    .filter((text) => getComputedStyle(text).fill !== getComputedStyle(document.body).color)
    .map(({ textContent }) => textContent)`);
  await page.emulateMedia({ forcedColors: 'none' });
  return texts.map((text) => `forced colours: “${text}” in a chart has another colour`);
}

/**
 * Where the page is wider than its window, at every width, and what axe finds at the narrowest in every scheme. At others
 * and from right to left `npm run screens` asks it. A page is loaded once for all of it: a new one costs a browser more
 * than six looks at it. The page stays narrow.
 */
export async function faultsInEveryLook(page: Page, at = widths): Promise<string[]> {
  const found = await overflows(
    page,
    at.toSorted((a, b) => b - a),
  );
  return [...found, ...(await unseenWords(page)), ...(await violationsIn(allSchemes, page))];
}
