import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

// The smaller of axe-core's two files: a page reads it in half the time.
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What can change where only the colours do. */
const colours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe-core finds wrong by WCAG 2.2 A and AA and by good practice: one line a problem, with the elements. A frame of
 * another site is looked at from inside.
 * @param what `colours`: the rules about colours alone
 */
export async function axeViolations(
  page: Page | Frame,
  what: 'everything' | 'colours' = 'everything',
): Promise<string[]> {
  // Evaluated rather than added as a script: the page's own policy allows no foreign script.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(source);
  return page.evaluate(
    async (tags) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: tags,
        // To describe all that is right takes three times as long as to look for what is wrong.
        resultTypes: ['violations'],
      });
      return violations.map(
        ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
      );
    },
    what === 'colours' ? colours : everything,
  );
}
