// Takes about 11 s.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import express, { Router } from 'express';
import mongoose from 'mongoose';
import { pino } from 'pino';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Session } from '../../models/session.ts';
import { createTeaching } from '../../src/teaching/create-teaching.ts';
import type { NewLink } from '../../src/teaching/teaching-options.ts';
import { contrast } from '../../src/web/brand-stylesheet.ts';
import { createApp } from '../../src/web/create-app.ts';
import { browserMissing } from '../browser/browser.ts';
import { faultsInEveryLook, widths } from '../browser/looks.ts';
import { Pages } from '../browser/pages.ts';
import { type Served, serve } from '../browser/serve.ts';
import { exampleCourses } from '../panel/example-courses.ts';
import { FakeCollege } from '../panel/fake-college.ts';
import { until } from '../support/until.ts';
import { unusedSteering } from './unused-steering.ts';

describe('adding a link to a course, in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let tool: Served;
  let lms: Served;
  let sent: { items: readonly NewLink[]; message?: string } | undefined;

  before(async () => {
    pages = await Pages.launch();
  });
  after(() => pages.close());

  beforeEach(async () => {
    sent = undefined;
    const college = new FakeCollege(exampleCourses());
    lms = await serve(() => {
      const pages = express().use(express.urlencoded({ extended: false }));
      pages.post('/return', (req, res) => void res.send(`<title>Back</title><p>Got ${req.body.JWT}</p>`));
      return pages;
    }, '127.0.0.1');
    tool = await serve((publicUrl) => {
      const session = {
        _id: 'visit',
        institutionId: new mongoose.Types.ObjectId(),
        role: 'instructor',
        deepLinking: { returnUrl: `${lms.url}/return`, acceptTypes: ['ltiResourceLink'] },
      } as unknown as Session;
      const teaching = createTeaching({
        publicUrl,
        recommend: college.recommend,
        ...unusedSteering,
        answer: async (_session, selection) => {
          sent = selection;
          return { returnUrl: `${lms.url}/return`, jwt: 'signed' };
        },
      });
      const visit = Router().use((_req, res, next) => {
        res.locals['session'] = session;
        next();
      }, teaching);
      return createApp(pino({ level: 'silent' }), { '/teaching': visit });
    });
  });
  afterEach(async () => {
    await tool.close();
    await lms.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await pages.open(options);
    await page.goto(`${tool.url}/teaching/add`);
    return page;
  }

  test(`has no accessibility fault, light and dark, and is not wider than its window at ${widths.join(', ')} px, with a problem and without`, async () => {
    const page = await open({ viewport: { width: 320, height: 900 } });
    await page.getByLabel('Number of courses').fill('99');
    await page.getByRole('button', { name: 'Add to course' }).click();
    await page.getByText('whole number from 1 to 10').waitFor();
    assert.deepEqual(await faultsInEveryLook(page), []);
    await page.getByLabel('Number of courses').fill('3');
    await page.getByLabel('Title').fill('What to study next');
    await page.getByLabel('Title').blur();
    await page.getByText('From 1 to 10.').waitFor();
    await page.locator('#preview .seen-title', { hasText: 'What to study next' }).waitFor();
    assert.equal(await page.locator('#preview .cards > li').count(), 3);
    assert.equal(await page.locator('[aria-invalid]').count(), 0);
    assert.deepEqual(await faultsInEveryLook(page), []);
  });

  test('the preview looks through the eyes of three kinds of students, with and without JavaScript, and keeps what was typed', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open({ javaScriptEnabled });
      await page.getByLabel('Number of courses').fill('2');
      await page.getByRole('button', { name: 'Near the end' }).focus();
      await page.keyboard.press('Enter');
      const chosen = page.locator('[aria-current=true]', { hasText: 'Near the end' });
      await chosen.waitFor();
      if (javaScriptEnabled) assert.ok(await chosen.evaluate((button) => button.matches(':focus')));
      assert.equal(await page.getByLabel('Number of courses').inputValue(), '2');
      const cards = page.locator('#preview article.card');
      assert.equal(await cards.count(), 2);
      assert.equal(await cards.first().locator('.reason').count(), 1, 'with the reason');
      await cards.first().locator('summary').click();
      assert.ok(await cards.first().locator('.description').isVisible());
    }
  });

  // axe does not look at it.
  test('what stands in an empty field can be read', async () => {
    const page = await open();
    const [text, ground] = await page.locator('#title').evaluate((field) => {
      const style = (part?: string) => field.ownerDocument.defaultView?.getComputedStyle(field, part);
      const hex = (colour = '') =>
        `#${(colour.match(/\d+/g) ?? [])
          .slice(0, 3)
          .map((part) => Number(part).toString(16).padStart(2, '0'))
          .join('')}`;
      return [hex(style('::placeholder')?.color), hex(style()?.backgroundColor)] as const;
    });
    assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}: ${contrast(text, ground)}`);
  });

  test('the preview follows the form, by keyboard, and the choice goes back to the LMS at once', async () => {
    const page = await open();
    const preview = page.locator('#preview .cards > li');
    assert.equal(await preview.count(), 5);
    await page.getByLabel('Next courses').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('#preview .seen-title', { hasText: 'To go with your courses now' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await until(async () => (await preview.count()) === 3);
    await page.keyboard.type('Your path');
    await page.keyboard.press('Enter');
    await page.getByText('Got signed').waitFor();
    assert.equal(sent?.items[0]?.title, 'Your path');
    assert.deepEqual(sent?.items[0]?.custom, {
      next_courses_cards: '3',
      next_courses_purpose: 'next',
      next_courses_title: 'Your path',
    });
  });

  test('a visit that is over in the meantime is said to be, and what something in between answers changes nothing', async () => {
    const page = await open();
    const answer = (body: string) =>
      page.route('**/add', (route) => route.fulfill({ contentType: 'text/html', body }));
    await answer('<h1>Bad Gateway</h1>');
    await page.getByLabel('Number of courses').fill('3');
    const [, failed] = await Promise.all([
      page.getByLabel('Number of courses').blur(),
      page.waitForResponse('**/add'),
    ]);
    await failed.finished();
    await answer('<main><h1>This did not work</h1></main>');
    assert.equal(await page.locator('#preview .cards > li').count(), 5);
    await page.getByLabel('Number of courses').fill('4');
    await page.getByLabel('Number of courses').blur();
    await page.getByText('This did not work').waitFor();
  });

  test('works without JavaScript: a button for the preview, and one to go back', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.getByLabel('Number of courses').fill('2');
    await page.getByRole('button', { name: 'Show preview' }).click();
    assert.equal(await page.locator('#preview .cards > li').count(), 2);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Got signed').waitFor();
    assert.deepEqual(sent, { items: [], message: 'Nothing was added.' });
  });
});
