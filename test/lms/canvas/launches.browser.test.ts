// Takes about 12 s.
// The tool inside the pages of a stand-in for Canvas (canvas-stand-in.ts); no Canvas.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { CourseModel } from '../../../models/course.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { SessionModel } from '../../../models/session.ts';
import {
  browserMissing,
  launchWithoutSiteData,
  launchWithoutThirdPartyCookies,
} from '../../browser/browser.ts';
import { Browsers } from '../../browser/pages.ts';
import { reloadFrame } from '../../browser/reload-frame.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { startWholeTool, type WholeTool } from '../../end-to-end/whole-tool.ts';
import { CanvasStandIn } from '../../support/canvas-stand-in/canvas-stand-in.ts';
import { install } from '../../support/canvas-stand-in/open-tool.ts';
import { roles, students } from '../../support/canvas-stand-in/people.ts';
import type { StandInSchool } from '../../support/canvas-stand-in/stand-in-school.ts';
import { until } from '../../support/until.ts';

describe('in a browser, in the frame of a stand-in for Canvas', { skip: browserMissing }, () => {
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
  const inCourse = { placement: 'course_navigation', person: student, course: botany };

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
      Array.from({ length: 8 }, (_, i) => ({
        ...{ ...said, key: `course-${i}`, title: `Course number ${i}` },
        ...{ description: 'What there is to learn. '.repeat(12), url: `${north.url}/courses/${100 + i}` },
      })),
    );
  });
  after(async () => {
    await browsers.close();
    await canvas?.close();
    await served?.close();
    await tool?.close();
  });

  async function start(launch: typeof launchWithoutSiteData): Promise<void> {
    page = await browsers.pageOf(launch);
    frame = page.frameLocator('#tool');
  }
  const titles = () => frame.locator('.card h3').allInnerTexts();

  test('third-party cookies blocked: the panel, in a frame as high as it is, whose courses open in Canvas', async () => {
    await start(launchWithoutThirdPartyCookies);
    await page.goto(canvas.pageOf(north, inCourse));
    await frame.locator('.card').first().waitFor();
    assert.equal((await titles()).length, 5);
    const panel = page.frame({ url: /\/panel/ });
    // The tool's policy lets no page evaluate a text, as `waitForFunction` does when it asks again.
    await until(() => panel?.evaluate('document.documentElement.scrollHeight <= innerHeight'));
    assert.ok(Number(await page.locator('#tool').getAttribute('height')) > 700, 'it began with 600');
    const address = await frame.locator('.card h3 a').first().getAttribute('href');
    assert.equal(address?.split('/courses/')[0], north.url);
  });

  test('all site data blocked: the visit is kept by the frame of the sso host, also over a reload', async () => {
    await start(launchWithoutSiteData);
    await page.goto(canvas.pageOf(north, inCourse));
    await frame.locator('.card').first().waitFor();
    const visit = await SessionModel.findOne({ storage: { $exists: true } }).lean();
    assert.deepEqual(visit?.storage, { origin: canvas.sso.url, target: 'post_message_forwarding' });
    await reloadFrame(page.frame({ url: /lti\/visit/ }));
    await frame.locator('.card').first().waitFor();
  });

  for (const [setting, launch] of [
    ['third-party cookies blocked', launchWithoutThirdPartyCookies],
    ['all site data blocked', launchWithoutSiteData],
  ] as const)
    test(`${setting}: a teacher adds a link to a module, and it shows a student what the teacher chose`, async () => {
      await start(launch);
      north.links.length = 0;
      await page.goto(canvas.pageOf(north, { placement: 'link_selection', person: teacher, course: botany }));
      await frame.locator('#title').fill('After botany');
      await frame.locator('#cards').fill('2');
      await frame.locator('button[value=add]').click();
      await frame.getByText('Links added: 1').waitFor();
      const [link] = north.links;
      assert.ok(link);
      await page.goto(canvas.pageOf(north, { ...inCourse, link }));
      await frame.getByRole('heading', { name: 'After botany' }).waitFor();
      assert.equal((await titles()).length, 2);
    });
});
