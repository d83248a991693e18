import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import express, { type Express } from 'express';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations } from '../../../scripts/screens/axe.ts';
import { createDemoLms, type DemoLms } from '../../../src/demo/lms/create-demo-lms.ts';
import { browserMissing, launchBrowser } from '../../browser/browser.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { until } from '../../support/until.ts';
import { courses, people, smallCollege } from './small-college.ts';

/** A tool of two steps: it asks for an id_token, and shows a page once it has one. */
function standInTool(url: string): Express {
  const tool = express();
  tool.get('/lti/login', ({ query }, res) => {
    const asked = new URLSearchParams({
      client_id: String(query['client_id']),
      login_hint: String(query['login_hint']),
      lti_message_hint: String(query['lti_message_hint']),
      redirect_uri: `${url}/lti/launch`,
      response_type: 'id_token',
      response_mode: 'form_post',
      scope: 'openid',
      prompt: 'none',
      nonce: 'nonce-1',
      state: 'state-1',
    });
    res.redirect(`${query['iss']}/lti/authorize?${asked}`);
  });
  tool.post('/lti/launch', express.urlencoded({ extended: false }), (req, res) => {
    const { id_token: token, state } = req.body as Record<string, string>;
    res.send(`<html lang="en"><title>Tool</title><h1>${token && state ? 'Launched' : 'No token'}</h1>`);
  });
  return tool;
}

describe('the tool’s frame in the demo LMS', { skip: browserMissing }, () => {
  let browser: Browser;
  let tool: Served;
  let lms: Served;
  let demo: DemoLms;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    tool = await serve(standInTool);
    lms = await serve(() => (req, res) => demo.app(req, res), '127.0.0.1');
    demo = await createDemoLms({
      production: false,
      url: lms.url,
      toolUrl: tool.url,
      college: smallCollege(),
    });
    page = await signIn();
  });
  after(async () => {
    await browser?.close();
    await tool?.close();
    await lms?.close();
  });

  async function signIn(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    await context.addCookies([{ name: 'demo-person', value: people.ada.id, url: lms.url }]);
    return context.newPage();
  }

  const launched = () => page.frameLocator('#tool').getByText('Launched').waitFor();
  const height = () => page.locator('#tool').getAttribute('height');
  const sendFromTool = (message: string) => page.frames()[1]?.evaluate(`parent.postMessage(${message}, '*')`);

  for (const path of ['/next-courses', `/next-courses?course=${courses.choir.key}`])
    test(`${path} opens the tool by a launch, and breaks none of the page’s own rules`, async () => {
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${lms.url}${path}`);
      await launched();
      assert.deepEqual(complaints, []);
      assert.deepEqual(await axeViolations(page), []);
    });

  test('without JavaScript a button opens the tool', async () => {
    const plain = await signIn({ javaScriptEnabled: false });
    await plain.goto(`${lms.url}/next-courses`);
    const frame = plain.frameLocator('#tool');
    await frame.getByRole('button', { name: 'Open Recommended next courses' }).click();
    await frame.getByText('Launched').waitFor();
  });

  test('is as high as the tool asks for, within reason', async () => {
    await page.goto(`${lms.url}/next-courses`);
    await launched();
    await sendFromTool(`{ subject: 'lti.frameResize', height: 1234.2 }`);
    await page.locator('#tool[height="1235"]').waitFor();
    assert.equal(await page.frames()[1]?.evaluate('innerHeight'), 1235, 'none of it for a border');
    await sendFromTool(`{ subject: 'lti.frameResize', height: 1e9 }`);
    await page.locator('#tool[height="10000"]').waitFor();
  });

  test('is not moved by messages that make no sense, nor by those of any other window', async () => {
    await page.goto(`${lms.url}/next-courses`);
    await launched();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    for (const message of [
      'null',
      `'text'`,
      `{ height: 500 }`,
      `{ subject: 'lti.frameResize' }`,
      `{ subject: 'lti.frameResize', height: -5 }`,
      `{ subject: 'lti.frameResize', height: 'high' }`,
    ])
      await sendFromTool(message);
    await page.evaluate(`postMessage({ subject: 'lti.frameResize', height: 501 }, '*')`);
    // When the last message of both windows has arrived, so have those before it.
    await page.evaluate(
      `window.last = 0; addEventListener('message', ({ data }) => { last += data === 'last'; })`,
    );
    await page.evaluate(`postMessage('last', '*')`);
    await sendFromTool(`'last'`);
    // The LMS's policy lets no page evaluate a text, as `waitForFunction` does when it asks again.
    await until(() => page.evaluate('last === 2'));
    assert.equal(await height(), '900');
    assert.deepEqual(errors, []);
  });

  for (const [what, path, status] of [
    ['a page that is not there', '/nowhere', 404],
    ['a course of others', `/next-courses?course=${courses.ecology.key}`, 403],
    ['an authorisation request that is refused', '/lti/authorize', 400],
    ['a search that finds nothing', '/courses?search=zzz', 200],
  ] as const)
    test(`${what} has no accessibility fault either`, async () => {
      const answer = await page.goto(`${lms.url}${path}`);
      assert.equal(answer?.status(), status);
      assert.deepEqual(await axeViolations(page), []);
    });
});
