import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel, newLearnerKey } from '../../models/institution.ts';
import { LearnerModel } from '../../models/learner.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { LiveModels } from '../../src/recommendations/live-models.ts';
import { liveModelId, loadWeights, storeLive } from '../../src/recommendations/model-store.ts';
import { createRecommendations } from '../../src/recommendations/recommend.ts';
import { train } from '../../src/recommendations/train.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { smallCollege } from '../recommender/small-college.ts';

const { dataset, courses } = smallCollege();
/** Long enough ago that nothing lies in the future. */
const start = Date.parse('2024-01-01');
const botany = Array.from({ length: 10 }, (_, i) => `Botany ${i + 1}`);

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let institution: Institution;

async function createInstitution(name: string): Promise<Institution> {
  const created = (await InstitutionModel.create({ name, learnerKey: newLearnerKey() })).toObject();
  const tenant = created._id;
  const seen = { source: 'test', seenAt: new Date() };
  await CourseModel.insertMany(
    courses.map((course, i) => ({
      ...course,
      categories: [...course.categories],
      ...seen,
      tenant,
      key: `c${i}`,
    })),
  );
  const enrolments: object[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (let i = dataset.offsets[learner] as number; i < (dataset.offsets[learner + 1] as number); i++)
      enrolments.push({
        ...{ tenant, learner: `l${learner}`, course: `c${dataset.courses[i]}`, ...seen },
        ...{ state: 'completed', role: 'learner', at: new Date(start + (dataset.times[i] as number) * 1000) },
      });
  await EnrolmentModel.insertMany(enrolments);
  return created;
}

const newRecommend = () => createRecommendations(new LiveModels(2 ** 30)).recommend;

before(async () => {
  database = await openTestDatabase();
  institution = await createInstitution('College');
});
after(() => database.close());

const enrol = (learner: string, course: string, state = 'completed') =>
  EnrolmentModel.create({
    ...{ tenant: institution._id, learner, course, role: 'learner', source: 'test', seenAt: new Date() },
    state: state as 'completed',
    at: new Date(start),
  });

describe('before there is a model', () => {
  test('the courses that most learners took are offered, and said to be popular', async () => {
    const offered = await newRecommend()({ tenant: institution._id, count: 5 });
    assert.equal(offered.length, 5);
    assert.ok(offered.every(({ reasons }) => reasons[0]?.kind.startsWith('popular')));
  });

  test('another institution’s courses are never among them', async () => {
    const other = await InstitutionModel.create({ name: 'Empty', learnerKey: newLearnerKey() });
    assert.deepEqual(await newRecommend()({ tenant: other._id, count: 5 }), []);
  });
});

describe('training', () => {
  test('puts a model live that beats popularity, with its figures and the fingerprint of its data', async () => {
    const phases = new Set<string>();
    const outcome = await train(institution._id, { onProgress: ({ phase }) => phases.add(phase) });
    assert.ok(outcome.accepted);
    assert.deepEqual([...phases], ['search', 'final']);
    const live = await TrainedModelModel.findById(await liveModelId(institution._id)).lean();
    assert.equal(live?.state, 'accepted');
    assert.match(live?.dataFingerprint ?? '', /^[0-9a-f]{64}$/);
    assert.equal(live?.metrics['model.ndcgAt10'], outcome.test.model.ndcgAt10);
  });

  test('that is stopped keeps nothing and leaves the live model in place', async () => {
    const live = await liveModelId(institution._id);
    const controller = new AbortController();
    const training = train(institution._id, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('stopped')),
    });
    await assert.rejects(training, /stopped/);
    assert.deepEqual(await liveModelId(institution._id), live);
  });

  test('without data says what is missing', async () => {
    const empty = await InstitutionModel.create({ name: 'Nothing', learnerKey: newLearnerKey() });
    await assert.rejects(train(empty._id), /import the catalogue first/);
  });

  test('a model that was being written when its process was killed never serves, and is swept away', async () => {
    const tenant = institution._id;
    const description = { hyperparameters: {}, dataFingerprint: 'x', metrics: {} };
    const before = await liveModelId(tenant);
    const half = await TrainedModelModel.create({ tenant, ...description, state: 'writing' });
    assert.deepEqual(await liveModelId(tenant), before);
    await assert.rejects(loadWeights(tenant, half._id), /no accepted model/);
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await TrainedModelModel.collection.updateOne({ _id: half._id }, { $set: { createdAt: longAgo } });
    const weights = await loadWeights(tenant, before as never);
    const next = await storeLive(tenant, description, weights);
    assert.deepEqual(await liveModelId(tenant), next);
    assert.equal(await TrainedModelModel.countDocuments({ tenant, state: 'writing' }), 0);
    assert.equal(
      await mongoose.connection.collection('weights.files').countDocuments(),
      1,
      'older weights are gone',
    );
    assert.deepEqual(await loadWeights(tenant, next), weights);
  });
});

describe('with a model', () => {
  const recommend = newRecommend();
  const titlesFor = async (learner: string, count = 5) =>
    (await recommend({ tenant: institution._id, learner, count })).map(({ course }) => course.title);

  test('one course taken already gives its subject, for the reason of that course', async () => {
    await enrol('new', 'c2');
    const offered = await recommend({ tenant: institution._id, learner: 'new', count: 5 });
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
    const [first] = await recommend({ tenant: institution._id, count: 1 });
    const course = first?.course.key as string;
    const others = await recommend({ tenant: institution._id, course, count: 20 });
    assert.ok(!others.some((other) => other.course.key === course));
  });

  test('a hidden course goes at once, the next one comes, and undo brings it back', async () => {
    await enrol('picky', 'c4');
    const before = await titlesFor('picky');
    const hidden = (await recommend({ tenant: institution._id, learner: 'picky', count: 1 }))[0]?.course
      .key as string;
    const event = { tenant: institution._id, learner: 'picky', course: hidden };
    await EventModel.create({ ...event, type: 'dismissed', at: new Date(1) });
    const after = await titlesFor('picky');
    assert.deepEqual(after.slice(0, 4), before.slice(1));
    assert.equal(after.length, 5);
    await EventModel.create({ ...event, type: 'restored', at: new Date(2) });
    assert.deepEqual(await titlesFor('picky'), before);
  });

  test('a stated interest counts at once', async () => {
    const tenant = institution._id;
    await LearnerModel.create({ tenant, key: 'curious', interests: ['compiler'] });
    const offered = await recommend({ tenant, learner: 'curious', count: 5 });
    assert.ok(offered.every(({ course }) => course.title.startsWith('Programming')));
    assert.deepEqual(offered[0]?.reasons[0], { kind: 'matches-interest', interest: 'compiler' });
  });

  test('a learner’s key means nothing in another institution', async () => {
    const other = await createInstitution('Other');
    await enrol('same-key', 'c2');
    const offered = await newRecommend()({ tenant: other._id, learner: 'same-key', count: 20 });
    assert.equal(offered.length, 20, 'nothing counts as taken there');
  });
});
