import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import mongoose from 'mongoose';
import request from 'supertest';
import type { Session } from '../../models/session.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';
import { titlesIn, visitPanel } from './visit.ts';

const visit = visitPanel();
const { open, submit } = visit;

describe('who is looking', () => {
  test('somebody the platform does not name sees popular courses, and nothing to fill in', async () => {
    const page = await open('/panel', panelApp({ college: visit.college, session: { learner: undefined } }));
    assert.equal(titlesIn(page).length, 5);
    assert.match(page, /did not say who you are/);
    assert.match(page, /Popular with students here/);
    assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|ping=/);
  });

  test('administrators alone are led to the check of the installation', async () => {
    for (const role of ['administrator', 'instructor', 'learner'] as const) {
      const page = await open('/panel', panelApp({ college: visit.college, session: { role } }));
      assert.equal(page.includes('href="/self-test"'), role === 'administrator');
    }
  });

  test('an observer sees popular courses, and nothing is recorded about them', async () => {
    const observer = panelApp({ college: visit.college, session: { role: 'observer' } });
    const page = await open('/panel', observer);
    assert.match(page, /You are here as an observer/);
    assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|Because you took|staff/);
    assert.match(await open('/panel?purpose=supplement', observer), /You are here as an observer/);
    const answer = await submit('/panel/dismissed?course=sta-150', {}, observer);
    assert.equal(answer.status, 403);
    assert.deepEqual(visit.college.events, []);
  });

  test('a test student sees what a new student sees, is told so, and nothing is recorded about them', async () => {
    const student = panelApp({
      college: visit.college,
      session: { role: 'testStudent', learner: undefined },
    });
    for (const address of ['/panel', '/panel?purpose=supplement']) {
      const page = await open(address, student);
      assert.match(page, /You are here as the test student.*Nothing that you do here is kept or counted/s);
      assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|Because you took|staff|ping=|\/panel\/data/);
    }
    const answer = await submit('/panel/dismissed?course=sta-150', {}, student);
    assert.equal(answer.status, 403);
    assert.match(answer.text, /You are here as staff, as an observer or as a test student/);
    await open('/panel/search?q=statistics', student);
    assert.deepEqual(visit.college.events, []);
    assert.match(await open('/panel/data', student), /test student.*there is nothing to see or delete/);
  });

  test('staff see what a new student sees, and nothing is recorded about them', async () => {
    const staff = panelApp({ college: visit.college, session: { role: 'instructor' } });
    const page = await open('/panel', staff);
    assert.match(page, /You are here as staff/);
    assert.doesNotMatch(page, /<form(?![^>]*\/panel\/colours)|Because you took/);
    const answer = await submit('/panel/dismissed?course=sta-150', {}, staff);
    assert.equal(answer.status, 403);
    assert.deepEqual(visit.college.events, []);
  });
});

describe('who comes to take nothing', () => {
  const roles = ['observer', 'testStudent', 'instructor', 'administrator'] as const;
  const as = (role: Session['role'], more: Partial<Session> = {}) =>
    panelApp({ college: visit.college, session: { role, learner: undefined, ...more } });

  test('reads what is open to students, and a learner what is open to them, above the cards and where nothing is left', async () => {
    const { college } = visit;
    college.overviewOf = (recommend) => {
      const overview = FakeCollege.prototype.overviewOf.call(college, recommend);
      return async (request) => {
        const answer = await overview(request);
        return request.filter?.open ? { ...answer, recommendations: [] } : answer;
      };
    };
    const pagesOf = async (role: Session['role'], more?: Partial<Session>) => {
      const app = as(role, more);
      return (await open('/panel', app)) + (await open('/panel?open=yes', app));
    };
    for (const role of roles) {
      const pages = await pagesOf(role);
      assert.doesNotMatch(pages, /[Oo]pen to (?:me|you)|you can enrol|Enrol yourself/, role);
      assert.match(pages, /No course is left because of “Open to students”.*Drop “Open to students”/s);
    }
    for (const learner of ['ada', undefined])
      assert.match(await pagesOf('learner', learner ? { learner } : {}), /Drop “Open to me”/);
  });

  test('finds courses as they are, and not how they stand to somebody', async () => {
    for (const role of roles)
      for (const path of ['/panel/search?q=statistics', '/panel/search?q=statistics&state=shut']) {
        const page = await open(path, as(role));
        assert.equal(titlesIn(page.replaceAll('<mark>', '').replaceAll('</mark>', '')).length, 1, path);
        assert.doesNotMatch(
          page,
          /class="badge|state-filters|state=|[Oo]pen to you|[Yy]our courses|my suggestions/,
        );
      }
    assert.match(await open('/panel/search?q=statistics', as('learner')), /class="badge.*Open to you/s);
  });

  test('is not told that suggestions are made of what they do', async () => {
    for (const role of roles) {
      const page = await open('/panel', as(role, { learner: 'ada' }));
      assert.doesNotMatch(page, /courses you have taken here|what you tell us/);
      assert.match(
        page,
        /What is suggested to a student is worked out from the courses they have taken here/,
      );
      assert.match(page, /you are known by a code/, 'as everybody whom the platform has named');
    }
    assert.match(await open('/panel'), /courses you have taken here/);
    for (const role of ['learner', 'testStudent'] as const)
      assert.doesNotMatch(await open('/panel', as(role)), /known by a code|\/panel\/data/);
  });

  test('reads whom the cards speak to', async () => {
    for (const purpose of ['next', 'supplement'])
      for (const role of ['testStudent', 'instructor', 'administrator'] as const)
        assert.match(
          await open(`/panel?purpose=${purpose}`, as(role)),
          /The cards speak to (?:that|a) student/,
        );
  });

  test('is promised nothing for when the database is there again', async () => {
    for (const [role, learner] of [
      ...roles.map((role) => [role, undefined] as const),
      ['learner', 'ada'] as const,
    ]) {
      const app = panelApp({ college: visit.college, session: { role, learner } });
      await open('/panel', app);
      visit.college.isAway = true;
      const page = await open('/panel?purpose=supplement', app);
      visit.college.isAway = false;
      assert.match(page, /We cannot reach our data at the moment/);
      assert.equal(/to save or hide one, please wait/.test(page), role === 'learner', role);
      assert.equal(/chosen for you/.test(page), role === 'learner', role);
    }
  });

  test('is told of courses in other languages without a choice that they do not have', async () => {
    visit.college.recommend = async () => [];
    visit.college.otherLanguageCourses = 3;
    for (const role of [...roles, 'learner'] as const)
      assert.match(await open('/panel', as(role)), /3 more courses are offered here, in other languages/);
    assert.match(
      await open('/panel', as('learner', { learner: 'ada' })),
      /in languages that you have not chosen/,
    );
  });

  test('is refused without a promise that courses are open', async () => {
    for (const role of [...roles, 'learner'] as const) {
      const { text, status } = await request(as(role)).get('/panel/plan');
      assert.equal(status, 403);
      assert.match(text, /You can look at the suggestions all the same/);
    }
  });

  test('of whom nothing is stored is offered no file with it', async () => {
    for (const role of ['learner', 'testStudent'] as const)
      assert.doesNotMatch(await open('/panel/data', as(role)), /data\/download/);
    assert.match(await open('/panel/data'), /data\/download/);
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
  visit.college.takenCourses = [{ key: 'sta-150', title: 'Statistics with Real Data' }];
  const pages = ['/panel', '/panel/profile', '/panel/data', '/panel/hidden'];
  const adas = (await Promise.all(pages.map((page) => open(page)))).flatMap(addresses);
  assert.ok(
    ['dismissed', 'saved', 'opened', 'rated', 'goals', 'data/stopped', 'data/download'].every((one) =>
      `${adas}`.includes(one),
    ),
  );
  const { length } = visit.college.events;
  const institutionId = new mongoose.Types.ObjectId();
  const appOf = (session: Partial<Session>) =>
    panelApp({ college: visit.college, session: { institutionId, ...session } });
  const others = [
    appOf({ learner: 'bob' }),
    appOf({ institutionId: new mongoose.Types.ObjectId() }),
    panelApp({ college: visit.college, session: { institutionId, learner: undefined } }),
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
  assert.deepEqual([visit.college.events.length, visit.college.off.size], [length, 0]);
  // The same person may have several pages open.
  const download = own.find((address) => address.startsWith('/panel/data/download?')) as string;
  assert.equal((await request(appOf({ _id: 'later' })).get(download)).status, 200);
});

test('personal suggestions can be paused: nothing is deleted, nothing new is stored, and they go on at once', async () => {
  visit.college.learnerProfile.interests = ['climate'];
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
  assert.deepEqual([visit.college.saves, visit.college.events], [[], []]);
  await submit('/panel/data/resumed');
  assert.match(await open(), /Matches your interest in climate|Because you took/);
  assert.equal((await submit('/panel/saved?course=sta-150')).status, 303);
});

test('who has paused suggestions is not shown what they have had; nothing is known of who objects', async () => {
  const asked: object[] = [];
  const { recommend } = visit.college;
  visit.college.recommend = async (request) => {
    const { learner, withoutCoursesOf } = request as { learner?: string; withoutCoursesOf?: string };
    asked.push({ ...(learner && { learner }), ...(withoutCoursesOf && { withoutCoursesOf }) });
    return recommend(request);
  };
  visit.app = panelApp({ college: visit.college });
  await open();
  visit.college.paused.add('ada');
  await open();
  visit.college.paused.clear();
  visit.college.off.add('ada');
  await open();
  // The second is kept for when the database is away.
  assert.deepEqual(asked, [{ learner: 'ada' }, {}, { withoutCoursesOf: 'ada' }, {}]);
});

test('who has paused suggestions keeps the search, the plan and what they have hidden, and nothing watches them', async () => {
  await submit('/panel/dismissed?course=phi-130');
  await submit('/panel/data/paused');
  const before = visit.college.events.length;
  const page = await open();
  assert.match(page, /role="search"/);
  assert.match(page, /href="\/panel\/plan[^"]*"/);
  assert.match(page, /href="\/panel\/hidden[^"]*"/);
  assert.doesNotMatch(page, /\/panel\/(?:dismissed|opened|profile)\?/);
  assert.match(page, /The search, your plan and your list of hidden courses work as before/);
  assert.equal((await submit('/panel/saved?course=sta-150')).status, 303);
  assert.deepEqual(visit.college.saves, ['sta-150']);
  assert.match(await open(), /\/panel\/unsaved\?course=sta-150/, 'it is said to be saved');
  assert.match(await open('/panel/plan'), /My plan/);
  const found = await open('/panel/search?q=statistics');
  assert.match(found, /\/panel\/why\?course=/);
  assert.doesNotMatch(found, /\/panel\/(?:searches|opened)|rated/);
  assert.equal(visit.college.events.length, before, 'nothing of that is stored');
  assert.match(await open('/panel/hidden'), /phi-130/);
  assert.equal((await submit('/panel/restored?course=phi-130&list=hidden')).status, 303);
  assert.doesNotMatch(await open('/panel/hidden'), /restored\?course=phi-130/);
});

test('who objects has no plan and no lists, and can search', async () => {
  await submit('/panel/data/stopped', { sure: 'yes' });
  const page = await open();
  assert.doesNotMatch(page, /\/panel\/(?:plan|hidden|saved)/);
  for (const path of ['/panel/plan', '/panel/hidden', '/panel/why?course=sta-150'])
    assert.equal((await request(visit.app).get(path)).status, 403, path);
  assert.equal((await request(visit.app).get('/panel/search?q=statistics')).status, 200);
});
