import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import express, { Router } from 'express';
import { pino } from 'pino';
import type { Browser, BrowserContext } from 'playwright-core';
import request from 'supertest';
import type { Session } from '../../../models/session.ts';
import { createSelfTest } from '../../../src/administration/self-test/create-self-test.ts';
import type { Check } from '../../../src/administration/self-test/run-checks.ts';
import { message } from '../../../src/messages/message.ts';
import { createApp } from '../../../src/web/create-app.ts';
import { browserMissing, launchBrowser } from '../../browser/browser.ts';
import { faultsInEveryLook, widths } from '../../browser/looks.ts';
import { serve } from '../../browser/serve.ts';

const checks: Check[] = [
  {
    title: message('selfTest.keys'),
    run: async () => ({
      ...{ state: 'good', found: message('selfTest.keys.good', { address: 'https://tool.example' }) },
      cure: message('selfTest.keys.cure'),
    }),
  },
  {
    title: message('selfTest.clock'),
    run: async () => ({
      ...{ state: 'bad', found: message('selfTest.clock.apart', { host: 'lms.example', seconds: 90 }) },
      cure: message('selfTest.clock.apart.cure'),
    }),
  },
  {
    title: message('selfTest.roster'),
    run: async () => ({
      ...{ state: 'unknown', found: message('selfTest.roster.none') },
      cure: message('selfTest.roster.none.cure'),
    }),
  },
];

function app(role: Session['role'], platformOrigins: string[] = [], look?: Session['look']) {
  const selfTest = Router().use((_req, res, next) => {
    res.locals['session'] = { role, platformOrigins } as Session;
    res.locals['frameAncestors'] = platformOrigins;
    res.locals['look'] = look;
    next();
  }, createSelfTest(checks));
  return createApp(pino({ level: 'silent' }), { '/self-test': selfTest });
}

describe('the self-test', () => {
  for (const role of ['learner', 'instructor'] as const)
    test(`is refused to a visit with the role ${role}`, async () => {
      for (const path of ['/self-test', '/self-test/browser']) {
        const answer = await request(app(role)).get(path);
        assert.equal(answer.status, 403);
        assert.doesNotMatch(answer.text, /90 seconds/);
      }
    });

  test('shows the cure where something is not green', async () => {
    const { text } = await request(app('administrator')).get('/self-test');
    assert.match(text, /set their clocks by NTP/);
    assert.doesNotMatch(text, /PUBLIC_URL/);
  });
});

describe('the self-test in a browser', { skip: browserMissing }, () => {
  let browser: Browser;
  let context: BrowserContext | undefined;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(() => context?.close());

  for (const [name, look] of [
    ['', undefined],
    [', in high contrast', { highContrast: true }],
  ] as const)
    test(`has no accessibility fault, light and dark, and is not wider than its window at ${widths.join(', ')} px${name}`, async (t) => {
      const tool = await serve(() => app('administrator', [], look));
      t.after(() => tool.close());
      context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${tool.url}/self-test`);
      await page.getByText('This browser keeps cookies here').waitFor();
      assert.deepEqual(await faultsInEveryLook(page), []);
    });

  test('in the frame of an LMS tells cookies and storage by what the browser and the LMS do', async (t) => {
    const lms = await serve(() => {
      const pages = express();
      pages.get('/', (req, res) => {
        res.send(`<title>LMS</title><iframe src="${req.query['frame']}" width="700" height="300"></iframe>
          <script>addEventListener('message', ({ data, source }) => {
            if (data.subject === 'lti.frameResize') window.told = data.height;
            if (data.subject === 'lti.capabilities' && location.search.includes('storage'))
              source.postMessage({ subject: 'lti.capabilities.response', supported_messages: [{ subject: 'lti.put_data' }] }, '*');
          })</script>`);
      });
      return pages;
    }, '127.0.0.1');
    const tool = await serve(() => app('administrator', [lms.url]));
    t.after(() => Promise.all([tool.close(), lms.close()]));
    context = await browser.newContext();
    const page = await context.newPage();
    const frame = page.frameLocator('iframe');
    await page.goto(`${lms.url}/?storage&frame=${tool.url}/self-test`);
    await frame.getByText('The LMS keeps the visit where cookies are blocked').waitFor();
    await frame.getByText('This browser keeps cookies here').waitFor();
    await page.waitForFunction('window.told > 300');
    await page.goto(`${lms.url}/?frame=${tool.url}/self-test`);
    await frame.getByText('The LMS offers none. Browsers').waitFor();
  });
});
