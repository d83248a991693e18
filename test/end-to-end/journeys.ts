import assert from 'node:assert/strict';
import type { Walker } from './walker.ts';

/** What somebody comes for. It begins on the page that the launch opens, and leaves nothing behind that a later one minds. */
export interface Task {
  name: string;
  walk(walker: Walker): Promise<void>;
  /** What has to be so before, or is put back after: it counts no clicks. */
  before?(walker: Walker): Promise<void>;
  after?(walker: Walker): Promise<void>;
}

const firstTitle = async ({ root }: Walker) =>
  root.locator('.cards .card:not(.is-saved) h3').first().innerText();
const steering = 'Settings, preview and figures of this course’s page';

async function yourData(walker: Walker): Promise<void> {
  await walker.unfold(walker.root.locator('summary', { hasText: 'Why am I seeing this?' }));
  await walker.press('link', 'See, download or delete your data');
}

async function deleteTold(walker: Walker): Promise<void> {
  await yourData(walker);
  await walker.tick(walker.root.getByLabel('I know that this cannot be undone').first());
  await walker.press('button', 'Delete what I told you and did');
  await walker.sees('What you told us and did is deleted.');
}

async function search(walker: Walker): Promise<void> {
  await walker.type('What are you looking for?', 'history');
  await walker.press('button', 'Search');
  await walker.heading(/courses? for “history”/);
}

async function openPlanned(walker: Walker): Promise<void> {
  await walker.press('link', /^My plan/);
  await walker.unfold(walker.root.locator('.planned summary').first());
}

export const studentTasks: readonly Task[] = [
  {
    name: 'see five suggestions, each with its reason',
    async walk({ root }) {
      await root.locator('.cards > li .reason').nth(4).waitFor();
      assert.equal(await root.locator('.cards > li').count(), 5);
    },
  },
  {
    name: 'open one in the LMS',
    async walk(walker) {
      await walker.press('link', await firstTitle(walker));
      await walker.page.waitForURL(/\/courses\/\d+$/);
    },
  },
  {
    name: 'save one',
    async walk(walker) {
      const title = await firstTitle(walker);
      await walker.press('button', `Save ${title}`);
      await walker.root.getByRole('button', { name: `Saved: ${title}` }).waitFor();
    },
  },
  {
    name: 'plan a saved one for a term',
    async walk(walker) {
      await openPlanned(walker);
      await walker.chooseLast('Move to');
      await walker.press('button', 'Move');
      await walker.sees(/is planned for/);
    },
  },
  {
    name: 'take it out of the plan',
    async walk(walker) {
      await openPlanned(walker);
      await walker.press('button', /^Remove .* from my plan$/);
      await walker.sees(/is no longer in your plan/);
    },
  },
  {
    name: 'hide one, say why, and undo it',
    async walk(walker) {
      const title = await firstTitle(walker);
      await walker.press('button', `Not interested in ${title}`);
      await walker.press('button', `Not now: ${title}`);
      await walker.root.getByRole('button', { name: `Not now: ${title}`, pressed: true }).waitFor();
      await walker.press('button', 'Undo');
      await walker.root.getByRole('button', { name: `Not interested in ${title}` }).waitFor();
    },
  },
  {
    name: 'bring back one that was hidden earlier',
    async before(walker) {
      await walker.press('button', `Not interested in ${await firstTitle(walker)}`);
      await walker.root.getByRole('button', { name: 'Undo' }).waitFor();
    },
    async walk(walker) {
      await walker.press('link', /hidden course/);
      // Nothing is said but that it is gone from the list.
      const hidden = walker.root.getByRole('button', { name: /^Bring back / });
      await hidden.first().waitFor();
      const last = hidden.nth((await hidden.count()) - 1);
      await walker.press('button', /^Bring back /);
      await last.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'see only what is open to me',
    async walk(walker) {
      await walker.press('link', 'Open to me');
      await walker.root.locator('.filters [aria-current=true]').waitFor();
    },
  },
  { name: 'search', walk: search },
  {
    name: 'ask why a course is not suggested',
    async walk(walker) {
      await search(walker);
      await walker.press('link', /^(Why not this one|How does it rank for me)\?/);
      await walker.heading(/^Why (not )?“/);
    },
  },
  {
    name: 'set a goal and see the path to it',
    async walk(walker) {
      await walker.press('link', 'My profile');
      await walker.type('Career goal', 'Historian');
      await walker.press('button', 'Save profile');
      await walker.sees('Your profile is saved');
      await walker.press('link', 'Back to the suggestions');
      await walker.press('link', 'See the path');
      await walker.heading('The way to Historian');
    },
  },
  {
    name: 'say that a course was good',
    async walk(walker) {
      await walker.press('link', 'My profile');
      await walker.press('button', /^Liked it: /);
      await walker.root
        .getByRole('button', { name: /^Liked it: /, pressed: true })
        .first()
        .waitFor();
    },
  },
  {
    name: 'pause personal suggestions',
    async walk(walker) {
      await yourData(walker);
      await walker.press('button', 'Pause');
      await walker.sees('Personal suggestions are paused.');
    },
    async after(walker) {
      await walker.press('button', 'Go on');
      await walker.sees('Personal suggestions go on.');
    },
  },
  {
    name: 'download my data',
    async walk(walker) {
      await yourData(walker);
      const [file] = await Promise.all([
        walker.page.waitForEvent('download'),
        walker.press('link', 'Download everything (JSON)'),
      ]);
      assert.equal(file.suggestedFilename(), 'next-courses.json');
      assert.equal(await file.failure(), null);
    },
  },
  { name: 'delete what I told and did', walk: deleteTold },
  {
    name: 'delete everything and stop personal suggestions',
    async walk(walker) {
      await yourData(walker);
      await walker.tick(walker.root.getByLabel('I know that this cannot be undone').last());
      await walker.press('button', 'Delete everything and stop');
      await walker.sees('Everything is deleted, and personal suggestions are off.');
    },
  },
  {
    name: 'allow them again',
    async walk(walker) {
      await walker.press('link', 'Your data, and allowing personal suggestions again');
      await walker.press('button', 'Allow personal suggestions');
      await walker.sees('Personal suggestions are on again.');
    },
  },
];

export const newcomerTasks: readonly Task[] = [
  {
    name: 'say what interests me',
    before: deleteTold,
    async walk(walker) {
      await walker.tick(walker.root.locator('.picker .subjects input').first());
      await walker.press('button', 'Show my suggestions');
      await walker.sees('Your profile is saved');
    },
  },
  {
    name: 'ask whether a goal has courses',
    before: deleteTold,
    async walk(walker) {
      await walker.type('A goal, if you have one', 'History');
      await walker.press('button', 'Check');
      await walker.sees(/^History: /);
    },
  },
  {
    name: 'skip the questions',
    before: deleteTold,
    async walk(walker) {
      await walker.press('button', 'Skip: show me popular courses');
      await walker.root.locator('.picker').waitFor({ state: 'detached' });
      await walker.root.locator('.cards > li').nth(4).waitFor();
    },
  },
];

async function openSteering(walker: Walker): Promise<void> {
  await walker.press('link', steering);
  await walker.heading('Steer the suggestions of this course');
}

async function steer(walker: Walker, way: 'Pin' | 'Block', said: string): Promise<void> {
  await openSteering(walker);
  await walker.type('Course title or code', await walker.root.locator('.seen .card h3').first().innerText());
  await walker.press('button', way);
  await walker.sees(said);
}

const fiveCards: Task['after'] = async ({ root }) => {
  await root.getByLabel('How many').selectOption('5');
  // The page of before says that something was saved too.
  await root.locator('body').evaluate((body) => body.setAttribute('data-left', ''));
  await root.getByRole('button', { name: 'Save' }).first().click();
  await root.locator('body:not([data-left]) :is(.notice, .done)').first().waitFor();
};

const takeBack: Task['after'] = async (walker) => {
  await walker.press('button', /^Take back: /);
  await walker.sees(/^Taken back/);
};

export const teacherTasks: readonly Task[] = [
  {
    name: 'change the settings of the course’s page',
    async walk(walker) {
      await openSteering(walker);
      await walker.chooseLast('How many');
      await walker.press('button', 'Save');
      await walker.sees('The settings are saved.');
    },
    after: fiveCards,
  },
  {
    name: 'see it as a student who is new here',
    async walk(walker) {
      await openSteering(walker);
      await walker.press('link', 'New here');
      await walker.sees(/^An invented student who takes this course now, and nothing else/);
    },
  },
  {
    name: 'pin a course',
    walk: (walker) => steer(walker, 'Pin', 'The course is pinned.'),
    after: takeBack,
  },
  {
    name: 'block a course',
    walk: (walker) => steer(walker, 'Block', 'The course is blocked'),
    after: takeBack,
  },
  {
    name: 'ask why a course is not suggested',
    async walk(walker) {
      await openSteering(walker);
      await walker.press('link', 'Why is a course suggested, or not?');
      // The page before has a field of that name too.
      await walker.heading('Why is a course suggested, or not?');
      await walker.type('Course title or code', 'Choir');
      await walker.press('button', 'Ask');
      await walker.sees('What follows is said to this student.');
    },
  },
  {
    name: 'see what was shown, opened and taken',
    async walk(walker) {
      await openSteering(walker);
      await walker.press('link', 'What happened');
      await walker.heading('Shown, opened, enrolled, hidden');
    },
  },
];

export const lmsAdministratorTasks: readonly Task[] = [
  {
    name: 'check the installation from inside the LMS',
    async walk(walker) {
      await walker.press('link', 'Check the installation');
      await walker.heading('Check the installation');
    },
  },
];

/** A page of the institution, by the name of its link. */
async function institutionPage(walker: Walker, link: string): Promise<void> {
  await walker.press('link', /^Home of /);
  await walker.press('link', link);
}

async function serveAgain(walker: Walker): Promise<void> {
  await institutionPage(walker, 'Models');
  await walker.press('link', /^Serve this one again/);
  await walker.press('button', 'Serve this one again');
  await walker.sees(/serves from now on/);
}

/** In a window of the tool's own, after signing in. */
export const administratorTasks: readonly Task[] = [
  {
    name: 'see whether everything works',
    async walk(walker) {
      await walker.press('link', /^Home of /);
      await walker.sees(/^(No problem was found|It works, with something to do)\./);
    },
  },
  {
    name: 'see how complete and fresh the data is',
    async walk(walker) {
      await walker.press('link', /^Data of /);
      await walker.heading(/^Data of /);
    },
  },
  {
    name: 'see the models',
    async walk(walker) {
      await institutionPage(walker, 'Models');
      await walker.heading('Trainings');
    },
  },
  { name: 'let an older model serve again', walk: serveAgain },
  {
    name: 'see what is shown',
    async walk(walker) {
      await institutionPage(walker, 'What is shown');
      await walker.heading('What is shown');
    },
  },
  {
    name: 'read the audit log',
    async walk(walker) {
      await institutionPage(walker, 'Audit log');
      await walker.sees('Another model was made to serve');
    },
  },
  {
    name: 'change the settings of all suggestions',
    async walk(walker) {
      await institutionPage(walker, 'Suggestion settings');
      await walker.chooseLast('How many');
      await walker.press('button', 'Save');
      await walker.root.locator('.notice').waitFor();
    },
    after: fiveCards,
  },
  {
    name: 'check the installation',
    async walk(walker) {
      await institutionPage(walker, 'Check installation');
      await walker.heading('Check installation');
    },
  },
  {
    name: 'rename the institution',
    async walk(walker) {
      await institutionPage(walker, 'Name and LMS');
      await walker.type('Name of the institution', 'Lindenhof College');
      await walker.press('button', 'Save');
      await walker.root.locator('.notice').waitFor();
    },
  },
  {
    name: 'make an address that registers an LMS',
    async walk(walker) {
      await walker.press('button', 'Make an approved registration address');
      await walker.sees('shown only now');
    },
  },
];
