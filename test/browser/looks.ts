import type { Frame, Page } from 'playwright-core';
import { axeViolations } from '../../scripts/screens/axe.ts';
import { overflows } from './overflows.ts';

/** A phone, a tablet, a desk, CSS pixels. */
export const widths: readonly number[] = [320, 768, 1280];

/**
 * What axe finds in light colours, in dark ones, whatever decides between them, and in the system's own few colours
 * (high contrast), at the page's width. Only the colours differ, so the rules about them alone are asked again. The page
 * stays dark.
 * @param look what is looked at, where it is a frame of the page
 */
export async function violationsInEveryScheme(page: Page, look: Page | Frame = page): Promise<string[]> {
  const problems: string[] = [];
  for (const [scheme, colorScheme, forcedColors] of [
    ['light', 'light', 'none'],
    ['high contrast', 'light', 'active'],
    ['dark', 'dark', 'none'],
  ] as const) {
    await page.emulateMedia({ colorScheme, forcedColors });
    await look
      .locator(':root:not([data-scheme=system])')
      .evaluateAll(([root], scheme) => root?.setAttribute('data-scheme', scheme), colorScheme);
    const found = await axeViolations(look, scheme === 'light' ? 'everything' : 'colours');
    problems.push(...found.map((problem) => `${scheme}: ${problem}`));
  }
  return problems;
}

/**
 * What axe finds at every width in every scheme, and where the page is wider than its window. A page is loaded once for
 * all of it: a new one costs a browser more than six looks at it.
 */
export async function faultsInEveryLook(page: Page, at = widths): Promise<string[]> {
  const problems: string[] = [];
  for (const width of at) {
    const found = [...(await overflows(page, [width])), ...(await violationsInEveryScheme(page))];
    problems.push(...found.map((problem) => `${width} px: ${problem}`));
  }
  return problems;
}
