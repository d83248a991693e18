import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LearnerModel } from '../../models/learner.ts';
import { createRecommendations } from '../../src/answering/recommend.ts';
import type { RecommendationRequest } from '../../src/answering/recommendation.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import { loadTrainingData } from '../../src/training/training-data.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
import { trained } from '../support/trained.ts';

// What is hidden, over, deleted, planned or taught is not told as if it were a course that somebody takes.

const { dataset, courses } = smallCollege(80);
const now = new Date();
const day = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day);
let database: TestDatabase;
let institution: Institution;
const of = () => ({ institutionId: institution._id });

before(async () => {
  database = await openTestDatabase();
  institution = await createInstitution({ name: 'College' });
  const seen = { source: 'test', seenAt: now };
  await CourseModel.insertMany(
    courses.map((course, i) => ({
      ...{ ...course, categories: [...course.categories], ...seen, ...of(), key: `c${i}` },
      ...(i === 5 && {
        translations: {
          en: { title: course.title },
          de: {
            ...{ title: 'Pflanzenkunde', description: 'Keimlinge' },
            categories: course.categories.map((name) => `${name} auf Deutsch`),
          },
        },
      }),
    })),
  );
  const enrolments: object[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (let i = dataset.offsets[learner] as number; i < (dataset.offsets[learner + 1] as number); i++)
      enrolments.push({
        ...{ ...of(), learner: `l${learner}`, course: `c${dataset.courses[i]}`, ...seen },
        ...{ state: 'completed', role: 'learner', at: new Date(dataset.times[i]! * 1_000) },
      });
  await EnrolmentModel.insertMany(enrolments);
  assert.ok((await trained(institution._id)).accepted);
});
after(() => database.close());

const clean = { $unset: { hidden: 1, endsAt: 1, removedAt: 1, group: 1, term: 1 } } as const;
beforeEach(async () => {
  await CourseModel.updateMany(of(), clean);
  await InstitutionModel.updateOne({ _id: institution._id }, { $unset: { excludedCategories: 1 } });
  await EnrolmentModel.deleteMany({ ...of(), learner: 'ada' });
  await EventModel.deleteMany({ ...of(), learner: 'ada' });
  await LearnerModel.deleteMany({ ...of(), key: 'ada' });
});

/** A new one for each answer, because a catalogue is remembered for a minute. */
const recommend = (request: Partial<RecommendationRequest> & { count?: number } = {}) =>
  createRecommendations(new LiveModels(2 ** 30)).recommend({
    ...{ ...of(), learner: 'ada', count: 10, ...request },
  });
const enrol = (course: string, fields: object = {}) =>
  EnrolmentModel.create({
    ...{ ...of(), learner: 'ada', course, source: 'test', seenAt: now },
    ...{ state: 'active', role: 'learner', at: ago(10), ...fields },
  });
const set = (key: string, fields: object) => CourseModel.updateOne({ ...of(), key }, fields);
const opened = (course: string) =>
  EventModel.create({ ...of(), learner: 'ada', type: 'opened', course, at: now });
const title = (row: number) => courses[row]?.title as string;

/** It says what the learner did, not what others did. */
const isPersonal = (kind: string): boolean => kind.startsWith('because-');

/** Every reason of an answer that names this course. */
async function reasonsNaming(row: number, request = {}): Promise<string[]> {
  const offered = await recommend(request);
  assert.ok(offered.length > 0);
  return offered.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => ('course' in reason && reason.course === title(row) ? reason.kind : [])),
  );
}

test('a course that is being taken is said to be, until the course is over, or its term, or the enrolment', async () => {
  const kinds = async () => [...new Set(await reasonsNaming(0))].filter(isPersonal);
  await enrol('c0');
  assert.deepEqual(await kinds(), ['because-you-take']);
  for (const over of [
    { endsAt: ago(1) },
    { term: { name: 'Autumn', endsAt: ago(1) } },
    { removedAt: ago(1) },
  ]) {
    await set('c0', over);
    assert.deepEqual(await kinds(), ['because-you-took'], Object.keys(over)[0]);
    await set('c0', clean);
  }
  // The course's own end counts before that of its term.
  await set('c0', { endsAt: new Date(now.getTime() + day), term: { name: 'Autumn', endsAt: ago(1) } });
  assert.deepEqual(await kinds(), ['because-you-take']);
  await set('c0', clean);
  await EnrolmentModel.updateOne({ ...of(), learner: 'ada' }, { endsAt: ago(1) });
  assert.deepEqual(await kinds(), ['because-you-took']);
});

test('the panel that is opened in a course that is over says that it was taken; supplements are none to it', async () => {
  await enrol('c0');
  await set('c0', { endsAt: ago(30) });
  const kinds = [...new Set(await reasonsNaming(0, { course: 'c0' }))];
  assert.deepEqual(kinds.filter(isPersonal), ['because-you-took']);
  await assert.doesNotReject(recommend({ purpose: 'supplement' }));
  assert.deepEqual(await recommend({ purpose: 'supplement' }), []);
});

test('what somebody teaches, or begins later, is no history; it is not offered either', async () => {
  const anonymous = (await recommend()).map(({ course }) => course.key);
  for (const fields of [
    { role: 'staff' },
    { state: 'planned', at: new Date(now.getTime() + 30 * day) },
    { state: 'planned', at: undefined },
  ]) {
    await enrol(anonymous[0] as string, fields);
    const offered = await recommend();
    const words = JSON.stringify(offered.map(({ reasons }) => reasons));
    assert.doesNotMatch(words, /because-you/, JSON.stringify(fields));
    assert.ok(!offered.some(({ course }) => course.key === anonymous[0]));
    assert.deepEqual(await panelRecords.taken({ ...of(), learner: 'ada' }), []);
    await EnrolmentModel.deleteMany({ ...of(), learner: 'ada' });
  }
  // From its time on it is like any other.
  await enrol('c0', { state: 'planned', at: ago(1) });
  assert.ok((await reasonsNaming(0)).includes('because-you-take'));
  assert.equal((await panelRecords.taken({ ...of(), learner: 'ada' })).length, 1);
});

test('a planned enrolment is no training data; once it has begun it is', async () => {
  const size = async () => (await loadTrainingData(institution._id)).dataset.courses.length;
  const before = await size();
  await enrol('c0', { state: 'planned', at: new Date(now.getTime() + day) });
  assert.equal(await size(), before);
  await EnrolmentModel.updateOne({ ...of(), learner: 'ada' }, { at: ago(1) });
  assert.equal(await size(), before + 1);
});

test('a course is no reason for itself, nor is another section of it', async () => {
  await opened('c3');
  const offered = await recommend();
  const own = offered.find(({ course }) => course.key === 'c3');
  assert.ok(own, 'what was looked at is offered');
  assert.doesNotMatch(JSON.stringify(own.reasons), new RegExp(`"${title(3)}"`));
  const other = offered.find(({ reasons }) => reasons.some(({ kind }) => kind === 'because-you-looked-at'));
  assert.ok(other, 'and is a reason for others');
  await CourseModel.updateMany({ ...of(), key: { $in: ['c3', other.course.key] } }, { group: 'one' });
  for (const { course, reasons } of await recommend())
    if (['c3', other.course.key].includes(course.key))
      assert.ok(!reasons.some(({ kind }) => kind === 'because-you-looked-at'));
});

test('nobody is sent to what they looked at and is deleted or over', async () => {
  await opened('c3');
  for (const gone of [{ removedAt: ago(1) }, { endsAt: ago(1) }]) {
    assert.ok((await reasonsNaming(3)).length > 0);
    await set('c3', gone);
    assert.deepEqual(await reasonsNaming(3), [], Object.keys(gone)[0]);
    await set('c3', clean);
  }
});

test('a course that is called by the same words is no reason', async () => {
  await opened('c3');
  const before = await recommend();
  const other = before.find(({ reasons }) => reasons.some(({ kind }) => kind === 'because-you-looked-at'));
  assert.ok(other);
  const [name, number] = title(3).split(' ');
  await set(other.course.key, { title: `${number}: ${name?.toUpperCase()}` });
  const after = (await recommend()).find(({ course }) => course.key === other.course.key);
  await set(other.course.key, { title: other.course.title });
  assert.ok(after);
  assert.ok(!after.reasons.some(({ kind }) => kind === 'because-you-looked-at'));
});

for (const [name, conceal] of [
  ['hidden', () => CourseModel.updateMany({ ...of(), key: { $in: ['c0', 'c3'] } }, { hidden: true })],
  [
    'of an excluded category',
    async () => {
      await CourseModel.updateMany(
        { ...of(), key: { $in: ['c0', 'c3'] } },
        { $push: { categories: 'Staff' } },
      );
      await InstitutionModel.updateOne({ _id: institution._id }, { excludedCategories: ['Staff'] });
    },
  ],
] as const)
  test(`a course that is ${name} is offered to nobody, found by nobody and named in no reason`, async () => {
    await enrol('c0');
    await opened('c3');
    await EventModel.create({ ...of(), learner: 'ada', type: 'searched', text: title(3), at: now });
    const named = async () => {
      const all = [
        ...(await recommend({ count: 30 })),
        ...(await recommend({ purpose: 'supplement', count: 30 })),
      ];
      return {
        offered: all.some(({ course }) => ['c0', 'c3'].includes(course.key)),
        named: [title(0), title(3)].filter((one) => JSON.stringify(all).includes(`"course":"${one}"`)),
      };
    };
    assert.equal((await named()).offered, true);
    await conceal();
    assert.deepEqual(await named(), { offered: false, named: [] });
    // By name in an address too, but for who is in it.
    assert.equal(await panelRecords.course(institution._id, 'c3', { learner: 'ada' }), undefined);
    assert.equal(await panelRecords.course(institution._id, 'c0'), undefined);
    assert.equal((await panelRecords.course(institution._id, 'c0', { learner: 'ada' }))?.key, 'c0');
    await CourseModel.updateMany(of(), { $pull: { categories: 'Staff' } });
  });

test('who looks on inside a hidden course reads its name', async () => {
  await set('c0', { hidden: true });
  const kinds = await reasonsNaming(0, { learner: undefined, course: 'c0', purpose: 'supplement' });
  assert.ok(kinds.includes('goes-with'));
});

test('titles and reasons are in the reader’s language, and a search in it finds the course', async () => {
  const search = (text: string) =>
    EventModel.create({ ...of(), learner: 'ada', type: 'searched', text, at: now });
  await search('Keimling');
  const [first] = await recommend({ locale: 'de-AT' });
  assert.deepEqual(
    [first?.course.key, first?.course.title, first?.course.language, first?.course.description],
    ['c5', 'Pflanzenkunde', 'de', 'Keimlinge'],
  );
  assert.ok(first?.course.categories.length);
  for (const category of first?.course.categories ?? []) assert.match(category, / auf Deutsch$/);
  const [english] = await recommend({ locale: 'en' });
  const found = (await recommend({ locale: 'en', count: 30 })).find(({ course }) => course.key === 'c5');
  assert.equal(found?.course.title, title(5));
  assert.ok(english);
  await EventModel.deleteMany({ ...of(), learner: 'ada' });
  await enrol('c5');
  const reasons = JSON.stringify((await recommend({ locale: 'de' })).map((one) => one.reasons));
  assert.match(reasons, /"course":"Pflanzenkunde"/);
  assert.equal((await panelRecords.taken({ ...of(), learner: 'ada' }, 'de'))[0]?.title, 'Pflanzenkunde');
  assert.equal((await panelRecords.taken({ ...of(), learner: 'ada' }))[0]?.title, title(5));
});
