// Takes about 10 s.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Institution } from '../../../models/institution.ts';
import { browserMissing, launchBrowser } from '../../browser/browser.ts';
import { faultsInEveryLook, widths } from '../../browser/looks.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { catalogueApp, exampleCourses, exampleInstitution } from './example-catalogue.ts';

const longTitle = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsrecht';

describe('the catalogue page in a browser', { skip: browserMissing }, () => {
  let browser: Browser;
  let tool: Served;
  let database: TestDatabase;
  let college: Institution;

  before(async () => {
    database = await openTestDatabase();
    college = await exampleInstitution('College of the Arts and Sciences', [
      ...exampleCourses,
      { key: longTitle.toLowerCase(), title: longTitle },
    ]);
    browser = await launchBrowser();
    tool = await serve(() => catalogueApp());
  });
  after(async () => {
    await browser.close();
    await tool.close();
    await database.close();
  });

  test(`every list, light and dark: axe finds nothing and nothing overflows at ${widths.join(', ')} px`, async () => {
    const page = await browser.newPage();
    const problems: string[] = [];
    for (const list of [
      'no-description',
      'section',
      'same-text',
      'prerequisite-found',
      'prerequisite-unclear',
    ]) {
      await page.goto(`${tool.url}/administration/institutions/${college._id}/catalogue?list=${list}`);
      problems.push(...(await faultsInEveryLook(page)).map((problem) => `${list}, ${problem}`));
    }
    assert.deepEqual(problems, []);
    await page.close();
  });

  test('lists and pages are reached without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${tool.url}/administration/institutions/${college._id}/catalogue`);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByText('51–61 of 61').waitFor();
    await page.getByRole('link', { name: 'Sections 2 courses' }).click();
    await page.getByRole('link', { name: 'Cells (Fall 2024)' }).waitFor();
    await context.close();
  });
});
