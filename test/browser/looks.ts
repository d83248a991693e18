import type { Page } from 'playwright-core';
import { axeViolations } from './axe.ts';
import { overflows } from './overflows.ts';

/** A phone, a tablet, a desk, CSS pixels. */
export const widths: readonly number[] = [320, 768, 1280];

/** What axe finds in light colours and in dark ones, whatever decides between them, at the page's width. The page stays dark. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page
      .locator(':root:not([data-scheme=system])')
      .evaluateAll(([root], scheme) => root?.setAttribute('data-scheme', scheme), colorScheme);
    problems.push(...(await axeViolations(page)).map((problem) => `${colorScheme}: ${problem}`));
  }
  return problems;
}

/**
 * What axe finds at every width in both schemes, and where the page is wider than its window. A page is loaded once for
 * all of it: a new one costs a browser more than six looks at it.
 */
export async function faultsInEveryLook(page: Page, at = widths): Promise<string[]> {
  const problems: string[] = [];
  for (const width of at) {
    const found = [...(await overflows(page, [width])), ...(await violationsInBothSchemes(page))];
    problems.push(...found.map((problem) => `${width} px: ${problem}`));
  }
  return problems;
}
