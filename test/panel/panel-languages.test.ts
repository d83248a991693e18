// Takes about 10 s.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { entryWays } from '../../models/course.ts';
import { eventTypes, hidingReasons } from '../../models/event.ts';
import type { Session } from '../../models/session.ts';
import type { Readiness } from '../../src/answering/course-sequence.ts';
import type { CourseState } from '../../src/answering/course-state.ts';
import type { Exclusion } from '../../src/answering/eligibility.ts';
import type { CourseExplanation, Verdict } from '../../src/answering/explain-course.ts';
import type { Reason } from '../../src/answering/reasons.ts';
import type { Recommendation } from '../../src/answering/recommendation.ts';
import { directionOf, languages } from '../../src/words/languages.ts';
import { languageOf, textsOf } from '../words/page-texts.ts';
import { FakeCollege, foundCourse, searchAnswer } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

/** What the catalogue and the person say: digits, so that every letter of a page is one of its own words. */
const nowhere = '999';
const [course, category, search, goal, skill] = ['101', '202', '303', '404', '505'];

/** Every kind of reason, in every form that it has. */
const reasons: { [Kind in Reason['kind']]: Extract<Reason, { kind: Kind }>[] } = {
  'because-you-took': withAndWithoutCategory('because-you-took'),
  'because-you-take': withAndWithoutCategory('because-you-take'),
  'because-you-liked': withAndWithoutCategory('because-you-liked'),
  'because-you-looked-at': withAndWithoutCategory('because-you-looked-at'),
  'goes-with': withAndWithoutCategory('goes-with'),
  'builds-on': [{ kind: 'builds-on', course }],
  'others-went-on': [2, 3, 5, 11].map((oneIn) => ({ kind: 'others-went-on', course, oneIn })),
  'more-in': [2, 3, 11].map((count) => ({ kind: 'more-in', category, course, count })),
  'your-courses': [{ kind: 'your-courses' }],
  'matches-interest': [{ kind: 'matches-interest', interest: search }],
  'matches-search': [{ kind: 'matches-search', search }],
  'matches-goal': [{ kind: 'matches-goal', goal }],
  'related-to-search': matches().map((matched) => ({ kind: 'related-to-search', search, matched })),
  'related-to-interest': matches().map((matched) => ({
    kind: 'related-to-interest',
    interest: search,
    matched,
  })),
  'related-to-goal': matches().map((matched) => ({ kind: 'related-to-goal', goal, matched })),
  'related-to-skill': [
    { kind: 'related-to-skill', skill },
    { kind: 'related-to-skill', skill, goal },
  ],
  'teaches-skill': [
    { kind: 'teaches-skill', skill },
    { kind: 'teaches-skill', skill, goal },
  ],
  'popular-in': [1, 2].flatMap((place) => [
    { kind: 'popular-in', category, place },
    ...[1, 2, 5].map((opens) => ({ kind: 'popular-in' as const, category, place, opens })),
  ]),
  popular: [{ kind: 'popular' }, ...[1, 2, 5].map((opens) => ({ kind: 'popular' as const, opens }))],
  'often-taken-by': [undefined, 1, 2, 3, 4, 11, 21].map((year) => ({
    ...{ kind: 'often-taken-by', programme: category },
    ...(year !== undefined && { year }),
  })),
  different: [{ kind: 'different' }],
  'offered-here': [{ kind: 'offered-here' }],
  'recommended-by-teacher': [
    { kind: 'recommended-by-teacher' },
    { kind: 'recommended-by-teacher', note: '101' },
  ],
  chance: [{ kind: 'chance' }],
};

function withAndWithoutCategory<Kind extends Reason['kind']>(kind: Kind) {
  return [
    { kind, course },
    { kind, course, category },
  ];
}

function matches(): string[][] {
  return [[], ['1'], ['1', '2', '3']];
}

const all = Object.values(reasons).flat();

const named = [
  { key: '0', title: course },
  { key: '1', title: '102' },
];
const [first = assert.fail()] = named;
const later = new Date('2099-12-19');
/** Every way in which a course can stand to the reader. */
const states: { [Kind in CourseState['kind']]: CourseState } = {
  open: { kind: 'open' },
  'ready-after': { kind: 'ready-after', courses: named },
  opens: { kind: 'opens', opensAt: later },
  outgrown: { kind: 'outgrown' },
  'first-take': { kind: 'first-take', courses: named },
  'steps-away': { kind: 'steps-away', steps: 3 },
  'needs-missing': { kind: 'needs-missing' },
  taking: { kind: 'taking' },
  taken: { kind: 'taken' },
  left: { kind: 'left' },
  'on-record': { kind: 'on-record' },
  'other-section': { kind: 'other-section', course: first },
  hidden: { kind: 'hidden' },
  'other-language': { kind: 'other-language', language: 'fr' },
  'members-only': { kind: 'members-only', groups: ['1', '2'] },
  'other-audience': { kind: 'other-audience', groups: ['1', '2'] },
  closed: { kind: 'closed', closesAt: new Date('2020-01-01') },
  'invitation-only': { kind: 'invitation-only' },
  'no-way-in': { kind: 'no-way-in' },
  blocked: { kind: 'blocked' },
  removed: { kind: 'removed' },
  concealed: { kind: 'concealed' },
};
const exclusions: { [Reason in Exclusion['reason']]: Exclusion } = {
  taken: { reason: 'taken' },
  'other-section-taken': { reason: 'other-section-taken', course: '0' },
  dismissed: { reason: 'dismissed' },
  blocked: { reason: 'blocked' },
  hidden: { reason: 'hidden' },
  'excluded-category': { reason: 'excluded-category', category },
  closed: { reason: 'closed', closesAt: new Date('2020-01-01') },
  removed: { reason: 'removed', removedAt: new Date('2020-01-01') },
  'not-open-yet': { reason: 'not-open-yet', opensAt: later },
  'members-only': { reason: 'members-only', groups: ['1', '2'] },
  'invitation-only': { reason: 'invitation-only' },
  'no-way-in': { reason: 'no-way-in' },
  'other-audience': { reason: 'other-audience', audience: ['1', '2'] },
  'other-language': { reason: 'other-language', language: 'fr' },
  'missing-prerequisite': { reason: 'missing-prerequisite', courses: ['0', '1'] },
  outgrown: { reason: 'outgrown', courses: ['0', '1'] },
};
const verdicts: { [Kind in Verdict['kind']]: Verdict } = {
  suggested: { kind: 'suggested' },
  excluded: { kind: 'excluded' },
  'too-new': { kind: 'too-new' },
  'no-supplement': { kind: 'no-supplement' },
  'other-section-first': { kind: 'other-section-first', course: first },
  'too-like': { kind: 'too-like', course: first, isHidden: false },
  'instead-of': { kind: 'instead-of', course: first, isHidden: false },
  'drawn-over': { kind: 'drawn-over' },
  behind: { kind: 'behind' },
};
const explanation: CourseExplanation = {
  ...{ course: first, state: states.open, verdict: verdicts.behind, exclusions: [], place: 23, of: 96 },
  ...{ suggested: named, reasons: [{ kind: 'popular' }], lacks: ['told', 'history'] },
  path: [
    { key: '1', after: [], depth: 0 },
    { key: '0', after: ['1'], depth: 1 },
  ],
  steps: new Map(named.map((one) => [one.key, { course: one, state: states.open }])),
};
/** What can be said of whether a course is suggested. */
const explanations: CourseExplanation[] = [
  ...Object.values(verdicts).map((verdict) => ({ ...explanation, verdict })),
  ...(['too-like', 'instead-of'] as const).map((kind) => ({
    ...{ ...explanation, verdict: { kind, course: first, isHidden: true } },
  })),
  ...[states.taking, states.taken, states.left, states['on-record']].map((state) => ({
    ...{ ...explanation, state, verdict: verdicts.excluded, exclusions: Object.values(exclusions) },
  })),
  { ...explanation, reasons: [], of: 1, verdict: verdicts.suggested },
  { ...explanation, reasons: [] },
];

/** A college in which everything that can be said is said. */
function talkativeCollege(): FakeCollege {
  const levels = ['beginner', 'Intermediate', 'ADVANCED', 'introductory'];
  const ways: NonNullable<Recommendation['wayIn']>[] = [
    ...entryWays.map((way) => ({ way })),
    { way: 'open', groups: ['1', '2'] },
    { way: 'cohort', groups: ['1', '2'] },
    { way: 'guest', needsKey: true },
  ];
  const readiness: Readiness[] = [
    ...[{ state: 'nothing-needed' as const }, { state: 'met' as const }],
    ...(['finishing', 'missing'] as const).map((state) => ({ state, courses: [course, '102'] })),
  ];
  const dates = { opensAt: new Date('2099-12-19'), startsAt: new Date('2100-01-11') };
  const cards = Math.max(ways.length, Math.ceil(all.length / 2));
  const college = new FakeCollege(
    Array.from({ length: cards }, (_, i) => ({
      course: {
        key: `${i}`,
        title: `${1000 + i}`,
        categories: [category],
        level: levels[i % levels.length] as string,
      },
      reasons: all.slice(2 * i, 2 * i + 2),
      ...(ways[i] && { wayIn: ways[i] }),
      ...(i === 1 ? dates : {}),
      sequence: { readiness: readiness[i % 4] as Readiness, opens: { course: '909', more: i % 12 } },
    })),
  );
  college.recommend = async () => college.courses;
  const found = Object.values(states).map((state, i) =>
    foundCourse({
      course: {
        key: `${i}`,
        title: course,
        categories: [],
        startsAt: later,
        level: levels[i % levels.length] as string,
      },
      ...{ state, missing: ['1', '2'] },
    }),
  );
  college.search = async ({ text }) => searchAnswer(text, found, text === nowhere);
  college.goals = [
    {
      ...{ scheme: 'onet', name: goal },
      skills: (['has', 'learning', 'taught', 'missing'] as const).flatMap((standing) =>
        Array.from({ length: 14 }, (_, i) => ({
          ...{ name: `${i}`, isEssential: true, standing },
          courses: standing === 'missing' ? [] : [{ title: course }, { title: '102' }],
        })),
      ),
    },
  ];
  college.learnerProfile = { interests: ['1'], goal, skills: ['2'], languages: ['de'] };
  college.languageTags = ['en', 'de'];
  college.takenCourses = [{ key: '0', title: course }];
  college.events = eventTypes.flatMap(
    (type) => ({ learner: 'ada', type, course: '0', text: search }) as never,
  );
  college.events.push({ learner: 'ada', type: 'rated', course: '0', rating: 4 });
  college.events.push({ learner: 'ada', type: 'searched', text: search });
  for (const [i, why] of [undefined, ...hidingReasons].entries())
    college.events.push({ learner: 'ada', type: 'dismissed', course: `${i}`, ...(why && { why }) });
  college.saves = ['0'];
  const numbered = [...'12345'].map((key) => ({ course: { key, title: key, categories: [] }, reasons: [] }));
  college.rows = [
    ...[
      { kind: 'taking' as const, course },
      { kind: 'taken' as const, course },
    ],
    ...[{ kind: 'goal' as const, goal }, { kind: 'popular' as const }, { kind: 'different' as const }],
  ].map((theme, i) => ({ theme, courses: numbered.slice(0, 3 + (i % 3)) }));
  college.choices = {
    subject: [...'12'].map((value) => ({ value, label: value })),
    ...{ level: ['beginner', 'advanced'], starts: ['2027-01', '2027'], language: ['en', 'de'] },
  };
  return college;
}

const paths = [
  ...[
    '/panel/search',
    `/panel/search?q=${search}`,
    `/panel/search?q=${search}&page=2`,
    `/panel/search?q=${nowhere}`,
  ],
  ...[`/panel/search?q=1&state=had`, `/panel/search?q=1&state=hidden&restored=0`],
  ...['/panel', '/panel?purpose=supplement', `/panel?searched=${search}`, '/panel/profile?goals=4'],
  ...['/panel/profile?goals=9', '/panel/profile?rated=0', '/panel/profile?profile=saved', '/panel?saved=0'],
  ...['/panel?open=yes&subject=1', '/panel?level=advanced&starts=2027-01&language=de', '/panel?row=goal'],
  ...['/panel?unsaved=0', '/panel/hidden'],
  ...[
    '/panel?dismissed=0',
    '/panel?dismissed=1',
    '/panel?dismissed=2',
    '/panel?dismissed=3',
    '/panel?restored=0',
    '/panel?profile=saved',
  ],
  ...['/panel?searches=forgotten', '/panel/data', '/panel/data?done=stopped', '/panel/data?done=forgotten'],
  ...['/panel/data?done=allowed', '/panel?of=somebody-else', '/nowhere'],
];
const visitors: { [field in keyof Session]?: Session[field] | undefined }[] = [
  { role: 'administrator' },
  { role: 'observer' },
  { learner: undefined },
];

/** Every text of every page, as a reader of a language is shown it. */
async function everyPage(locale: string): Promise<{ html: string; what: string }[]> {
  const pages: { html: string; what: string }[] = [];
  const college = talkativeCollege();
  const app = panelApp({ college, session: { locale } });
  for (const path of paths)
    pages.push({ html: (await request(app).get(path).set('Accept-Language', locale)).text, what: path });
  for (const explained of explanations) {
    college.explained = explained;
    const path = '/panel/why?course=0&q=1&dismissed=0';
    pages.push({ html: (await request(app).get(path)).text, what: `${path} ${explained.verdict.kind}` });
  }
  const step = (key: string, depth: number, after: string[], teaches: string[]) => ({
    ...{
      key,
      depth,
      after,
      teaches,
      course: { key, title: course },
      state: states.open,
      isSaved: key === '0',
    },
  });
  const steps = [step('0', 0, [], []), step('1', 1, ['0'], ['1', '2'])];
  for (const way of [
    { goal, isKnown: true, steps },
    { goal, isKnown: false, steps },
    { goal, isKnown: true, steps: steps.slice(0, 1) },
    { goal, isKnown: true, steps: [] },
    undefined,
  ]) {
    college.way = way;
    for (const path of ['/panel', '/panel/path'])
      pages.push({ html: (await request(app).get(path)).text, what: `${path} ${way?.steps.length}` });
  }
  college.terms.set('0', '2099-1');
  for (const terms of [[], ['1', '2', '3']]) {
    college.planned = {
      terms,
      courses: [
        { course: first, state: states['first-take'], needs: ['1'] },
        { course: { key: '1', title: '102' }, state: states['first-take'], needs: ['0'], ownTerm: '1' },
        { course: { key: '2', title: '103' }, state: states['first-take'], needs: ['5'] },
        { course: { key: '3', title: '104' }, state: states.open, needs: [] },
      ],
      nodes: (['taken', 'planned', 'missing', 'opened'] as const).map((role, i) => ({
        ...{ course: { key: `${i}`, title: `${105 + i}` }, role, depth: i, after: i > 0 ? [`${i - 1}`] : [] },
      })),
    };
    college.saves = ['0', '1', '2', '3'];
    for (const path of [
      '/panel/plan',
      '/panel/plan?planned=0',
      '/panel/plan?planned=3',
      '/panel/plan?unsaved=9',
    ])
      pages.push({ html: (await request(app).get(path)).text, what: `${path} ${terms.length}` });
  }
  college.planned = { courses: [], nodes: [], terms: [] };
  pages.push({ html: (await request(app).get('/panel/plan')).text, what: 'an empty plan' });
  college.saves = [];
  for (const session of visitors)
    for (const path of ['/panel', '/panel?purpose=supplement', '/panel/data']) {
      const other = panelApp({ college, session: { locale, course: '0', ...session } });
      pages.push({ html: (await request(other).get(path)).text, what: `${path} ${JSON.stringify(session)}` });
    }
  const send = async (path: string, fields: object, to = app) => {
    const answer = await request(to)
      .post(path)
      .set('Origin', 'http://localhost:3000')
      .type('form')
      .send(fields);
    pages.push({ html: answer.text, what: `POST ${path}` });
  };
  await send('/panel/profile', { skills: '1'.repeat(61) });
  await send('/panel/profile', { skills: Array.from({ length: 13 }, (_, i) => i).join() });
  await send('/panel/profile', { skills: '1'.repeat(20_000) });
  await send('/panel/dismissed?course=nothing', {});
  await send('/panel/dismissed', {}, panelApp({ college, session: { locale, learner: undefined } }));
  await send('/panel/data/stopped', {});
  college.paused.add('ada');
  for (const path of ['/panel/data', '/panel/data?done=paused', '/panel/data?done=resumed'])
    pages.push({ html: (await request(app).get(path)).text, what: `${path}, paused` });
  college.paused.clear();
  college.off.add('ada');
  await send('/panel/dismissed', {});
  for (const path of ['/panel', '/panel?purpose=supplement', '/panel/data'])
    pages.push({ html: (await request(app).get(path)).text, what: `${path}, turned off` });
  const newcomer = talkativeCollege();
  newcomer.learnerProfile = { interests: [], goal: '', skills: [], languages: [] };
  newcomer.takenCourses = [];
  newcomer.events = [];
  newcomer.hasSkipped = false;
  newcomer.subjectNames = ['1', '2'];
  const asked = panelApp({ college: newcomer, session: { locale } });
  for (const goal of ['', '404', '909']) {
    newcomer.matches = async () => ({ courses: Number(goal === '404') * 3, isAtLeast: false, unmatched: [] });
    const app = goal === '404' ? panelApp({ college: newcomer, session: { locale } }) : asked;
    const path = `/panel?check=goal&goal=${goal}`;
    pages.push({ html: (await request(app).get(path)).text, what: `${path} of a newcomer` });
  }
  const empty = new FakeCollege([]);
  for (const path of ['/panel', '/panel?purpose=supplement'])
    pages.push({
      html: (await request(panelApp({ college: empty, session: { locale } })).get(path)).text,
      what: `${path} of an empty college`,
    });
  return pages;
}

/** Names that are the same in every language, and what is for administrators and stands in English there. */
const names = /\b(?:SQL|JSON|ESCO|O\*NET|USDOL\/ETA|U\.S\. Department of Labor|CC BY)\b/;

describe('the student’s pages', () => {
  for (const { tag } of languages)
    test(`speak ${tag}, with every kind of reason, and nothing is left over`, async () => {
      const english = tag === 'en' ? new Set<string>() : await wordsOfEveryPage('en');
      for (const { html, what } of await everyPage(tag)) {
        assert.equal(languageOf(html), `lang="${tag}" dir="${directionOf(tag)}"`, what);
        const own = textsOf(html);
        for (const text of own) {
          assert.doesNotMatch(text, /[{}]|\[object|undefined|NaN/, what);
          if (!names.test(text)) assert.ok(!english.has(text) || same.has(text), `${what}: ${text}`);
        }
      }
    });

  test('in a script of its own have no word of another', async () => {
    for (const [tag, script] of [
      ['ar', /\p{Script=Arabic}/u],
      ['zh-Hans', /\p{Script=Han}/u],
    ] as const)
      for (const { html, what } of await everyPage(tag)) {
        // What stands between backquotes is code.
        const own = textsOf(html).map((text) => text.replaceAll(/`[^`]{1,80}`/g, ''));
        for (const text of own) {
          assert.match(text, script, what);
          if (!names.test(text)) assert.doesNotMatch(text, /[a-z]{2}/i, `${what}: ${text}`);
        }
      }
  });
});

/** Words that a language shares with English. */
const same = new Set(['Code:']);

async function wordsOfEveryPage(locale: string): Promise<Set<string>> {
  return new Set((await everyPage(locale)).flatMap(({ html }) => textsOf(html)));
}

describe('a launch', () => {
  const page = async (session: { locale?: string | undefined }, headers: Record<string, string> = {}) =>
    (
      await request(panelApp({ college: talkativeCollege(), session }))
        .get('/panel')
        .set(headers)
    ).text;

  test('in Arabic makes an Arabic page, from right to left', async () => {
    const html = await page({ locale: 'ar' });
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.match(html, /<h1>المقررات التالية المقترحة<\/h1>/);
    assert.match(html, /<bdi>لأنك درست «\u2068101\u2069»<\/bdi>/);
  });

  test('in German makes a German one, as Moodle calls the language too', async () => {
    for (const locale of ['de', 'de-AT', 'de_ch']) {
      const html = await page({ locale });
      assert.match(html, /<html lang="de" dir="ltr">/);
      assert.match(html, /<bdi>Weil Sie „101“ belegt haben<\/bdi>/);
    }
  });

  test('in a language that is not there makes an English one', async () => {
    assert.match(await page({ locale: 'pt-BR' }), /<html lang="en" dir="ltr">/);
  });

  test('without a language makes one in the browser’s', async () => {
    const headers = { 'Accept-Language': 'pt, fr-CA;q=0.8, de;q=0.5' };
    assert.match(await page({ locale: undefined }, headers), /<html lang="fr" dir="ltr">/);
    assert.match(await page({ locale: 'es' }, headers), /<html lang="es" dir="ltr">/);
  });

  test('in any language leaves course texts their own', async () => {
    const college = talkativeCollege();
    college.courses = [
      {
        course: {
          ...{ key: 'r', title: 'Reefs', language: 'en', categories: ['Sea'], description: 'All of them.' },
          descriptionLanguage: 'en',
        },
        reasons: [],
      },
    ];
    const html = (await request(panelApp({ college, session: { locale: 'ar' } })).get('/panel')).text;
    assert.match(html, /<bdi lang="en">Reefs<\/bdi>/);
    assert.match(html, /<bdi lang="en">All of them\.<\/bdi>/);
    assert.match(html, /<p class="facts">\u2068Sea\u2069<\/p>/);
    assert.match(html, /aria-label="لا يهمني: \u2068Reefs\u2069"/);
  });
});
