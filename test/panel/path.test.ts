import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import type { GoalPath, GoalStep } from '../../src/answering/goal-path.ts';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

let college: FakeCollege;
let app: Express;

function step(key: string, title: string, depth: number, more: Partial<GoalStep> = {}): GoalStep {
  return {
    ...{
      key,
      depth,
      after: [],
      course: { key, title },
      state: { kind: 'open' },
      teaches: [],
      isSaved: false,
    },
    ...more,
  };
}
const statistics = step('st', 'Statistics for Decisions', 0);
const learning = step('ml', 'Machine Learning <Foundations>', 1, {
  ...{ after: ['st'], teaches: ['machine learning', 'statistics'], isSaved: true },
  state: { kind: 'first-take', courses: [statistics.course] },
});
const way: GoalPath = { goal: 'Data Scientist', isKnown: true, steps: [statistics, learning] };

beforeEach(() => {
  college = new FakeCollege(exampleCourses());
  college.way = way;
  app = panelApp({ college });
});

async function open(path: string, status = 200): Promise<string> {
  const answer = await request(app).get(path);
  assert.equal(answer.status, status);
  return answer.text;
}

test('the panel says how the way begins, and leads to all of it', async () => {
  const page = await open('/panel');
  assert.match(
    page,
    /Data Scientist: first Statistics for Decisions, then Machine Learning &lt;Foundations&gt;\./,
  );
  assert.match(page, /<a href="\/panel\/path\?of=[^"]+">See the path<\/a>/);
});

test('where nothing has to come first, or nothing leads further, nothing is made up', async () => {
  college.way = { ...way, steps: [statistics] };
  const page = await open('/panel');
  assert.doesNotMatch(page, /: first/);
  assert.match(page, /The way to Data Scientist/);
  for (const none of [undefined, { ...way, steps: [] }]) {
    college.way = none;
    assert.doesNotMatch(await open('/panel'), /See the path/);
  }
  college.way = way;
  assert.doesNotMatch(await open('/panel?purpose=supplement'), /See the path/);
});

test('the page of the way shows each course after what it needs, with what it teaches, and saves', async () => {
  const page = await open('/panel/path');
  assert.match(page, /<h1>The way to Data Scientist<\/h1>/);
  assert.match(page, /First.*Statistics for Decisions.*Has to come before.*Then.*Machine Learning/s);
  assert.match(page, /Teaches machine learning and statistics/);
  assert.match(page, /action="\/panel\/saved\?course=st&amp;at=path/);
  assert.match(page, /action="\/panel\/unsaved\?course=ml&amp;at=path/);
  const saved = await request(app)
    .post('/panel/saved?course=sta-150&at=path')
    .set('Origin', 'http://localhost:3000');
  assert.match(saved.headers['location'] as string, /^\/panel\/path\?/);
});

test('the page says where nothing leads further, and where there is no goal', async () => {
  college.way = { ...way, steps: [] };
  assert.match(await open('/panel/path'), /No course here that you could still take leads further/);
  college.way = { ...way, isKnown: false };
  assert.match(await open('/panel/path'), /What this goal takes is not known here/);
  college.way = undefined;
  assert.match(await open('/panel/path'), /You have not set a goal yet\..*Set a goal/s);
});

test('without a learner there is no way', async () => {
  for (const session of [{ learner: undefined }, { role: 'instructor' as const }]) {
    app = panelApp({ college, session });
    await open('/panel/path', 403);
    assert.doesNotMatch(await open('/panel'), /See the path/);
  }
});
