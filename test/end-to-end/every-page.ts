import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import {
  openAdministration,
  openAs,
  openScreen,
  ownPages,
  type Screen,
  visitors,
} from '../../scripts/screens/faces.ts';
import { launchBrowser } from '../browser/browser.ts';
import { violationsIn } from '../browser/looks.ts';
import type { RunningDemo } from './running-demo.ts';

/**
 * Axe looks at every page that `npm run screens` makes pictures of, in the frame in which people see it. That command asks it again in
 * dark colours, in those of high contrast and from right to left, at each width, which takes too long for a test.
 */
export function testEveryPage(now: () => { demo: RunningDemo }): void {
  test('no page of the demo has an accessibility fault', async (t) => {
    const { demo } = now();
    // What may be kept of cookies is the same to axe, and a browser without settings is the faster one.
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const page = await browser.newPage();
    const problems: string[] = [];
    const look = async (place: Page | Frame, screen: Screen) => {
      const found = await violationsIn(['light'], page, place);
      problems.push(...found.map((problem) => `${screen.name}: ${problem}`));
    };
    let tool = '';
    for (const visitor of visitors) {
      const frame = await openAs(visitor, page, demo.lmsUrl, 'en');
      tool = new URL(frame.url()).origin;
      for (const screen of visitor.screens) {
        await openScreen(frame, tool, screen);
        await look(frame, screen);
      }
    }
    await page.context().clearCookies();
    for (const screen of ownPages) {
      await openScreen(page, tool, screen);
      await look(page, screen);
    }
    for await (const screen of openAdministration(page, demo.lmsUrl)) await look(page, screen);
    assert.deepEqual(problems, []);
  });
}
