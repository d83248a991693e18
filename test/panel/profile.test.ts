import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import request from 'supertest';
import type { Session } from '../../models/session.ts';
import type { GoalStanding } from '../../src/panel/panel-goals.ts';
import { foundCourse, searchAnswer } from './fake-college.ts';
import { panelApp } from './panel-app.ts';
import { publicUrl, visitPanel } from './visit.ts';

const visit = visitPanel();
const { open, submit } = visit;

describe('the first visit', () => {
  const checked = (page: string) => [...page.matchAll(/value="([^"]*)" checked/g)].map(([, value]) => value);
  beforeEach(() => {
    visit.college.hasSkipped = false;
    visit.college.languageTags = ['en', 'de'];
  });

  test('asks above the cards what interests somebody of whom nothing is known, with how many courses there are', async () => {
    const page = await open();
    assert.ok(page.indexOf('class="picker"') < page.indexOf('class="cards"'));
    assert.match(page, /<bdi>Environment<\/bdi> <small>2 courses<\/small>.*name="pick" value="Environment"/);
    assert.match(page, /<bdi>German<\/bdi> <small>8<\/small>/);
    assert.match(page, /To begin with, until you have told us something/);
    assert.match(page, /these are courses that many take/);
    const moodles = await open('/panel', panelApp({ college: visit.college, session: { locale: 'pt_br' } }));
    assert.match(moodles, /class="picker"/, 'the LMS’s name of a language is no BCP 47 tag');
    visit.college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
    assert.doesNotMatch(await open(), /class="picker"/, 'who has taken something');
    visit.college.takenCourses = [];
    for (const session of [{ role: 'instructor' }, { learner: undefined }] as const)
      assert.doesNotMatch(
        await open('/panel', panelApp({ college: visit.college, session })),
        /class="picker"/,
      );
    assert.doesNotMatch(await open('/panel?purpose=supplement'), /class="picker"/);
  });

  test('says so where most of the courses are those of a programme', async () => {
    const { recommend } = visit.college;
    const ofNursing = { kind: 'often-taken-by', programme: 'Nursing', year: 1 } as const;
    const withFellows = (count: number) => {
      visit.college.recommend = async (asked) =>
        (await recommend(asked)).map((offer, i) => (i < count ? { ...offer, reasons: [ofNursing] } : offer));
      return open('/panel', panelApp({ college: visit.college }));
    };
    assert.match(await withFellows(3), /most of these are what students of Nursing take/);
    assert.match(await withFellows(2), /these are courses that many take/);
  });

  test('answers a goal with what there is, and keeps what was picked so far', async () => {
    const check = (goal: string) => open(`/panel?pick=Mathematics&goal=${goal}&language=de&check=goal`);
    const page = await check('Computing');
    assert.match(page, /class="answer good" id="picker-answer">Computing: 1 course matches\.</);
    assert.deepEqual(checked(page), ['Mathematics', 'de']);
    assert.match(page, /id="picker-goal"[^>]* value="Computing"/);
    visit.college.search = async ({ text }) =>
      searchAnswer(
        text,
        ['Beasts', '<Plants>', 'Stones'].map((title) =>
          foundCourse({ course: { key: title, title, categories: [] }, strength: 'related' }),
        ),
        true,
      );
    assert.match(
      await check('Vet'),
      /class="answer warn"[^>]*>Vet: no course here yet\. Nearest: Beasts and &lt;Plants&gt;\.</,
    );
    assert.deepEqual(visit.college.learnerProfile.interests, [], 'nothing is stored by asking');
  });

  test('is over once something is told, which counts at once', async () => {
    const answer = await submit('/panel/picked', {
      pick: 'Mathematics',
      goal: 'Vet',
      language: ['en'],
    });
    assert.deepEqual(visit.college.learnerProfile, {
      ...{ interests: ['Mathematics'], goal: 'Vet', skills: [], languages: [] },
    });
    const page = await open(answer.headers['location'] as string);
    assert.match(page, /Your profile is saved\. 1 course matches it\. There is no course for “Vet” yet\./);
    assert.match(page, /Matches your interest in Mathematics/);
    assert.doesNotMatch(page, /class="picker"/);
    assert.match(await open('/panel/profile'), /value="Mathematics" checked/);
  });

  test('can be skipped, also by sending nothing, and is not asked again', async () => {
    for (const path of ['/panel/skipped', '/panel/picked']) {
      visit.college.hasSkipped = false;
      const answer = await submit(path);
      assert.equal(answer.headers['location'], '/panel');
      assert.doesNotMatch(await open(), /class="picker"/, path);
    }
  });
});

test('says that interests decide only to who has told some', async () => {
  visit.college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  visit.college.learnerProfile = { interests: [], goal: '', skills: [], languages: [] };
  assert.match(await open(), /Chosen from what you have studied\. Under My profile/);
  visit.college.learnerProfile = { interests: ['climate'], goal: '', skills: [], languages: [] };
  assert.match(await open(), /Chosen from what you have studied and what interests you/);
});

test('nobody is said to be suggested what follows from studies or interests that nothing is known of', async () => {
  const introduction = async (path = '/panel', session: Partial<Session> = {}) =>
    /class="introduction">(.*?)<\/p>/s.exec(
      await open(path, panelApp({ college: visit.college, session })),
    )?.[1];
  assert.match((await introduction()) ?? '', /^Nothing is known here yet of what you have studied/);
  visit.college.learnerProfile.languages = ['de'];
  assert.match((await introduction()) ?? '', /^Nothing is known here yet/);
  visit.college.learnerProfile.interests = ['climate'];
  assert.match((await introduction()) ?? '', /^Chosen from what you tell/);
  visit.college.learnerProfile.interests = [];
  visit.college.events = [{ learner: 'ada', type: 'searched', text: 'plants' }];
  assert.match((await introduction()) ?? '', /^Chosen from what you tell/);
  visit.college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  assert.match((await introduction()) ?? '', /^Chosen from what you have studied/);
  visit.college.takenCourses = [];
  assert.match(
    (await introduction('/panel', { course: 'sta-150' })) ?? '',
    /^Chosen from what you have studied/,
  );
});

describe('the profile', () => {
  const empty = { interests: [], goal: '', skills: [], languages: [] };

  test('changes the next answer at once', async () => {
    visit.college.languageTags = ['en', 'de'];
    const answer = await submit('/panel/profile', {
      pick: 'Mathematics',
      words: 'climate,  old  maps ',
      goal: ' Data analyst',
      skills: 'SQL, drawing',
      language: 'de',
    });
    assert.equal(answer.status, 303);
    assert.deepEqual(visit.college.learnerProfile, {
      interests: ['Mathematics', 'climate', 'old maps'],
      goal: 'Data analyst',
      skills: ['SQL', 'drawing'],
      languages: ['de'],
    });
    const page = await open(answer.headers['location'] as string);
    assert.match(page, /Your profile is saved/);
    assert.match(await open(), /Matches your interest in Mathematics/);
    assert.match(page, /value="Mathematics" checked/);
    assert.match(page, /value="climate, old maps"/);
    assert.match(page, /value="Data analyst"/);
    assert.match(page, /value="SQL, drawing"/);
    assert.match(page, /<bdi>Goal: Data analyst<\/bdi>/);
    assert.match(page, /value="de" checked/);
    assert.doesNotMatch(page, /value="en" checked/);
  });

  test('offers goals to pick from, and languages only where there is a choice', async () => {
    visit.college.goals = [{ scheme: 'own', name: 'Data analyst', skills: [] }];
    const page = await open('/panel/profile');
    assert.match(page, /list="goals"/);
    assert.match(page, /<option value="Data analyst">/);
    assert.doesNotMatch(page, /name="language"/);
  });

  test('can be cleared', async () => {
    visit.college.learnerProfile = { ...empty, interests: ['climate'], goal: 'Nurse' };
    await submit('/panel/profile', { words: ' , ' });
    assert.deepEqual(visit.college.learnerProfile, empty);
  });

  test('that is too long is refused beside the field, and what was typed stays', async () => {
    const long = 'x'.repeat(61);
    for (const [field, sent, most] of [
      ['words', `maps, ${long}`, 60],
      ['goal', 'x'.repeat(201), 200],
      ['skills', `maps, ${long}`, 60],
    ] as const) {
      const answer = await submit('/panel/profile', { [field]: sent });
      assert.equal(answer.status, 422);
      assert.match(answer.text, new RegExp(`too long: please keep each to ${most} characters`));
      const described = `aria-describedby="${field}-hint ${field}-problem" aria-invalid="true"`;
      assert.ok(answer.text.includes(described), field);
      assert.ok(answer.text.includes(`value="${sent}"`), field);
    }
    assert.deepEqual(visit.college.learnerProfile, empty);
  });

  test('that is sent as something other than the form does not break the page', async () => {
    const huge = await submit('/panel/profile', { words: 'x'.repeat(20_000) });
    assert.equal(huge.status, 413);
    assert.match(huge.text, /does not understand/);
    const json = await request(visit.app)
      .post('/panel/profile')
      .set('Origin', publicUrl)
      .send({ words: { a: 1 }, goal: [] });
    assert.equal(json.status, 303);
    assert.deepEqual(visit.college.learnerProfile, empty);
  });
});

describe('a career goal', () => {
  const goal: GoalStanding = {
    scheme: 'esco',
    name: 'Datenanalystin',
    skills: [
      { name: 'Statistik', isEssential: true, standing: 'has', courses: [{ title: 'Numbers' }] },
      { name: 'SQL', isEssential: true, standing: 'learning', courses: [{ title: 'Tables' }] },
      {
        name: '<b>Diagramme</b>',
        isEssential: true,
        standing: 'taught',
        courses: [{ title: 'Pictures', language: 'en' }, { title: 'Charts' }],
      },
      { name: 'Kaffee', isEssential: true, standing: 'missing', courses: [] },
      { name: 'Latein', isEssential: false, standing: 'missing', courses: [] },
    ],
  };

  test('shows which of its skills the learner has, which courses teach the others, and which none teaches', async () => {
    visit.college.goals = [goal];
    visit.college.learnerProfile = { interests: [], goal: 'datenanalystin', skills: [], languages: [] };
    const page = await open('/panel/profile');
    assert.match(page, /Your goal: Datenanalystin/);
    assert.match(page, /Of the 4 skills that it needs above all, your courses have taught you 1\./);
    const text = page.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
    assert.match(text, /From courses you took Statistik Numbers In your courses now SQL Tables/);
    assert.match(text, /Taught by other courses here &lt;b&gt;Diagramme&lt;\/b&gt; Pictures and Charts/);
    assert.match(text, /Not taught by any course here Kaffee Which/);
    assert.match(text, /uses the ESCO classification of the European Commission/);
    assert.doesNotMatch(text, /Latein/, 'what is useful and not taught is not missed');
  });

  test('that no taxonomy knows is shown as it was written, without skills', async () => {
    visit.college.learnerProfile = { interests: [], goal: 'lighthouse poet', skills: [], languages: [] };
    const page = await open();
    assert.match(page, /Goal: lighthouse poet/);
    assert.doesNotMatch(await open('/panel/profile'), /class="goal"/);
  });

  test('is found among all occupations and picked, without a script; the rest of the profile stays', async () => {
    visit.college.goals = [goal, { ...goal, name: 'Data clerk' }];
    visit.college.learnerProfile = { interests: ['climate'], goal: '', skills: ['SQL'], languages: [] };
    const searched = await submit('/panel/goals', { text: ' daten ' });
    const page = await open(searched.headers['location'] as string);
    assert.match(page, /type="hidden" name="goal" value="Datenanalystin"/);
    assert.doesNotMatch(page, /type="hidden" name="goal" value="Data clerk"/);
    const picked = await submit('/panel/goal', { goal: 'Datenanalystin' });
    assert.match(await open(picked.headers['location'] as string), /Your profile is saved/);
    assert.deepEqual(visit.college.learnerProfile, {
      ...{ interests: ['climate'], goal: 'Datenanalystin', skills: ['SQL'], languages: [] },
    });
  });

  test('that nothing is found for can be written all the same', async () => {
    const page = await open('/panel/profile?goals=lamplighter');
    assert.match(page, /No occupation with “lamplighter” in its name is known/);
    assert.match(await open('/panel/profile?goals=%3Cscript%3E'), /“&lt;script&gt;”/);
  });
});

describe('a search that suggestions are to follow', () => {
  test('is recorded, said to count, and can be forgotten', async () => {
    visit.college.search = async ({ text }) => searchAnswer(text, [], false);
    const answer = await submit('/panel/searches', { text: '  deep\u202e sea ' });
    assert.equal(answer.headers['location'], '/panel?searched=deep+sea');
    assert.deepEqual(visit.college.events, [{ learner: 'ada', type: 'searched', text: 'deep sea' }]);
    const page = await open(answer.headers['location'] as string);
    assert.match(page, /Your search for “deep sea” counts for the next few days/);
    assert.match(page, /Your suggestions follow your search for “deep sea”/);
    assert.doesNotMatch(await open('/panel?searched=send+money'), /send money/);
    const forgotten = await submit('/panel/searches');
    assert.equal(forgotten.headers['location'], '/panel?searches=forgotten');
    assert.doesNotMatch(await open('/panel?searches=forgotten'), /Your suggestions follow your search/);
  });

  test('longer than anybody types is cut', async () => {
    await submit('/panel/searches', { text: 'é'.repeat(500) });
    assert.deepEqual(visit.college.events, [{ learner: 'ada', type: 'searched', text: 'é'.repeat(60) }]);
  });
});
