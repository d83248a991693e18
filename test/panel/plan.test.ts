import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import type { CoursePlan, PlanNode } from '../../src/answering/course-plan.ts';
import { drawPlan } from '../../src/panel/plan-graph.ts';
import { offeredTerms } from '../../src/panel/plan-terms.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

const publicUrl = 'http://localhost:3000';
let college: FakeCollege;
let app: Express;

const statistics = { key: 'sta-150', title: 'Statistics with Real Data', code: 'STA 150', language: 'en' };
const plants = { key: 'bot-201', title: 'Plant <Physiology>' };
const toKnow = { key: 'z', title: 'Reading Tables' };
const plan: CoursePlan = {
  courses: [
    { course: statistics, state: { kind: 'open' }, needs: [] },
    { course: plants, state: { kind: 'first-take', courses: [statistics] }, needs: ['sta-150'] },
  ],
  nodes: [
    { course: toKnow, role: 'taken', depth: 0, after: [] },
    { course: statistics, role: 'planned', depth: 0, after: ['z'] },
    { course: plants, role: 'planned', depth: 1, after: ['sta-150'] },
  ],
  terms: ['Autumn 2099', 'Spring 2100', 'Autumn 2100'],
};

beforeEach(() => {
  college = new FakeCollege(exampleCourses());
  college.saves = ['sta-150', 'bot-201'];
  college.planned = plan;
  app = panelApp({ college });
});

async function open(path = '/panel/plan', status = 200): Promise<string> {
  const answer = await request(app).get(path);
  assert.equal(answer.status, status);
  return answer.text;
}

function submit(path: string, fields: Record<string, string> = {}) {
  return request(app).post(path).set('Origin', publicUrl).type('form').send(fields);
}

/** Titles by the name of the term. */
function termsIn(page: string): Record<string, string[]> {
  return Object.fromEntries(
    page
      .split('<section class="term"')
      .slice(1)
      .map((term) => [
        /<h2[^>]*><span>(?:<bdi>)?(.*?)<\/(?:bdi|span)>/.exec(term)?.[1] ?? '',
        [...term.matchAll(/<h3>.*?<bdi[^>]*>(.*?)<\/bdi>/g)].map(([, title = '']) => title),
      ]),
  );
}

test('what was saved stands in its term, and the next terms stand there too', async () => {
  college.terms.set('sta-150', 'Spring 2100');
  college.terms.set('bot-201', '');
  assert.deepEqual(termsIn(await open()), {
    'Autumn 2099': [],
    'Spring 2100': ['Statistics with Real Data'],
    Later: ['Plant &lt;Physiology&gt;'],
  });
});

test('what can be taken next stands in the next term, and what needs it in the one after', async () => {
  assert.deepEqual(termsIn(await open()), {
    'Autumn 2099': ['Statistics with Real Data'],
    'Spring 2100': ['Plant &lt;Physiology&gt;'],
    Later: [],
  });
  college.terms.set('sta-150', 'Spring 2100');
  assert.deepEqual(termsIn(await open())['Autumn 2100'], ['Plant &lt;Physiology&gt;']);
});

test('what was taken since is no longer ahead, and what is on the way to it is named', async () => {
  college.planned = { ...plan, courses: [{ course: statistics, state: { kind: 'taking' }, needs: [] }] };
  assert.deepEqual(termsIn(await open()), {
    'Yours already': ['Statistics with Real Data'],
    'Autumn 2099': [],
    'Spring 2100': [],
    Later: [],
  });
  assert.doesNotMatch(await open(), /class="move"/);
});

test('a course that the catalogue has in a term is there, until the learner moves it', async () => {
  college.planned = {
    ...plan,
    courses: plan.courses.map((one) => ({ ...one, ownTerm: 'Autumn 2100' })),
  };
  college.terms.set('bot-201', 'Autumn 2099');
  assert.deepEqual(termsIn(await open())['Autumn 2100'], ['Statistics with Real Data']);
  assert.deepEqual(termsIn(await open())['Autumn 2099'], ['Plant &lt;Physiology&gt;']);
});

test('says of each course what it needs: what is not planned, what is planned too late, and what is in order', async () => {
  college.terms.set('sta-150', '');
  college.terms.set('bot-201', '');
  const note = async () => /class="note (\w+)"><bdi>(.*?)<\/bdi>/g[Symbol.matchAll](await open());
  const notes = async () => [...(await note())].map(([, kind, text]) => `${kind}: ${text}`);
  assert.deepEqual(await notes(), ['good: Ready', 'plain: After Statistics with Real Data']);
  college.terms.set('bot-201', 'Autumn 2099');
  assert.deepEqual((await notes())[0], 'warn: Has to come after Statistics with Real Data');
  college.terms.set('sta-150', 'Autumn 2099');
  assert.match((await notes()).join(), /Has to come after/, 'not in the same term');
  college.terms.set('bot-201', 'Spring 2100');
  assert.match((await notes()).join(), /plain: After Statistics with Real Data/);
  college.planned = { ...plan, courses: plan.courses.slice(1) };
  assert.deepEqual(await notes(), ['warn: First take Statistics with Real Data, not in your plan']);
});

test('a course is moved to a term, or to later, and taken out, and the plan says so', async () => {
  const page = await open();
  const action = /<form class="move"[^>]*action="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  const moved = await submit(action ?? assert.fail(), { term: 'Spring 2100' });
  assert.equal(moved.headers['location'], '/panel/plan?planned=sta-150');
  assert.equal(college.terms.get('sta-150'), 'Spring 2100');
  assert.match(
    await open(moved.headers['location'] as string),
    /“Statistics with Real Data” is planned for: Spring 2100\./,
  );
  await submit('/panel/planned?course=sta-150', { term: '' });
  assert.deepEqual(termsIn(await open())['Later'], ['Statistics with Real Data', 'Plant &lt;Physiology&gt;']);
  assert.match(await open('/panel/plan?planned=sta-150'), /is planned for later/);
  const removed = await submit('/panel/unsaved?course=sta-150&at=plan');
  assert.equal(removed.headers['location'], '/panel/plan?unsaved=sta-150');
  assert.deepEqual(college.saves, ['bot-201']);
  assert.match(await open('/panel/plan?unsaved=sta-150'), /is no longer in your plan/);
  assert.doesNotMatch(await open('/panel/plan?unsaved=bot-201'), /no longer/, 'it is still there');
});

test('a term that was not offered is none', async () => {
  for (const term of ['<script>', 'Winter', 'x'.repeat(500)]) {
    await submit('/panel/planned?course=sta-150', { term });
    assert.equal(college.terms.has('sta-150'), false);
  }
  assert.equal((await submit('/panel/planned?course=nothing', { term: 'Spring 2100' })).status, 404);
});

test('without a plan says how to begin one; without a learner there is none', async () => {
  college.planned = { courses: [], nodes: [], terms: [] };
  college.saves = [];
  assert.match(await open(), /You have saved nothing yet/);
  app = panelApp({ college, session: { learner: undefined } });
  await open('/panel/plan', 403);
  assert.equal((await submit('/panel/planned?course=sta-150', { term: '' })).status, 403);
});

test('what leads where is a picture, and the same a list', async () => {
  const page = await open();
  const picture = /<svg class="graph".*?<\/svg>/s.exec(page)?.[0] ?? '';
  for (const text of [
    'Reading Tables',
    'Yours already',
    'Plant &lt;Physiology&gt;',
    'Taken',
    'First',
    'Then',
  ])
    assert.ok(picture.includes(text), text);
  assert.equal(picture.match(/class="edge/g)?.length, 2);
  assert.match(page, /As a list.*Statistics with Real Data<\/bdi>.*After Reading Tables/s);
  assert.ok(Buffer.byteLength(page) < 60_000);
});

describe('the picture', () => {
  const node = (key: string, role: PlanNode['role'], depth: number, ...after: string[]): PlanNode => ({
    ...{ course: { key, title: key }, role, depth, after },
  });
  const nodes = [
    node('a', 'taken', 0),
    node('b', 'planned', 0, 'a'),
    node('c', 'planned', 1, 'b'),
    node('d', 'planned', 2, 'c', 'a'),
  ];

  test('goes from the side on which one reads first, and is its own mirror image', () => {
    const [ltr, rtl] = [drawPlan(nodes, 'ltr'), drawPlan(nodes, 'rtl')];
    assert.ok(ltr && rtl);
    const places = (graph: typeof ltr) => graph.nodes.map(({ x }) => x);
    assert.deepEqual(
      places(ltr),
      places(ltr).toSorted((a, b) => a - b),
    );
    assert.deepEqual(
      places(rtl),
      places(ltr).map((x) => ltr.width - x - ltr.nodeWidth),
    );
  });

  test('no two courses overlap, all are within it, and a line over columns runs behind none', () => {
    const many = [
      ...nodes,
      ...Array.from({ length: 5 }, (_, i) => node(`x${i}`, 'planned', 0)),
      node('e', 'opened', 3, 'd'),
    ];
    const graph = drawPlan(many, 'ltr');
    assert.ok(graph);
    const { nodes: drawn, nodeWidth, nodeHeight } = graph;
    for (const [i, one] of drawn.entries()) {
      assert.ok(one.x >= 0 && one.x + nodeWidth <= graph.width, one.key);
      assert.ok(one.y >= 0 && one.y + nodeHeight <= graph.height, one.key);
      for (const other of drawn.slice(i + 1))
        assert.ok(
          one.x !== other.x || Math.abs(one.y - other.y) >= nodeHeight,
          `${one.key} lies on ${other.key}`,
        );
    }
    const lanes = graph.edges.flatMap(({ path }) => /(\d+)H/.exec(path)?.[1] ?? []).map(Number);
    assert.equal(lanes.length, 1);
    for (const lane of lanes)
      for (const { y } of drawn) assert.ok(lane < y || lane > y + nodeHeight, `${lane} crosses ${y}`);
    assert.equal(graph.edges.filter(({ isOpened }) => isOpened).length, 1);
  });

  test('of one course, or of too many, there is none', () => {
    assert.equal(drawPlan(nodes.slice(0, 1), 'ltr'), undefined);
    assert.equal(
      drawPlan(
        Array.from({ length: 41 }, (_, i) => node(`${i}`, 'planned', 0)),
        'ltr',
      ),
      undefined,
    );
  });

  test('titles are cut where the course ends, in Chinese too', () => {
    const titles = ['A History of Gardens from Babylon to the Community Allotment Movement', '机'.repeat(60)];
    const graph = drawPlan(
      titles.map((title, i) => ({ ...node(`${i}`, 'planned', 0), course: { key: `${i}`, title } })),
      'ltr',
    );
    const [english, chinese] = graph?.nodes ?? [];
    assert.deepEqual(english?.lines.length, 2);
    assert.match(english?.lines[1] ?? '', /…$/);
    for (const line of chinese?.lines ?? []) assert.ok(line.length <= 14, line);
  });
});

test('where the institution names no terms, the halves of the years to come are offered', () => {
  assert.deepEqual(offeredTerms([], new Date('2026-11-29')), ['2027-1', '2027-2', '2028-1']);
  assert.deepEqual(offeredTerms([], new Date('2026-03-01')), ['2026-2', '2027-1', '2027-2']);
  assert.deepEqual(offeredTerms(['Autumn'], new Date()), ['Autumn']);
});

test('each term says what its courses count together, or so much at least', async () => {
  college.terms.set('sta-150', '').set('bot-201', '');
  const sums = async (...credits: (number | undefined)[]) => {
    college.planned = {
      ...plan,
      courses: plan.courses.map((one, i) => ({
        ...one,
        course: { ...one.course, ...(credits[i] !== undefined && { credits: credits[i] }) },
      })),
    };
    return [...(await open()).matchAll(/<span class="facts">([^<]*course[^<]*)<\/span><\/h2>/g)].map(
      ([, sum]) => sum,
    );
  };
  assert.equal((await sums(5, 2.5)).at(-1), '2 courses\u00a0· 7.5\u00a0credits');
  assert.equal((await sums(1, undefined)).at(-1), '2 courses\u00a0· at least 1 credit');
  assert.equal((await sums(undefined, undefined)).at(-1), '2 courses');
});

test('a term that holds more than people take is said to be much; one that holds as much is not, nor what has no term', async () => {
  const credits = (first: number, second: number) => ({
    ...plan,
    courses: plan.courses.map((one, i) => ({
      ...one,
      course: { ...one.course, credits: [first, second][i] as number },
    })),
  });
  const much = /A lot for one term\. Students here usually take 20, and rarely more than 30 credits\./g;
  const warnings = async () => [...(await open()).matchAll(much)].length;
  college.terms.set('sta-150', 'Spring 2100').set('bot-201', 'Spring 2100');
  college.planned = credits(20, 12.5);
  assert.equal(await warnings(), 0);
  college.load = { usual: 20, most: 30 };
  assert.equal(await warnings(), 1);
  college.planned = credits(20, 10);
  assert.equal(await warnings(), 0);
  college.planned = credits(20, 12.5);
  college.terms.set('sta-150', '').set('bot-201', '');
  assert.equal(await warnings(), 0);
});
