// Takes about 33 s.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { CourseModel } from '../../../models/course.ts';
import type { Institution } from '../../../models/institution.ts';
import { SyncForecastModel } from '../../../models/sync-forecast.ts';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { TrainingRunModel } from '../../../models/training-run.ts';
import { UploadFolders } from '../../../src/administration/data/upload/upload-folders.ts';
import { uploadJob } from '../../../src/administration/data/upload/upload-job.ts';
import { signInAddress } from '../../../src/administration/sign-in.ts';
import { JobQueue } from '../../../src/jobs/job-queue.ts';
import { forecastJob } from '../../../src/jobs/kinds/forecasts.ts';
import { syncJob } from '../../../src/jobs/kinds/sync-job.ts';
import { message } from '../../../src/messages/message.ts';
import { Connections } from '../../../src/sync/connections.ts';
import { toProvider } from '../../../src/sync/connector.ts';
import { SourceError } from '../../../src/sync/source-error.ts';
import { allFileSources } from '../../../src/sync/sources/all-file-sources.ts';
import { browserMissing } from '../../browser/browser.ts';
import { allSchemes, violationsIn, widths } from '../../browser/looks.ts';
import { overflows } from '../../browser/overflows.ts';
import { Pages } from '../../browser/pages.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { work } from '../../jobs/working.ts';
import { Gate } from '../../support/gate.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { administrationApp } from '../administration-app.ts';
import { inventedConnector, lms, resetLms } from './invented-connector.ts';

const connections = new Connections('s'.repeat(32));

describe('the data pages in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let tool: Served;
  /** On another site than the tool: `127.0.0.1` and not `localhost`. */
  let authorizationPage: Served;
  let database: TestDatabase;
  let stopWork: () => Promise<void>;
  let institution: Institution;
  let address: string;

  before(async () => {
    database = await openTestDatabase();
    pages = await Pages.launch();
    const jobs = new JobQueue();
    const providers = [toProvider(inventedConnector, connections)];
    const uploads = new UploadFolders(join(database.dataDirectory, 'uploads'), 2 ** 30);
    const kinds = [syncJob(providers), forecastJob(providers), uploadJob(allFileSources, uploads)];
    stopWork = work(kinds, { queue: jobs, place: await uploads.place() });
    tool = await serve((publicUrl) =>
      administrationApp(publicUrl, {
        ...{ connectors: [inventedConnector], connections, providers, jobs, uploads },
      }),
    );
    authorizationPage = await serve(
      () => (req, res) => {
        const { searchParams } = new URL(req.url ?? '', 'http://lms');
        const redirectUri = searchParams.get('redirect_uri');
        if (!redirectUri) return void res.writeHead(404).end();
        const back = new URL(redirectUri);
        back.search = `${new URLSearchParams({ state: searchParams.get('state') as string, code: 'good' })}`;
        res
          .setHeader('content-type', 'text/html')
          .end(`<a href="${back.href.replace('&', '&amp;')}">Allow</a>`);
      },
      '127.0.0.1',
    );
  });
  after(async () => {
    await pages.close();
    await stopWork();
    await tool.close();
    await authorizationPage.close();
    await database.close();
  });
  beforeEach(async () => {
    await database.clear();
    resetLms();
    const name = 'University of a Rather Long Name and Applied Sciences';
    institution = await createInstitution({ name });
    address = `${tool.url}/administration/institutions/${institution._id}/data`;
  });

  async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await pages.open({ viewport: { width: 1280, height: 900 }, ...options });
    await page.goto(await signInAddress(tool.url));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${tool.url}/administration`);
    return page;
  }

  const connect = (url = 'https://lms.example') =>
    connections.save(institution._id, 'canvas', { url }, { token: 'right-token' });

  /** The page's own words, without reloading it. */
  const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

  test(`every page, light and dark: axe finds nothing and nothing overflows at ${widths.join(', ')} px`, async () => {
    const page = await signedIn();
    const problems: string[] = [];
    const look = async (name: string) => {
      const found = [...(await overflows(page, widths)), ...(await violationsIn(allSchemes, page))];
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    };
    await page.goto(address);
    await look('nothing set up');
    await page.goto(`${address}/canvas`);
    await look('form');
    await page.getByRole('button', { name: 'Save and try' }).click();
    await says(page, 'Not saved yet');
    await look('problems');
    await connect();
    await page.goto(`${address}/canvas/checks`);
    await look('checks');
    await page.goto(`${address}/csv`);
    await look('upload');
    const institutionId = institution._id;
    const startedAt = new Date();
    const counts = { courses: 1234, enrolments: 123_456, rejected: 3, changed: 99 };
    const run = { institutionId, source: 'canvas', startedAt, counts };
    await SyncRunModel.create({
      ...run,
      state: 'done',
      rejections: [{ reason: 'unknown course', count: 3 }],
    });
    await SyncRunModel.create({
      ...run,
      startedAt: new Date(),
      state: 'failed',
      error: 'It broke. Mend it.',
    });
    await SyncForecastModel.create({
      ...{ institutionId, source: 'canvas', state: 'done', startedAt, counts },
      changes: [{ change: 'new', of: 'course', count: 2, examples: ['a', 'b'] }],
      rejections: [{ reason: 'unknown course', count: 3 }],
    });
    await TrainingRunModel.create({ institutionId, state: 'running', startedAt, share: 0.4 });
    await page.goto(address);
    await look('all kinds of states');
    await page.goto(`${address}/canvas`);
    await page.getByText('Left out, and why').click();
    await look('runs');
    await SyncRunModel.create({
      ...{ ...run, startedAt: new Date(), state: 'running' },
      progress: { done: 1, total: 3, rowsPerSecond: 1000, secondsLeft: 200, at: startedAt },
    });
    await page.goto(address);
    await look('running');
    await page.goto(`${tool.url}/administration/connections/authorized?error=access_denied&state=x`);
    await look('answer');
    assert.deepEqual(problems, []);
  });

  test('by keyboard: a connection is set up, tried and synced, and the page shows how far it is by itself', async () => {
    const page = await signedIn();
    await page.goto(`${address}/canvas`);
    await page.getByLabel('Address of your Canvas', { exact: true }).focus();
    await page.keyboard.type('https://lms.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('right-token');
    await page.keyboard.press('Enter');
    await says(page, 'The connection is saved.');
    await page.locator('.check[data-state="good"]').waitFor();
    const seen = new Gate();
    lms.beforeCourse = (course) => (course < 9 ? sleep(200) : seen.opened);
    await page.getByRole('button', { name: 'Sync everything' }).focus();
    await page.keyboard.press('Enter');
    await says(page, 'The run has begun');
    await page.locator('progress[value]').waitFor();
    let navigations = 0;
    page.on('framenavigated', () => navigations++);
    seen.open();
    await page.getByText(/^Invented LMS: Up to date\.$/).waitFor({ state: 'attached' });
    await says(page, /Courses: 10\. Enrolments: 40\./);
    assert.equal(navigations, 0);
  });

  test('what somebody stands on or reads is not taken away while the page looks for news', async () => {
    await connect();
    await SyncRunModel.create({
      ...{ institutionId: institution._id, source: 'canvas', state: 'running', startedAt: new Date() },
      progress: { done: 1, total: 4, rowsPerSecond: 0, at: new Date() },
    });
    const page = await signedIn();
    await page.goto(address);
    const stop = page.getByRole('button', { name: 'Stop: Invented LMS' });
    await stop.focus();
    await SyncRunModel.updateMany({}, { 'progress.done': 3 });
    await page.locator('progress[value="0.75"]').waitFor();
    assert.equal(await stop.evaluate((button) => button === button.ownerDocument.activeElement), true);
  });

  test('without JavaScript a link shows how far it is', async () => {
    await connect();
    lms.beforeCourse = () => sleep(150);
    const page = await signedIn({ javaScriptEnabled: false });
    await page.goto(address);
    await page.getByRole('button', { name: 'Sync now: Invented LMS' }).click();
    await until(async () => {
      const again = page.getByRole('link', { name: 'Look again' }).first();
      await ((await again.count()) > 0 ? again.click() : page.reload());
      return (await page.getByText('Up to date').count()) > 0;
    });
    await says(page, /Courses: 10\. Enrolments: 40\./);
  });

  for (const javaScriptEnabled of [true, false])
    test(`access is granted on the LMS’s own page and comes back into the visit, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      await connect(authorizationPage.url);
      const page = await signedIn({ javaScriptEnabled });
      await page.goto(`${address}/canvas`);
      await page.getByRole('button', { name: 'Allow it in the LMS' }).click();
      await page.getByRole('link', { name: 'Allow' }).click();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Go on' }).click();
      await says(page, 'The LMS has granted access.');
      const { secrets } = (await connections.get(institution._id, 'canvas')) ?? {};
      assert.deepEqual(secrets, { token: 'right-token', refreshToken: 'granted-secret' });
    });

  test('files are uploaded by a form, and rows that were left out are downloaded', async () => {
    const page = await signedIn();
    await page.goto(`${address}/csv`);
    const courses = 'course,title\nc1,One\nc2,Two\n,None\n';
    await page
      .getByLabel('Courses', { exact: true })
      .setInputFiles({ name: 'c.csv', mimeType: 'text/csv', buffer: Buffer.from(courses) });
    await page.getByRole('button', { name: 'Upload' }).click();
    await says(page, 'The files have arrived');
    await page.getByText('Left out, and why').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download the rows/ }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^left-out-csv-.*\.tsv$/);
    assert.equal(await CourseModel.countDocuments({ institutionId: institution._id }), 2);
  });

  test('a failure is shown where it belongs, with what to do', async () => {
    await connect();
    lms.failure = new SourceError(
      'token-refused',
      message('canvas.tokenRefused'),
      message('canvas.tokenRefused.cure'),
    );
    const page = await signedIn();
    await page.goto(address);
    await page.getByRole('button', { name: 'Sync now: Invented LMS' }).click();
    await says(page, 'Canvas refuses even a new token. Press “Allow it in the LMS” again');
  });
});
