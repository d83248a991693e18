// Takes about 9 s.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations } from '../../scripts/screens/axe.ts';
import { browserMissing } from '../browser/browser.ts';
import { faultsInEveryLook, widths } from '../browser/looks.ts';
import { Pages } from '../browser/pages.ts';
import { type Served, serve } from '../browser/serve.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

describe('your data in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let tool: Served;
  let college: FakeCollege;

  before(async () => {
    pages = await Pages.launch();
  });
  after(() => pages.close());
  beforeEach(async () => {
    college = new FakeCollege(exampleCourses());
    college.takenCourses = college.courses.slice(0, 3).map(({ course: { key, title } }) => ({ key, title }));
    college.learnerProfile = {
      interests: ['climate', 'maps'],
      goal: 'Nurse',
      skills: ['SQL'],
      languages: [],
    };
    for (let i = 0; i < 30; i++)
      college.events.push({ learner: 'ada', type: 'searched', text: `deep sea ${i}` });
    tool = await serve((publicUrl) => panelApp({ college, publicUrl }));
  });
  afterEach(async () => {
    await tool.close();
  });

  async function open(options: BrowserContextOptions = {}, path = '/panel/data'): Promise<Page> {
    const page = await pages.open(options);
    await page.goto(`${tool.url}${path}`);
    return page;
  }

  for (const state of ['on', 'off'])
    test(`has no accessibility fault, light and dark, and is not wider than its window at ${widths.join(', ')} px, suggestions ${state}`, async () => {
      if (state === 'off') college.off.add('ada');
      const page = await open();
      assert.deepEqual(await faultsInEveryLook(page), []);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        for (const target of await page.locator('button, .download, .back, .pick').all())
          assert.ok(((await target.boundingBox())?.height ?? 0) >= 44, await target.innerText());
      }
    });

  test('titles from left to right begin at the right in Arabic, also where they fill the line', async () => {
    const page = await open({ locale: 'ar' });
    const sides = await page
      .locator('.rows li > bdi')
      .evaluateAll((all) => all.map((one) => one.ownerDocument.defaultView?.getComputedStyle(one).textAlign));
    assert.deepEqual([...new Set(sides)], ['right']);
  });

  test('is stopped and allowed again by keyboard, and says what happened', async () => {
    const page = await open();
    await page.getByRole('checkbox').last().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Everything is deleted, and personal suggestions are off.').first().waitFor();
    assert.match(await page.evaluate('document.activeElement.textContent'), /personal suggestions are off/);
    assert.deepEqual(await axeViolations(page), []);
    await page.getByRole('button', { name: 'Allow personal suggestions' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Personal suggestions are on again.').first().waitFor();
  });

  test('all of it without JavaScript, from the panel on', async () => {
    const page = await open({ javaScriptEnabled: false, acceptDownloads: true }, '/panel');
    await page.getByText('Why am I seeing this?').click();
    await page.getByRole('link', { name: 'See, download or delete your data' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download everything' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'next-courses.json');
    assert.equal(JSON.parse(await readFile(await download.path(), 'utf8')).pseudonym, 'ada');
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Delete what I told you and did' }).click();
    await page.getByText('What you told us and did is deleted.').waitFor();
    await page.getByRole('checkbox').last().check();
    await page.getByRole('button', { name: 'Delete everything and stop' }).click();
    await page.getByText('personal suggestions are off.').first().waitFor();
    await page.getByRole('link', { name: 'Back to the suggestions' }).click();
    await page.getByText('these are popular courses for everybody').waitFor();
  });
});
