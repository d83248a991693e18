// Takes about 22 s.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import type { Institution } from '../../models/institution.ts';
import { LearnerModel } from '../../models/learner.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { SaveModel } from '../../models/save.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { LearnerCounts } from '../../src/answering/learner-counts.ts';
import { createRecommendations } from '../../src/answering/recommend.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import { keptModels, liveModelId, loadWeights, storeLive } from '../../src/trained-models/model-store.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
import { trained } from '../support/trained.ts';

const { dataset, courses } = smallCollege(80);
/** Long enough ago that nothing lies in the future. */
const start = Date.parse('2024-01-01');
const botany = Array.from({ length: 10 }, (_, i) => `Botany ${i + 1}`);

let database: TestDatabase;
let institution: Institution;

/** The small college, with all that its people took. */
async function createCollege(name: string): Promise<Institution> {
  const created = await createInstitution({ name });
  const institutionId = created._id;
  const seen = { source: 'test', seenAt: new Date() };
  await CourseModel.insertMany(
    courses.map((course, i) => ({
      ...course,
      categories: [...course.categories],
      ...seen,
      institutionId,
      key: `c${i}`,
    })),
  );
  const enrolments: object[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (let i = dataset.offsets[learner] as number; i < (dataset.offsets[learner + 1] as number); i++)
      enrolments.push({
        ...{ institutionId, learner: `l${learner}`, course: `c${dataset.courses[i]}`, ...seen },
        ...{ state: 'completed', role: 'learner', at: new Date(start + (dataset.times[i] as number) * 1000) },
      });
  await EnrolmentModel.insertMany(enrolments);
  return created;
}

/** Waits for the count of learners however long it takes: without it, popular courses are told otherwise. */
const newService = () =>
  createRecommendations(
    new LiveModels(2 ** 30),
    undefined,
    undefined,
    new LearnerCounts(undefined, Number.POSITIVE_INFINITY),
  );
const newRecommend = () => newService().recommend;

before(async () => {
  database = await openTestDatabase();
  institution = await createCollege('College');
});
after(() => database.close());

const enrol = (learner: string, course: string, state = 'completed', day = 0) =>
  EnrolmentModel.create({
    ...{
      institutionId: institution._id,
      learner,
      course,
      role: 'learner',
      source: 'test',
      seenAt: new Date(),
    },
    state: state as 'completed',
    at: new Date(start + day * 86_400_000),
  });

describe('before there is a model', () => {
  test('the courses that most learners took are offered, and said to be popular', async () => {
    const offered = await newRecommend()({ institutionId: institution._id, count: 5 });
    assert.equal(offered.length, 5);
    assert.ok(offered.every(({ reasons }) => reasons[0]?.kind.startsWith('popular')));
  });

  test('another institution’s courses are never among them', async () => {
    const other = await createInstitution({ name: 'Empty' });
    assert.deepEqual(await newRecommend()({ institutionId: other._id, count: 5 }), []);
  });
});

test('a learner’s panel asks for their model; other systems and whoever is nobody for the one that serves', async () => {
  const asked: unknown[] = [];
  const get = async (_: unknown, learner?: string) => {
    asked.push(learner);
    return { model: undefined };
  };
  const models = { get };
  const { recommend } = createRecommendations(models as unknown as LiveModels);
  const request = { institutionId: institution._id, count: 1 };
  await recommend({ ...request, learner: 'ada' });
  await recommend({ ...request, learner: 'ada', isUnlogged: true });
  await recommend({ ...request, student: 'new' });
  await recommend(request);
  assert.deepEqual(asked, ['ada', undefined, undefined, undefined]);
});

describe('training', () => {
  test('puts a model live that beats popularity, with its figures and the fingerprint of its data', async () => {
    const shares: number[] = [];
    const outcome = await trained(institution._id, {
      onProgress: ({ share }) => shares.push(share),
    });
    assert.ok(outcome.accepted);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.ok(shares[0]! >= 0 && shares.at(-1) === 1, `${shares}`);
    const live = await TrainedModelModel.findById(await liveModelId(institution._id)).lean();
    assert.equal(live?.state, 'accepted');
    assert.match(live?.dataFingerprint ?? '', /^[0-9a-f]{64}$/);
    assert.equal(live?.metrics['model.ndcgAt10'], outcome.test.model.ndcgAt10);
  });

  test('by TensorFlow.js puts a model live too, and says so where its native library is missing', async () => {
    const warnings: string[] = [];
    const log = { warn: (line: string) => warnings.push(line) };
    const outcome = await trained(institution._id, { trainer: 'tensorflow', log });
    assert.ok(outcome.accepted);
    assert.ok(warnings.every((line) => /native library cannot be used .*in JavaScript instead/.test(line)));
    const live = await TrainedModelModel.findById(await liveModelId(institution._id)).lean();
    assert.equal(live?.hyperparameters['trainer'], 'tensorflow');
    await trained(institution._id);
  });

  test('that is stopped keeps nothing and leaves the live model in place', async () => {
    const live = await liveModelId(institution._id);
    const controller = new AbortController();
    const training = trained(institution._id, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('stopped')),
    });
    await assert.rejects(training, /stopped/);
    assert.deepEqual(await liveModelId(institution._id), live);
  });

  test('without data says what is missing', async () => {
    const empty = await createInstitution({ name: 'Nothing' });
    await assert.rejects(trained(empty._id), /import the catalogue first/);
  });

  test('a model that was being written when its process was killed never serves, and is swept away', async () => {
    const institutionId = institution._id;
    const description = { hyperparameters: {}, dataFingerprint: 'x', metrics: {} };
    const before = await liveModelId(institutionId);
    const half = await TrainedModelModel.create({ institutionId, ...description, state: 'writing' });
    assert.deepEqual(await liveModelId(institutionId), before);
    await assert.rejects(loadWeights(institutionId, half._id), /it is not there/);
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await TrainedModelModel.collection.updateOne({ _id: half._id }, { $set: { createdAt: longAgo } });
    const weights = await loadWeights(institutionId, before as never);
    const next = await storeLive(institutionId, description, weights);
    assert.deepEqual(await liveModelId(institutionId), next);
    assert.equal(await TrainedModelModel.countDocuments({ institutionId, state: 'writing' }), 0);
    const kept = await TrainedModelModel.countDocuments({ institutionId, weights: { $exists: true } });
    assert.equal(
      await mongoose.connection.collection('weights.files').countDocuments(),
      kept,
      'there are weights of kept models alone',
    );
    assert.ok(kept <= keptModels);
    assert.deepEqual(await loadWeights(institutionId, next), weights);
  });
});

describe('with a model', () => {
  const recommend = newRecommend();
  const titlesFor = async (learner: string, count = 5) =>
    (await recommend({ institutionId: institution._id, learner, count })).map(({ course }) => course.title);

  test('one course taken already gives its subject, for the reason of that course', async () => {
    await enrol('new', 'c2');
    const offered = await recommend({ institutionId: institution._id, learner: 'new', count: 5 });
    assert.ok(offered.filter(({ course }) => botany.includes(course.title)).length >= 4);
    assert.ok(
      offered.some(({ reasons }) =>
        reasons.some((r) => r.kind === 'because-you-took' && r.course === 'Botany 3'),
      ),
    );
  });

  test('no course that the learner has, has had or left is offered', async () => {
    await enrol('left', 'c0', 'withdrawn');
    await enrol('left', 'c1', 'active');
    const offered = await titlesFor('left', 20);
    assert.equal(offered.length, 18);
    assert.ok(!offered.includes('Botany 1') && !offered.includes('Botany 2'));
  });

  test('nor the course that the panel is open in', async () => {
    const [first] = await recommend({ institutionId: institution._id, count: 1 });
    const course = first?.course.key as string;
    const others = await recommend({ institutionId: institution._id, course, count: 20 });
    assert.ok(!others.some((other) => other.course.key === course));
  });

  test('a hidden course goes at once, the next one comes, and undo brings it back', async () => {
    await enrol('picky', 'c4');
    const before = await titlesFor('picky');
    const hidden = (await recommend({ institutionId: institution._id, learner: 'picky', count: 1 }))[0]
      ?.course.key as string;
    const event = { institutionId: institution._id, learner: 'picky', course: hidden };
    await EventModel.create({ ...event, type: 'dismissed', at: new Date(1) });
    const after = await titlesFor('picky');
    assert.deepEqual(after.slice(0, 4), before.slice(1));
    assert.equal(after.length, 5);
    await EventModel.create({ ...event, type: 'restored', at: new Date(2) });
    assert.deepEqual(await titlesFor('picky'), before);
  });

  test('what was just hidden is answered in its own place where that is asked for, and saved courses say so', async () => {
    await enrol('hesitant', 'c4');
    const before = await titlesFor('hesitant');
    const own = { institutionId: institution._id, learner: 'hesitant' };
    const course = (await recommend({ ...own, count: 3 }))[2]?.course.key as string;
    await EventModel.create({ ...own, course, type: 'dismissed', at: new Date() });
    await SaveModel.create({ ...own, course, at: new Date() });
    const shown = await recommend({ ...own, count: 5, stillShown: course });
    assert.deepEqual(
      shown.map((one) => one.course.title),
      before,
    );
    assert.deepEqual(
      shown.map(({ isSaved }) => isSaved === true),
      [false, false, true, false, false],
    );
  });

  test('below the first courses stand others in rows, none of them twice; a filter leaves only what passes it', async () => {
    await enrol('browser', 'c3');
    await enrol('browser', 'c4');
    const service = createRecommendations(new LiveModels(2 ** 30));
    const own = { institutionId: institution._id, learner: 'browser' };
    const { recommendations, rows } = await service.overview({ ...own, count: 3 });
    assert.deepEqual(recommendations, await service.recommend({ ...own, count: 3 }));
    const keys = [recommendations, ...rows.map(({ courses }) => courses)]
      .flat()
      .map(({ course }) => course.key);
    assert.ok(rows.length > 0 && keys.length > 5);
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual((await service.overview({ institutionId: institution._id, count: 3 })).rows, []);
    const subject = recommendations[0]?.course.subject as string;
    const filtered = await service.overview({ ...own, count: 30, filter: { subject } });
    assert.ok(filtered.recommendations.length > 0);
    assert.ok(filtered.recommendations.every(({ course }) => course.subject === subject));
    assert.deepEqual(
      (await service.overview({ ...own, count: 3, filter: { level: 'x' } })).recommendations,
      [],
    );
    assert.ok(filtered.choices.subject.some(({ value }) => value === subject));
  });

  test('of who has paused nothing counts but what they have had and hidden, which is left out', async () => {
    const service = createRecommendations(new LiveModels(2 ** 30));
    const { _id: institutionId } = institution;
    const keys = async (who: object) =>
      (await service.overview({ institutionId, count: 4, ...who })).recommendations.map(
        ({ course }) => course.key,
      );
    const [first, second, ...others] = (await keys({})) as [string, string, ...string[]];
    assert.deepEqual(await keys({ withoutCoursesOf: 'resting' }), [first, second, ...others]);
    await enrol('resting', first);
    const hides = { type: 'dismissed', course: second, at: new Date() } as const;
    await EventModel.create({ institutionId, learner: 'resting', ...hides });
    const left = await keys({ withoutCoursesOf: 'resting' });
    assert.deepEqual([left.length, left.slice(0, 2)], [4, others]);
  });

  test('with the first courses comes the way to a goal, the same as when it is asked for alone', async () => {
    const service = createRecommendations(new LiveModels(2 ** 30));
    const own = { institutionId: institution._id, learner: 'browser' };
    assert.equal((await service.overview({ ...own, count: 3 })).way, undefined);
    const told = { interests: [], goal: 'statistics', skills: [] };
    const asked = { ...own, told };
    const { way } = await service.overview({ ...asked, count: 3 });
    assert.equal(way?.goal, 'statistics');
    assert.deepEqual(way, await service.goalPath(asked));
    const beside = { ...asked, purpose: 'supplement', course: 'c3', count: 3 } as const;
    assert.equal((await service.overview(beside)).way, undefined);
  });

  test('a goal is looked at before it is stored', async () => {
    const service = createRecommendations(new LiveModels(2 ** 30));
    const own = { institutionId: institution._id, learner: 'undecided' };
    const told = (goal: string) => ({ interests: [], goal, skills: [] });
    assert.ok((await service.matches({ ...own, told: told('compiler') })).courses > 0);
    assert.deepEqual((await service.matches({ ...own, told: told('xyzzy') })).unmatched, ['xyzzy']);
    assert.deepEqual((await service.matches(own)).unmatched, []);
  });

  test('a stated interest counts at once', async () => {
    const institutionId = institution._id;
    await LearnerModel.create({ institutionId, key: 'curious', interests: ['compiler'] });
    const offered = await recommend({ institutionId, learner: 'curious', count: 5 });
    assert.ok(offered.every(({ course }) => course.title.startsWith('Programming')));
    assert.deepEqual(offered[0]?.reasons[0], {
      ...{ kind: 'related-to-interest', interest: 'compiler', matched: [] },
    });
  });

  /** Events of a learner, each later than the one before. */
  const happens = async (learner: string, ...events: object[]) => {
    for (const event of events)
      await EventModel.create({ institutionId: institution._id, learner, at: new Date(), ...event });
  };
  const share = (titles: string[], subject: string) =>
    titles.filter((title) => title.startsWith(subject)).length;

  test('a new enrolment counts at once', async () => {
    await enrol('fresh', 'c2');
    assert.equal(share(await titlesFor('fresh'), 'Programming'), 0);
    for (const course of ['c11', 'c12', 'c13']) await enrol('fresh', course, 'active', 1);
    assert.ok(share(await titlesFor('fresh'), 'Programming') >= 3);
  });

  test('a search counts at once, fades, and can be forgotten', async () => {
    await enrol('seeker', 'c2');
    const before = await titlesFor('seeker');
    assert.equal(share(before, 'Programming'), 0);
    await happens('seeker', { type: 'searched', text: 'Compiler' });
    const [best] = await recommend({ institutionId: institution._id, learner: 'seeker', count: 5 });
    assert.match(best?.course.title as string, /^Programming/);
    assert.deepEqual(best?.reasons[0], { kind: 'related-to-search', search: 'Compiler', matched: [] });
    const muchLater = createRecommendations(
      new LiveModels(2 ** 30),
      () => new Date(Date.now() + 9.9 * 86_400_000),
    );
    const faded = await muchLater.recommend({ institutionId: institution._id, learner: 'seeker', count: 5 });
    // What is left of it may still decide between courses that are as good, on the last cards.
    assert.deepEqual(
      faded.slice(0, 3).map(({ course }) => course.title),
      before.slice(0, 3),
    );
    await happens('seeker', { type: 'searches-forgotten' });
    assert.deepEqual(await titlesFor('seeker'), before);
  });

  test('a low rating takes a course out of the history, not out of what was taken; taken back, it counts again', async () => {
    await enrol('critic', 'c11');
    await enrol('critic', 'c12');
    await enrol('critic', 'c3');
    const before = await titlesFor('critic', 10);
    await happens('critic', ...['c11', 'c12'].map((course) => ({ type: 'rated', course, rating: 1 })));
    const after = await recommend({ institutionId: institution._id, learner: 'critic', count: 10 });
    assert.ok(
      share(
        after.map(({ course }) => course.title),
        'Botany',
      ) > share(before, 'Botany'),
    );
    assert.ok(!after.some(({ course }) => ['c11', 'c12'].includes(course.key)));
    for (const { reasons } of after)
      assert.ok(
        !reasons.some(
          (reason) => reason.kind.startsWith('because') && /Programming/.test(JSON.stringify(reason)),
        ),
      );
    await happens('critic', { type: 'rated', course: 'c11' }, { type: 'rated', course: 'c12', rating: 3 });
    assert.deepEqual(await titlesFor('critic', 10), before);
  });

  test('a high rating makes a course count as if it had just been taken', async () => {
    await enrol('fan', 'c11', 'completed');
    await enrol('fan', 'c2');
    const places = (titles: string[]) =>
      titles.reduce((sum, title, place) => sum + (title.startsWith('Programming') ? place : 0), 0);
    const before = await titlesFor('fan', 20);
    await happens('fan', { type: 'rated', course: 'c11', rating: 5 });
    assert.ok(places(await titlesFor('fan', 20)) < places(before));
    const after = await recommend({ institutionId: institution._id, learner: 'fan', count: 20 });
    assert.ok(
      after.some(({ reasons }) =>
        reasons.some((r) => r.kind === 'because-you-liked' && r.course === 'Programming 2'),
      ),
    );
  });

  test('a career goal and skills count at once', async () => {
    const institutionId = institution._id;
    await LearnerModel.create({ institutionId, key: 'ambitious', goal: 'forest', skills: ['seeds'] });
    const offered = await recommend({ institutionId, learner: 'ambitious', count: 5 });
    assert.ok(offered.every(({ course }) => course.title.startsWith('Botany')));
    const kinds = new Set(offered.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)));
    assert.ok(kinds.has('related-to-goal') || kinds.has('related-to-skill'));
  });

  test('a profile is answered with how many courses it means, and with what of it means none', async () => {
    const institutionId = institution._id;
    const { matches } = newService();
    const of = async (key: string, told: object) => {
      await LearnerModel.create({ institutionId, key, ...told });
      return matches({ institutionId, learner: key });
    };
    assert.deepEqual(await of('silent', {}), { courses: 0, isAtLeast: false, unmatched: [] });
    const told = await of('telling', {
      interests: ['compiler', 'Zymurgy'],
      goal: 'Vet',
      skills: ['seeds', 'xyzzy'],
    });
    assert.deepEqual(told.unmatched, ['Zymurgy', 'Vet', 'xyzzy']);
    const [compiler, seeds] = [
      await of('one', { interests: ['compiler'] }),
      await of('other', { skills: ['seeds'] }),
    ];
    assert.ok(compiler.courses > 0 && seeds.courses > 0);
    assert.equal(told.courses, compiler.courses + seeds.courses);
  });

  test('who opens the panel in a course is in it, also before any roster says so', async () => {
    const institutionId = institution._id;
    const inCourse = await recommend({ institutionId, learner: 'unlisted', course: 'c13', count: 5 });
    assert.ok(inCourse.every(({ course }) => course.title.startsWith('Programming')));
    const supplements = await recommend({
      ...{ institutionId, learner: 'unlisted', course: 'c13' },
      ...{ purpose: 'supplement', count: 5 },
    });
    assert.equal(supplements.length, 5);
    for (const { course, reasons } of supplements) {
      assert.ok(course.title.startsWith('Programming') && course.key !== 'c13');
      assert.deepEqual(reasons, [{ kind: 'goes-with', course: 'Programming 4' }]);
    }
  });

  test('a plan has what was saved in the order in which it was saved', async () => {
    const { _id: institutionId } = institution;
    const learner = 'planner';
    await SaveModel.insertMany(
      ['c9', 'c2', 'c5'].map((course, i) => ({ institutionId, learner, course, at: new Date(start + i) })),
    );
    const { courses: planned } = await newService().plan({ institutionId, learner });
    assert.deepEqual(
      planned.map(({ course }) => course.key),
      ['c9', 'c2', 'c5'],
    );
  });

  test('a language that somebody shows no sign of is not suggested until they ask for it, and it is still found', async () => {
    const { _id: institutionId } = await createCollege('Polyglot');
    await CourseModel.updateMany({ institutionId }, { language: 'en' });
    await CourseModel.updateOne({ institutionId, key: 'c5' }, { language: 'fr' });
    const learner = 'monoglot';
    await EnrolmentModel.create({
      ...{ institutionId, learner, course: 'c0', role: 'learner', state: 'active' },
      ...{ source: 'test', seenAt: new Date() },
    });
    const request = { institutionId, learner, locale: 'en-GB' };
    const keys = async (more: object = {}) => {
      const { recommendations } = await newService().overview({ ...request, count: 20, ...more });
      return recommendations.map(({ course }) => course.key);
    };
    assert.ok(!(await keys()).includes('c5'));
    const service = newService();
    assert.equal(await service.inOtherLanguages(request), 1);
    assert.deepEqual(await service.presumedLanguages(request), ['en']);
    const explained = await service.explain({ ...request, about: 'c5', count: 5 });
    assert.deepEqual(explained?.state, { kind: 'other-language', language: 'fr' });
    const { found } = await service.search({ ...request, text: courses[5]?.title as string });
    assert.equal(found[0]?.course.key, 'c5');
    assert.deepEqual(await keys({ filter: { language: 'fr' } }), ['c5'], 'asked for by the filter');
    assert.ok((await keys({ locale: 'fr' })).includes('c5'), 'the language of the page');
    await PanelSettingsModel.create({
      ...{ institutionId, course: 'c0' },
      steered: [{ course: 'c5', way: 'pin', by: 'staff', at: new Date() }],
    });
    assert.equal((await keys({ course: 'c0' }))[0], 'c5', 'staff want it');
    await SaveModel.create({ institutionId, learner, course: 'c5', at: new Date() });
    assert.ok((await keys()).includes('c5'), 'they want it themselves');
    await SaveModel.deleteMany({ institutionId, learner });
    await LearnerModel.create({ institutionId, key: learner, languages: ['fr'] });
    assert.deepEqual(await keys(), ['c5'], 'what they pick counts alone');
  });

  test('every course that is not offered has its reasons', async () => {
    const { _id: institutionId } = await createCollege('Strict');
    const learner = 'strict';
    const change = (key: string, fields: object) => CourseModel.updateOne({ institutionId, key }, fields);
    await change('c1', { group: 'botany' });
    await change('c2', { group: 'botany', closesAt: new Date(0) });
    await change('c3', { prerequisites: ['c4'] });
    await change('c10', { prerequisites: ['c0'] });
    await change('c5', { language: 'de' });
    await change('c6', { audience: ['staff'] });
    await change('c19', { opensAt: new Date(Date.now() + 86_400_000) });
    await EnrolmentModel.create({
      ...{ institutionId, learner, course: 'c1', role: 'learner', state: 'withdrawn' },
      ...{ source: 'test', seenAt: new Date() },
    });
    await EventModel.create({ institutionId, learner, type: 'dismissed', course: 'c7', at: new Date() });
    await PanelSettingsModel.create({ institutionId, blocked: ['c8'], ownLanguagesOnly: true });
    await PanelSettingsModel.create({ institutionId, course: 'c0', blocked: ['c9'] });
    const service = newService();
    const request = { institutionId, learner, course: 'c0', locale: 'en-GB' };
    const excluded = await service.explainExclusions(request);
    assert.deepEqual(
      new Map(excluded.map(({ key, exclusions }) => [key, exclusions.map(({ reason }) => reason)])),
      new Map([
        ['c0', ['taken']],
        ['c1', ['taken']],
        ['c2', ['other-section-taken', 'closed']],
        ['c3', ['missing-prerequisite']],
        ['c5', ['other-language']],
        ['c6', ['other-audience']],
        ['c7', ['dismissed']],
        ['c8', ['blocked']],
        ['c9', ['blocked']],
      ]),
    );
    assert.equal(await service.inOtherLanguages(request), 1, 'by its language alone');
    const offered = await service.recommend({ ...request, count: 20 });
    const gone = new Set(excluded.map(({ key }) => key));
    assert.equal(offered.length, 20 - gone.size);
    assert.ok(offered.every(({ course }) => !gone.has(course.key)));
    await EventModel.create({
      ...{ institutionId, learner, type: 'dismissed', course: 'c4', why: 'known', at: new Date() },
    });
    const knowing = await service.explainExclusions(request);
    const keys = knowing.map(({ key }) => key);
    assert.ok(keys.includes('c4') && !keys.includes('c3'), 'who knows c4 can go on to what builds on it');
    await EventModel.deleteOne({ institutionId, learner, course: 'c4' });
    const now = await service.explainExclusions({ ...request, purpose: 'supplement' });
    const later = now.find(({ key }) => key === 'c19');
    assert.deepEqual(
      later?.exclusions.map(({ reason }) => reason),
      ['not-open-yet'],
    );
    assert.ok(
      now
        .find(({ key }) => key === 'c10')
        ?.exclusions.some(({ reason }) => reason === 'missing-prerequisite'),
      'what builds on a course cannot be taken beside it',
    );
  });

  test('only courses with a way in are offered, by every purpose, with a model and without; a setting lists all', async () => {
    const { _id: institutionId } = await createCollege('Doors');
    const learner = 'visitor';
    const inBotany = { institutionId, key: { $in: Array.from({ length: 10 }, (_, i) => `c${i}`) } };
    const inProgramming = { institutionId, key: { $nin: inBotany.key.$in } };
    const opensAt = new Date(Date.now() + 86_400_000);
    const startsAt = new Date(Date.now() + 2 * 86_400_000);
    await CourseModel.updateMany(inBotany, { entry: [{ way: 'invitation' }] });
    await CourseModel.updateMany(inProgramming, { entry: [{ way: 'closed' }] });
    const open = (key: string, fields: object) => CourseModel.updateOne({ institutionId, key }, fields);
    await open('c3', { entry: [{ way: 'closed' }, { way: 'key' }], term: { name: 'Next', startsAt } });
    await open('c4', { entry: [{ way: 'open', opensAt }] });
    await open('c5', { entry: [{ way: 'cohort', groups: ['Honours'] }] });
    await CourseModel.updateOne({ institutionId, key: 'c6' }, { $unset: { entry: 1 } });
    await LearnerModel.create({ institutionId, key: 'member', groups: ['Honours'] });
    const keysFor = async (request: { learner?: string; course?: string; purpose?: 'supplement' }) => {
      const offered = await newRecommend()({ institutionId, count: 20, ...request });
      return offered.map(({ course }) => course.key).sort();
    };
    const everywhere = async () => {
      assert.deepEqual(await keysFor({}), ['c3', 'c4', 'c6']);
      assert.deepEqual(await keysFor({ learner }), ['c3', 'c4', 'c6']);
      assert.deepEqual(await keysFor({ learner: 'member' }), ['c3', 'c4', 'c5', 'c6']);
      assert.deepEqual(await keysFor({ course: 'c0', purpose: 'supplement' }), ['c3', 'c6']);
    };
    await everywhere();
    await trained(institutionId);
    await everywhere();
    const offered = await newRecommend()({ institutionId, learner: 'member', count: 20 });
    const said = (key: string) => {
      const { wayIn, opensAt, startsAt } = offered.find(({ course }) => course.key === key) ?? {};
      return { wayIn, opensAt, startsAt };
    };
    assert.deepEqual(said('c3'), { wayIn: { way: 'key' }, opensAt: undefined, startsAt });
    assert.deepEqual(said('c4'), { wayIn: { way: 'open', opensAt }, opensAt, startsAt: undefined });
    assert.deepEqual(said('c5').wayIn, { way: 'open', groups: ['Honours'] });
    assert.deepEqual(said('c6'), { wayIn: undefined, opensAt: undefined, startsAt: undefined });
    await PanelSettingsModel.create({ institutionId, offers: 'all' });
    assert.equal((await keysFor({ learner })).length, 20);
  });

  test('exploration is a setting; a learner gets one draw a day, and an anonymous one gets none', async () => {
    const { _id: institutionId } = await createCollege('Curious');
    await PanelSettingsModel.create({ institutionId, exploration: 0.5 });
    const ask = (learner?: string) =>
      newRecommend()({ institutionId, count: 5, ...(learner && { learner }) });
    assert.ok((await ask()).every(({ propensity }) => propensity === undefined));
    const last = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const offered = await ask(`e${i}`);
      assert.ok(offered.every(({ propensity }) => propensity !== undefined && propensity > 0));
      assert.deepEqual(await ask(`e${i}`), offered);
      last.add(offered[4]?.course.key as string);
    }
    assert.ok(last.size > 1);
  });

  test('a learner’s key means nothing in another institution', async () => {
    const other = await createCollege('Other');
    await enrol('same-key', 'c2');
    const offered = await newRecommend()({ institutionId: other._id, learner: 'same-key', count: 20 });
    assert.equal(offered.length, 20, 'nothing counts as taken there');
  });
});
