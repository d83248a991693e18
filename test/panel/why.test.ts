import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import type { CourseExplanation } from '../../src/answering/explain-course.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

let college: FakeCollege;
let app: Express;

const learning = { key: 'ml', title: 'Machine Learning Foundations', language: 'en' };
const statistics = { key: 'st', title: 'Statistics for Decisions' };
const behind: CourseExplanation = {
  ...{ course: learning, state: { kind: 'open' }, verdict: { kind: 'behind' }, exclusions: [] },
  ...{ place: 23, of: 96, suggested: [statistics], reasons: [{ kind: 'popular' }], lacks: ['told'] },
  ...{ path: [{ key: 'ml', after: [], depth: 0 }], steps: new Map() },
};

beforeEach(() => {
  college = new FakeCollege(exampleCourses());
  app = panelApp({ college });
  college.explained = behind;
});

async function open(path = '/panel/why?course=ml', status = 200): Promise<string> {
  const answer = await request(app).get(path);
  assert.equal(answer.status, status);
  return answer.text;
}

test('where others stand before it, says its place, which they are, and what speaks for it and what does not', async () => {
  const page = await open();
  assert.match(page, /<h1>Why not “Machine Learning Foundations”\?<\/h1>/);
  assert.match(page, /It is number 23 of 96 courses that are open to you\./);
  assert.match(page, /These stand before it.*<bdi>Statistics for Decisions<\/bdi>/s);
  assert.match(page, /What speaks for it.*Popular with students here/s);
  assert.match(page, /What is missing.*Nothing that you told us or searched for has to do with it\./s);
  assert.match(page, /Nothing stands in your way/);
  assert.doesNotMatch(page, /The way there/);
});

test('who has paused suggestions is told how they stand to it, and nothing of how it would rank for them', async () => {
  college.paused.add('ada');
  const page = await open();
  assert.match(page, /Personal suggestions are paused, so nothing is suggested to you personally/);
  assert.match(page, /Nothing stands in your way/);
  assert.doesNotMatch(page, /What speaks for it|What is missing|These stand before it|number 23/);
  college.explained = { ...behind, verdict: { kind: 'suggested' }, place: 1 };
  assert.doesNotMatch(await open(), /number 1/);
});

test('what staff have pinned, and has to wait for another course, is not called open', async () => {
  college.explained = {
    ...{ ...behind, verdict: { kind: 'suggested' }, place: 1 },
    exclusions: [{ reason: 'missing-prerequisite', courses: ['st'] }],
    path: [{ key: 'ml', after: ['st'], depth: 1 }],
    steps: new Map([['st', { course: statistics, state: { kind: 'open' } }]]),
  };
  const page = await open();
  assert.match(
    page,
    /suggested to you, although you cannot take it yet:.*First you have to take Statistics/s,
  );
  assert.doesNotMatch(page, /courses that are open to you/);
});

const equations = { key: 'de', title: 'Differential Equations' };
const outgrown: CourseExplanation = {
  ...{ ...behind, verdict: { kind: 'excluded' }, state: { kind: 'outgrown' } },
  ...{ exclusions: [{ reason: 'outgrown', courses: ['de', 'st'] }], reasons: [], lacks: [] },
  steps: new Map([
    ['de', { course: equations, state: { kind: 'taken' } }],
    ['st', { course: statistics, state: { kind: 'taken' } }],
  ]),
};

test('who has gone further is told so, with their courses, and that they can take it all the same', async () => {
  const { place: _, ...unranked } = outgrown;
  college.explained = unranked;
  const page = await open();
  assert.match(page, /You have gone further</);
  assert.match(page, /not suggested to you now, because:/);
  assert.match(page, /gone further: you have taken Differential Equations and Statistics for Decisions\./);
  assert.match(page, /Nothing stands in your way/);
});

test('what staff have pinned for who has gone further is number 0 of nothing, and the page says who suggests it', async () => {
  const { place: _, ...unranked } = outgrown;
  college.explained = { ...unranked, verdict: { kind: 'suggested' } };
  const page = await open();
  assert.match(page, /Staff suggest it to you here, although:.*You have already gone further/s);
  assert.doesNotMatch(page, /number 0/);
});

test('where rules keep it away, says each of them, and the way to it', async () => {
  const { place: _, ...unranked } = behind;
  college.explained = {
    ...unranked,
    ...{ verdict: { kind: 'excluded' }, state: { kind: 'first-take', courses: [statistics] } },
    exclusions: [{ reason: 'dismissed' }, { reason: 'missing-prerequisite', courses: ['st'] }],
    ...{ reasons: [], lacks: [] },
    path: [
      { key: 'st', after: [], depth: 0 },
      { key: 'ml', after: ['st'], depth: 1 },
    ],
    steps: new Map([
      ['st', { course: statistics, state: { kind: 'open' } }],
      ['ml', { course: learning, state: { kind: 'first-take', courses: [statistics] } }],
    ]),
  };
  const page = await open('/panel/why?course=ml&q=learning');
  assert.match(page, /not suggested to you now, because:/);
  assert.match(
    page,
    /<li>You have hidden it\.<\/li><li>First you have to take Statistics for Decisions\.<\/li>/,
  );
  assert.match(page, /action="\/panel\/restored\?course=ml&amp;at=why&amp;q=learning/);
  const way = page.slice(page.indexOf('The way there'));
  assert.match(way, /First.*Statistics for Decisions.*Open to you.*Then.*Machine Learning Foundations/s);
  assert.doesNotMatch(page, /What speaks for it|These stand before it|number 23/);
  assert.match(page, /href="\/panel\/search\?q=learning[^"]*">Back to the search</);
});

test('a course that comes before and may not be named is not, not even by its key', async () => {
  const { place: _, ...unranked } = behind;
  college.explained = {
    ...{ ...unranked, verdict: { kind: 'excluded' }, state: { kind: 'needs-missing' } },
    exclusions: [{ reason: 'missing-prerequisite', courses: ['unpublished'] }],
  };
  const page = await open();
  assert.match(page, /<li>Builds on a course that is not offered<\/li>/);
  assert.doesNotMatch(page, /unpublished|First you have to take/);
});

test('where it is suggested, says so and why', async () => {
  college.explained = { ...behind, verdict: { kind: 'suggested' }, place: 2 };
  const page = await open();
  assert.match(page, /<h1>Why “Machine Learning Foundations”\?<\/h1>/);
  assert.match(page, /It is suggested to you: number 2 of 96 courses/);
  assert.doesNotMatch(page, /What is missing|These stand before it/);
});

test('asks about the very answer that the panel shows', async () => {
  let asked: unknown;
  college.explain = async (request) => {
    asked = request;
    return behind;
  };
  app = panelApp({ college, session: { course: 'sta-150', locale: 'en' } });
  await open('/panel/why?course=ml&purpose=supplement');
  const { institutionId: _, ...rest } = asked as Record<string, unknown>;
  assert.deepEqual(rest, {
    ...{ learner: 'ada', purpose: 'supplement', about: 'ml', count: 5, course: 'sta-150', locale: 'en' },
  });
});

test('of a course that is not there, or that students are not shown, says nothing', async () => {
  college.explained = undefined;
  await open('/panel/why?course=nothing', 404);
  await open('/panel/why', 404);
  college.explained = { ...behind, state: { kind: 'concealed' } };
  const page = await open('/panel/why?course=ml', 404);
  assert.doesNotMatch(page, /Machine Learning/);
});

test('without a learner there is nobody to explain it to', async () => {
  for (const session of [{ learner: undefined }, { role: 'instructor' as const }]) {
    app = panelApp({ college, session });
    assert.doesNotMatch(await open('/panel/why?course=ml', 403), /Machine Learning/);
  }
});

test('a course is planned together with what comes before it, a term apart; what has a term keeps it', async () => {
  const steps = new Map([
    ['sta-150', { course: { key: 'sta-150', title: 'Statistics' }, state: { kind: 'open' } as const }],
    ['cs-105', { course: { key: 'cs-105', title: 'Programming' }, state: { kind: 'open' } as const }],
  ]);
  college.explained = {
    ...{ ...behind, course: { key: 'cs-105', title: 'Programming' }, verdict: { kind: 'excluded' }, steps },
    exclusions: [{ reason: 'missing-prerequisite', courses: ['sta-150'] }],
    path: [
      { key: 'sta-150', after: [], depth: 0 },
      { key: 'cs-105', after: ['sta-150'], depth: 1 },
    ],
  };
  college.planned = { courses: [], nodes: [], terms: ['Spring', 'Autumn'] };
  assert.match(await open('/panel/why?course=cs-105'), /action="\/panel\/planned-path\?course=cs-105&amp;/);
  const submit = () =>
    request(app).post('/panel/planned-path?course=cs-105').set('Origin', 'http://localhost:3000').expect(303);
  assert.equal((await submit()).headers['location'], '/panel/plan?planned=cs-105');
  assert.deepEqual(
    [...college.terms],
    [
      ['sta-150', 'Spring'],
      ['cs-105', 'Autumn'],
    ],
  );
  college.terms.set('sta-150', 'Autumn');
  await submit();
  assert.equal(college.terms.get('sta-150'), 'Autumn');
});

test('what is closed for another reason cannot be planned so', async () => {
  college.explained = {
    ...{ ...behind, verdict: { kind: 'excluded' } },
    exclusions: [{ reason: 'dismissed' }],
  };
  assert.doesNotMatch(await open(), /planned-path/);
  await request(app).post('/panel/planned-path?course=ml').set('Origin', 'http://localhost:3000').expect(404);
  assert.deepEqual(college.saves, []);
});
