import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import type { CourseState } from '../../src/answering/course-state.ts';
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

async function open(path: string, from = app): Promise<string> {
  const answer = await request(from).get(path);
  assert.equal(answer.status, 200);
  return answer.text;
}

function submit(path: string, fields: Record<string, string> = {}) {
  return request(app).post(path).set('Origin', publicUrl).type('form').send(fields);
}

const oceans = { key: 'o', title: 'Oceans' };
function finds(states: readonly CourseState[]): void {
  const found = states.map((state, i) =>
    foundCourse({ course: { key: `k${i}`, title: `Reefs ${i}`, categories: [], code: `REE${i}` }, state }),
  );
  college.search = async ({ text }) => searchAnswer(text, found);
}

describe('the page of a search', () => {
  test('shows each course with what it says of it: the words marked, its state, what it lacks', async () => {
    college.search = async ({ text }) =>
      searchAnswer(text, [
        foundCourse({
          course: {
            ...{ key: 'r', title: 'Reefs <b>', language: 'nl', categories: [], code: 'REE101' },
            ...{ level: 'beginner', url: 'https://lms.example/r' },
          },
          ...{ matched: ['reefs'], missing: ['deep'], titleMarks: [[0, 5]] },
          passage: { text: 'All of <reefs>.', language: 'en', marks: [[8, 13]] },
          state: { kind: 'first-take', courses: [oceans] },
        }),
      ]);
    const page = await open('/panel/search?q=deep+reefs');
    assert.match(page, /1 course for “deep reefs”/);
    assert.match(page, /<a [^>]*lang="nl"[^>]*><bdi><mark>Reefs<\/mark> &lt;b&gt;<\/bdi><\/a>/);
    assert.match(page, /<bdi lang="en">All of &lt;<mark>reefs<\/mark>&gt;\.<\/bdi>/);
    assert.match(page, /class="badge step">.*First take Oceans/);
    assert.match(page, /<b>REE<wbr>101<\/b>/);
    assert.match(page, /Beginner\u00a0· Not in it: deep/);
    assert.doesNotMatch(page, /No course here is about/);
  });

  test('keeps what is searched in the address and in the field, and everything else in the addresses of the page', async () => {
    finds([{ kind: 'open' }]);
    const page = await open('/panel/search?purpose=supplement&q=%20sand%3Cbeach%3E%20');
    assert.match(page, /name="q"[^>]* value="sand&lt;beach&gt;"/);
    assert.match(page, /<form class="search" role="search" method="get" action="\/panel\/search">/);
    assert.match(page, /<input type="hidden" name="purpose" value="supplement">/);
    assert.match(page, /<input type="hidden" name="of" value="[^"]+">/);
    const panel = await open('/panel');
    assert.match(panel, /<form class="search" role="search" method="get" action="\/panel\/search">/);
  });

  test('changes nothing: neither what is stored nor what is suggested', async () => {
    const before = await open('/panel');
    await open('/panel/search?q=statistics');
    await open('/panel/search?q=nonsense');
    assert.deepEqual(college.events, []);
    const panel = (page: string) => page.replaceAll(/nonce="[^"]+"|of=[^"&]+|value="[^"]+"/g, '');
    assert.equal(panel(await open('/panel')), panel(before));
  });

  test('lets suggestions follow it only where the learner says so, and says that they do', async () => {
    const page = await open('/panel/search?q=statistics');
    assert.match(page, /Searching changes none of your suggestions/);
    const answer = await submit('/panel/searches', { text: 'statistics' });
    assert.match(
      await open(answer.headers['location'] as string),
      /Your search for “statistics” counts for the next few days/,
    );
    const after = await open('/panel/search?q=Statistics');
    assert.match(after, /Your suggestions follow this search for some days/);
    assert.doesNotMatch(after, /Searching changes none/);
    assert.match(after, /Forget my searches/);
  });

  test('says what was searched where nothing fits, and calls the nearest so', async () => {
    college.search = async ({ text }) =>
      searchAnswer(text, [foundCourse({ course: { key: 'r', title: 'Reefs', categories: [] } })], true);
    const page = await open('/panel/search?q=beekeeping');
    assert.match(page, /No course here is about “beekeeping”\./);
    assert.match(page, /descriptions of all 172 courses were searched, in every language/);
    assert.match(page, /Not a match; only what comes closest/);
    assert.doesNotMatch(page, /courses? for “beekeeping”/);
    assert.doesNotMatch(page, /Let my suggestions follow/);
  });

  test('where nothing is near either, shows no list', async () => {
    college.search = async ({ text }) => searchAnswer(text, []);
    const page = await open('/panel/search?q=xyzzy');
    assert.match(page, /No course here is about “xyzzy”\./);
    assert.doesNotMatch(page, /Nearest in meaning/);
  });

  test('before anything is searched says what can be', async () => {
    assert.match(await open('/panel/search'), /Type a word, a title or a course code/);
  });

  test('offers the action that fits the state', async () => {
    college.takenCourses = [{ key: 'k1', title: 'Reefs 1' }];
    college.events = [{ learner: 'ada', type: 'rated', course: 'k1', rating: 5 }];
    finds([{ kind: 'hidden' }, { kind: 'taken' }, { kind: 'steps-away', steps: 2 }, { kind: 'open' }]);
    const page = await open('/panel/search?q=reefs&state=');
    const results = (page.split('</ol>')[0] as string).split('<li class="result').slice(1);
    assert.match(results[0] ?? '', /action="\/panel\/restored\?course=k0&amp;at=search&amp;q=reefs&amp;of=/);
    assert.match(
      results[1] ?? '',
      /action="\/panel\/rated\?course=k1&amp;at=search[^>]*>\s*<button[^>]* aria-pressed="true"/,
    );
    assert.match(results[2] ?? '', /href="\/panel\/why\?course=k2&amp;q=reefs[^"]*#path"/);
    assert.match(results[3] ?? '', /action="\/panel\/saved\?course=k3&amp;at=search/);
    assert.doesNotMatch(results[3] ?? '', /#path/);
    for (const result of results.slice(0, 2)) assert.doesNotMatch(result, /saved/);
    assert.match(results[3] ?? '', /How does it rank for me\?/);
    for (const result of results.slice(0, 3)) assert.match(result, /Why not this one\?/);
  });

  test('an action leads back to the search, its filter and its page, and the page says what was done', async () => {
    finds([{ kind: 'hidden' }]);
    const page = await open('/panel/search?q=reefs&state=hidden&page=1');
    const action = /action="(\/panel\/restored[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    const answer = await submit((action ?? assert.fail()).replace('k0', 'sta-150'));
    assert.equal(answer.headers['location'], '/panel/search?q=reefs&state=hidden&restored=sta-150');
    assert.deepEqual(college.events, [{ learner: 'ada', type: 'restored', course: 'sta-150' }]);
    assert.match(
      await open(answer.headers['location'] as string),
      /“Statistics with Real Data” can be suggested again/,
    );
  });

  test('an action can lead nowhere but to pages of the panel', async () => {
    for (const at of ['//evil.example', '/panel', 'constructor', 'search&at=x']) {
      const answer = await submit(`/panel/restored?course=sta-150&at=${at}&q=x`);
      assert.match(answer.headers['location'] as string, /^\/panel(?:\/search)?\?/);
    }
  });

  test('filters by state, with how many there are of each', async () => {
    finds([{ kind: 'open' }, { kind: 'open' }, { kind: 'taken' }, { kind: 'closed', closesAt: new Date(0) }]);
    const page = await open('/panel/search?q=reefs&state=open');
    assert.match(page, /All 4<.*Open to you 2<.*Your courses 1<.*Not open to you 1</s);
    assert.match(page, /aria-current="true">Open to you 2</);
    assert.match(page, /4 courses for “reefs”/);
    assert.equal(page.split('<li class="result').length - 1, 2);
    assert.match(await open('/panel/search?q=reefs&state=later'), /None of the courses .*Show all/s);
    assert.equal(
      (await open('/panel/search?q=reefs&state=nonsense')).split('<li class="result').length - 1,
      4,
    );
  });

  test('shows twelve at a time, and every page is an address', async () => {
    finds(Array.from({ length: 30 }, () => ({ kind: 'open' as const })));
    const first = await open('/panel/search?q=reefs');
    assert.equal(first.split('<li class="result').length - 1, 12);
    assert.match(first, /30 courses for “reefs”/);
    const next = /href="([^"]*page=2[^"]*)">Show 12 more</.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await open(next ?? assert.fail());
    assert.match(second, /Reefs 12/);
    assert.match(second, />Show 6 more</);
    const last = await open('/panel/search?q=reefs&page=3');
    assert.match(last, /Reefs 29/);
    assert.doesNotMatch(last, /Show \d+ more/);
    for (const page of ['99', '0', '-1', 'x', '1e9'])
      assert.match(await open(`/panel/search?q=reefs&page=${page}`), /Reefs (?:0|29)</);
    assert.ok(Buffer.byteLength(first) < 60_000, `${Buffer.byteLength(first)} bytes`);
  });

  test('of somebody who is no learner has no action and says nothing of them', async () => {
    finds([{ kind: 'open' }, { kind: 'first-take', courses: [oceans] }]);
    let asked: object = {};
    const { search } = college;
    college.search = async (request) => {
      asked = request;
      return search(request);
    };
    for (const session of [{ learner: undefined }, { role: 'instructor' as const }]) {
      const page = await open('/panel/search?q=reefs', panelApp({ college, session }));
      assert.ok(!('learner' in asked));
      assert.doesNotMatch(page, /method="post"/);
      assert.doesNotMatch(page, /ping=/);
    }
    college.off.add('ada');
    await open('/panel/search?q=reefs');
    assert.ok(!('learner' in asked), 'of who objects to being profiled nothing is looked at');
  });
});
