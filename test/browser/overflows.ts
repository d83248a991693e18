import type { Page } from 'playwright-core';

/** Where the page is wider than its window: one line a width. The window stays as wide as the last one. */
export async function overflows(page: Page, widths: readonly number[]): Promise<string[]> {
  const problems: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const pixels = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (pixels > 0) problems.push(`overflows by ${pixels} px at ${width} px`);
  }
  return problems;
}
