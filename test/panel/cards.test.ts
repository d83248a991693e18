import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { entryWays } from '../../models/course.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';
import { titlesIn, visitPanel } from './visit.ts';

const visit = visitPanel();
const { open, submit } = visit;

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
    visit.college = new FakeCollege([
      { ...first, course: german },
      { ...second, course: unlinked },
    ]);
    const page = await open('/panel', panelApp({ college: visit.college }));
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
      'Open: students can enrol themselves',
      'Opens on 19 December 2099\u00a0· A key is needed to enrol\u00a0· Starts on 11 January 2100',
      'Open to members of &lt;Honours&gt; students: you can enrol yourself',
    ]);
  });

  test('call nothing open that opens later, and say of each way what it is', async () => {
    const opensAt = new Date('2099-12-19');
    const said = async (changes: object) => {
      visit.college.courses = [{ ...exampleCourses()[0]!, ...changes }];
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
    visit.college.courses[1]!.course.url = 'javascript:alert(1)';
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
    visit.college.courses = [
      { course, reasons },
      { course: { ...course, url: `https://lms.example/${hostile}` }, reasons },
    ];
    visit.college.learnerProfile = {
      interests: [hostile, `my own ${hostile}`],
      goal: hostile,
      skills: [hostile],
      languages: [],
    };
    visit.college.languageTags = ['en', hostile];
    visit.college.takenCourses = [{ key: hostile, title: hostile }];
    visit.college.events = [{ learner: 'ada', type: 'searched', text: hostile }];
    const page = await open(`/panel?dismissed=${encodeURIComponent(hostile)}`);
    assert.doesNotMatch(page, /<img|<script>|onerror=alert\(1\)>/);
    assert.ok(page.includes('&lt;script&gt;'));
  });
});

describe('rows below the cards', () => {
  const tile = (key: string) => ({
    ...exampleCourses()[0]!,
    course: { ...exampleCourses()[0]!.course, key },
  });
  beforeEach(() => {
    visit.college.rows = [
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
      visit.college.seen
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
      assert.doesNotMatch(await open('/panel', panelApp({ college: visit.college, session })), /class="row"/);
  });
});

describe('filters', () => {
  beforeEach(() => {
    for (const { course } of visit.college.courses) course.subject = course.categories[0] as string;
    visit.college.choices = {
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
    visit.college.recommend = async () => [];
    visit.app = panelApp({ college: visit.college });
    const all = decoded(await open('/panel?open=yes&subject=Nowhere'));
    assert.match(all, /No course fits all of these filters\./);
    assert.match(all, /<a href="\/panel">Drop all filters<\/a>/);
  });
});

describe('to go with the courses of now', () => {
  test('is said to be of the course that the panel is open in, to whoever takes none', async () => {
    for (const session of [{ role: 'instructor' }, { role: 'observer' }, { learner: undefined }] as const) {
      const inCourse = panelApp({ college: visit.college, session: { ...session, course: 'bot-101' } });
      const page = await open('/panel?purpose=supplement', inCourse);
      assert.match(page, /<h1>To go with this course<\/h1>/);
      assert.match(page, /aria-current="page">To go with this course</);
      assert.doesNotMatch(page, /you are taking|my courses|your courses/i);
    }
    visit.college.recommend = async () => [];
    const empty = await open(
      '/panel?purpose=supplement',
      panelApp({ college: visit.college, session: { role: 'observer' } }),
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
    visit.college.recommend = async () => [];
    visit.app = panelApp({ college: visit.college });
    assert.match(await open('/panel?purpose=supplement'), /Nothing goes with the courses you are taking now/);
  });

  test('any other purpose is the usual one', async () => {
    assert.match(await open('/panel?purpose=%3Cscript%3E'), /<h1>Recommended next courses<\/h1>/);
  });
});
