import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Express } from 'express';
import mongoose from 'mongoose';
import request from 'supertest';
import { entryWays } from '../../models/course.ts';
import type { Session } from '../../models/session.ts';
import type { GoalStanding } from '../../src/panel/panel-goals.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege, foundCourse, searchAnswer } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

const publicUrl = 'http://localhost:3000';
let college: FakeCollege;
let app: Express;

beforeEach(() => {
  college = new FakeCollege(exampleCourses());
  app = panelApp({ college });
});

/** The panel as a person without JavaScript gets it. */
async function open(path = '/panel', from = app): Promise<string> {
  const answer = await request(from).get(path);
  assert.equal(answer.status, 200);
  return answer.text;
}

function submit(path: string, fields: Record<string, string | string[]> = {}, to = app) {
  return request(to).post(path).set('Origin', publicUrl).type('form').send(fields);
}

function titlesIn(page: string): string[] {
  return [...page.matchAll(/<h3>\s*(?:<a[^>]*>)?<bdi>(.*?)<\/bdi>/gs)].map((match) => match[1] as string);
}

describe('the cards', () => {
  test('show the five best courses, best first', async () => {
    assert.deepEqual(
      titlesIn(await open()),
      exampleCourses()
        .slice(0, 5)
        .map(({ course }) => course.title),
    );
  });

  test('say in which language a title is, where that is known', async () => {
    const [first, second] = exampleCourses();
    assert.ok(first && second);
    const german = { ...first.course, title: 'Pflanzenkunde', language: 'de' };
    const { url: _, ...unlinked } = { ...second.course, title: 'Droit', language: 'fr' };
    college = new FakeCollege([
      { ...first, course: german },
      { ...second, course: unlinked },
    ]);
    const page = await open('/panel', panelApp({ college }));
    assert.match(page, /<a [^>]*lang="de"[^>]*><bdi>Pflanzenkunde</);
    assert.match(page, /<bdi lang="fr">Droit</);
    assert.doesNotMatch(await open(), /<a [^>]* lang=/);
  });

  test('say why each course is there, in plain words', async () => {
    const page = await open();
    for (const reason of [
      'Because you took Botany for Beginners',
      'Matches your interest in climate',
      'Popular in Mathematics',
      'Popular with students here',
    ])
      assert.ok(page.includes(`<bdi>${reason}</bdi>`), reason);
  });

  test('show categories and level, and a short description', async () => {
    const page = await open();
    assert.match(
      page,
      /<p class="facts"><i class="level l1"><\/i><span>Beginner\u00a0· Opens on 19 December 2099</,
    );
    assert.match(page, /<p class="facts">Environment\u00a0· Life Sciences</);
    assert.match(page, /<bdi[^>]*>How plants move water.{100,180}\w …<\/bdi>/);
  });

  test('say how to get in, and what has a date', async () => {
    const page = await open();
    const entries = [...page.matchAll(/<p class="entry"><bdi>(.*?)<\/bdi>/g)].map(([, words]) => words);
    assert.deepEqual(entries, [
      'Open: you can enrol yourself',
      'Opens on 19 December 2099\u00a0· You need a key to enrol\u00a0· Starts on 11 January 2100',
      'Open to members of &lt;Honours&gt; students: you can enrol yourself',
    ]);
  });

  test('call nothing open that opens later, and say of each way what it is', async () => {
    const opensAt = new Date('2099-12-19');
    const said = async (changes: object) => {
      college.courses = [{ ...exampleCourses()[0]!, ...changes }];
      return /<p class="entry"><bdi>(.*?)<\/bdi>/.exec(await open())?.[1];
    };
    assert.equal(await said({ opensAt, wayIn: { way: 'open', opensAt } }), 'Opens on 19 December 2099');
    assert.equal(await said({ opensAt, wayIn: undefined }), 'Opens on 19 December 2099');
    assert.equal(await said({ wayIn: undefined }), undefined);
    const words = new Set<string | undefined>();
    for (const way of entryWays) words.add(await said({ wayIn: { way } }));
    words.add(await said({ wayIn: { way: 'guest', needsKey: true } }));
    words.add(await said({ wayIn: { way: 'cohort', groups: ['Honours'] } }));
    assert.ok(!words.has(undefined));
    assert.equal(words.size, entryWays.length + 2);
  });

  test('link to the course outside the frame, and only where it has a web address', async () => {
    college.courses[1]!.course.url = 'javascript:alert(1)';
    const page = await open();
    assert.match(page, /<a href="http:\/\/127\.0\.0\.1:3001\/course\/bot-201" target="_top" rel="noopener"/);
    assert.doesNotMatch(page, /javascript:/);
    assert.equal(page.match(/target="_top"/g)?.length, 3);
  });

  test('escape what the catalogue and the person say', async () => {
    const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;
    const course = {
      key: hostile,
      title: hostile,
      categories: [hostile],
      level: hostile,
      description: hostile,
    };
    const reasons = [{ kind: 'because-you-took' as const, course: hostile }];
    college.courses = [
      { course, reasons },
      { course: { ...course, url: `https://lms.example/${hostile}` }, reasons },
    ];
    college.learnerProfile = {
      interests: [hostile, `my own ${hostile}`],
      goal: hostile,
      skills: [hostile],
      languages: [],
    };
    college.languageTags = ['en', hostile];
    college.takenCourses = [{ key: hostile, title: hostile }];
    college.events = [{ learner: 'ada', type: 'searched', text: hostile }];
    const page = await open(`/panel?dismissed=${encodeURIComponent(hostile)}`);
    assert.doesNotMatch(page, /<img|<script>|onerror=alert\(1\)>/);
    assert.ok(page.includes('&lt;script&gt;'));
  });
});

describe('not interested', () => {
  test('hides the course, says so in its place with an offer to undo, and brings another with the next page', async () => {
    const answer = await submit('/panel/dismissed?course=sta-150');
    assert.equal(answer.status, 303);
    const back = answer.headers['location'] as string;
    assert.equal(back, '/panel?dismissed=sta-150');
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'dismissed', course: 'sta-150' }]);

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
      assert.deepEqual(college.events.at(-1), { learner: 'ada', type: 'dismissed', course: 'sta-150', why });
      const after = await open(answer.headers['location'] as string);
      assert.match(after, said);
      assert.equal(after.match(/aria-pressed="true"/g)?.length, 1, why);
    }
    await submit('/panel/dismissed?course=sta-150&why=nonsense');
    assert.deepEqual(college.events.at(-1), { learner: 'ada', type: 'dismissed', course: 'sta-150' });
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
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'dismissed', course: 'chem/101 & more' }]);
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
    assert.deepEqual(college.events, []);
  });

  test('a notice about an unknown course is not shown', async () => {
    for (const key of ['nowhere', 'sta-150'])
      assert.doesNotMatch(
        await open(`/panel?dismissed=${key}`),
        /class="(?:notice|hidden-card)"|id="notice"/,
      );
  });
});

test('says that interests decide only to who has told some', async () => {
  college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  college.learnerProfile = { interests: [], goal: '', skills: [], languages: [] };
  assert.match(await open(), /Chosen from what you have studied\. Under My profile/);
  college.learnerProfile = { interests: ['climate'], goal: '', skills: [], languages: [] };
  assert.match(await open(), /Chosen from what you have studied and what interests you/);
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
      const other = panelApp({ college, session });
      assert.equal((await submit('/panel/saved?course=sta-150', {}, other)).status, 403);
      assert.doesNotMatch(await open('/panel', other), /\/panel\/(?:un)?saved/);
    }
    assert.equal((await submit('/panel/saved?course=nowhere')).status, 404);
    assert.deepEqual(college.saves, []);
  });
});

describe('rows below the cards', () => {
  const tile = (key: string) => ({
    ...exampleCourses()[0]!,
    course: { ...exampleCourses()[0]!.course, key },
  });
  beforeEach(() => {
    college.rows = [
      { theme: { kind: 'taking', course: 'Botany <b>' }, courses: ['a', 'b', 'c', 'd', 'e'].map(tile) },
      { theme: { kind: 'different' }, courses: ['f', 'g'].map(tile) },
    ];
  });
  const tilesIn = (page: string) =>
    [...page.matchAll(/<li data-course="(\w)">/g)].map(([, key]) => key).join('');

  test('say in their title why they are there, show three, and more by a link', async () => {
    const page = await open();
    assert.match(page, /<h2 [^>]*>.*<bdi>Because you are taking Botany &lt;b&gt;<\/bdi><\/h2>/);
    assert.match(page, /<bdi>Something different<\/bdi>/);
    assert.equal(tilesIn(page), 'abcfg');
    // What nobody has seen is not remembered as shown.
    assert.equal(
      college.seen
        .at(-1)
        ?.courses.filter((key) => key.length === 1)
        .join(''),
      'abcfg',
    );
    const [, href, text] = /<a href="(\/panel\?row=[^"]*)"[^>]*>(Show [^<]*)</.exec(page) ?? [];
    assert.deepEqual([href, text], ['/panel?row=taking#taking', 'Show 2 more']);
    assert.equal(tilesIn(await open('/panel?row=taking')), 'abcdefg');
    assert.doesNotMatch(await open('/panel?row=taking'), /Show \d more/);
  });

  test('are not repeated on the tiles, which can be saved and hidden as cards can', async () => {
    const page = await open();
    const tiles = page.slice(page.indexOf('class="tiles"'));
    assert.doesNotMatch(tiles, /class="reason"/);
    for (const action of ['saved', 'dismissed'])
      assert.match(tiles, new RegExp(`action="/panel/${action}\\?course=a&amp;`));
  });

  test('are nobody’s but a learner’s', async () => {
    for (const session of [{ role: 'instructor' }, { learner: undefined }] as const)
      assert.doesNotMatch(await open('/panel', panelApp({ college, session })), /class="row"/);
  });
});

describe('filters', () => {
  beforeEach(() => {
    for (const { course } of college.courses) course.subject = course.categories[0] as string;
    college.choices = {
      subject: ['Mathematics', 'Computing'].map((value) => ({ value, label: `${value}!` })),
      ...{ level: ['beginner', 'advanced'], starts: ['2027-01', 'Spring'], language: ['en'] },
    };
  });
  const decoded = (page: string) => page.replaceAll('&amp;', '&');

  test('are links that keep the rest of the address, and menus only where there is a choice', async () => {
    const page = decoded(await open('/panel?purpose=supplement&level=beginner'));
    for (const href of [
      '/panel?purpose=supplement&open=yes&level=beginner',
      '/panel?purpose=supplement&level=beginner&subject=Computing',
      '/panel?purpose=supplement&level=advanced',
      '/panel?purpose=supplement',
    ])
      assert.ok(page.includes(`<a href="${href}"`), href);
    assert.match(page, /is-chosen">.*<bdi>Beginner<\/bdi>/);
    assert.match(page, /<bdi>January 2027<\/bdi>/);
    assert.match(page, /<bdi>Computing!<\/bdi>/);
    assert.doesNotMatch(page, /<bdi>Language<\/bdi>/);
  });

  test('leave only what fits, and stay through every action', async () => {
    const page = decoded(await open('/panel?subject=Mathematics'));
    assert.deepEqual(titlesIn(page), ['Statistics with Real Data']);
    // The search looks through all courses, whatever is filtered here.
    const actions = [...page.matchAll(/(?:action|ping)="([^"]*)"/g)]
      .map(([, address]) => address as string)
      .filter((address) => address !== '/panel/search');
    for (const address of actions) assert.match(address, /\?subject=Mathematics/);
    const answer = await submit('/panel/saved?subject=Mathematics&course=sta-150');
    assert.equal(answer.headers['location'], '/panel?subject=Mathematics&saved=sta-150');
  });

  test('that leave nothing are named, and can be dropped alone', async () => {
    const page = decoded(await open('/panel?open=yes&subject=Nowhere'));
    assert.match(page, /No course is left because of “Nowhere”: without it there are some\./);
    assert.match(page, /<a href="\/panel\?open=yes">Drop “Nowhere”<\/a>/);
    college.recommend = async () => [];
    app = panelApp({ college });
    const all = decoded(await open('/panel?open=yes&subject=Nowhere'));
    assert.match(all, /No course fits all of these filters\./);
    assert.match(all, /<a href="\/panel">Drop all filters<\/a>/);
  });
});

describe('the first visit', () => {
  const checked = (page: string) => [...page.matchAll(/value="([^"]*)" checked/g)].map(([, value]) => value);
  beforeEach(() => {
    college.hasSkipped = false;
    college.languageTags = ['en', 'de'];
  });

  test('asks above the cards what interests somebody of whom nothing is known, with how many courses there are', async () => {
    const page = await open();
    assert.ok(page.indexOf('class="picker"') < page.indexOf('class="cards"'));
    assert.match(page, /<bdi>Environment<\/bdi> <small>2 courses<\/small>.*name="pick" value="Environment"/);
    assert.match(page, /<bdi>German<\/bdi> <small>8<\/small>/);
    assert.match(page, /To begin with, until you have told us something/);
    assert.match(page, /these are courses that many take/);
    const moodles = await open('/panel', panelApp({ college, session: { locale: 'pt_br' } }));
    assert.match(moodles, /class="picker"/, 'the LMS’s name of a language is no BCP 47 tag');
    college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
    assert.doesNotMatch(await open(), /class="picker"/, 'who has taken something');
    college.takenCourses = [];
    for (const session of [{ role: 'instructor' }, { learner: undefined }] as const)
      assert.doesNotMatch(await open('/panel', panelApp({ college, session })), /class="picker"/);
    assert.doesNotMatch(await open('/panel?purpose=supplement'), /class="picker"/);
  });

  test('says so where most of the courses are those of a programme', async () => {
    const { recommend } = college;
    const ofNursing = { kind: 'often-taken-by', programme: 'Nursing', year: 1 } as const;
    const withFellows = (count: number) => {
      college.recommend = async (asked) =>
        (await recommend(asked)).map((offer, i) => (i < count ? { ...offer, reasons: [ofNursing] } : offer));
      return open('/panel', panelApp({ college }));
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
    college.search = async ({ text }) =>
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
    assert.deepEqual(college.learnerProfile.interests, [], 'nothing is stored by asking');
  });

  test('is over once something is told, which counts at once', async () => {
    const answer = await submit('/panel/picked', {
      pick: 'Mathematics',
      goal: 'Vet',
      language: ['en'],
    });
    assert.deepEqual(college.learnerProfile, {
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
      college.hasSkipped = false;
      const answer = await submit(path);
      assert.equal(answer.headers['location'], '/panel');
      assert.doesNotMatch(await open(), /class="picker"/, path);
    }
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

test('opening a course is recorded beside the link, which leads straight to it', async () => {
  assert.match(await open(), /ping="\/panel\/opened\?course=bot-201&amp;/);
  const answer = await request(app)
    .post('/panel/opened?course=bot-201')
    .set('Origin', publicUrl)
    .set('Content-Type', 'text/ping')
    .send('PING');
  assert.equal(answer.status, 204);
  assert.deepEqual(college.events, [{ learner: 'ada', type: 'opened', course: 'bot-201' }]);
});

describe('the profile', () => {
  const empty = { interests: [], goal: '', skills: [], languages: [] };

  test('changes the next answer at once', async () => {
    college.languageTags = ['en', 'de'];
    const answer = await submit('/panel/profile', {
      pick: 'Mathematics',
      words: 'climate,  old  maps ',
      goal: ' Data analyst',
      skills: 'SQL, drawing',
      language: 'de',
    });
    assert.equal(answer.status, 303);
    assert.deepEqual(college.learnerProfile, {
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
    college.goals = [{ scheme: 'own', name: 'Data analyst', skills: [] }];
    const page = await open('/panel/profile');
    assert.match(page, /list="goals"/);
    assert.match(page, /<option value="Data analyst">/);
    assert.doesNotMatch(page, /name="language"/);
  });

  test('can be cleared', async () => {
    college.learnerProfile = { ...empty, interests: ['climate'], goal: 'Nurse' };
    await submit('/panel/profile', { words: ' , ' });
    assert.deepEqual(college.learnerProfile, empty);
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
    assert.deepEqual(college.learnerProfile, empty);
  });

  test('that is sent as something other than the form does not break the page', async () => {
    const huge = await submit('/panel/profile', { words: 'x'.repeat(20_000) });
    assert.equal(huge.status, 413);
    assert.match(huge.text, /does not understand/);
    const json = await request(app)
      .post('/panel/profile')
      .set('Origin', publicUrl)
      .send({ words: { a: 1 }, goal: [] });
    assert.equal(json.status, 303);
    assert.deepEqual(college.learnerProfile, empty);
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
    college.goals = [goal];
    college.learnerProfile = { interests: [], goal: 'datenanalystin', skills: [], languages: [] };
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
    college.learnerProfile = { interests: [], goal: 'lighthouse poet', skills: [], languages: [] };
    const page = await open();
    assert.match(page, /Goal: lighthouse poet/);
    assert.doesNotMatch(await open('/panel/profile'), /class="goal"/);
  });

  test('is found among all occupations and picked, without a script; the rest of the profile stays', async () => {
    college.goals = [goal, { ...goal, name: 'Data clerk' }];
    college.learnerProfile = { interests: ['climate'], goal: '', skills: ['SQL'], languages: [] };
    const searched = await submit('/panel/goals', { text: ' daten ' });
    const page = await open(searched.headers['location'] as string);
    assert.match(page, /type="hidden" name="goal" value="Datenanalystin"/);
    assert.doesNotMatch(page, /type="hidden" name="goal" value="Data clerk"/);
    const picked = await submit('/panel/goal', { goal: 'Datenanalystin' });
    assert.match(await open(picked.headers['location'] as string), /Your profile is saved/);
    assert.deepEqual(college.learnerProfile, {
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
    college.search = async ({ text }) => searchAnswer(text, [], false);
    const answer = await submit('/panel/searches', { text: '  deep\u202e sea ' });
    assert.equal(answer.headers['location'], '/panel?searched=deep+sea');
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'searched', text: 'deep sea' }]);
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
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'searched', text: 'é'.repeat(60) }]);
  });
});

test('a page that somebody left open does nothing in the name of who came after', async () => {
  // A form that asks for a page says it in a field: its fields become the address.
  const sent = (page: string) =>
    page.replaceAll(
      /method="get" action="([^"]*)">\s*<input type="hidden" name="of" value="([^"]*)">/g,
      'action="$1?of=$2"',
    );
  const addresses = (page: string) =>
    [...sent(page).matchAll(/(?:action|ping|href)="(\/panel\/[^"]*)"/g)].map(([, address]) =>
      (address as string).replaceAll('&amp;', '&'),
    );
  college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  const pages = ['/panel', '/panel/profile', '/panel/data', '/panel/hidden'];
  const adas = (await Promise.all(pages.map((page) => open(page)))).flatMap(addresses);
  assert.ok(
    ['dismissed', 'saved', 'opened', 'rated', 'goals', 'data/stopped', 'data/download'].every((one) =>
      `${adas}`.includes(one),
    ),
  );
  const { length } = college.events;
  const institutionId = new mongoose.Types.ObjectId();
  const appOf = (session: Partial<Session>) => panelApp({ college, session: { institutionId, ...session } });
  const others = [
    appOf({ learner: 'bob' }),
    appOf({ institutionId: new mongoose.Types.ObjectId() }),
    panelApp({ college, session: { institutionId, learner: undefined } }),
  ];
  const own = addresses(await open('/panel/data', appOf({})));
  for (const other of others)
    for (const address of [...adas, ...own])
      for (const answer of [
        await submit(address, { sure: 'yes' }, other),
        await request(other).get(address),
      ]) {
        assert.equal(answer.status, 409, address);
        assert.match(answer.text, /Somebody else has opened/);
      }
  assert.deepEqual([college.events.length, college.off.size], [length, 0]);
  // The same person may have several pages open.
  const download = own.find((address) => address.startsWith('/panel/data/download?')) as string;
  assert.equal((await request(appOf({ _id: 'later' })).get(download)).status, 200);
});

describe('a rating', () => {
  beforeEach(() => {
    college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
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
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'rated', course: 'sta-150', rating: 5 }]);
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
    assert.ok(college.events.every((event) => event.type === 'rated' && event.rating === undefined));
  });
});

describe('to go with the courses of now', () => {
  test('is said to be of the course that the panel is open in, to whoever takes none', async () => {
    for (const session of [{ role: 'instructor' }, { role: 'observer' }, { learner: undefined }] as const) {
      const inCourse = panelApp({ college, session: { ...session, course: 'bot-101' } });
      const page = await open('/panel?purpose=supplement', inCourse);
      assert.match(page, /<h1>To go with this course<\/h1>/);
      assert.match(page, /aria-current="page">To go with this course</);
      assert.doesNotMatch(page, /you are taking|my courses|your courses/i);
    }
    college.recommend = async () => [];
    const empty = await open(
      '/panel?purpose=supplement',
      panelApp({ college, session: { role: 'observer' } }),
    );
    assert.match(empty, /Nothing goes with this course/);
  });

  test('is another page of the panel, which its forms come back to', async () => {
    const page = await open('/panel?purpose=supplement');
    assert.match(page, /<h1>To go with your courses now<\/h1>/);
    assert.match(page, /Goes with Botany for Beginners</);
    assert.match(page, /<a href="\/panel\?purpose=supplement" aria-current="page">/);
    assert.match(page, /id="courses-title">To go with your courses now</);
    const addresses = [...page.matchAll(/(?:action|ping)="([^"]*)"/g)].map(
      ([, address]) => address as string,
    );
    assert.ok(addresses.length > 4);
    for (const address of addresses) assert.match(address, /\?purpose=supplement/);
    const answer = await submit('/panel/dismissed?purpose=supplement&course=sta-150');
    assert.equal(answer.headers['location'], '/panel?purpose=supplement&dismissed=sta-150');
  });

  test('says when there is nothing', async () => {
    college.recommend = async () => [];
    app = panelApp({ college });
    assert.match(await open('/panel?purpose=supplement'), /Nothing goes with the courses you are taking now/);
  });

  test('any other purpose is the usual one', async () => {
    assert.match(await open('/panel?purpose=%3Cscript%3E'), /<h1>Recommended next courses<\/h1>/);
  });
});

test('what was left to chance is logged with its propensity, and only that', async () => {
  await open();
  assert.deepEqual(college.events, []);
  const { recommend } = college;
  college.recommend = async (asked) =>
    (await recommend(asked))
      .slice(0, 2)
      .map((offer, i) => ({ ...offer, propensity: i === 0 ? 1 : 0.9, score: 2 - i }));
  app = panelApp({ college });
  await open();
  assert.deepEqual(college.events, [
    { learner: 'ada', type: 'shown', course: 'bot-201', position: 1, propensity: 1, score: 2 },
    { learner: 'ada', type: 'shown', course: 'env-110', position: 2, propensity: 0.9, score: 1 },
  ]);
});

describe('who is looking', () => {
  test('somebody the platform does not name sees popular courses, and nothing to fill in', async () => {
    const page = await open('/panel', panelApp({ college, session: { learner: undefined } }));
    assert.equal(titlesIn(page).length, 5);
    assert.match(page, /did not say who you are/);
    assert.match(page, /Popular with students here/);
    assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|ping=/);
  });

  test('administrators alone are led to the check of the installation', async () => {
    for (const role of ['administrator', 'instructor', 'learner'] as const) {
      const page = await open('/panel', panelApp({ college, session: { role } }));
      assert.equal(page.includes('href="/self-test"'), role === 'administrator');
    }
  });

  test('an observer sees popular courses, and nothing is recorded about them', async () => {
    const observer = panelApp({ college, session: { role: 'observer' } });
    const page = await open('/panel', observer);
    assert.match(page, /You are here as an observer/);
    assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|Because you took|staff/);
    assert.match(await open('/panel?purpose=supplement', observer), /You are here as an observer/);
    const answer = await submit('/panel/dismissed?course=sta-150', {}, observer);
    assert.equal(answer.status, 403);
    assert.deepEqual(college.events, []);
  });

  test('a test student sees what a new student sees, is told so, and nothing is recorded about them', async () => {
    const student = panelApp({ college, session: { role: 'testStudent', learner: undefined } });
    for (const address of ['/panel', '/panel?purpose=supplement']) {
      const page = await open(address, student);
      assert.match(page, /You are here as the test student.*Nothing that you do here is kept or counted/s);
      assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|Because you took|staff|ping=|\/panel\/data/);
    }
    const answer = await submit('/panel/dismissed?course=sta-150', {}, student);
    assert.equal(answer.status, 403);
    assert.match(answer.text, /You are here as staff, as an observer or as a test student/);
    await open('/panel/search?q=statistics', student);
    assert.deepEqual(college.events, []);
    assert.match(await open('/panel/data', student), /test student.*there is nothing to see or delete/);
  });

  test('staff see what a new student sees, and nothing is recorded about them', async () => {
    const staff = panelApp({ college, session: { role: 'instructor' } });
    const page = await open('/panel', staff);
    assert.match(page, /You are here as staff/);
    assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|Because you took/);
    const answer = await submit('/panel/dismissed?course=sta-150', {}, staff);
    assert.equal(answer.status, 403);
    assert.deepEqual(college.events, []);
  });
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
    college.languageTags = ['en', 'de'];
    college.learnerProfile = { interests: ['climate'], goal: 'Nurse', skills: [], languages: ['de'] };
    college.otherLanguageCourses = 12;
    assert.doesNotMatch(await open(), /12 more courses/, 'while there are courses');
    const { recommend } = college;
    college.recommend = async () => [];
    app = panelApp({ college });
    const page = await open();
    assert.match(page, /12 more courses would suit you, but they are in languages that you have not chosen/);
    assert.doesNotMatch(page, /no further course to suggest/);
    const action = /action="(\/panel\/languages\?[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    const answer = await submit(action ?? assert.fail('There is no button.'));
    college.recommend = recommend;
    assert.deepEqual(college.learnerProfile, {
      ...{ interests: ['climate'], goal: 'Nurse', skills: [], languages: ['en', 'de'] },
    });
    assert.match(await open(answer.headers['location'] as string), /Your profile is saved/);
  });

  test('so it is for who has picked none, and not for who is no learner', async () => {
    college.languageTags = ['en', 'de'];
    college.otherLanguageCourses = 1;
    college.recommend = async () => [];
    assert.match(await open('/panel', panelApp({ college })), /\/panel\/languages/);
    const page = await open('/panel', panelApp({ college, session: { learner: undefined } }));
    assert.match(page, /One more course would suit you/);
    assert.doesNotMatch(page, /\/panel\/languages/);
  });

  test('the languages that somebody seems to follow are ticked, and said to be only that', async () => {
    college.languageTags = ['en', 'de'];
    const ticked = async () =>
      [...(await open('/panel/profile')).matchAll(/name="language" value="(\w+)"\s+checked/g)].map(
        ([, tag]) => tag,
      );
    assert.deepEqual(await ticked(), ['en']);
    assert.match(await open('/panel/profile'), /Ticked are the languages of this page/);
    await submit('/panel/profile', { language: 'en' });
    assert.deepEqual(college.learnerProfile.languages, [], 'left as they are');
    await submit('/panel/profile', { language: 'de' });
    assert.deepEqual(await ticked(), ['de']);
    assert.doesNotMatch(await open('/panel/profile'), /Ticked are the languages of this page/);
  });
});

test('nobody is said to be suggested what follows from studies or interests that nothing is known of', async () => {
  const introduction = async (path = '/panel', session: Partial<Session> = {}) =>
    /class="introduction">(.*?)<\/p>/s.exec(await open(path, panelApp({ college, session })))?.[1];
  assert.match((await introduction()) ?? '', /^Nothing is known here yet of what you have studied/);
  college.learnerProfile.languages = ['de'];
  assert.match((await introduction()) ?? '', /^Nothing is known here yet/);
  college.learnerProfile.interests = ['climate'];
  assert.match((await introduction()) ?? '', /^Chosen from what you tell/);
  college.learnerProfile.interests = [];
  college.events = [{ learner: 'ada', type: 'searched', text: 'plants' }];
  assert.match((await introduction()) ?? '', /^Chosen from what you tell/);
  college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  assert.match((await introduction()) ?? '', /^Chosen from what you have studied/);
  college.takenCourses = [];
  assert.match(
    (await introduction('/panel', { course: 'sta-150' })) ?? '',
    /^Chosen from what you have studied/,
  );
});

describe('with nothing to show', () => {
  test('an institution without courses is told so', async () => {
    college.courses = [];
    college.updated = undefined;
    const page = await open();
    assert.match(page, /No suggestions yet/);
    assert.match(page, /has not arrived yet/);
    assert.doesNotMatch(page, /Course data last updated/);
  });

  test('a learner who has had everything is told so', async () => {
    for (const { course } of college.courses)
      await submit(`/panel/dismissed?course=${encodeURIComponent(course.key)}`);
    assert.match(await open(), /no further course to suggest/);
  });
});

test('the page says how fresh the data is and what it is based on', async () => {
  const page = await open();
  assert.match(
    page,
    /<time datetime="2026-11-23T09:00:00\.000Z">Course data last updated: 23 November 2026<\/time>/,
  );
  assert.match(page, /Why am I seeing this\?/);
  assert.match(page, /name and e-mail address are not stored/);
});

test('a form of another site is refused', async () => {
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    {},
  ]) {
    const answer = await request(app).post('/panel/dismissed?course=sta-150').set(headers);
    assert.equal(answer.status, 403);
    assert.match(answer.text, /came from another site/);
  }
  assert.deepEqual(college.events, []);
});

test('only the platform may frame the panel, and only the nonce’s script may run', async () => {
  const answer = await request(app).get('/panel');
  const nonce = /<script type="module" src="[^"]*" nonce="([^"]+)">/.exec(answer.text)?.[1];
  assert.equal(
    answer.headers['content-security-policy'],
    [
      `default-src 'none'`,
      `script-src 'nonce-${nonce}'`,
      `style-src 'self'`,
      `img-src 'self' data:`,
      `connect-src 'self'`,
      `form-action 'self'`,
      `base-uri 'none'`,
      `frame-ancestors http://127.0.0.1:3001`,
    ].join('; '),
  );
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('what is shown is remembered, in a course and outside any', async () => {
  await open();
  await open('/panel', panelApp({ college, session: { course: 'sta-150' } }));
  assert.deepEqual(
    college.seen.map(({ panel, courses }) => [panel, courses.length]),
    [
      [undefined, 5],
      ['sta-150', 5],
    ],
  );
});

test('a comparison of models is told what a learner was shown; nothing of staff, of nobody, or of who has paused or objects', async () => {
  await open();
  assert.equal(college.shownSuggestions.length, 0, 'nothing is compared');
  const comparing = {
    comparison: new mongoose.Types.ObjectId(),
    compared: new mongoose.Types.ObjectId(),
    share: 0.5,
  };
  college.comparing = comparing;
  const page = await open();
  const [told, ...more] = college.shownSuggestions;
  assert.equal(told?.comparing, comparing);
  assert.deepEqual([told?.learner, more], ['ada', []]);
  const shown = exampleCourses().filter(({ course }) => titlesIn(page).includes(course.title));
  for (const { course } of shown) assert.ok(told?.courses.includes(course.key), course.title);
  assert.equal(new Set(told?.courses).size, told?.courses.length);

  college.shownSuggestions = [];
  await open('/panel', panelApp({ college, session: { learner: undefined } }));
  await open('/panel', panelApp({ college, session: { role: 'instructor' } }));
  college.paused.add('ada');
  await open();
  college.paused.clear();
  college.off.add('ada');
  await open();
  assert.deepEqual(college.shownSuggestions, []);
});

test('personal suggestions can be paused: nothing is deleted, nothing new is stored, and they go on at once', async () => {
  college.learnerProfile.interests = ['climate'];
  const answer = await submit('/panel/data/paused');
  const data = await open(answer.headers['location'] as string);
  assert.match(data, /Personal suggestions are paused\. Nothing is deleted\./);
  assert.match(data, /<bdi>climate<\/bdi>/, 'what is stored is still shown');
  const page = await open();
  assert.match(page, /Personal suggestions are paused, so these are popular courses/);
  assert.match(page, /Popular with students here/);
  for (const path of ['/panel/dismissed?course=sta-150', '/panel/opened?course=sta-150', '/panel/searches']) {
    const refused = await submit(path, { text: 'statistics' });
    assert.equal(refused.status, 403, path);
    assert.match(refused.text, /Personal suggestions are paused, and this is for them alone/);
  }
  assert.deepEqual([college.saves, college.events], [[], []]);
  await submit('/panel/data/resumed');
  assert.match(await open(), /Matches your interest in climate|Because you took/);
  assert.equal((await submit('/panel/saved?course=sta-150')).status, 303);
});

test('who has paused suggestions is not shown what they have had; nothing is known of who objects', async () => {
  const asked: object[] = [];
  const { recommend } = college;
  college.recommend = async (request) => {
    const { learner, withoutCoursesOf } = request as { learner?: string; withoutCoursesOf?: string };
    asked.push({ ...(learner && { learner }), ...(withoutCoursesOf && { withoutCoursesOf }) });
    return recommend(request);
  };
  app = panelApp({ college });
  await open();
  college.paused.add('ada');
  await open();
  college.paused.clear();
  college.off.add('ada');
  await open();
  // The second is kept for when the database is away.
  assert.deepEqual(asked, [{ learner: 'ada' }, {}, { withoutCoursesOf: 'ada' }, {}]);
});

test('who has paused suggestions keeps the search, the plan and what they have hidden, and nothing watches them', async () => {
  await submit('/panel/dismissed?course=phi-130');
  await submit('/panel/data/paused');
  const before = college.events.length;
  const page = await open();
  assert.match(page, /role="search"/);
  assert.match(page, /href="\/panel\/plan[^"]*"/);
  assert.match(page, /href="\/panel\/hidden[^"]*"/);
  assert.doesNotMatch(page, /\/panel\/(?:dismissed|opened|profile)\?/);
  assert.match(page, /The search, your plan and your list of hidden courses work as before/);
  assert.equal((await submit('/panel/saved?course=sta-150')).status, 303);
  assert.deepEqual(college.saves, ['sta-150']);
  assert.match(await open(), /\/panel\/unsaved\?course=sta-150/, 'it is said to be saved');
  assert.match(await open('/panel/plan'), /My plan/);
  const found = await open('/panel/search?q=statistics');
  assert.match(found, /\/panel\/why\?course=/);
  assert.doesNotMatch(found, /\/panel\/(?:searches|opened)|rated/);
  assert.equal(college.events.length, before, 'nothing of that is stored');
  assert.match(await open('/panel/hidden'), /phi-130/);
  assert.equal((await submit('/panel/restored?course=phi-130&list=hidden')).status, 303);
  assert.doesNotMatch(await open('/panel/hidden'), /restored\?course=phi-130/);
});

test('who objects has no plan and no lists, and can search', async () => {
  await submit('/panel/data/stopped', { sure: 'yes' });
  const page = await open();
  assert.doesNotMatch(page, /\/panel\/(?:plan|hidden|saved)/);
  for (const path of ['/panel/plan', '/panel/hidden', '/panel/why?course=sta-150'])
    assert.equal((await request(app).get(path)).status, 403, path);
  assert.equal((await request(app).get('/panel/search?q=statistics')).status, 200);
});

test('the whole page, with cards and rows, its styles and scripts, is under 60 kB', async () => {
  const [first] = exampleCourses();
  const tile = (key: string) => ({
    ...first!,
    course: { ...first!.course, key, code: 'BOT201', taughtIn: 'en' },
  });
  for (const offer of college.courses)
    offer.sequence = { readiness: { state: 'met' }, opens: { course: 'Machine Learning', more: 2 } };
  college.rows = (['taking', 'popular', 'different'] as const).map((kind) => ({
    theme: kind === 'taking' ? { kind, course: 'Botany' } : { kind },
    courses: Array.from({ length: 9 }, (_, i) => tile(`${kind} ${i}`)),
  }));
  college.choices = {
    subject: Array.from({ length: 16 }, (_, i) => ({ value: `A subject ${i}`, label: `A subject ${i}` })),
    ...{ level: ['beginner', 'advanced'], starts: ['2027-01', '2027-09'], language: ['en', 'de', 'fr'] },
  };
  const page = await open();
  const assets = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]*\.(?:css|js)[^"]*)"/g)].map(
    ([, path]) => path as string,
  );
  assert.ok(assets.length >= 5);
  const texts = await Promise.all([...assets].map((path) => open(path)));
  const bytes = [page, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  assert.ok(bytes < 60_000, `${bytes} bytes`);
});
