import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AliasModel } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { EventModel } from '../../../models/event.ts';
import { LearnerModel, learnerKeyOf } from '../../../models/learner.ts';
import { SessionModel } from '../../../models/session.ts';
import { SightingModel } from '../../../models/sighting.ts';
import { SteeringApp } from '../steering-app.ts';

let app: SteeringApp;
const page = '/teaching/panel/figures?course=net';
const longAgo = new Date(Date.now() - 14 * 86_400_000);

before(async () => {
  app = await SteeringApp.start();
  await app.teach({ net: 'Networks', data: 'Databases', dist: 'Distributed Systems', sec: 'Security' });
});
after(() => app.close());
beforeEach(async () => {
  const { _id: institutionId } = app.institution;
  await SightingModel.deleteMany({ institutionId });
  await EnrolmentModel.deleteMany({ institutionId });
});

interface Shown {
  course: string;
  people: number;
  opened?: number;
  hidden?: number;
  at?: Date;
  panel?: string;
}

const shown = ({ course, people, opened = 0, hidden = 0, at = longAgo, panel = 'net' }: Shown) =>
  SightingModel.insertMany(
    Array.from({ length: people }, (_, i) => ({
      ...{ institutionId: app.institution._id, learner: `l${i}`, panel, course, shownAt: at },
      ...(i < opened ? { openedAt: at } : {}),
      ...(i < hidden ? { hiddenAt: at } : {}),
    })),
  );
const enrolled = (course: string, people: number, at = longAgo, from = 0) =>
  EnrolmentModel.insertMany(
    Array.from({ length: people }, (_, i) => ({
      ...{ institutionId: app.institution._id, learner: `l${i + from}`, course, role: 'learner' },
      ...{ state: 'active', at, source: 'csv', seenAt: new Date() },
    })),
  );
const rowsOf = (html: string) =>
  html
    .split('<tr>')
    .slice(2)
    .map((row) =>
      [...row.matchAll(/<(?:bdi|td|span)[^>]*>([^<]+)</g)]
        .map(([, text = '']) => text.trim())
        .filter(Boolean),
    );
const figures = async () => rowsOf((await (await app.visit('instructor')).get(page)).text);

describe('shown, opened, enrolled, hidden', () => {
  test('are people, not clicks: a student who looks, opens and hides many times is one', async () => {
    const learner = await app.visit('learner');
    for (let i = 0; i < 3; i++) assert.equal((await learner.get('/panel')).status, 200);
    await learner.post('/panel/opened?course=dist');
    await learner.post('/panel/opened?course=dist');
    await learner.post('/panel/dismissed?course=sec');
    const { _id: institutionId } = app.institution;
    const key = learnerKeyOf(app.institution, 'learner');
    const stored = await SightingModel.find({ institutionId, learner: key }).sort({ course: 1 }).lean();
    assert.deepEqual(
      stored.map((one) => [one.panel, one.course, one.openedAt !== undefined, one.hiddenAt !== undefined]),
      [
        ['net', 'data', false, false],
        ['net', 'dist', true, false],
        ['net', 'sec', false, true],
      ],
    );
    await learner.post('/panel/restored?course=sec');
    assert.equal(await SightingModel.countDocuments({ institutionId, hiddenAt: { $exists: true } }), 0);
  });

  test('nothing is stored of staff, of observers, of test students, of the anonymous and of who objects', async () => {
    for (const role of ['instructor', 'observer'] as const) await (await app.visit(role)).get('/panel');
    await (await app.visit('learner', { claims: { sub: undefined } })).get('/panel');
    const testStudent = await app.visit('testStudent');
    await testStudent.get('/panel');
    await testStudent.get('/panel/search?q=security');
    for (const path of ['opened?course=dist', 'dismissed?course=sec', 'saved?course=sec', 'skipped'])
      assert.equal((await testStudent.post(`/panel/${path}`)).status, 403, path);
    const key = learnerKeyOf(app.institution, 'testStudent');
    assert.deepEqual(
      [
        await EventModel.countDocuments({ learner: key }),
        await LearnerModel.countDocuments({ key }),
        await AliasModel.countDocuments({ to: key }),
        await SessionModel.countDocuments({ learner: key }),
      ],
      [0, 0, 0, 0],
    );
    const objecting = await app.visit('learner', { sub: 'objecting' });
    await objecting.post('/panel/data/stopped', { sure: 'yes' });
    await objecting.get('/panel');
    assert.equal(await SightingModel.countDocuments({ institutionId: app.institution._id }), 0);
  });

  test('are told to staff, rounded down to fives, with those who enrolled in any section of it', async () => {
    const { _id: institutionId } = app.institution;
    await app.teach({ 'dist-evening': 'Distributed Systems, evening' }, { group: 'dist' });
    await CourseModel.updateOne({ institutionId, key: 'dist' }, { group: 'dist' });
    await shown({ course: 'dist', people: 43, opened: 22, hidden: 3 });
    await enrolled('dist', 9);
    await enrolled('dist-evening', 8, longAgo, 9);
    await enrolled('dist', 30, longAgo, 100);
    await shown({ course: 'sec', people: 20, opened: 20 });
    assert.deepEqual((await figures()).slice(0, 2), [
      ['Distributed Systems', '40', '20', '15', 'under 10'],
      ['Security', '20', 'nearly all', 'under 10', 'under 10'],
    ]);
    await CourseModel.deleteOne({ institutionId, key: 'dist-evening' });
    await CourseModel.updateOne({ institutionId, key: 'dist' }, { $unset: { group: 1 } });
  });

  test('nobody is told about fewer than ten, about nearly a whole course, or about this week', async () => {
    await shown({ course: 'data', people: 9, opened: 9 });
    await shown({ course: 'dist', people: 12, at: new Date() });
    await shown({ course: 'sec', people: 12, panel: 'data' });
    const { text } = await (await app.visit('instructor')).get(page);
    assert.match(text, /Figures appear on the Monday after ten students/);
    assert.doesNotMatch(text, /Databases|Distributed|Security/);
    await shown({ course: 'dist', people: 30 });
    await enrolled('net', 31);
    assert.deepEqual((await figures())[0]?.slice(0, 2), ['Distributed Systems', 'nearly all']);
  });
});

describe('where students go next', () => {
  test('is told from the enrolments of ten people on, with a chart and a table', async () => {
    const year = 365 * 86_400_000;
    const began = new Date(Date.now() - 2 * year);
    const next = new Date(began.getTime() + 150 * 86_400_000);
    await enrolled('net', 60, began);
    await enrolled('dist', 31, next);
    await enrolled('sec', 12, next, 31);
    await enrolled('data', 9, next, 50);
    const { text } = await (await app.visit('instructor')).get(page);
    assert.match(text, /at least 50 students who went on/);
    assert.match(text, /<svg class="flow"[\s\S]*60%[\s\S]*Distributed Systems[\s\S]*20%[\s\S]*Security/);
    assert.match(text, /<th scope="row"><bdi>Distributed Systems<\/bdi><\/th><td>60%/);
    assert.doesNotMatch(text, /Databases/);
    assert.match(text, /There were other courses too/);
  });

  test('is of the time before the last Monday, as all figures are', async () => {
    const began = new Date(Date.now() - 400 * 86_400_000);
    await enrolled('net', 60, began);
    await enrolled('dist', 31, new Date(Date.now() - 1_000));
    assert.match((await (await app.visit('instructor')).get(page)).text, /Too few to tell/);
  });

  test('is not told of fewer', async () => {
    const began = new Date(Date.now() - 400 * 86_400_000);
    await enrolled('net', 60, began);
    await enrolled('dist', 9, new Date(began.getTime() + 150 * 86_400_000));
    const { text } = await (await app.visit('instructor')).get(page);
    assert.match(text, /Too few to tell/);
    assert.doesNotMatch(text, /Distributed/);
  });
});

test('nobody else may see them', async () => {
  for (const [role, course] of [
    ['learner', 'net'],
    ['observer', 'net'],
    ['instructor', 'data'],
  ] as const)
    assert.equal((await (await app.visit(role, { course })).get(page)).status, 403);
});
