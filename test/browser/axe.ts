import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds wrong by WCAG 2.2 A and AA and by good practice: one line a problem, with the elements. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script: the page's own policy allows no foreign script.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
  );
}
