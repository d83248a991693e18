import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import request from 'supertest';
import { createApi } from '../../src/api/create-api.ts';
import { openapi } from '../../src/api/description/openapi.ts';
import { createApp } from '../../src/web/create-app.ts';
import { assertTranslated } from '../administration/assert-translated.ts';
import { browserMissing, launchBrowser } from '../browser/browser.ts';
import { faultsInEveryLook } from '../browser/looks.ts';
import { type Served, serve } from '../browser/serve.ts';
import { noReads } from './no-reads.ts';

const log = pino({ level: 'silent' });
const appAt = (publicUrl: string) =>
  createApp(log, {
    '/api': createApi(publicUrl, log, (_req, _res, next) => next(), noReads),
  });

test('the page of the API has every route and type, and says so in the reader’s language around English descriptions', async () => {
  const app = appAt('https://next.example');
  const page = async (language: string) =>
    (await request(app).get('/api/').set('Accept-Language', language).expect(200)).text;
  const english = await page('en');
  const document = openapi('https://next.example');
  for (const path of Object.keys(document.paths)) assert.ok(english.includes(`</span> ${path}</code>`), path);
  for (const name of Object.keys(document.components.schemas))
    assert.ok(english.includes(`<code>${name}</code>`), name);
  assert.match(english, /learner-unknown/);
  assert.ok(
    english.includes('https://next.example/api/recommendations?learner=4711'),
    'a command that can be typed',
  );
  await assertTranslated(
    async (language) => (await page(language)).replaceAll(/<(p|span) lang="en" dir="ltr">.*?<\/\1>/gs, ''),
    ['– Next Courses'],
  );
});

test('a command has every parameter that its route requires', async () => {
  const text = (await request(appAt('https://next.example')).get('/api/').expect(200)).text;
  const commands = Array.from(text.matchAll(/curl [^<]*/g), ([command]) => command);
  for (const [path, methods] of Object.entries(openapi('https://next.example').paths))
    for (const [method, operation] of Object.entries(methods)) {
      const { parameters = [] } = operation as { parameters?: { name: string; required?: boolean }[] };
      for (const { name } of parameters.filter(({ required }) => required))
        assert.ok(
          commands.some(
            (command) =>
              command.includes(`/api${path}`) &&
              (method === 'get' || command.includes(`-X ${method.toUpperCase()}`)) &&
              command.includes(name),
          ),
          `${method} ${path}: ${name}`,
        );
    }
});

describe('the page of the API in a browser', { skip: browserMissing }, () => {
  let browser: Browser;
  let tool: Served;
  before(async () => {
    browser = await launchBrowser();
    tool = await serve(appAt);
  });
  after(async () => {
    await browser.close();
    await tool.close();
  });

  for (const locale of ['en', 'ar'])
    test(`axe finds nothing, light and dark, nor anything wider than the window (${locale})`, async () => {
      const page = await browser.newPage({ locale });
      await page.goto(`${tool.url}/api/`);
      assert.equal(await page.locator('html').getAttribute('lang'), locale);
      for (const details of await page.locator('summary').all()) await details.click();
      assert.deepEqual(await faultsInEveryLook(page), []);
      await page.close();
    });
});
