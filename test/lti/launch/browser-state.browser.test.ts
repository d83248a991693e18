// Takes about 73 s.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { RegistrationModel } from '../../../models/registration.ts';
import { SessionModel } from '../../../models/session.ts';
import { axeViolations } from '../../../scripts/screens/axe.ts';
import { claim } from '../../../src/lti/claims.ts';
import { issueFileTicket } from '../../../src/lti/launch/file-ticket.ts';
import { createPanel } from '../../../src/panel/create-panel.ts';
import { LastShown } from '../../../src/panel/last-shown.ts';
import { LinkReferences } from '../../../src/panel/link-references.ts';
import {
  browserMissing,
  launchBrowser,
  launchWithoutSiteData,
  launchWithoutThirdPartyCookies,
} from '../../browser/browser.ts';
import { Browsers } from '../../browser/pages.ts';
import { reloadFrame } from '../../browser/reload-frame.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { exampleCourses } from '../../panel/example-courses.ts';
import { FakeCollege } from '../../panel/fake-college.ts';
import { Gate } from '../../support/gate.ts';
import { ToolUnderTest } from '../tool-under-test.ts';
import { frameTool } from './framing-platform.ts';

describe('a launch in a frame of another site', { skip: browserMissing }, () => {
  const browsers = new Browsers();
  let tool: ToolUnderTest;
  let served: Served;
  let context: BrowserContext;
  let page: Page;
  let frame: FrameLocator;

  before(async () => {
    // The tool is on localhost, the platform on 127.0.0.1: two sites.
    served = await serve(() => (req, res) => tool.app(req, res));
    const college = new FakeCollege(exampleCourses());
    const panel = createPanel({
      lastShown: new LastShown(),
      publicUrl: served.url,
      overview: college.overviewOf(college.recommend),
      search: college.search,
      explain: college.explain,
      goalPath: college.goalPath,
      plan: college.coursePlan,
      matches: college.matches,
      inOtherLanguages: college.inOtherLanguages,
      presumedLanguages: college.presumedLanguages,
      records: college,
      ownData: college,
      issueFileTicket,
      links: new LinkReferences('s'.repeat(32)),
    });
    tool = await ToolUnderTest.start(() => '/panel', served.url, panel);
    const claims = (nonce: string) => tool.claims(nonce, { [claim.targetLinkUri]: `${served.url}/panel` });
    frameTool(tool.platform, { toolUrl: served.url, claims });
  });
  after(async () => {
    await browsers.close();
    await served?.close();
    await tool?.close();
  });
  beforeEach(async () => {
    await SessionModel.deleteMany({});
  });

  async function start(launch: Parameters<Browsers['pageOf']>[0]) {
    page = await browsers.pageOf(launch);
    context = page.context();
    frame = page.frameLocator('#tool');
  }
  const open = (query = '') => page.goto(`${tool.platform.url}/course?${query}`);

  /** The panel is there, and a form and a link of it work. */
  async function assertWorks(panel: FrameLocator | Page): Promise<void> {
    await panel.locator('.card').first().waitFor();
    const title = await panel.locator('.card h3').first().innerText();
    await panel.getByRole('button', { name: `Not interested in ${title}` }).click();
    await panel.getByRole('button', { name: 'Undo' }).click();
    // The title alone stands on the page before, too: a click there would be lost with it.
    await panel.getByRole('button', { name: `Not interested in ${title}` }).waitFor();
    await panel.getByRole('link', { name: 'To go with my courses now' }).click();
    await panel.locator('.purposes [aria-current=page]', { hasText: 'To go with my courses now' }).waitFor();
    await panel.getByRole('link', { name: 'Next courses' }).click();
    await panel.locator('.purposes [aria-current=page]', { hasText: 'Next courses' }).waitFor();
  }

  const addressInFrame = () => page.frame({ url: /\/(panel|lti\/visit)/ })?.url() as string;
  /** Subjects of what the platform's page was asked to store or give. */
  const messages = async () => {
    const heard = (await page.evaluate('window.heard')) as string[];
    return heard.filter((subject) => subject !== 'lti.frameResize');
  };

  for (const [setting, launch] of [
    ['cookies allowed', allowed],
    ['third-party cookies blocked', launchWithoutThirdPartyCookies],
  ] as const)
    test(`${setting}: a cookie, and nothing asked of the platform`, async () => {
      await start(launch);
      await open('answers=storage&target=_parent');
      await assertWorks(frame);
      assert.equal(new URL(addressInFrame()).pathname, '/panel');
      assert.deepEqual(
        (await messages()).filter((subject) => subject !== 'lti.frameResize'),
        [],
      );
      assert.equal((await SessionModel.findOne().lean())?.storage, undefined);
    });

  for (const [where, query] of [
    ['its page stores', 'answers=storage&target=_parent'],
    ['a frame of it stores, as Canvas’s', 'answers=frame&target=post_message_forwarding'],
    ['a frame that comes later stores', 'answers=late-frame&target=post_message_forwarding'],
  ] as const)
    test(`all site data blocked, a platform with storage (${where}): works inside the frame, after a reload too`, async () => {
      await start(launchWithoutSiteData);
      await open(query);
      await assertWorks(frame);
      assert.match(addressInFrame(), /\/lti\/visit\/[\w-]{43}\?at=%2Fpanel/);
      await reloadFrame(page.frame({ url: /lti\/visit/ }));
      await assertWorks(frame);
      assert.equal(await SessionModel.countDocuments(), 1);
    });

  test('all site data blocked, a storage that is slow and counts as Canvas’s: each thing is stored once, and the proof is forgotten', async () => {
    await start(launchWithoutSiteData);
    await open('answers=slow&target=_parent');
    await frame.locator('.card').first().waitFor();
    const stored = () => page.evaluate('Object.keys(Object.values(stored)[0] ?? {})') as Promise<string[]>;
    await page.waitForFunction('Object.keys(Object.values(stored)[0] ?? {}).length === 1');
    assert.match((await stored())[0] ?? '', /^nc-visit-/);
    const puts = (await messages()).filter((subject) => subject === 'lti.put_data');
    assert.equal(puts.length, 3, 'the proof, that it is used up, the visit');
  });

  for (const [platform, query] of [
    ['without storage', ''],
    ['that announces a storage and never answers', 'target=post_message_forwarding'],
  ] as const)
    test(`all site data blocked, a platform ${platform}: works in a new window, by a click`, async () => {
      await start(launchWithoutSiteData);
      await open(query);
      const button = frame.getByRole('button', { name: 'Open in a new window' });
      await button.waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const [opened] = await Promise.all([context.waitForEvent('page'), button.click()]);
      await assertWorks(opened);
      await frame.getByText('It opens in a new window').waitFor();
      await opened.reload();
      await assertWorks(opened);
    });

  async function openYourData(query: string) {
    await open(query);
    await frame.getByText('Why am I seeing this?').click();
    await frame.getByRole('link', { name: 'See, download or delete your data' }).click();
    return frame.getByRole('link', { name: 'Download everything' });
  }

  for (const [setting, launch, query] of [
    ['cookies allowed', allowed, ''],
    ['third-party cookies blocked', launchWithoutThirdPartyCookies, ''],
    ['all site data blocked', launchWithoutSiteData, 'answers=storage&target=_parent'],
  ] as const)
    test(`${setting}: what is stored of the visitor is downloaded, and the page stays`, async () => {
      await start(launch);
      const link = await openYourData(query);
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      assert.equal(download.suggestedFilename(), 'next-courses.json');
      assert.match(await readFile(await download.path(), 'utf8'), /"pseudonym": ?"[\w-]{43}"/);
      await frame.getByRole('heading', { name: 'Your data' }).waitFor();
    });

  test('all site data blocked: a download that cannot be made says so', async () => {
    await start(launchWithoutSiteData);
    const link = await openYourData('answers=storage&target=_parent');
    await page.route('**/ticket*', (route) => route.abort());
    await link.click();
    await frame.getByText('The file could not be fetched.').waitFor();
    await page.unroute('**/ticket*');
  });

  test('all site data blocked: what is stored of the visitor is seen and deleted', async () => {
    await start(launchWithoutSiteData);
    await openYourData('answers=storage&target=_parent');
    await frame.getByRole('checkbox').last().check();
    await frame.getByRole('button', { name: 'Delete everything and stop' }).click();
    await frame.getByText('personal suggestions are off.').first().waitFor();
    await frame.getByRole('button', { name: 'Allow personal suggestions' }).click();
    await frame.getByText('Personal suggestions are on again').first().waitFor();
  });

  test('all site data blocked: what is stored of the visitor is never read as a page', async () => {
    await start(launchWithoutSiteData);
    await open('answers=storage&target=_parent');
    await frame.getByRole('link', { name: 'My profile' }).click();
    await frame.getByLabel('In your own words').fill('<b id=told>sea</b>');
    await frame.getByRole('button', { name: 'Save profile' }).click();
    await frame.getByText('<b id=told>').first().waitFor();
    const visit = page.frame({ url: /lti\/visit/ });
    await Promise.all([
      page.waitForResponse('**/panel/data/download'),
      visit?.evaluate(`location.search = '?at=/panel/data/download'`),
    ]);
    await page.waitForTimeout(500);
    assert.equal(await frame.locator('#told').count(), 0);
  });

  test('all site data blocked: a page is shown with its styles, so that nothing moves under the pointer', async () => {
    await start(launchWithoutSiteData);
    const held = new Gate();
    await page.route('**/cards.css*', (route) => held.opened.then(() => route.continue()));
    const asked = page.waitForRequest('**/cards.css*');
    await open('answers=storage&target=_parent');
    await asked;
    await page.frame({ url: /lti/ })?.evaluate('new Promise((resolve) => setTimeout(resolve, 200))');
    assert.equal(await frame.locator('.card').count(), 0);
    held.open();
    await frame.locator('.card').first().waitFor();
  });

  test('all site data blocked: the page that was opened last stays, whatever answers later', async () => {
    await start(launchWithoutSiteData);
    await open('answers=storage&target=_parent');
    await frame.locator('.card').first().waitFor();
    const held = new Gate();
    const late = [/\/panel\/dismissed/, /\/panel\?purpose=/].map(async (address) => {
      await page.route(address, (route) => held.opened.then(() => route.continue()));
      await (await page.waitForResponse(address)).finished();
    });
    await frame
      .getByRole('button', { name: /^Not interested in/ })
      .first()
      .click();
    await frame.getByRole('link', { name: 'To go with my courses now' }).click();
    await frame.getByText('Why am I seeing this?').click();
    await frame.getByRole('link', { name: 'See, download or delete your data' }).click();
    const download = frame.getByRole('link', { name: 'Download everything' });
    await download.waitFor();
    held.open();
    await Promise.all(late);
    await page.frame({ url: /lti\/visit/ })?.evaluate('new Promise((resolve) => setTimeout(resolve, 200))');
    assert.ok(await download.isVisible());
    assert.match(addressInFrame(), /at=%2Fpanel%2Fdata/);
  });

  test('all site data blocked, a platform whose storage is still loading: a new window is offered, and a late answer is still good', async () => {
    await start(launchWithoutSiteData);
    await open('answers=late&target=_parent');
    await frame.getByRole('button', { name: 'Open in a new window' }).waitFor();
    await page.evaluate('window.isDeaf = false');
    await assertWorks(frame);
    assert.match(addressInFrame(), /\/lti\/visit\//);
  });

  test('a late answer does not take the place of a window that was opened in between', async () => {
    await start(launchWithoutSiteData);
    await open('answers=late&target=_parent');
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      frame.getByRole('button', { name: 'Open in a new window' }).click(),
    ]);
    await assertWorks(opened);
    await page.evaluate('window.isDeaf = false');
    await page.waitForFunction("heard.includes('lti.put_data')");
    // What the answer would lead to.
    await page.waitForTimeout(500);
    await frame.getByText('It opens in a new window').waitFor();
  });

  test('a reload that the platform does not answer says soon what to do, and goes on when it answers', async () => {
    await start(launchWithoutSiteData);
    await open('answers=storage&target=_parent');
    await assertWorks(frame);
    await page.evaluate('window.isDeaf = true');
    await reloadFrame(page.frame({ url: /lti\/visit/ }));
    await frame.getByText('does not answer yet').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.evaluate('window.isDeaf = false');
    await assertWorks(frame);
  });

  test('a launch that the platform’s storage does not answer says soon what to do, and goes on when it answers', async () => {
    await start(launchWithoutSiteData);
    await page.route('**/authorize?*', async (route) => {
      await page.evaluate('window.isDeaf = true');
      await route.continue();
    });
    await open('answers=storage&target=_parent');
    await frame.getByText('does not answer yet').waitFor();
    await page.evaluate('window.isDeaf = false');
    await assertWorks(frame);
  });

  test('answers to other messages are not believed', async () => {
    await start(launchWithoutSiteData);
    await open('answers=confused&target=_parent');
    await frame.getByRole('button', { name: 'Open in a new window' }).waitFor();
  });

  test('what is stored goes to the origin of the authorisation endpoint alone', async (t) => {
    const registration = { issuer: tool.platform.url };
    const { authorizationUrl } = tool.platform.registration;
    await RegistrationModel.updateOne(registration, { authorizationUrl: `${served.url}/authorize` });
    t.after(() => RegistrationModel.updateOne(registration, { authorizationUrl }));
    await start(launchWithoutSiteData);
    await open('answers=storage&target=_parent');
    await frame.getByRole('button', { name: 'Open in a new window' }).waitFor();
    assert.deepEqual(await messages(), ['lti.capabilities']);
  });

  const sandbox = 'allow-scripts allow-forms';
  for (const [setting, launch] of [
    ['cookies allowed', allowed],
    ['third-party cookies blocked', launchWithoutThirdPartyCookies],
  ] as const)
    test(`a frame without storage access (sandboxed), ${setting}: works inside the frame`, async () => {
      await start(launch);
      await open(`sandbox=${sandbox}`);
      await assertWorks(frame);
    });

  test('a frame without storage access in a browser that blocks all site data: a new window', async () => {
    await start(launchWithoutSiteData);
    await open(`sandbox=${sandbox} allow-popups allow-popups-to-escape-sandbox`);
    await frame.getByRole('button', { name: 'Open in a new window' }).waitFor();
  });

  async function allowed() {
    const browser = await launchBrowser();
    return { context: await browser.newContext(), close: () => browser.close() };
  }
});
