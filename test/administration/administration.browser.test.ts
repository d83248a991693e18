// Takes about 31 s.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import mongoose from 'mongoose';
import type { Page } from 'playwright-core';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { signInAddress } from '../../src/administration/sign-in.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { noCounts } from '../../src/sync/apply/apply.ts';
import { browserMissing } from '../browser/browser.ts';
import { allSchemes, violationsIn, widths } from '../browser/looks.ts';
import { overflows } from '../browser/overflows.ts';
import { Pages } from '../browser/pages.ts';
import { type Served, serve } from '../browser/serve.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { administrationApp } from './administration-app.ts';

describe('the administration page in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let tool: Served;
  let database: TestDatabase;

  before(async () => {
    database = await openTestDatabase();
    pages = await Pages.launch();
    tool = await serve((publicUrl) => administrationApp(publicUrl));
    for (const [name, pendingSince] of [
      ['Approved College of the Arts and Sciences', undefined],
      ['moodle.a-school-with-a-rather-long-name.example', new Date()],
    ] as const) {
      const issuer = 'https://moodle.a-school-with-a-rather-long-name.example';
      const { _id: registration } = await createRegistration({ issuer, clientId: `c-${name}`, name });
      const deployment = { registration, deploymentId: '1', ...(pendingSince && { pendingSince }) };
      await createInstitution({ name, ...deployment });
    }
  });
  after(async () => {
    await pages.close();
    await tool.close();
    await database.close();
  });

  async function signedIn(): Promise<Page> {
    const page = await pages.open({ viewport: { width: 1280, height: 800 } });
    await page.goto(await signInAddress(tool.url));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${tool.url}/administration`);
    return page;
  }

  test(`every page, light and dark: axe finds nothing and nothing overflows at ${widths.join(', ')} px`, async () => {
    const page = await signedIn();
    const problems: string[] = [];
    const look = async (name: string) => {
      const found = [...(await overflows(page, widths)), ...(await violationsIn(allSchemes, page))];
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    };
    await look('institutions');
    await page.getByRole('button', { name: 'Make an approved registration address' }).click();
    await page.getByText('shown only now').waitFor();
    await look('invitation');
    for (const product of ['moodle', 'canvas', 'other']) {
      await page.goto(`${tool.url}/administration/by-hand?product=${product}`);
      await look(product);
    }
    const approved = await InstitutionModel.findOne({ pendingSince: { $exists: false } }).lean();
    const own = `${tool.url}/administration/institutions/${approved?._id}`;
    await somethingOfEverything(approved?._id as never);
    const rejected = `/models/${rejectedId}`;
    for (const path of [
      '',
      '/model',
      '/models',
      rejected,
      '/shown',
      '/panels',
      '/people',
      '/access',
      '/notices',
      '/audit',
      '/settings',
      '/check',
    ]) {
      await page.goto(`${own}${path}`);
      for (const details of await page.locator('summary').all()) await details.click();
      await look(path);
    }
    await page.goto(`${own}/audit`);
    const log = await page.locator('.scrolls table').boundingBox();
    assert.ok(log && log.width > 600, 'its rows are as wide as their box scrolls, and not squeezed');
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(`${own}${rejected}`);
    const filled = await page
      .locator('.chart .area')
      .evaluateAll((all) => all.map((one) => one.ownerDocument.defaultView?.getComputedStyle(one).fill));
    assert.deepEqual([...new Set(filled)], ['none'], 'no area covers the lines in the system’s few colours');
    await page.emulateMedia({ forcedColors: 'none' });
    await page.goto(`${own}/people`);
    await page.getByLabel('Id of the person').fill('4711');
    await page.getByRole('button', { name: 'Look' }).click();
    await page.getByText('Nothing is stored under this id').waitFor();
    await page.locator('summary').click();
    await look('one person');
    await page.goto(`${own}/access`);
    await page.getByLabel('Name of the system').fill('portal');
    await page.getByRole('button', { name: 'Issue a secret' }).click();
    await page.getByText('shown only this once').waitFor();
    await look('a new secret');
    await page.setExtraHTTPHeaders({ 'Accept-Language': 'ar' });
    for (const path of ['', '/models', '/shown', '/people', '/access', '/notices', '/settings']) {
      await page.goto(`${own}${path}`);
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      await look(`${path} from right to left`);
    }
    await page.setExtraHTTPHeaders({ 'Accept-Language': 'en' });
    await page.goto(`${tool.url}/administration/by-hand`);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('Not registered yet').waitFor();
    await look('problems');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${tool.url}/administration/sign-in`);
    await look('sign-in');
    assert.deepEqual(problems, []);
  });

  const rejectedId = new mongoose.Types.ObjectId();

  /** So that the pages have no empty part. */
  async function somethingOfEverything(institutionId: mongoose.Types.ObjectId): Promise<void> {
    await issueCredential(institutionId, 'a-system-with-a-rather-long-name-of-sixty-characters-in-all-1', [
      'https://moodle.a-school-with-a-rather-long-name.example/with/a/path',
    ]);
    const said = { institutionId, source: 'csv', seenAt: new Date() };
    const long = 'A category with a rather long name, such as Interdisciplinary Studies of the Environment';
    await CourseModel.create([
      { ...said, key: 'a', title: 'Course a', categories: ['Art'] },
      { ...said, key: 'b', title: 'Course b', categories: [long] },
    ]);
    const at = new Date();
    const card = {
      institutionId,
      type: 'shown' as const,
      course: 'a',
      position: 1,
      propensity: 0.5,
      score: 1,
      at,
    };
    await EventModel.insertMany([
      ...Array.from({ length: 60 }, (_, i) => ({ ...card, learner: `l${i}` })),
      { institutionId, type: 'searched' as const, text: 'x', learner: 'l1', at },
    ]);
    const model = {
      ...{ institutionId, hyperparameters: {}, dataFingerprint: 'x' },
      metrics: { 'model.ndcgAt10': 0.4, 'popularity.ndcgAt10': 0.1 },
      intervals: { model: [0.38, 0.42], popularity: [0.08, 0.12] },
      curves: [
        { network: 'gmf', ndcgAt10: [0.1, 0.2, 0.19] },
        { network: 'attention', ndcgAt10: [0.15, 0.16] },
      ],
    };
    const kept = { ...model, state: 'accepted' as const, weights: rejectedId };
    const live = await TrainedModelModel.create(kept as never);
    await TrainedModelModel.create(kept as never);
    await TrainedModelModel.create({ ...model, _id: rejectedId, state: 'rejected' } as never);
    await InstitutionModel.updateOne({ _id: institutionId }, { liveModel: live._id, isModelHeld: true });
    const counts = { ...noCounts, rows: 12, courses: 1, rejected: 11, changed: 1 };
    await SyncRunModel.create({
      ...{ institutionId, source: 'csv', state: 'done', startedAt: at, finishedAt: at, counts },
    });
    await AuditEntryModel.create({
      ...{
        institutionId,
        at,
        role: 'operator',
        what: 'institution-renamed',
        values: { before: 'x'.repeat(150) },
      },
    });
  }

  test('an LMS is disconnected by keyboard alone, and nothing is done before it is asked', async () => {
    const page = await signedIn();
    const approved = await InstitutionModel.findOne({ pendingSince: { $exists: false } }).lean();
    await page.goto(`${tool.url}/administration/institutions/${approved?._id}/settings`);
    await page.locator('summary').focus();
    for (const key of ['Enter', 'Tab', 'Space', 'Tab']) await page.keyboard.press(key);
    assert.ok((await InstitutionModel.findById(approved?._id).lean())?.registration);
    await page.keyboard.press('Enter');
    await page.getByText('The LMS is disconnected').waitFor();
  });

  test('an institution is approved by keyboard alone', async () => {
    const page = await signedIn();
    for (let presses = 0; presses < 20; presses++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate<string>('document.activeElement.textContent');
      if (focused.startsWith('Approve')) break;
    }
    await page.keyboard.press('Enter');
    await page.getByText('is approved: people can open the tool there').waitFor();
    assert.equal(await InstitutionModel.countDocuments({ pendingSince: { $exists: true } }), 0);
  });

  test('a wrong form puts the cursor where something is wrong', async () => {
    const page = await signedIn();
    await page.goto(`${tool.url}/administration/by-hand?product=moodle`);
    await page.getByLabel('Name of the institution').fill('Moodle College');
    await page.keyboard.press('Enter');
    await page.getByText('Not registered yet').waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'site');
    assert.equal(await page.getByLabel('Name of the institution').inputValue(), 'Moodle College');
  });

  test('what is to be entered elsewhere is copied by a button', async () => {
    const page = await signedIn();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${tool.url}/administration/by-hand?product=moodle`);
    await page.getByRole('button', { name: 'Copy: Initiate login URL' }).click();
    await page.getByText('Copied.').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), `${tool.url}/lti/login`);
  });
});
