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
import { allSchemes, violationsIn } from '../browser/looks.ts';
import type { RunningDemo } from './running-demo.ts';

/**
 * Axe looks at every page that `npm run screens` makes pictures of, in the frame in which people see it. Widths are looked
 * at where the pages are tested one by one.
 */
export function testEveryPage(now: () => { page: Page; demo: RunningDemo }): void {
  test('no page of the demo has an accessibility fault in any colours', async () => {
    const { page, demo } = now();
    const problems: string[] = [];
    const look = async (place: Page | Frame, tool: string, screen: Screen) => {
      await openScreen(place, tool, screen);
      const found = await violationsIn(allSchemes, page, place);
      problems.push(...found.map((problem) => `${screen.name}: ${problem}`));
    };
    let tool = '';
    for (const visitor of visitors) {
      const frame = await openAs(visitor, page, demo.lmsUrl, 'en');
      tool = new URL(frame.url()).origin;
      for (const screen of visitor.screens) await look(frame, tool, screen);
    }
    await page.context().clearCookies();
    for (const screen of ownPages) await look(page, tool, screen);
    for (const screen of await openAdministration(page, demo.lmsUrl)) await look(page, tool, screen);
    assert.deepEqual(problems, []);
  });

  test('nor has a page inside the LMS from right to left', async () => {
    const { page, demo } = now();
    const problems: string[] = [];
    for (const visitor of visitors) {
      const frame = await openAs(visitor, page, demo.lmsUrl, 'ar');
      const tool = new URL(frame.url()).origin;
      for (const screen of visitor.screens) {
        await openScreen(frame, tool, screen);
        const found = await violationsIn(['light'], page, frame);
        problems.push(...found.map((problem) => `${screen.name}: ${problem}`));
      }
    }
    assert.deepEqual(problems, []);
  });
}
