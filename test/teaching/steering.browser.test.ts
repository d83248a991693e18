// Takes about 15 s.
// The pages of staff inside the pages of a stand-in for Canvas, on another site (canvas-stand-in.ts); no Canvas.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { SightingModel } from '../../models/sighting.ts';
import {
  browserMissing,
  launchBrowser,
  launchWithoutSiteData,
  launchWithoutThirdPartyCookies,
} from '../browser/browser.ts';
import { faultsInEveryLook } from '../browser/looks.ts';
import { Browsers } from '../browser/pages.ts';
import { type Served, serve } from '../browser/serve.ts';
import { visitOf } from '../end-to-end/launch-through.ts';
import { startWholeTool, type WholeTool } from '../end-to-end/whole-tool.ts';
import { CanvasStandIn } from '../support/canvas-stand-in/canvas-stand-in.ts';
import type { StandInLaunch } from '../support/canvas-stand-in/launch-claims.ts';
import { install, openTool } from '../support/canvas-stand-in/open-tool.ts';
import { roles, students } from '../support/canvas-stand-in/people.ts';
import type { StandInSchool } from '../support/canvas-stand-in/stand-in-school.ts';

describe('staff steer the panel of their course, in a cross-site frame', { skip: browserMissing }, () => {
  let canvas: CanvasStandIn;
  let north: StandInSchool;
  let served: Served;
  let tool: WholeTool;
  const browsers = new Browsers();
  let page: Page;
  let frame: FrameLocator;

  const botany = { id: 'botany', number: 7, title: 'Botany', members: students('north', 3) };
  const student = { id: 'north-student-0', name: 'Greta Unterwegs', roles: roles.student };
  const teacher = { id: 'north-teacher', name: 'Theo Tafel', roles: roles.teacher };
  const as = (person: StandInLaunch['person']) =>
    canvas.pageOf(north, { placement: 'course_navigation', person, course: botany });

  before(async () => {
    canvas = await CanvasStandIn.start('North University');
    [north] = canvas.schools as [StandInSchool];
    north.courses.push(botany);
    served = await serve(() => (req, res) => tool.app(req, res));
    tool = await startWholeTool(served.url, canvas.hosts);
    await install(served.url, canvas, north);
    const institution = await InstitutionModel.findOne().lean();
    assert.ok(institution);
    const said = { institutionId: institution._id, source: 'csv', seenAt: new Date() };
    await CourseModel.create(
      Array.from({ length: 14 }, (_, i) => ({
        ...{ ...said, key: `course-${i}`, title: `Course number ${i}`, categories: ['Biology'] },
        ...{ description: 'What there is to learn. '.repeat(12), url: `${north.url}/courses/${100 + i}` },
      })),
    );
    const longAgo = new Date(Date.now() - 400 * 86_400_000);
    const lately = new Date(Date.now() - 14 * 86_400_000);
    const people = Array.from({ length: 40 }, (_, i) => `l${i}`);
    await SightingModel.insertMany(
      people.slice(0, 30).map((learner, i) => ({
        ...{ institutionId: institution._id, learner, panel: 'botany', course: 'course-1' },
        ...{ shownAt: lately, ...(i < 15 && { openedAt: lately }) },
      })),
    );
    const taking = { ...said, role: 'learner', state: 'completed' } as const;
    await EnrolmentModel.insertMany([
      ...people.map((learner) => ({ ...taking, learner, course: 'botany', at: longAgo })),
      ...people.slice(0, 20).map((learner) => ({
        ...{ ...taking, learner, course: 'course-2' },
        at: new Date(longAgo.getTime() + 150 * 86_400_000),
      })),
    ]);
  });
  after(async () => {
    await browsers.close();
    await canvas?.close();
    await served?.close();
    await tool?.close();
  });
  afterEach(async () => {
    await PanelSettingsModel.collection.deleteMany({});
  });

  async function start(launch: typeof launchWithoutSiteData): Promise<void> {
    page = await browsers.pageOf(launch);
    frame = page.frameLocator('#tool');
  }

  /** By the keyboard alone. */
  async function press(name: string | RegExp, role: 'link' | 'button' = 'link'): Promise<void> {
    await frame.getByRole(role, { name, exact: true }).first().focus();
    await page.keyboard.press('Enter');
  }

  for (const [setting, launch] of [
    ['third-party cookies blocked', launchWithoutThirdPartyCookies],
    ['all site data blocked', launchWithoutSiteData],
  ] as const)
    test(`${setting}: settings, a pin and the figures, by keyboard, and what a student sees of them`, async () => {
      await start(launch);
      await page.goto(as(teacher));
      await press('Settings, preview and figures of this course’s page');
      await frame.getByRole('heading', { name: 'Steer the suggestions of this course' }).waitFor();

      await frame.getByLabel('How many').selectOption('3');
      await frame.getByLabel('A line from you').fill('Ask me in the lab.');
      await page.keyboard.press('Enter');
      await frame.getByText('The settings are saved.').waitFor();
      assert.equal(await frame.locator('.seen .card').count(), 3);
      assert.equal(await frame.locator('.seen .from-staff').innerText(), 'Ask me in the lab.');

      await frame.getByLabel('Course title or code').fill('course number 7');
      await frame.getByLabel('Note', { exact: true }).fill('It opens doors');
      await press('Pin', 'button');
      await frame.getByText('The course is pinned.').waitFor();
      const first = frame.locator('.seen .card').first();
      assert.match(
        await first.innerText(),
        /Course number 7[\s\S]*Recommended by the teacher: “It opens doors”/,
      );
      await press('New here');
      await frame.getByText('An invented student who takes this course now, and nothing else').waitFor();

      await press('What happened');
      await frame.getByRole('cell', { name: '30', exact: true }).waitFor();
      await frame.getByRole('img', { name: 'What my students take next' }).waitFor();

      await page.goto(as(student));
      await frame.getByText('Ask me in the lab.').waitFor();
      const card = frame.locator('.card').first();
      assert.match(
        await card.innerText(),
        /Course number 7[\s\S]*Recommended by the teacher: “It opens doors”/,
      );
      assert.equal(await frame.locator('.courses .cards .card').count(), 3);
      assert.equal(await frame.getByRole('link', { name: /^Settings, preview/ }).count(), 0);
    });

  test('switched off, a student reads so, in the frame too', async () => {
    await start(launchWithoutThirdPartyCookies);
    await page.goto(as(teacher));
    await press('Settings, preview and figures of this course’s page');
    await frame.getByLabel('Show suggestions to students').press('Space');
    await press('Save', 'button');
    await frame.getByText('Off for students').waitFor();
    await page.goto(as(student));
    await frame.getByText('The teacher has switched off suggestions in this course.').waitFor();
  });

  // In a window of its own: axe does not look into frames of other sites.
  test('no page has an accessibility fault, light and dark, nor is wider than its window, with problems and without', async (t) => {
    const launch = { placement: 'course_navigation', person: teacher, course: botany };
    const cookie = visitOf(await openTool(canvas, north, launch));
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const context = await browser.newContext({
      extraHTTPHeaders: { Authorization: `Bearer ${decodeURIComponent(cookie.split('=')[1] as string)}` },
    });
    page = await context.newPage();
    await page.goto(`${served.url}/teaching/panel`);
    await page.getByLabel('Course title or code').fill('course');
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('Several courses fit.').waitFor();
    assert.deepEqual(await faultsInEveryLook(page), []);
    await page.getByRole('button', { name: 'Pin: Course number 3', exact: true }).click();
    await page.getByText('The course is pinned.').waitFor();
    await page.getByText('Edit note').click();
    await page.getByText('Has taken').click();
    assert.deepEqual(await faultsInEveryLook(page), []);
    await page.getByLabel('Heading').fill('x'.repeat(90));
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('at most 80 characters').waitFor();
    assert.deepEqual(await faultsInEveryLook(page), []);
    await page.getByRole('link', { name: 'Why? Course number 3' }).click();
    await page.getByText('What follows is said to this student.').waitFor();
    assert.deepEqual(await faultsInEveryLook(page), []);
    await page.getByRole('link', { name: 'What happened' }).click();
    await page.getByText('As a table').click();
    assert.deepEqual(await faultsInEveryLook(page), []);
  });
});
