// Takes about 14 s.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { CoursePlan } from '../../src/answering/course-plan.ts';
import type { CourseExplanation } from '../../src/answering/explain-course.ts';
import type { GoalPath } from '../../src/answering/goal-path.ts';
import type { FoundAnswer } from '../../src/answering/search-courses.ts';
import { browserMissing } from '../browser/browser.ts';
import { faultsInEveryLook } from '../browser/looks.ts';
import { Pages } from '../browser/pages.ts';
import { type Served, serve } from '../browser/serve.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege, foundCourse, searchAnswer } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

const botany = { key: 'z', title: 'علم النبات', language: 'ar' };
const inTwoScripts: FoundAnswer[] = [
  foundCourse({
    course: {
      ...{ key: 'a', title: 'نباتات الجبال', language: 'ar', categories: [], code: 'BOT 201' },
      url: 'https://lms.example/a',
    },
    ...{ matched: ['plants'], titleMarks: [[0, 6]], isSaved: true },
    passage: { text: 'نباتات المروج والغابات، من السهل إلى القمة.', language: 'ar', marks: [[0, 6]] },
    state: { kind: 'first-take', courses: [botany] },
  }),
  foundCourse({
    course: { key: 'b', title: 'Donaudampfschifffahrtsgesellschaftskunde', language: 'de', categories: [] },
    ...{ strength: 'related', missing: ['plants'], state: { kind: 'taken' } },
  }),
  foundCourse({
    course: { key: 'sta-150', title: 'Statistics with Real Data', categories: [] },
    ...{ titleMarks: [[11, 15]], state: { kind: 'hidden' } },
  }),
  foundCourse({ course: { key: 'd', title: 'Plants', categories: [] } }),
  foundCourse({
    course: { key: 'e', title: 'Seeds', categories: [] },
    state: { kind: 'opens', opensAt: new Date('2099-01-11') },
  }),
  foundCourse({ course: { key: 'f', title: 'Leaves', categories: [] }, state: { kind: 'no-way-in' } }),
];
const explained: CourseExplanation = {
  course: { key: 'a', title: 'نباتات الجبال', language: 'ar' },
  ...{ state: { kind: 'first-take', courses: [botany] }, verdict: { kind: 'excluded' } },
  exclusions: [{ reason: 'dismissed' }, { reason: 'missing-prerequisite', courses: ['z'] }],
  ...{ place: 23, of: 96, suggested: [botany], reasons: [{ kind: 'popular' }], lacks: ['told', 'history'] },
  path: [
    { key: 'z', after: [], depth: 0 },
    { key: 'a', after: ['z'], depth: 1 },
  ],
  steps: new Map([
    ['z', { course: botany, state: { kind: 'open' } }],
    ['a', { course: { key: 'a', title: 'نباتات الجبال' }, state: { kind: 'steps-away', steps: 2 } }],
  ]),
};

const way: GoalPath = {
  ...{ goal: 'Botanist', isKnown: true },
  steps: [
    {
      ...{ key: 'z', depth: 0, after: [], course: botany, state: { kind: 'open' }, teaches: ['plants'] },
      isSaved: true,
    },
  ],
};
const statistics = { key: 'sta-150', title: 'Statistics with Real Data', language: 'en' };
const planned: CoursePlan = {
  courses: [
    { course: statistics, state: { kind: 'open' }, needs: [] },
    { course: botany, state: { kind: 'first-take', courses: [statistics] }, needs: ['sta-150', 'y'] },
  ],
  nodes: [
    { course: statistics, role: 'planned', depth: 0, after: [] },
    { course: botany, role: 'planned', depth: 1, after: ['sta-150'] },
  ],
  terms: [],
};

describe('the search in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let tool: Served;
  let college: FakeCollege;

  before(async () => {
    pages = await Pages.launch();
  });
  after(() => pages.close());

  beforeEach(async () => {
    college = new FakeCollege(exampleCourses());
    college.search = async ({ text }) => searchAnswer(text, inTwoScripts, text === 'nothing');
    college.explained = explained;
    college.saves = ['sta-150'];
    college.planned = planned;
    college.way = way;
    tool = await serve((publicUrl) => panelApp({ college, publicUrl }));
  });
  afterEach(async () => {
    await tool.close();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await pages.open(options);
    await page.goto(`${tool.url}${path}`);
    return page;
  }

  for (const path of [
    '/panel/search',
    '/panel/search?q=plants&restored=sta-150',
    '/panel/search?q=plants&state=later',
    '/panel/search?q=nothing',
    '/panel/why?course=a&q=plants&dismissed=sta-150',
    '/panel/path',
    '/panel/plan?planned=sta-150',
  ])
    test(`has no accessibility fault in any scheme: ${path}`, async () => {
      const page = await open(path, { viewport: { width: 320, height: 800 } });
      for (const menu of await page.locator('summary').all()) await menu.click();
      assert.deepEqual(await faultsInEveryLook(page), []);
    });

  test('what can be pressed is at least 44 px high', async () => {
    const page = await open('/panel/search?q=plants', { viewport: { width: 976, height: 800 } });
    for (const one of await page.locator('main :is(a, button)').all()) {
      const box = await one.boundingBox();
      const name = await one.innerText();
      // A link in the line of a heading is as high as its line, and the title's is the heading itself.
      if (await one.evaluate((element) => element.closest('h3, .back') !== null)) continue;
      assert.ok((box?.height ?? 0) >= 44, `${name}: ${box?.height}`);
    }
  });

  test('a course that was hidden comes back where it stands, and nothing else moves', async () => {
    const page = await open('/panel/search?q=plants', { viewport: { width: 976, height: 800 } });
    const last = page.locator('.result').last();
    const before = await last.boundingBox();
    college.search = async ({ text }) =>
      searchAnswer(
        text,
        inTwoScripts.map((one) => (one.course.key === 'sta-150' ? { ...one, state: { kind: 'open' } } : one)),
      );
    await page.getByRole('button', { name: 'Bring back Statistics with Real Data' }).click();
    const own = page.locator('.result[data-course="sta-150"]');
    await own.getByText('Open to you').waitFor();
    assert.deepEqual(await last.boundingBox(), before);
    assert.equal(await own.getByRole('button').evaluate((button) => button.matches(':focus')), true);
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'restored', course: 'sta-150' }]);
  });

  test('a plan is changed without JavaScript, by keyboard, and printed without its buttons', async () => {
    const page = await open('/panel/plan', { javaScriptEnabled: false });
    assert.equal(await page.getByRole('button', { name: 'Print' }).count(), 0);
    await page.locator('summary', { hasText: '' }).first().press('Enter');
    await page.getByLabel('Move to').first().selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Move', exact: true }).first().press('Enter');
    await page.getByText('“Statistics with Real Data” is planned for').waitFor();
    assert.match(college.terms.get('sta-150') ?? '', /^\d{4}-[12]$/);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.menu, .back, .why').filter({ visible: true }).count(), 0);
    assert.equal(await page.locator('.where-list').isVisible(), true);
  });

  test('the button that prints stays when a course was moved, and a dark plan is printed in light colours', async () => {
    college.isDark = true;
    const page = await open('/panel/plan');
    await page.getByRole('button', { name: 'Print' }).waitFor();
    await page.locator('summary').first().press('Enter');
    await page.getByLabel('Move to').first().selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Move', exact: true }).first().click();
    await page.getByText('“Statistics with Real Data” is planned for').waitFor();
    await page.evaluate('window.print = () => document.body.append("printed")');
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByText('printed').waitFor();
    const scheme = () => page.evaluate('getComputedStyle(document.documentElement).colorScheme');
    assert.equal(await scheme(), 'dark');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await scheme(), 'light');
    college.isDark = false;
  });

  test('all of it works without JavaScript, by keyboard, from the panel and back', async () => {
    const page = await open('/panel', { javaScriptEnabled: false });
    await page.getByLabel('What are you looking for?').fill('plants');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '6 courses for “plants”' }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('q'), 'plants');
    assert.equal(await page.getByLabel('What are you looking for?').inputValue(), 'plants');
    await page.getByRole('link', { name: 'Hidden by you 1' }).press('Enter');
    assert.equal(await page.locator('.result').count(), 1);
    await page.getByRole('button', { name: 'Bring back Statistics with Real Data' }).press('Enter');
    await page.getByText('“Statistics with Real Data” can be suggested again').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('state'), 'hidden');
    await page.getByRole('link', { name: 'All 6' }).press('Enter');
    await page.getByRole('link', { name: /^See the path to/ }).press('Enter');
    await page.getByRole('heading', { name: 'The way there' }).waitFor();
    await page.getByRole('link', { name: 'Back to the search' }).press('Enter');
    await page.getByRole('link', { name: 'Back to the suggestions' }).first().press('Enter');
    await page.getByRole('heading', { name: 'Recommended next courses' }).waitFor();
  });
});
