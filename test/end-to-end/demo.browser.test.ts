// Takes about 167 s.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import type { FrameLocator, Page } from 'playwright-core';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { freePort } from '../../scripts/benchmark/free-port.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { browserMissing, launchWithoutThirdPartyCookies } from '../browser/browser.ts';
import { faultsInEveryLook } from '../browser/looks.ts';
import { serve } from '../browser/serve.ts';
import { until } from '../support/until.ts';
import { testEveryPage } from './every-page.ts';
import { testEveryTask } from './every-task.ts';
import { RunningDemo } from './running-demo.ts';

describe('the demo, from npm start to a panel, third-party cookies blocked', { skip: browserMissing }, () => {
  let demo: RunningDemo;
  let browser: Awaited<ReturnType<typeof launchWithoutThirdPartyCookies>>;
  let page: Page;
  let panel: FrameLocator;

  before(async () => {
    demo = await RunningDemo.create();
    browser = await launchWithoutThirdPartyCookies();
    page = await browser.context.newPage();
    panel = page.frameLocator('#tool');
  });
  after(async () => {
    await browser?.close();
    await demo?.remove();
  });

  const titles = () => panel.locator('.cards h3').allInnerTexts();

  async function openAs(note: RegExp): Promise<void> {
    await page.context().clearCookies();
    await page.goto(demo.lmsUrl);
    await page.locator('.card', { hasText: note }).getByRole('button').click();
    await page.getByRole('navigation').getByRole('link', { name: 'Recommended next courses' }).click();
    await showsCards();
  }

  /** What stands behind the cards: the first of them may be there before the last has come. */
  async function showsCards(): Promise<void> {
    await panel.locator('.card h3').first().waitFor();
    await panel.locator('footer.about').waitFor();
  }

  test('a third-party cookie is really blocked in this browser, unless it is partitioned', async () => {
    const other = await serve(() => (req, res) => {
      const cookies = ['plain=1', 'apart=1; Partitioned'];
      res.setHeader(
        'Set-Cookie',
        cookies.map((cookie) => `${cookie}; Path=/; Secure; SameSite=None`),
      );
      res.setHeader('Content-Type', 'text/html').end(`<p>${req.headers.cookie ?? 'no cookie'}</p>`);
    });
    const site = await serve(
      () => (_req, res) =>
        void res.setHeader('Content-Type', 'text/html').end(`<iframe src="${other.url}"></iframe>`),
      '127.0.0.1',
    );
    await page.goto(site.url);
    await page.reload();
    assert.equal(await page.frameLocator('iframe').locator('p').innerText(), 'apart=1');
    await site.close();
    await other.close();
  });

  test('a first start imports, trains and says where to look', async () => {
    assert.equal(await demo.start(), `Ready: ${demo.lmsUrl}`);
    assert.match(demo.output.join(''), /Demo college \d+ courses[\s\S]*it serves from now on/);
  });

  test('a student sees five courses with reasons, hides one and gets another', async () => {
    await openAs(/Nursing, second year/);
    const first = await titles();
    assert.equal(first.length, 5);
    assert.equal(
      await panel
        .locator('.cards .card', {
          // Which of them depends on what was counted by then: on a busy machine the first answer does not wait for the count.
          hasText:
            /More in|Because you|Goes with|Popular|most chosen|Matches|Builds on|took this later|like yours|Something different|not taken it|Often taken by/,
        })
        .count(),
      5,
    );
    assert.equal(new URL(page.frames()[1]?.url() as string).search, '', 'no token in the address');
    await panel.getByRole('button', { name: `Not interested in ${first[0]}` }).click();
    await panel.getByText('Undo').waitFor();
    assert.deepEqual(await titles(), first.slice(1), 'its place says that it is hidden');
    await page.getByRole('navigation').getByRole('link', { name: 'Recommended next courses' }).click();
    await panel.getByText('Undo').waitFor({ state: 'hidden' });
    await showsCards();
    const second = await titles();
    assert.equal(second.length, 5);
    assert.ok(!second.includes(first[0] as string));
    assert.deepEqual(second.slice(0, 4), first.slice(1));
  });

  test('none of the courses is one that the student has or has had, and each opens in the LMS', async () => {
    const offered = await titles();
    await panel.locator('.card h3 a').first().click();
    await page.waitForURL(/\/courses\/\d+$/);
    assert.equal(await page.locator('h1').innerText(), offered[0]);
    assert.equal(
      await page.getByText(/You (are in|have completed|have withdrawn from) this course/).count(),
      0,
    );
    await page.goto(`${demo.lmsUrl}/my`);
    const taken = await page.locator('main a[href^="/courses/"]').allInnerTexts();
    assert.ok(taken.length > 5);
    assert.deepEqual(
      taken.filter((title) => offered.includes(title)),
      [],
    );
  });

  test('a student without courses sees what their programme takes, and after stating an interest those that match it', async () => {
    await openAs(/just arrived/);
    const told = (text: RegExp) => panel.locator('.cards .card', { hasText: text }).count();
    const reasons = (await panel.locator('.cards .reason').allInnerTexts()).join('\n');
    assert.equal(await told(/Often taken by|Popular (in|with)|most chosen in/), 5, reasons);
    assert.ok((await told(/Often taken by students of .+ in their first year/)) >= 3);
    await panel.getByRole('heading', { name: 'Where would you like to go next?' }).waitFor();
    await panel.getByRole('link', { name: 'My profile' }).click();
    await panel.getByLabel('In your own words').fill('photography');
    await panel.getByRole('button', { name: 'Save profile' }).click();
    await panel.getByText('Your profile is saved').first().waitFor();
    await panel.getByRole('link', { name: 'Back to the suggestions' }).click();
    await panel.getByText('Matches your interest in photography').first().waitFor();
    assert.ok((await titles()).includes('Photography Basics'));
  });

  test('a student who reads German is shown a German page and German texts, and finds a course by its code', async () => {
    await page.goto(`${demo.lmsUrl}/next-courses`);
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await page.waitForURL(/language=de/);
    const search = async (text: string) => {
      await panel.getByLabel('Was suchen Sie?').fill(text);
      await panel.getByRole('button', { name: 'Suchen', exact: true }).first().click();
      await panel.getByRole('heading', { name: new RegExp(`Kurse? zu „${text}“`) }).waitFor();
      return panel.locator('.result').first();
    };
    const first = await search('Menschenrechte');
    assert.equal(await first.locator('h3 a').innerText(), 'Menschenrechte');
    assert.equal(await first.locator('h3 a').getAttribute('lang'), 'de');
    assert.equal(await first.locator('.passage bdi').getAttribute('lang'), 'de');
    const byCode = await search('Kurs CMP 301');
    assert.equal(await byCode.locator('h3 a').innerText(), 'Operating Systems and Concurrency');
    assert.equal((await byCode.locator('.cover').innerText()).replace(/\s/g, ''), 'CMP301');
  });

  test('a student who reads Arabic is shown an Arabic page, from right to left, with nothing wrong at any width', async () => {
    await openAs(/Nursing, second year/);
    await page.getByRole('link', { name: 'العربية' }).click();
    await page.waitForURL(/language=ar/);
    await panel.getByRole('heading', { name: 'المقررات التالية المقترحة' }).waitFor();
    const html = panel.locator('html');
    assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], ['ar', 'rtl']);
    const reasons = await panel.locator('.reason').allInnerTexts();
    assert.ok(reasons.length >= 5);
    for (const reason of reasons) assert.match(reason, /^\p{Script=Arabic}/u);
    const own = page.frames()[1]?.url() as string;
    const alone = await page.context().newPage();
    await alone.goto(own);
    assert.deepEqual(await faultsInEveryLook(alone, [320, 1280]), []);
    await alone.close();
  });

  test('an instructor sees what the course’s students would, from inside the course', async () => {
    await page.context().clearCookies();
    await page.goto(demo.lmsUrl);
    await page.locator('.card', { hasText: 'Instructor' }).getByRole('button').click();
    await page.locator('main .card a').first().click();
    await page
      .locator('main')
      .getByRole('link', { name: /^Recommended next courses/ })
      .click();
    await showsCards();
    assert.equal((await titles()).length, 5);
  });

  test('after that launch the course’s whole roster is in MongoDB, by names and roles', async () => {
    const database = await openDatabase({
      dataDirectory: demo.dataDirectory,
      log: pino({ level: 'silent' }),
      share: true,
    });
    try {
      const done = { source: /^names-and-roles:/, state: 'done' } as const;
      const run = await until(() => SyncRunModel.findOne(done).lean());
      const course = run.source.split(':')[1] as string;
      await page.goto(`${demo.lmsUrl}/courses/${course}`);
      const students = Number(await page.locator('dt:has-text("Students this term") + dd').innerText());
      assert.equal(run.counts.enrolments, students + 1, 'its students and its teacher');
      const stored = { course, 'bySource.names-and-roles.state': 'active' } as const;
      assert.equal(await EnrolmentModel.countDocuments({ ...stored, role: 'learner' }), students);
      assert.equal(await EnrolmentModel.countDocuments({ ...stored, role: 'staff' }), 1);
    } finally {
      await database.close();
    }
  });

  test('an instructor adds a link by deep linking, and it opens with what was chosen', async () => {
    await page.goto(`${demo.lmsUrl}/my`);
    await page.locator('main .card a').first().click();
    await page.getByRole('link', { name: 'Add Recommended next courses' }).click();
    await panel.getByLabel('Title').fill('After this course');
    await panel.getByRole('button', { name: 'Add to course' }).click();
    await panel.getByRole('heading', { name: 'Added: After this course' }).waitFor();
    await panel.getByRole('link', { name: /^To / }).click();
    await page.waitForURL(/\/courses\/\d+$/);
    await page.getByRole('link', { name: 'After this course', exact: true }).click();
    await panel.getByRole('heading', { name: 'After this course', level: 1 }).waitFor();
  });

  test('an administrator comes to the administration from the menu', async () => {
    await page.context().clearCookies();
    await page.goto(demo.lmsUrl);
    await page.locator('.card', { hasText: 'Administrator' }).getByRole('button').click();
    await page.getByRole('link', { name: 'Administration of the tool' }).click();
    await page.waitForURL(/\/administration\/sign-in/);
    await page.getByRole('button').click();
    await page.getByText('Lindenhof College').first().waitFor();
  });

  test('who enrols in the LMS is offered the course no more, at once', async () => {
    await openAs(/Art and Media Design/);
    const [first = ''] = await titles();
    await panel.locator('.card h3 a').first().click();
    await page.getByRole('button', { name: 'Enrol me' }).click();
    await page.getByText('You are in this course.').waitFor();
    await page.goto(`${demo.lmsUrl}/next-courses`);
    await showsCards();
    assert.ok(!(await titles()).includes(first));
  });

  for (const [name, path] of [
    ['sign-in', '/'],
    ['my courses', '/my'],
    ['a course', '/courses/120'],
    ['the catalogue', '/courses'],
  ] as const)
    test(`the demo LMS: ${name} has no accessibility fault, light or dark, nor is wider than its window`, async () => {
      await page.goto(`${demo.lmsUrl}${path}`);
      assert.deepEqual(await faultsInEveryLook(page, [320, 1280]), []);
    });

  test('Ctrl-C ends it cleanly, and a second start has lost nothing and trains no more', async () => {
    assert.equal(await demo.stop('SIGINT'), 0);
    await demo.start();
    assert.doesNotMatch(demo.output.join(''), /Demo college|Model/);
    await openAs(/just arrived/);
    await panel.getByText('Matches your interest in photography').first().waitFor();
  });

  test('kill -9 of all of it: the next start goes on from the same data', async () => {
    await demo.stop('SIGKILL');
    await demo.start();
    await openAs(/Nursing, second year/);
    assert.equal((await titles()).length, 5);
  });

  testEveryPage(() => ({ demo }));
  testEveryTask(() => ({ page, demo }));

  test('a taken port and an owned data folder are said in words, with exit code 1', async () => {
    const main = join(projectRoot, 'dist', 'src', 'main.js');
    const again = (changes: NodeJS.ProcessEnv) => {
      const { status, stderr } = spawnSync(process.execPath, [main], {
        env: { ...demo.environment, ...changes },
        encoding: 'utf8',
        timeout: 60_000,
      });
      return { status, stderr };
    };
    const taken = again({});
    assert.equal(taken.status, 1);
    assert.match(taken.stderr, /Port \d+ is taken by another program.*set PORT to a free port/);
    const owned = again({ PORT: `${await freePort()}`, DEMO_PORT: `${await freePort()}` });
    assert.equal(owned.status, 1);
    assert.match(owned.stderr, /data folder .* is in use.*DATA_DIR/s);
  });
});
