import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browserMissing } from '../browser/browser.ts';
import { faultsInEveryLook } from '../browser/looks.ts';
import { Pages } from '../browser/pages.ts';
import { serve } from '../browser/serve.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

describe('what a test student sees in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  before(async () => {
    pages = await Pages.launch();
  });
  after(() => pages.close());

  for (const locale of ['en', 'ar'])
    test(`has no fault in any look, what is refused neither, and its button for colours works (${locale})`, async (t) => {
      const session = { role: 'testStudent', learner: undefined, course: 'sta-150', locale } as const;
      const college = new FakeCollege(exampleCourses());
      const tool = await serve((publicUrl) => panelApp({ college, publicUrl, session }));
      t.after(() => tool.close());
      const page = await pages.open();
      const found: string[] = [];
      for (const path of ['', '?purpose=supplement', '/search?q=statistics', '/data', '/plan']) {
        await page.goto(`${tool.url}/panel${path}`);
        found.push(...(await faultsInEveryLook(page, [320, 1280])).map((fault) => `${path}: ${fault}`));
      }
      assert.deepEqual(found, []);
      await page.goto(`${tool.url}/panel`);
      await page.locator('form[action*="/panel/colours"] button').click();
      await page.locator(':root[data-scheme=dark]').waitFor();
    });
});
