import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { SteeringApp, type Visit } from './steering-app.ts';

let app: SteeringApp;
let staff: Visit;
const titles = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`c${i}`, `Course ${i}`]));

before(async () => {
  app = await SteeringApp.start();
  await app.teach({ net: 'Networks', data: 'Databases', ...titles });
  await app.teach({ sec: 'Secure Software (Part 1)' }, { code: 'CMP 302', prerequisites: ['data'] });
  await app.teach({ gone: 'Hidden Course' }, { hidden: true });
});
after(() => app.close());
beforeEach(async () => {
  const { _id: institutionId } = app.institution;
  await PanelSettingsModel.deleteMany({ institutionId });
  await AuditEntryModel.deleteMany({ institutionId });
  await EventModel.deleteMany({ institutionId });
  staff = await app.visit('instructor');
});

const page = '/teaching/panel?course=net';
const steer = (fields: Record<string, string>, visit = staff, course = 'net') =>
  visit.post(`/teaching/panel/steered?course=${course}`, fields);
const release = (about: string, visit = staff) =>
  visit.post('/teaching/panel/released?course=net', { about });
const cardsIn = (html: string) =>
  html
    .split('<article class="card')
    .slice(1)
    .map((card) => ({
      title: /<h\d>\s*(?:<a[^>]*>)?<bdi[^>]*>(.*?)<\/bdi>/s.exec(card)?.[1],
      reason: /<p class="reason">.*?<bdi>(.*?)<\/bdi>/s.exec(card)?.[1],
      card,
    }));
const seenIn = async (course = 'net', sub = 'learner') => {
  const visit = await app.visit('learner', { course, sub });
  return cardsIn((await visit.get('/panel')).text);
};
const titlesOf = (cards: Awaited<ReturnType<typeof seenIn>>) => cards.map(({ title }) => title);
const steered = async () =>
  (await PanelSettingsModel.findOne({ institutionId: app.institution._id, course: 'net' }).lean())?.steered;

describe('a pin', () => {
  test('puts a course first for every student, with its note as the reason; other courses’ panels stay', async () => {
    const before = titlesOf(await seenIn());
    assert.notEqual(before[0], 'Course 7');
    const answer = await steer({ text: 'course 7', note: 'It is <b>fun</b>.', way: 'pin' });
    assert.equal(answer.status, 303);
    const [first, ...others] = await seenIn();
    assert.equal(first?.title, 'Course 7');
    assert.equal(first?.reason, 'Recommended by the teacher: “It is &lt;b&gt;fun&lt;/b&gt;.”');
    assert.deepEqual(
      others.map(({ title }) => title),
      before.filter((title) => title !== 'Course 7').slice(0, 4),
    );
    assert.ok(others.every(({ reason }) => !reason?.includes('teacher')));
    assert.notEqual((await seenIn('data'))[0]?.title, 'Course 7');
  });

  test('lifts what has to be taken before, and the card says what that is; nothing else', async () => {
    await steer({ text: 'cmp 302', note: '', way: 'pin' });
    const [first] = await seenIn();
    assert.equal(first?.title, 'Secure Software (Part 1)');
    assert.equal(first?.reason, 'Recommended by the teacher');
    assert.match(first?.card ?? '', /First take Databases/);
    const learner = await app.visit('learner');
    await learner.post('/panel/dismissed?course=sec');
    assert.ok(!titlesOf(await seenIn()).includes('Secure Software (Part 1)'), 'who has hidden it, has');
    assert.ok(titlesOf(await seenIn('net', 'another')).includes('Secure Software (Part 1)'));
  });

  test('of a course that is over or hidden shows nobody anything', async () => {
    await steer({ about: 'c7', way: 'pin' });
    const { _id: institutionId } = app.institution;
    await CourseModel.updateOne({ institutionId, key: 'gone' }, { hidden: false });
    assert.equal((await steer({ about: 'gone', way: 'pin' })).status, 303);
    await CourseModel.updateOne({ institutionId, key: 'gone' }, { hidden: true });
    const cards = await seenIn();
    assert.ok(!titlesOf(cards).includes('Hidden Course'));
    assert.equal((await steer({ about: 'gone', way: 'block' })).status, 303, 'it can be changed');
    assert.equal(cards.length, 5);
    assert.equal(await CourseModel.countDocuments({ institutionId, key: 'gone' }), 1);
  });

  test('there are five at most', async () => {
    for (const key of ['c0', 'c1', 'c2', 'c3', 'c4']) await steer({ about: key, way: 'pin' });
    const answer = await steer({ about: 'c5', way: 'pin' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Five courses are pinned already/);
    assert.equal((await steered())?.length, 5);
    assert.equal((await steer({ about: 'c4', way: 'pin', note: 'again' })).status, 303, 'one of them stays');
    assert.deepEqual(titlesOf(await seenIn()), ['Course 0', 'Course 1', 'Course 2', 'Course 3', 'Course 4']);
  });

  test('and no more where several are pinned at the same moment', async () => {
    const keys = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c8'];
    const answers = await Promise.all(keys.map((about) => steer({ about, way: 'pin' })));
    assert.equal((await steered())?.length, 5);
    assert.equal(answers.filter(({ status }) => status === 303).length, 5, 'the others are told');
  });
});

test('a higher rank moves a course up, and says so', async () => {
  const before = titlesOf(await seenIn());
  const last = before.at(-1) as string;
  await steer({ text: last, note: 'Worth a look', way: 'boost' });
  const after = await seenIn();
  assert.equal(after[0]?.title, last);
  assert.equal(after[0]?.reason, 'Recommended by the teacher: “Worth a look”');
});

test('a block takes a course out of this panel alone, and taking it back brings it again', async () => {
  const before = titlesOf(await seenIn());
  const blocked = before[0] as string;
  await steer({ text: blocked, note: 'Everybody has had it', way: 'block' });
  const cards = await seenIn();
  assert.ok(!titlesOf(cards).includes(blocked));
  assert.doesNotMatch(JSON.stringify(cards), /Everybody has had it/, 'the note of a block is for staff');
  assert.match((await staff.get(page)).text, /Everybody has had it/);
  assert.ok(titlesOf(await seenIn('data')).includes(blocked));
  const [one] = (await steered()) ?? [];
  await release(one?.course as string);
  assert.deepEqual(titlesOf(await seenIn()), before);
});

describe('the list of what is steered', () => {
  test('says who and when: the reader, or the course team', async () => {
    await steer({ about: 'c1', way: 'pin' });
    await steer({ about: 'c2', way: 'block' }, await app.visit('instructor', { sub: 'colleague' }));
    const { text } = await staff.get(page);
    const rows = text.slice(text.indexOf('<ul class="steered">')).split('<li>').slice(1, 3);
    assert.match(rows[0] ?? '', /Pinned[\s\S]*Course 1[\s\S]*>You, /);
    assert.match(rows[1] ?? '', /Blocked[\s\S]*Course 2[\s\S]*>Course team, /);
    assert.doesNotMatch(text, new RegExp(learnerKeyOf(app.institution, 'colleague')));
  });

  test('a text that fits several courses is answered with a choice, and one that fits none is said to', async () => {
    const several = await steer({ text: 'course', note: 'My note', way: 'pin' });
    assert.equal(several.status, 422);
    assert.match(several.text, /Several courses fit/);
    assert.match(several.text, /aria-label="Pin: Course 3"/);
    assert.match(several.text, /name="note" value="My note"/);
    for (const [text, words] of [
      ['Nothing of the kind', /There is no such course/],
      ['Hidden Course', /There is no such course/],
      ['.*', /There is no such course/],
      [' ', /Please type the title or the code/],
      ['Networks', /That is this course itself/],
    ] as const) {
      const answer = await steer({ text, way: 'pin' });
      assert.equal(answer.status, 422);
      assert.match(answer.text, words, text);
    }
    assert.match((await steer({ about: 'c1', way: 'pin', note: 'x'.repeat(201) })).text, /at most 200/);
    assert.equal(await steered(), undefined);
  });

  test('the note can be changed; everything is in the audit, by pseudonym', async () => {
    await steer({ about: 'c1', way: 'pin', note: 'First' });
    await steer({ about: 'c1', way: 'pin', note: 'Second' });
    await release('c1');
    await release('c1');
    assert.deepEqual(await steered(), []);
    const by = learnerKeyOf(app.institution, 'instructor');
    const entries = await AuditEntryModel.find({ institutionId: app.institution._id }).sort({ at: 1 }).lean();
    assert.deepEqual(
      entries.map((one) => [one.by, one.panel, one.what, one.course, one.values?.['note']]),
      [
        [by, 'net', 'course-pinned', 'c1', 'First'],
        [by, 'net', 'course-pinned', 'c1', 'Second'],
        [by, 'net', 'course-released', 'c1', undefined],
      ],
    );
    assert.doesNotMatch(app.tool.log.join('\n'), new RegExp(by), 'no log names them');
  });
});

test('of staff who object to being stored, the audit keeps what was changed and not by whom', async () => {
  const visit = await app.visit('instructor', { sub: 'objecting' });
  await visit.post('/panel/data/stopped', { sure: 'yes' });
  await steer({ about: 'c1', way: 'pin' }, visit);
  await visit.post('/teaching/panel/settings?course=net', { isOn: 'yes', heading: 'Ours', cards: '3' });
  const entries = await AuditEntryModel.find({ institutionId: app.institution._id }).sort({ what: 1 }).lean();
  assert.deepEqual(
    entries.map(({ what, by, role }) => [what, by, role]),
    [
      ['course-pinned', undefined, 'instructor'],
      ['panel-settings', undefined, 'instructor'],
    ],
  );
});

describe('why a course is suggested or not', () => {
  const ask = async (query: string) =>
    (await staff.get(`/teaching/panel/why?course=net&${query}`)).text.replaceAll(/<[^>]*>/g, ' ');

  test('is told of each invented student, by the rules that decide for real ones', async () => {
    const needed = await ask('text=cmp 302&student=new');
    assert.match(needed, /An invented student who takes this course now/);
    assert.match(needed, /Databases/, 'what has to be taken before');
    await steer({ about: 'c3', way: 'block' });
    assert.match(await ask('about=c3&student=new'), /Staff have decided that it is not suggested here/);
    await steer({ about: 'c4', way: 'pin', note: 'For you' });
    assert.match(await ask('about=c4&student=new'), /Recommended by the teacher: “For you”/);
  });

  test('a text that fits several courses, or none, is answered with what there is', async () => {
    assert.match(await ask('text=course'), /Several courses fit/);
    assert.match(await ask('text=nonsense'), /There is no such course/);
    assert.doesNotMatch(
      await ask('about=gone'),
      /Hidden Course/,
      'nor by its key one that students are not shown',
    );
    assert.equal((await steer({ about: 'gone', way: 'pin' })).status, 422);
    const learner = await app.visit('learner');
    assert.equal((await learner.get('/teaching/panel/why?course=net&about=c1')).status, 403);
  });
});

test('nobody else may: learners, observers and staff of another course get 403', async () => {
  await steer({ about: 'c1', way: 'pin' });
  const before = await steered();
  for (const [role, course] of [
    ['learner', 'net'],
    ['observer', 'net'],
    ['instructor', 'data'],
    ['administrator', 'data'],
  ] as const) {
    const visit = await app.visit(role, { course, sub: `somebody-${role}` });
    assert.equal((await steer({ about: 'c2', way: 'block' }, visit)).status, 403);
    assert.equal((await release('c1', visit)).status, 403);
  }
  assert.deepEqual(await steered(), before);
});
