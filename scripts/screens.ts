// npm run screens -- [--lms ADDRESS] [--out FOLDER]: a picture of every page of the demo, which runs beside it (`npm start`),
// 320, 768 and 1280 pixels wide, light and dark, in English and Arabic.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';
import { openAdministration, openAs, ownPages, type Screen, visitors } from './screens/faces.ts';

const widths = [320, 768, 1280];
const languages = ['en', 'ar'];
/** Enough for the longest page: what is below the window is not painted in a frame. */
const height = 4_000;

const { values } = parseArgs({
  options: {
    lms: { type: 'string', default: 'http://127.0.0.1:3001' },
    out: { type: 'string', default: 'docs/screens' },
  },
});
const { lms, out } = values;
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No Chromium found: install one, or name one in CHROMIUM.');
await mkdir(out, { recursive: true });

const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
let count = 0;
try {
  for (const language of languages) {
    const context = await browser.newContext({ locale: language, viewport: { width: 1400, height } });
    const page = await context.newPage();
    let tool = '';
    for (const visitor of visitors) {
      const frame = await openAs(visitor, page, lms, language);
      tool = new URL(frame.url()).origin;
      for (const screen of visitor.screens) {
        await frame.goto(new URL(screen.path, tool).href);
        await picturesInFrame(page, screen, language);
      }
    }
    await context.clearCookies();
    for (const screen of ownPages) await picturesOfWindow(page, tool, screen, language);
    for (const screen of await openAdministration(page, lms))
      await picturesOfWindow(page, tool, screen, language);
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(`✓ ${count} pictures in ${out}`);

/** Inside the LMS a page is light, or dark for whoever has chosen that: the choice is made here as a look. */
async function picturesInFrame(page: Page, { name }: Screen, language: string): Promise<void> {
  const frame = page.locator('#tool');
  for (const scheme of ['light', 'dark'])
    for (const width of widths) {
      await frame.evaluate(
        (element, size) => {
          Object.assign(element.style, size);
        },
        { width: `${width}px`, height: `${height}px` },
      );
      const root = page.frameLocator('#tool').locator('html');
      await root.evaluate((element, asked) => element.setAttribute('data-scheme', asked), scheme);
      const box = await root.boundingBox();
      await page.screenshot({
        path: pathOf(name, width, scheme, language),
        clip: { ...(await frame.boundingBox())!, height: Math.min(height, box?.height ?? height) },
      });
      count++;
    }
}

async function picturesOfWindow(
  page: Page,
  tool: string,
  { name, path }: Screen,
  language: string,
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of widths) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(new URL(path, tool).href);
      await page.screenshot({ path: pathOf(name, width, colorScheme, language), fullPage: true });
      count++;
    }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1400, height });
}

function pathOf(name: string, width: number, scheme: string, language: string): string {
  return join(out, `${name}-${width}-${scheme}-${language}.png`);
}
