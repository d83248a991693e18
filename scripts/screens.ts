// npm run screens -- [--lms ADDRESS] [--out FOLDER]: a picture of every page of the demo, which runs beside it (`npm start`),
// 320, 768 and 1280 pixels wide, light, dark and in high contrast, in English and Arabic. Each is looked at by axe and for
// what is wider than the window; then it prints what each page costs, and how far each action moves the page. Ends with 1
// where something is wrong.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';
import { axeViolations } from './screens/axe.ts';
import { openAdministration, openAs, openScreen, ownPages, type Screen, visitors } from './screens/faces.ts';
import { type Cost, costOf, shiftsOfActions } from './screens/measure.ts';

const widths = [320, 768, 1280];
const languages = ['en', 'ar'];
const schemes = ['light', 'dark', 'contrast'] as const;
/** Enough for the longest page in the frame, and for the LMS beside it: what is outside of the window is not painted. */
const [wide, height] = [1_900, 4_000];
/** The LMS makes the frame as high as its page, which may have been scrolled before; what has a new size is painted a frame later. */
const painted =
  'new Promise((done) => { scrollTo(0, 0); requestAnimationFrame(() => requestAnimationFrame(done)); })';
/** The most that an action or a load may move a page. */
const mostShift = 0.01;

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
const faults: string[] = [];
let count = 0;
try {
  for (const language of languages) await lookAtAll(browser, language);
  await measureActions(browser);
} finally {
  await browser.close();
}
console.log(`✓ ${count} pictures in ${out}`);
for (const fault of faults) console.log(`✗ ${fault}`);
if (faults.length > 0) process.exitCode = 1;

async function lookAtAll(browser: Browser, language: string): Promise<void> {
  const context = await browser.newContext({ locale: language, viewport: { width: wide, height } });
  const page = await context.newPage();
  const look = async (place: Page | Frame, screen: Screen, pictures: typeof picturesInFrame) => {
    await openScreen(place, new URL(place.url()).origin, screen);
    const cost = await costOf(page, place);
    if (language === languages[0]) console.log(costWords(screen.name, cost));
    if (!screen.press && cost.shift >= mostShift)
      faults.push(`${screen.name} moves by ${cost.shift} while it loads`);
    await pictures(page, place, screen.name, language);
  };

  let tool = '';
  for (const visitor of visitors) {
    const frame = await openAs(visitor, page, lms, language);
    tool = new URL(frame.url()).origin;
    for (const screen of visitor.screens) await look(frame, screen, picturesInFrame);
  }
  await context.clearCookies();
  await page.goto(tool);
  for (const screen of ownPages) await look(page, screen, picturesOfWindow);
  for await (const screen of openAdministration(page, lms)) await look(page, screen, picturesOfWindow);
  await context.close();
}

/** Inside the LMS a page is light, or dark for whoever has chosen that: the choice is made here as a look. */
async function picturesInFrame(
  page: Page,
  place: Page | Frame,
  name: string,
  language: string,
): Promise<void> {
  const frame = page.locator('#tool');
  for (const scheme of schemes)
    for (const width of widths) {
      await frame.evaluate(
        (element, size) => {
          Object.assign(element.style, size);
        },
        { width: `${width}px`, height: `${height}px` },
      );
      await page.emulateMedia({ forcedColors: scheme === 'contrast' ? 'active' : 'none' });
      const root = place.locator('html');
      await root.evaluate(
        (element, asked) => element.setAttribute('data-scheme', asked),
        scheme === 'contrast' ? 'light' : scheme,
      );
      await place.evaluate(painted);
      const box = await root.boundingBox();
      const picture = pictureName(name, width, scheme, language);
      await page.screenshot({
        path: join(out, picture),
        clip: { ...(await frame.boundingBox())!, height: Math.min(height, box?.height ?? height) },
      });
      await lookFor(place, picture, scheme);
    }
  await page.emulateMedia({ forcedColors: 'none' });
}

async function picturesOfWindow(
  page: Page,
  _place: Page | Frame,
  name: string,
  language: string,
): Promise<void> {
  for (const scheme of schemes)
    for (const width of widths) {
      const colorScheme = scheme === 'dark' ? 'dark' : 'light';
      await page.emulateMedia({ colorScheme, forcedColors: scheme === 'contrast' ? 'active' : 'none' });
      await page.setViewportSize({ width, height: 900 });
      const picture = pictureName(name, width, scheme, language);
      await page.screenshot({ path: join(out, picture), fullPage: true });
      await lookFor(page, picture, scheme);
    }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.setViewportSize({ width: wide, height });
}

/** Axe cannot see which colours the system puts in the place of a page's own. */
async function lookFor(
  place: Page | Frame,
  picture: string,
  scheme: (typeof schemes)[number],
): Promise<void> {
  count++;
  if (scheme !== 'contrast') {
    const found = await axeViolations(place, scheme === 'light' ? 'everything' : 'colours');
    faults.push(...found.map((fault) => `${picture}: ${fault}`));
  }
  const pixels = await place.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  if (pixels > 0) faults.push(`${picture}: ${pixels} px wider than the window`);
}

async function measureActions(browser: Browser): Promise<void> {
  const [visitor] = visitors;
  if (!visitor) return;
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({
      ...{ locale: 'en', javaScriptEnabled },
      viewport: { width: 1280, height: 1_000 },
    });
    const page = await context.newPage();
    const frame = await openAs(visitor, page, lms, 'en');
    const shifts = await shiftsOfActions(page, frame, javaScriptEnabled);
    for (const [action, shift] of shifts) {
      const how = javaScriptEnabled ? 'with JavaScript' : 'without';
      console.log(`${action.padEnd(44)} shift ${shift.toFixed(4)} ${how}`);
      if (shift >= mostShift) faults.push(`to ${action} moves the page by ${shift} ${how}`);
    }
    await context.close();
  }
}

function costWords(name: string, { requests, bytes, shift }: Cost): string {
  return [
    name.padEnd(44),
    `${requests} requests`.padStart(12),
    `${(bytes / 1000).toFixed(1)} kB`.padStart(9),
    `shift ${shift.toFixed(4)}`,
  ].join(' ');
}

function pictureName(name: string, width: number, scheme: string, language: string): string {
  return `${name}-${width}-${scheme}-${language}.png`;
}
