import { join } from 'node:path';
import { test } from 'node:test';
import mongoose from 'mongoose';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { InstitutionModel } from '../../models/institution.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { openAs, signInAsAdministrator, toolFrame, type Visitor } from '../../scripts/screens/faces.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { launchWithoutThirdPartyCookies } from '../browser/browser.ts';
import { ClickTable } from './click-table.ts';
import {
  administratorTasks,
  lmsAdministratorTasks,
  newcomerTasks,
  studentTasks,
  type Task,
  teacherTasks,
} from './journeys.ts';
import type { RunningDemo } from './running-demo.ts';
import { type Manner, manners, Walker } from './walker.ts';

/** ms */
const longestWait = 10_000;

interface Journey extends Pick<Visitor, 'card' | 'inCourse'> {
  who: string;
  tasks: readonly Task[];
  /** In a window of the tool's own, not in a frame of the LMS. */
  inWindow?: boolean;
}

/** Each manner has a student of its own: one who deletes everything has no courses afterwards. */
const students: Record<Manner, RegExp> = {
  'without JavaScript': /Music, first year/,
  'by keyboard alone': /Nursing, second year/,
};

/** The tool's administrator first: no model that has learnt from somebody who deleted everything can be put back. */
const journeys = (manner: Manner): Journey[] => [
  { who: 'Administrator of the tool', card: /Administrator/, tasks: administratorTasks, inWindow: true },
  { who: 'Administrator of the LMS', card: /Administrator/, tasks: lmsAdministratorTasks },
  { who: 'Teacher', card: /Instructor/, inCourse: true, tasks: teacherTasks },
  { who: 'Newcomer', card: /just arrived/, tasks: newcomerTasks },
  { who: 'Student', card: students[manner], tasks: studentTasks },
];

/**
 * Every task of every role: inside a frame of another site, third-party cookies blocked, with a pointer and no JavaScript, and by
 * keyboard alone with it. The clicks that it takes are counted and compared with docs/accessibility.md.
 */
export function testEveryTask(now: () => { page: Page; demo: RunningDemo }): void {
  const clicks = new ClickTable();

  for (const manner of manners)
    test(`every task of every role, ${manner}`, async (t) => {
      const { page: shared, demo } = now();
      const options = { javaScriptEnabled: manner !== 'without JavaScript' };
      const other = options.javaScriptEnabled ? undefined : await launchWithoutThirdPartyCookies(options);
      t.after(() => other?.close());
      const page = (await other?.context.newPage()) ?? shared;
      page.setDefaultTimeout(longestWait);
      await addModel(demo);
      for (const { who, tasks, inWindow, ...visitor } of journeys(manner)) {
        await page.goto('about:blank');
        const open = () => begin(page, demo.lmsUrl, visitor, inWindow);
        for (const task of tasks)
          await t.test(`${who}: ${task.name}`, async () => {
            const walker = new Walker(page, inWindow ? page : page.frameLocator('#tool'), manner);
            await open();
            if (task.before) {
              await task.before(walker);
              await open();
            }
            walker.clicks = 0;
            await task.walk(walker);
            clicks.add(who, task.name, manner, walker.clicks);
            await task.after?.(walker);
          });
      }
    });

  test('docs/accessibility.md says how many clicks each task takes', () =>
    clicks.assertIn(join(projectRoot, 'docs', 'accessibility.md')));
}

/** Comes to the page that a task begins with; a new launch only where the tool is not open. */
async function begin(
  page: Page,
  lms: string,
  visitor: Pick<Visitor, 'card' | 'inCourse'>,
  inWindow = false,
): Promise<void> {
  const isOpen = page.url() !== 'about:blank' && page.url() !== '';
  if (inWindow) {
    if (isOpen) await page.goto(new URL('/administration', page.url()).href);
    else await signInAsAdministrator(page, lms);
  } else if (isOpen && new URL(page.url()).pathname === '/next-courses') {
    const frame = toolFrame(page);
    await frame.goto(new URL('/panel', frame.url()).href);
  } else await openAs(visitor, page, lms, 'en');
}

/** A copy of the model that serves, as a training a moment ago would have left it: it can be put in. */
async function addModel({ dataDirectory }: RunningDemo): Promise<void> {
  const database = await openDatabase({ dataDirectory, log: pino({ level: 'silent' }), share: true });
  try {
    const institution = await InstitutionModel.findOne({ liveModel: { $exists: true } }).lean();
    const live = await TrainedModelModel.findById(institution?.liveModel).lean();
    if (!live) throw new Error('The demo has no model.');
    await TrainedModelModel.create({
      ...{ ...live, _id: new mongoose.Types.ObjectId(), createdAt: new Date() },
      ...(live.data && { data: { ...live.data, readAt: new Date() } }),
    });
  } finally {
    await database.close();
  }
}
