import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import request from 'supertest';
import { panelApp } from './panel-app.ts';
import { publicUrl, titlesIn, visitPanel } from './visit.ts';

const visit = visitPanel();
const { open, submit } = visit;

describe('not interested', () => {
  test('hides the course, says so in its place with an offer to undo, and brings another with the next page', async () => {
    const answer = await submit('/panel/dismissed?course=sta-150');
    assert.equal(answer.status, 303);
    const back = answer.headers['location'] as string;
    assert.equal(back, '/panel?dismissed=sta-150');
    assert.deepEqual(visit.college.events, [{ learner: 'ada', type: 'dismissed', course: 'sta-150' }]);

    const page = await open(back);
    assert.deepEqual(
      [...page.matchAll(/<li data-course="([^"]*)">\s*<(\w+) class="([\w-]*)/g)].map(([, key, , what]) => [
        key,
        what,
      ]),
      [
        ['bot-201', 'card'],
        ['env-110', 'card'],
        ['sta-150', 'hidden-card'],
        ['his-240', 'card'],
        ['chem/101 &amp; more', 'card'],
      ],
    );
    assert.match(page, /<a href="\/panel\/hidden[^"]*">1 hidden course<\/a>/);
    const titles = titlesIn(await open());
    assert.equal(titles.length, 5);
    assert.ok(!titles.includes('Statistics with Real Data'));
    assert.ok(titles.includes('Programming for Scientists'));
    assert.match(page, /“Statistics with Real Data” will not be suggested again/);
    assert.match(page, /action="\/panel\/restored\?course=sta-150&amp;/);
  });

  test('can be given a reason with one press, and what that does is said', async () => {
    await submit('/panel/dismissed?course=sta-150');
    const actions = (page: string) =>
      [...page.matchAll(/action="(\/panel\/dismissed\?course=sta-150[^"]*)&amp;of=[^"]*"/g)].map(([, one]) =>
        one?.replace('&amp;', '&'),
      );
    const page = await open('/panel?dismissed=sta-150');
    assert.deepEqual(
      actions(page),
      ['unsuitable', 'hard', 'known', 'later'].map((why) => `/panel/dismissed?course=sta-150&why=${why}`),
    );
    for (const [why, said] of [
      ['unsuitable', /Data” will not be suggested again\.</],
      ['hard', /Data” will not be suggested until \d+ \w+ \d{4}\.</],
      ['known', /Data” will not be suggested again, and counts as known where a course builds on it\.</],
      ['later', /Data” will not be suggested until \d+ \w+ \d{4}\.</],
    ] as const) {
      const answer = await submit(`/panel/dismissed?course=sta-150&why=${why}`);
      assert.deepEqual(visit.college.events.at(-1), {
        learner: 'ada',
        type: 'dismissed',
        course: 'sta-150',
        why,
      });
      const after = await open(answer.headers['location'] as string);
      assert.match(after, said);
      assert.equal(after.match(/aria-pressed="true"/g)?.length, 1, why);
    }
    await submit('/panel/dismissed?course=sta-150&why=nonsense');
    assert.deepEqual(visit.college.events.at(-1), { learner: 'ada', type: 'dismissed', course: 'sta-150' });
  });

  test('can be taken back', async () => {
    await submit('/panel/dismissed?course=sta-150');
    const answer = await submit('/panel/restored?course=sta-150');
    assert.equal(answer.headers['location'], '/panel?restored=sta-150');
    const page = await open('/panel?restored=sta-150');
    assert.ok(titlesIn(page).includes('Statistics with Real Data'));
    assert.match(page, /“Statistics with Real Data” can be suggested again/);
  });

  test('works for course keys with any characters', async () => {
    const action = /action="(\/panel\/dismissed\?course=chem[^"]*)"/.exec(await open())?.[1] as string;
    const answer = await submit(action);
    assert.equal(answer.status, 303);
    assert.deepEqual(visit.college.events, [
      { learner: 'ada', type: 'dismissed', course: 'chem/101 & more' },
    ]);
    assert.match(await open(answer.headers['location'] as string), /“Everyday Chemistry” will not/);
  });

  test('is refused for a course that does not exist, with words', async () => {
    for (const path of [
      '/panel/dismissed?course=nowhere',
      '/panel/dismissed',
      '/panel/dismissed?course=a&course=b',
    ]) {
      const answer = await submit(path);
      assert.equal(answer.status, 404);
      assert.match(answer.text, /not in your institution’s course list/);
      assert.match(answer.text, /course-unknown/);
    }
    assert.deepEqual(visit.college.events, []);
  });

  test('a notice about an unknown course is not shown', async () => {
    for (const key of ['nowhere', 'sta-150'])
      assert.doesNotMatch(
        await open(`/panel?dismissed=${key}`),
        /class="(?:notice|hidden-card)"|id="notice"/,
      );
  });
});

test('hidden courses are listed, the latest first, and each can be brought back', async () => {
  await submit('/panel/dismissed?course=sta-150');
  await submit('/panel/dismissed?course=bot-201');
  const page = await open('/panel/hidden');
  assert.match(page, /Plant Physiology.*Statistics with Real Data/s);
  assert.match(page, /action="\/panel\/restored\?course=sta-150&amp;list=hidden&amp;/);
  const answer = await submit('/panel/restored?course=sta-150&list=hidden');
  assert.equal(answer.headers['location'], '/panel/hidden?restored=sta-150');
  assert.match(
    await open('/panel/hidden?restored=sta-150'),
    /“Statistics with Real Data” can be suggested again/,
  );
  assert.doesNotMatch(await open('/panel/hidden'), /Statistics with Real Data/);
});

describe('saving a course', () => {
  test('keeps it on the list, says so on the card, and is taken back by pressing again', async () => {
    const answer = await submit('/panel/saved?course=sta-150');
    assert.equal(answer.headers['location'], '/panel?saved=sta-150');
    const page = await open('/panel?saved=sta-150');
    assert.match(page, /“Statistics with Real Data” is saved\./);
    assert.match(page, /data-live="saved">1</);
    assert.match(page, /action="\/panel\/unsaved\?course=sta-150&amp;/);
    assert.match(page, /aria-label="Saved: Statistics with Real Data\. Press to take it off your list\."/);
    const undone = await submit('/panel/unsaved?course=sta-150');
    assert.equal(undone.headers['location'], '/panel?unsaved=sta-150');
    assert.match(await open(), /data-live="saved">0</);
  });

  test('is refused to whoever is no learner, and for a course that does not exist', async () => {
    for (const session of [{ role: 'instructor' }, { role: 'observer' }, { learner: undefined }] as const) {
      const other = panelApp({ college: visit.college, session });
      assert.equal((await submit('/panel/saved?course=sta-150', {}, other)).status, 403);
      assert.doesNotMatch(await open('/panel', other), /\/panel\/(?:un)?saved/);
    }
    assert.equal((await submit('/panel/saved?course=nowhere')).status, 404);
    assert.deepEqual(visit.college.saves, []);
  });
});

describe('a rating', () => {
  beforeEach(() => {
    visit.college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  });
  const actions = (page: string) =>
    [...page.matchAll(/action="(\/panel\/rated[^"]*)&amp;of=[^"]*"/g)].map(([, address]) =>
      address?.replace('&amp;', '&'),
    );

  test('is recorded, shown, and taken back by pressing again', async () => {
    const before = await open('/panel/profile');
    assert.deepEqual(actions(before), [
      '/panel/rated?course=sta-150&rating=5',
      '/panel/rated?course=sta-150&rating=1',
    ]);
    const answer = await submit('/panel/rated?course=sta-150&rating=5');
    assert.equal(answer.headers['location'], '/panel/profile?rated=sta-150');
    assert.deepEqual(visit.college.events, [{ learner: 'ada', type: 'rated', course: 'sta-150', rating: 5 }]);
    const page = await open('/panel/profile?rated=sta-150');
    assert.match(page, /What you said about “Statistics with Real Data” counts/);
    assert.match(page, /aria-pressed="true" aria-label="Liked it: Statistics with Real Data"/);
    assert.equal(actions(page)[0], '/panel/rated?course=sta-150');
    await submit(actions(page)[0] as string);
    assert.doesNotMatch(await open('/panel/profile'), /aria-pressed="true"/);
  });

  test('that is none of 1 to 5 counts as none', async () => {
    for (const rating of ['0', '6', '2.5', 'x', '5&rating=5'])
      await submit(`/panel/rated?course=sta-150&rating=${rating}`);
    assert.ok(visit.college.events.every((event) => event.type === 'rated' && event.rating === undefined));
  });
});

test('opening a course is recorded beside the link, which leads straight to it', async () => {
  assert.match(await open(), /ping="\/panel\/opened\?course=bot-201&amp;/);
  const answer = await request(visit.app)
    .post('/panel/opened?course=bot-201')
    .set('Origin', publicUrl)
    .set('Content-Type', 'text/ping')
    .send('PING');
  assert.equal(answer.status, 204);
  assert.deepEqual(visit.college.events, [{ learner: 'ada', type: 'opened', course: 'bot-201' }]);
});

describe('what was told is answered', () => {
  const afterSaving = async (fields: Record<string, string | string[]>) => {
    const answer = await submit('/panel/profile', fields);
    return open(answer.headers['location'] as string);
  };

  test('with how many courses it means, and with what of it means none', async () => {
    assert.match(
      await afterSaving({ pick: 'Mathematics' }),
      /Your profile is saved\. 1 course matches it\.</,
    );
    assert.match(
      await afterSaving({ pick: ['Mathematics', 'Life Sciences'], goal: 'Vet', skills: 'xyzzy' }),
      /Your profile is saved\. 3 courses match it\. There is no course for “Vet” or “xyzzy” yet\.</,
    );
    assert.match(
      await afterSaving({ goal: 'Vet' }),
      /Your profile is saved\. There is no course for “Vet” yet\.</,
    );
    assert.match(await afterSaving({}), /Your profile is saved\.</);
  });

  test('a search that finds nothing is not said to count', async () => {
    const answer = await submit('/panel/searches', { text: 'xyzzy' });
    const page = await open(answer.headers['location'] as string);
    assert.match(page, /Your search for “xyzzy” changes no suggestion/);
    assert.doesNotMatch(page, /counts for the next few days/);
  });

  test('languages that leave nothing are said to, and any will do at the press of a button', async () => {
    visit.college.languageTags = ['en', 'de'];
    visit.college.learnerProfile = { interests: ['climate'], goal: 'Nurse', skills: [], languages: ['de'] };
    visit.college.otherLanguageCourses = 12;
    assert.doesNotMatch(await open(), /12 more courses/, 'while there are courses');
    const { recommend } = visit.college;
    visit.college.recommend = async () => [];
    visit.app = panelApp({ college: visit.college });
    const page = await open();
    assert.match(page, /12 more courses would suit you, but they are in languages that you have not chosen/);
    assert.doesNotMatch(page, /no further course to suggest/);
    const action = /action="(\/panel\/languages\?[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    const answer = await submit(action ?? assert.fail('There is no button.'));
    visit.college.recommend = recommend;
    assert.deepEqual(visit.college.learnerProfile, {
      ...{ interests: ['climate'], goal: 'Nurse', skills: [], languages: ['en', 'de'] },
    });
    assert.match(await open(answer.headers['location'] as string), /Your profile is saved/);
  });

  test('so it is for who has picked none, and not for who is no learner', async () => {
    visit.college.languageTags = ['en', 'de'];
    visit.college.otherLanguageCourses = 1;
    visit.college.recommend = async () => [];
    assert.match(await open('/panel', panelApp({ college: visit.college })), /\/panel\/languages/);
    const page = await open('/panel', panelApp({ college: visit.college, session: { learner: undefined } }));
    assert.match(page, /One more course is offered here, in another language/);
    assert.doesNotMatch(page, /\/panel\/languages/);
  });

  test('the languages that somebody seems to follow are ticked, and said to be only that', async () => {
    visit.college.languageTags = ['en', 'de'];
    const ticked = async () =>
      [...(await open('/panel/profile')).matchAll(/name="language" value="(\w+)"\s+checked/g)].map(
        ([, tag]) => tag,
      );
    assert.deepEqual(await ticked(), ['en']);
    assert.match(await open('/panel/profile'), /Ticked are the languages of this page/);
    await submit('/panel/profile', { language: 'en' });
    assert.deepEqual(visit.college.learnerProfile.languages, [], 'left as they are');
    await submit('/panel/profile', { language: 'de' });
    assert.deepEqual(await ticked(), ['de']);
    assert.doesNotMatch(await open('/panel/profile'), /Ticked are the languages of this page/);
  });
});
