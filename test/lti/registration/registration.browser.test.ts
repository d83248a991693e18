// Takes about 10 s.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import '../../../models/institution.ts';
import '../../../models/registration.ts';
import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { allProducts } from '../../../src/lms/all-products.ts';
import { productOfFamily } from '../../../src/lti/lti-product.ts';
import { createRegistration } from '../../../src/lti/registration/create-registration.ts';
import { createApp } from '../../../src/web/create-app.ts';
import { browserMissing } from '../../browser/browser.ts';
import { faultsInEveryLook } from '../../browser/looks.ts';
import { Pages } from '../../browser/pages.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { type StandInLms, startMoodle } from './stand-in-lms.ts';

describe('dynamic registration in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let page: Page;
  let moodle: StandInLms;
  let database: TestDatabase;
  const served: Served[] = [];

  before(async () => {
    database = await openTestDatabase();
    pages = await Pages.launch();
  });
  beforeEach(async () => {
    moodle = await startMoodle();
    page = await pages.open();
  });
  afterEach(async () => {
    await moodle.close();
    for (const server of served.splice(0)) await server.close();
  });
  after(async () => {
    await pages.close();
    await database.close();
  });

  async function tool(approvedHosts: string[]): Promise<string> {
    const server = await serve((publicUrl) =>
      createApp(pino({ level: 'silent' }), {
        '/lti/register': createRegistration({
          profileFor: (family) => productOfFamily(allProducts, family).registration,
          publicUrl,
          rules: { privateHosts: [moodle.host], plainHttp: true },
          approvedHosts,
        }),
      }),
    );
    served.push(server);
    const asked = new URLSearchParams({
      openid_configuration: moodle.configurationUrl,
      registration_token: 'permission',
    });
    return `${server.url}/lti/register?${asked}`;
  }

  /** The LMS's own page, with the registration in a frame or a window of its own. */
  async function openIn(
    kind: 'frame' | 'window',
    address: string,
  ): Promise<Page | ReturnType<Page['frameLocator']>> {
    // `heard`: what the LMS's page is told, but for how high the page is.
    moodle.page = `<title>Tools</title><script>
      heard = [];
      addEventListener('message', ({ data }) => data.subject === 'lti.frameResize' || heard.push(data));
      function begin() { window.open(${JSON.stringify(address)}, '_blank') }
    </script>${
      kind === 'frame'
        ? `<iframe title="Tool" width="700" height="700" src="${address.replaceAll('&', '&amp;')}"></iframe>`
        : '<button onclick="begin()">Begin</button>'
    }`;
    await page.goto(`${moodle.url}/tools`);
    if (kind === 'frame') return page.frameLocator('iframe');
    const opened = page.waitForEvent('popup');
    await page.getByRole('button').click();
    return opened;
  }

  for (const kind of ['frame', 'window'] as const)
    test(`in a ${kind}: one button registers, and the LMS is told to close it`, async () => {
      const opened = await openIn(kind, await tool([moodle.host]));
      await opened.getByRole('button', { name: 'Register' }).click();
      await page.waitForFunction('heard.length > 0');
      assert.deepEqual(await page.evaluate('heard'), [{ subject: 'org.imsglobal.lti.close' }]);
    });

  test('what has to be read first is closed by its button', async () => {
    const opened = await openIn('frame', await tool([]));
    await opened.getByRole('button', { name: 'Register' }).click();
    await opened.getByText('waits for approval').waitFor();
    assert.deepEqual(await page.evaluate('heard'), []);
    await opened.getByRole('button', { name: 'Close' }).click();
    await page.waitForFunction('heard.length > 0');
  });

  test('an error can be read in the LMS’s frame', async () => {
    moodle.configuration['issuer'] = 'https://another.example';
    const opened = await openIn('frame', await tool([]));
    await opened.getByText('names another platform').waitFor();
  });

  test('both pages, light and dark: axe finds nothing, nothing overflows at 320 px, in every language', async () => {
    const address = await tool([]);
    for (const language of ['en', 'de', 'es', 'fr']) {
      await page.setExtraHTTPHeaders({ 'accept-language': language });
      const look = async () => {
        assert.deepEqual(await faultsInEveryLook(page, [320]), []);
        assert.equal(await page.evaluate('document.documentElement.lang'), language);
      };
      await page.goto(address);
      await look();
      await RegistrationAttemptModel.deleteMany();
      await page.getByRole('button').click();
      await page.waitForURL(/register$/);
      await look();
    }
  });
});
