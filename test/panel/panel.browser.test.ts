// Takes about 42 s.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import express from 'express';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { axeViolations } from '../../scripts/screens/axe.ts';
import type { Recommendation } from '../../src/answering/recommendation.ts';
import type { GoalStanding } from '../../src/panel/panel-goals.ts';
import { languages } from '../../src/words/languages.ts';
import { browserMissing } from '../browser/browser.ts';
import { faultsInEveryLook, widths } from '../browser/looks.ts';
import { Pages } from '../browser/pages.ts';
import { type Served, serve } from '../browser/serve.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

const goal: GoalStanding = {
  ...{ scheme: 'esco', name: 'Data analyst' },
  skills: [
    {
      name: 'statistics',
      isEssential: true,
      standing: 'has',
      courses: [
        { title: 'Statistics with Real Data', language: 'en' },
        { title: 'الإحصاء لاتخاذ القرار', language: 'ar' },
      ],
    },
    { name: 'SQL', isEssential: true, standing: 'missing', courses: [] },
  ],
};
describe('the panel in a browser', { skip: browserMissing }, () => {
  let pages: Pages;
  let tool: Served;
  let lms: Served;
  let college: FakeCollege;

  before(async () => {
    pages = await Pages.launch();
  });
  after(() => pages.close());

  beforeEach(async () => {
    college = new FakeCollege(exampleCourses());
    lms = await serve(() => lmsPages(), '127.0.0.1');
    for (const { course } of college.courses) course.url &&= `${lms.url}/course`;
    tool = await serve((publicUrl) =>
      panelApp({ college, publicUrl, session: { platformOrigins: [lms.url] } }),
    );
  });
  afterEach(async () => {
    await tool.close();
    await lms.close();
  });

  /** An LMS with a page that frames `?frame=`, and keeps what the frame tells it in `window.told`. */
  function lmsPages() {
    const app = express();
    app.get('/', (req, res) => {
      res.send(`<title>LMS</title><link rel="icon" href="data:,"><iframe title="Tool" width="700" height="300" src="${req.query['frame']}"></iframe>
        <script>addEventListener('message', (event) => { window.told = { ...event.data, from: event.origin } })</script>`);
    });
    app.get('/course', (_req, res) => void res.send('<title>The course</title>'));
    return app;
  }

  async function openPanel(path = '/panel', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await pages.open(options);
    await page.goto(`${tool.url}${path}`);
    return page;
  }

  async function inFrame(page: Page, site = lms): Promise<Frame> {
    await page.goto(`${site.url}/?frame=${tool.url}/panel`);
    const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
    assert.ok(frame);
    return frame;
  }

  const asTile = (offer: Recommendation): Recommendation => ({
    ...offer,
    course: { ...offer.course, key: `tile ${offer.course.key}` },
  });
  const titles = (page: Page | Frame) => page.locator('.card h3').allInnerTexts();
  const more = (page: Page | Frame, title: string) =>
    page.locator(`summary[aria-label="More about ${title}"]`);
  const notInterested = (page: Page | Frame, title: string) =>
    page.getByRole('button', { name: `Not interested in ${title}` });

  test('a menu of a filter is cut at no edge, however wide the frame is, and from whichever side it is read', async () => {
    college.choices = {
      subject: Array.from({ length: 16 }, (_, i) => ({ value: `A subject ${i}`, label: `A subject ${i}` })),
      ...{ level: ['beginner', 'advanced'], starts: ['2027-01', '2027-09'], language: ['en', 'de', 'fr'] },
    };
    const page = await openPanel();
    for (const direction of ['ltr', 'rtl'])
      for (const width of [320, 700, 768, 976, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const cut = await page.evaluate<string[]>(`
          document.documentElement.dir = '${direction}';
          [...document.querySelectorAll('.filters details')].flatMap((menu) => {
            menu.open = true;
            const { left, right } = menu.querySelector('ul').getBoundingClientRect();
            menu.open = false;
            return left < 0 || right > document.documentElement.clientWidth ? menu.textContent : [];
          })`);
        assert.deepEqual(cut, [], `${direction}, ${width} px`);
      }
  });

  test(`has no accessibility fault, light and dark, and is not wider than its window at ${widths.join(', ')} px`, async () => {
    college.learnerProfile.interests = ['climate'];
    college.learnerProfile.goal = goal.name;
    college.goals = [goal];
    college.languageTags = ['en', 'de'];
    college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data', rating: 5 }];
    college.events = [
      { learner: 'ada', type: 'searched', text: 'نباتات' },
      { learner: 'ada', type: 'searched', text: 'plants' },
    ];
    college.events.push({ learner: 'ada', type: 'dismissed', course: 'sta-150' });
    college.saves = ['env-110'];
    college.rows = [{ theme: { kind: 'popular' }, courses: college.courses.slice(5).map(asTile) }];
    college.choices = {
      subject: ['Mathematics', 'الرياضيات'].map((value) => ({ value, label: value })),
      ...{ level: ['beginner', 'advanced'], starts: ['2027-01', '2027-09'], language: ['en', 'ar'] },
    };
    const page = await openPanel('/panel?dismissed=sta-150', {
      viewport: { width: 320, height: 800 },
    });
    await page.getByText('Why am I seeing this?').click();
    await more(page, 'Plant Physiology').click();
    await more(page, 'Ethics of Nature').click();
    await page.locator('.filters summary', { hasText: 'Subject' }).click();
    assert.deepEqual(await faultsInEveryLook(page), []);
    await page.goto(`${tool.url}/panel/profile?goals=data`);
    await page.getByText('Skills for this goal').click();
    assert.deepEqual(await faultsInEveryLook(page), [], 'profile');
    for (const list of ['saved', 'hidden']) {
      await page.goto(`${tool.url}/panel/${list}`);
      assert.deepEqual(await faultsInEveryLook(page), [], list);
    }
  });

  test('nor has the plan, where the names of terms are long', async () => {
    const course = exampleCourses()[0]?.course;
    assert.ok(course);
    college.saves = [course.key];
    college.planned = { courses: [{ course, state: { kind: 'open' }, needs: [] }], nodes: [], terms: [] };
    const page = await openPanel('/panel/plan', { locale: 'es' });
    await page.locator('.planned summary').first().click();
    assert.deepEqual(await faultsInEveryLook(page), []);
  });

  test('nor has the first visit, and a goal is checked without a script and with one', async () => {
    college.hasSkipped = false;
    college.languageTags = ['en', 'ar'];
    for (const javaScriptEnabled of [false, true]) {
      const page = await openPanel('/panel', { javaScriptEnabled });
      await page.getByLabel('Mathematics').check();
      await page.getByLabel('A goal, if you have one').fill('Computing');
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByText('Computing: 1 course matches.').waitFor();
      assert.ok(await page.getByLabel('Mathematics').isChecked());
      if (javaScriptEnabled) assert.deepEqual(await faultsInEveryLook(page), []);
    }
    const page = await openPanel();
    await page.getByLabel('Mathematics').check();
    await page.getByRole('button', { name: 'Show my suggestions' }).click();
    await page.getByText('Your profile is saved').first().waitFor();
    assert.deepEqual(college.learnerProfile.interests, ['Mathematics']);
  });

  test('a goal is found and picked, and its skills are there at once', async () => {
    college.goals = [goal];
    const page = await openPanel('/panel/profile');
    await page.getByLabel('Find a career goal').fill('data');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Pick one of the occupations').waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'goals-found');
    await page.getByRole('button', { name: goal.name }).click();
    await page.getByRole('heading', { name: `Your goal: ${goal.name}` }).waitFor();
    assert.equal(college.learnerProfile.goal, goal.name);
  });

  test('nor has any of its other states', async () => {
    const page = await openPanel('/panel/profile');
    await page.getByLabel('In your own words').fill('x'.repeat(61));
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.locator('.problem[id]').waitFor();
    assert.deepEqual(await axeViolations(page), [], 'refused profile');
    college.courses = [];
    await page.goto(`${tool.url}/panel`);
    assert.deepEqual(await axeViolations(page), [], 'no courses');
    await page.goto(`${tool.url}/nowhere`);
    assert.deepEqual(await axeViolations(page), [], 'no such page');
  });

  for (const javaScriptEnabled of [true, false])
    test(`is light also on a dark computer, as the LMS is, until the person wants it dark, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const page = await pages.open({ colorScheme: 'dark', javaScriptEnabled });
      const frame = await inFrame(page);
      const ground = () =>
        frame.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
      const light = await ground();
      assert.equal(light, 'rgb(255, 255, 255)');
      await frame.getByRole('button', { name: 'Dark colours' }).click();
      await frame.getByRole('button', { name: 'Light colours' }).waitFor();
      assert.equal(await ground(), 'rgb(20, 24, 29)');
      if (javaScriptEnabled)
        assert.equal(
          await frame.evaluate('document.activeElement.textContent.trim()'),
          'Light colours',
          'the focus stays at the button',
        );
      await frame.getByRole('button', { name: 'Light colours' }).click();
      await frame.getByRole('button', { name: 'Dark colours' }).waitFor();
      assert.equal(await ground(), light);
    });

  for (const [look, options] of Object.entries({
    'of the LMS': {},
    'of the person': { contrast: 'more' },
    'of the system’s own few colours': { forcedColors: 'active' },
  } as const))
    test(`what is chosen is told by a line in the high contrast ${look}`, async () => {
      college.isHighContrast = look === 'of the LMS';
      college.learnerProfile.interests = ['Mathematics'];
      college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
      college.events = [{ learner: 'ada', type: 'rated', course: 'sta-150', rating: 5 }];
      const page = await openPanel('/panel', options);
      const line = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).outlineStyle);
      const chosen = '.tabs [aria-current]';
      assert.deepEqual([await line(chosen), await line('.tabs a:not([aria-current])')], ['solid', 'none']);
      await page.goto(`${tool.url}/panel/profile`);
      for (const [chosen, other] of [
        ['.pick:has(:checked)', '.pick:not(:has(:checked))'],
        ['[aria-pressed=true]', '[aria-pressed=false]'],
      ] as const)
        assert.deepEqual([await line(chosen), await line(other)], ['solid', 'none'], chosen);
    });

  test('what can be pressed is at least 44 px high, and nothing moves by itself', async () => {
    const page = await openPanel('/panel', { viewport: { width: 320, height: 800 } });
    for (const target of await page.locator('button, summary, .pick, input[type=text]').all())
      assert.ok(((await target.boundingBox())?.height ?? 0) >= 44, await target.innerText());
    const shift = await page.evaluate<number>(`new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(sum), 100);
    })`);
    assert.equal(shift, 0);
  });

  test('what something in between answers in the place of the tool is said to be no answer', async () => {
    const page = await openPanel();
    await page.route('**/dismissed?*', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    );
    await notInterested(page, 'Statistics with Real Data').click();
    await page.getByText('nothing was changed').waitFor();
    assert.equal((await titles(page)).length, 5);
  });

  test('while the database is away an action says that nothing was changed, the list stays, and a reload shows it from memory', async () => {
    const page = await openPanel();
    const before = await titles(page);
    college.isAway = true;
    await notInterested(page, 'Statistics with Real Data').click();
    await page.getByText('We cannot reach our data at the moment, so nothing was changed').waitFor();
    assert.deepEqual(await titles(page), before);
    await page.reload();
    await page.getByText('This is what was last suggested to you').waitFor();
    assert.deepEqual(await faultsInEveryLook(page), []);
    assert.equal(await page.getByRole('heading', { level: 2 }).count(), before.length);
    college.isAway = false;
    await page.getByRole('link', { name: 'Try again' }).click();
    await notInterested(page, 'Statistics with Real Data').waitFor();
    assert.deepEqual(await titles(page), before);
  });

  test('dismissing and undoing by keyboard keeps the page, the place and the focus', async () => {
    const page = await openPanel();
    await page.evaluate('window.samePage = true');
    const focused = () =>
      page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()');
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 30; presses++) {
        if ((await focused()) === name) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`${name} was not reached with Tab`);
    };

    const said = (text: string) => page.getByRole('status').getByText(text).waitFor();
    await tabTo('Save Statistics with Real Data');
    await page.keyboard.press('Enter');
    await said('“Statistics with Real Data” is saved.');
    assert.match(await focused(), /^Saved: Statistics with Real Data/);
    assert.equal(await page.locator('[data-live=saved]').innerText(), '1');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Not interested in Statistics with Real Data');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.equal(await focused(), 'Undo');
    assert.equal(await page.locator('.cards > li').nth(2).locator('.hidden-card').count(), 1);
    await said('“Statistics with Real Data” will not be suggested again.');
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Tab');
    assert.equal(await focused(), 'I know this already: Statistics with Real Data');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'I know this already', pressed: true }).waitFor();
    assert.equal(await focused(), 'I know this already: Statistics with Real Data');
    await said('“Statistics with Real Data” will not be suggested again, and counts as known');
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'Undo');

    await page.keyboard.press('Enter');
    await said('can be suggested again');
    assert.equal(await focused(), 'Not interested in Statistics with Real Data');
    assert.equal(await page.locator('.hidden-card').count(), 0);
    assert.ok((await titles(page)).includes('Statistics with Real Data'));
    assert.equal(await page.evaluate('window.samePage'), true);
  });

  test('courses are rated one after another by keyboard: the focus stays at the button', async () => {
    college.takenCourses = [
      { key: 'sta-150', title: 'Statistics with Real Data' },
      { key: 'cs-105', title: 'Programming for Scientists' },
    ];
    const page = await openPanel('/panel/profile');
    await page.getByRole('button', { name: 'Liked it: Statistics with Real Data' }).focus();
    await page.keyboard.press('Enter');
    const liked = page.getByRole('button', { name: 'Liked it: Statistics with Real Data' });
    await page.getByText('What you said about “Statistics with Real Data” counts').first().waitFor();
    assert.equal(await liked.getAttribute('aria-pressed'), 'true');
    assert.equal(
      await page.evaluate('document.activeElement.ariaLabel'),
      'Liked it: Statistics with Real Data',
    );
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page
      .getByRole('button', { name: 'Not for me: Programming for Scientists', pressed: true })
      .waitFor();
    assert.deepEqual(
      college.events.map((event) => event.type === 'rated' && [event.course, event.rating]),
      [
        ['sta-150', 5],
        ['cs-105', 1],
      ],
    );
    assert.deepEqual(await axeViolations(page), []);
  });

  for (const width of [320, 976, 1280])
    test(`nothing moves at ${width} px, whatever is pressed: saving, hiding, saying why, bringing back, rating`, async () => {
      college.takenCourses = [
        { key: 'sta-150', title: 'Statistics with Real Data' },
        { key: 'cs-105', title: 'Programming for Scientists' },
        { key: 'phi-130', title: 'Ethics of Nature' },
      ];
      const page = await openPanel('/panel', { viewport: { width, height: 800 } });
      const places = (items: string) =>
        page
          .locator(items)
          .evaluateAll((all) =>
            all.map((one) => one.getBoundingClientRect().top + one.ownerDocument.documentElement.scrollTop),
          );
      const all = '.cards > li, .about > details';
      const before = await places(all);
      const stay = async (what: string) => assert.deepEqual(await places(all), before, what);
      await page.getByRole('button', { name: 'Save Plant Physiology' }).click();
      await page.getByRole('button', { name: 'Saved: Plant Physiology' }).waitFor();
      await stay('by saving');
      for (const title of ['Plant Physiology', 'Statistics with Real Data']) {
        await notInterested(page, title).click();
        await page.getByText(`“${title}” will not be suggested`).and(page.locator('.cards *')).waitFor();
        await stay(`by hiding ${title}`);
      }
      const cut = await page
        .locator('.hidden-actions')
        .evaluateAll((rows) => rows.filter((row) => row.scrollWidth > row.clientWidth).length);
      assert.equal(cut, 0, 'every reason is in view');
      await page.getByRole('button', { name: 'Not now: Plant Physiology' }).click();
      await page.getByRole('button', { name: 'Not now: Plant Physiology', pressed: true }).waitFor();
      await stay('by saying why');
      await page.locator('.cards > li').first().getByRole('button', { name: 'Undo' }).click();
      await notInterested(page, 'Plant Physiology').waitFor();
      await stay('by bringing back');
      assert.equal(
        await page.getByRole('button', { name: 'Undo' }).count(),
        1,
        'the other one can still be undone',
      );
      const shifted = await page.evaluate<number>(`new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      })`);
      assert.equal(shifted, 0);

      await page.goto(`${tool.url}/panel/profile`);
      await page.getByLabel('In your own words').fill('not saved yet');
      const rated = 'Liked it: Programming for Scientists';
      const buttons = await places('.taken button');
      await page.getByRole('button', { name: rated }).click();
      await page.getByRole('button', { name: rated, pressed: true }).waitFor();
      assert.deepEqual(await places('.taken button'), buttons, 'by rating');
      assert.equal(await page.getByLabel('In your own words').inputValue(), 'not saved yet');
    });

  test('five of five cards are in view at 976 × 800, as in the middle of an LMS, in every language', async () => {
    for (const [i, { course }] of college.courses.entries()) {
      Object.assign(course, { code: `ABC${100 + i}`, subject: course.categories[0], taughtIn: 'en' });
      college.courses[i]!.sequence = {
        readiness: { state: 'met' },
        opens: { course: 'Deep Learning', more: 2 },
      };
    }
    for (const { tag } of languages) {
      const page = await openPanel('/panel', { viewport: { width: 976, height: 800 }, locale: tag });
      const bottoms = await page
        .locator('.cards > li')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().bottom)));
      assert.equal(bottoms.length, 5);
      assert.ok(Math.max(...bottoms) <= 800, `in ${tag} they end at ${bottoms}`);
    }
  });

  test('an action while another one is under way is carried out after it, and one pressed twice is one', async () => {
    const page = await openPanel();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/dismissed?*', async (route) => {
      await held;
      await route.continue();
    });
    await notInterested(page, 'Plant Physiology').dblclick();
    await notInterested(page, 'Statistics with Real Data').click();
    release();
    await page.getByRole('button', { name: 'Undo' }).nth(1).waitFor();
    assert.deepEqual(
      college.events.map((event) => event.type === 'dismissed' && event.course),
      ['bot-201', 'sta-150'],
    );
    assert.deepEqual(
      await page
        .locator('.cards > li')
        .evaluateAll((all) => all.slice(0, 3).map((one) => one.firstElementChild?.className)),
      ['hidden-card', 'card', 'hidden-card'],
    );
  });

  test('says so when the tool cannot be reached, and lets the person try again', async () => {
    const page = await openPanel();
    await page.context().setOffline(true);
    await notInterested(page, 'Plant Physiology').click();
    const message = page.getByText('could not be reached, so nothing was changed');
    await message.waitFor();
    const [said, button] = [
      await message.boundingBox(),
      await notInterested(page, 'Plant Physiology').boundingBox(),
    ];
    assert.ok(
      said && button && said.y >= button.y + button.height && said.y < button.y + 100,
      'it is said beside it',
    );
    await page.context().setOffline(false);
    await notInterested(page, 'Plant Physiology').click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.ok(!(await titles(page)).includes('Plant Physiology'));
  });

  test('does all of it without JavaScript', async () => {
    college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
    const page = await openPanel('/panel', { javaScriptEnabled: false });
    await notInterested(page, 'Plant Physiology').click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.ok(!(await titles(page)).includes('Plant Physiology'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('can be suggested again').waitFor();
    assert.ok((await titles(page)).includes('Plant Physiology'));
    await page.getByRole('button', { name: 'Save Plant Physiology' }).click();
    await page.getByRole('button', { name: 'Saved: Plant Physiology' }).waitFor();
    await page.getByRole('link', { name: 'My plan 1' }).click();
    await page.getByRole('heading', { name: 'My plan' }).waitFor();
    await page.getByRole('link', { name: 'Back to the suggestions' }).click();
    await page.getByRole('button', { name: 'Saved: Plant Physiology' }).click();
    await page.getByRole('link', { name: 'My plan 0' }).waitFor();
    await page.getByRole('link', { name: 'My profile' }).click();
    await page.getByLabel('Mathematics').check();
    await page.getByLabel('In your own words').fill('climate, maps');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByText('Your profile is saved').waitFor();
    assert.deepEqual(college.learnerProfile.interests, ['Mathematics', 'climate', 'maps']);
    await page.getByRole('button', { name: 'Liked it: Statistics with Real Data' }).click();
    await page.getByRole('button', { name: 'Liked it: Statistics with Real Data', pressed: true }).waitFor();
    await page.getByRole('link', { name: 'Back to the suggestions' }).click();
    await page.getByText('Matches your interest in Mathematics').first().waitFor();
    await page.getByLabel('What are you looking for?').fill('statistics');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('button', { name: 'Let my suggestions follow this search' }).click();
    await page.getByText('Your suggestions follow your search for “statistics”').waitFor();
    await page.getByText('Forget my searches').click();
    assert.equal(await page.getByText('Your searches are forgotten').count(), 0, 'it is asked first');
    await page.getByRole('button', { name: 'Yes, forget them' }).click();
    await page.getByText('Your searches are forgotten').waitFor();
    await page.getByRole('link', { name: 'To go with my courses now' }).click();
    await page.getByText('Goes with Botany for Beginners').first().waitFor();
  });

  for (const javaScriptEnabled of [true, false])
    test(`a course opens outside the frame and is recorded once, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const page = await pages.open({ javaScriptEnabled });
      const frame = await inFrame(page);
      await frame.getByRole('link', { name: 'Plant Physiology' }).click();
      await page.waitForURL(`${lms.url}/course`);
      await college.recorded;
      assert.deepEqual(college.events, [{ learner: 'ada', type: 'opened', course: 'bot-201' }]);
    });

  test('tells the LMS how high the frame must be, again when that changes', async () => {
    const page = await pages.open();
    const frame = await inFrame(page);
    const told = `window.told?.subject === 'lti.frameResize' && window.told.from === '${tool.url}'`;
    await page.waitForFunction(told);
    const height = await page.evaluate<number>('window.told.height');
    assert.equal(
      height,
      await frame.evaluate('Math.ceil(document.documentElement.getBoundingClientRect().height)'),
    );
    await frame.getByText('Why am I seeing this?').click();
    await page.waitForFunction(`window.told.height > ${height}`);
  });

  test('is not shown in a frame of any other site', async (t) => {
    const stranger = await serve(() => lmsPages(), '127.0.0.1');
    t.after(() => stranger.close());
    const frame = await inFrame(await pages.open(), stranger);
    assert.equal(await frame.locator('.card').count(), 0);
  });

  test('breaks none of its own rules: the console stays silent', async () => {
    const page = await pages.open();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const frame = await inFrame(page);
    await notInterested(frame, 'Plant Physiology').click();
    await frame.getByRole('button', { name: 'Undo' }).click();
    await notInterested(frame, 'Plant Physiology').waitFor();
    assert.deepEqual(complaints, []);
  });
});
