// Takes about 20 s.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { after, beforeEach, test } from 'node:test';
import mongoose from 'mongoose';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { type TrainingRun, TrainingRunModel } from '../../models/training-run.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { requestedTraining, trainingJob } from '../../src/jobs/kinds/training-job.ts';
import { type Lease, takeLease } from '../../src/leases/lease.ts';
import { attention } from '../../src/recommender/scorers/attention-scorer.ts';
import { gmf } from '../../src/recommender/scorers/gmf-scorer.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { runSync } from '../../src/sync/runs/run-sync.ts';
import type { Source } from '../../src/sync/source.ts';
import { liveModelId, loadWeights } from '../../src/trained-models/model-store.ts';
import { decodeModel } from '../../src/trained-models/stored-model.ts';
import { reasonToTrain } from '../../src/training/reason-to-train.ts';
import { trainingLease, trainNow } from '../../src/training/run-training.ts';
import { startBeside } from '../database/beside.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { workByTheClock } from '../jobs/working.ts';
import { smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
import { until } from '../support/until.ts';

const { dataset, courses } = smallCollege(50);
const start = Date.parse('2024-01-01');
const minute = 60_000;

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

/** The small college, and what a later pull has more. */
function college(more: readonly SyncRecord[] = [], learners = dataset.learnerCount): Source {
  return {
    name: 'moodle',
    async *pull() {
      for (const [i, { title, description, categories }] of courses.entries())
        yield { kind: 'course', key: `c${i}`, title, description, categories };
      for (let l = 0; l < learners; l++)
        for (let i = dataset.offsets[l] as number; i < (dataset.offsets[l + 1] as number); i++)
          yield {
            kind: 'enrolment',
            learner: `l${l}`,
            course: `c${dataset.courses[i]}`,
            at: new Date(start + (dataset.times[i] as number) * 1000),
          };
      yield* more;
    },
  };
}

const newCourse: SyncRecord[] = [
  { kind: 'course', key: 'new', title: 'Botany 11', description: 'plants leaves roots' },
];
const sync = (source = college()) => runSync({ institution, source });
const startWork = () => workByTheClock([trainingJob({})]);
const runs = () =>
  TrainingRunModel.find({ institutionId: institution._id }).sort({ startedAt: 1 }).lean<TrainingRun[]>();
const current = async () => (await InstitutionModel.findById(institution._id).lean()) as Institution;
const due = async () => reasonToTrain(await current(), new Date());

/** Works until so many trainings have ended. */
async function train(ended: number, workers = 1): Promise<void> {
  const stops = await Promise.all(Array.from({ length: workers }, startWork));
  await until(async () => (await runs()).filter(({ state }) => state !== 'running').length >= ended);
  await Promise.all(stops.map((stop) => stop()));
  assert.equal((await runs()).length, ended);
}

type Stored = Map<string, mongoose.mongo.Document[]>;

/** The institution and all that is stored once it was synced and trained: the same for each test that begins with it. */
let begun: { institution: Institution; stored: Stored } | undefined;

/** A sync and a training, which one test does for all. */
async function syncAndTrain(): Promise<void> {
  if (!begun) {
    await sync();
    await train(1);
    begun = { institution, stored: await everything() };
    return;
  }
  await database.clear();
  for (const [name, documents] of begun.stored) await collection(name).insertMany(documents);
  institution = begun.institution;
}

async function everything(): Promise<Stored> {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const stored = new Map<string, mongoose.mongo.Document[]>();
  for (const { collectionName } of collections) {
    const documents = await collection(collectionName).find().toArray();
    if (collectionName !== 'migrations' && documents.length > 0) stored.set(collectionName, documents);
  }
  return stored;
}

const collection = (name: string) => mongoose.connection.collection<mongoose.mongo.Document>(name);

/** All that was trained and changed was so much earlier. */
async function pass(minutes: number): Promise<void> {
  const earlier = (field: string) => [{ $set: { [field]: { $subtract: [`$${field}`, minutes * minute] } } }];
  await TrainingRunModel.collection.updateMany({}, earlier('startedAt'));
  await InstitutionModel.collection.updateMany({}, earlier('dataChangedAt'));
}

test('a sync that changed data leads to a new live model that knows it; one without changes does not', async () => {
  await syncAndTrain();
  const first = await liveModelId(institution._id);
  const [run] = await runs();
  assert.deepEqual(
    [run?.state, run?.outcome, run?.data?.learners],
    ['done', 'accepted', dataset.learnerCount],
  );
  assert.ok((run?.ndcgAt10?.model ?? 0) > (run?.ndcgAt10?.popularity ?? 1));

  await pass(120);
  await sync();
  assert.equal(await due(), undefined);

  await sync(college(newCourse));
  assert.equal(await due(), 'changed');
  await train(2);
  const second = await liveModelId(institution._id);
  assert.notDeepEqual(second, first);
  const _id = second as Institution['_id'];
  const model = decodeModel(await loadWeights(institution._id, _id));
  const described = await TrainedModelModel.findOne({ institutionId: institution._id, _id }).lean();
  assert.ok(model.recommender.parts.popularFor);
  assert.deepEqual(described?.popularFor, model.recommender.parts.popularFor);
  assert.ok(model.rows.has('new'));
});

test('what changes within an hour of a training waits for the hour to be over, and for a whole pull to end', async () => {
  await syncAndTrain();
  await sync(college(newCourse));
  assert.equal(await due(), undefined);
  await pass(61);
  assert.equal(await due(), 'changed');
  await SyncRunModel.create({
    ...{ institutionId: institution._id, source: 'csv', state: 'running', startedAt: new Date() },
  });
  assert.equal(await due(), undefined);
});

test('data that changed and is what the last model was trained on is not trained again, but on demand', async () => {
  await syncAndTrain();
  await pass(120);
  await InstitutionModel.updateOne({ _id: institution._id }, { dataChangedAt: new Date() });
  await train(2);
  assert.equal((await runs())[1]?.outcome, 'unchanged');
  assert.equal(await TrainedModelModel.countDocuments(), 1);

  await requestedTraining(new JobQueue())(institution._id);
  assert.equal(await due(), 'requested');
  await train(3);
  assert.equal((await runs())[2]?.outcome, 'accepted');
  assert.equal((await current()).trainingWantedAt, undefined);
});

test('a training that is thirty days old is due again, whatever has changed: people have opened and rated meanwhile', async () => {
  await syncAndTrain();
  await pass(29 * 1440);
  assert.equal(await due(), undefined);
  await pass(2 * 1440);
  assert.equal(await due(), 'aged');
  await train(2);
  assert.equal((await runs())[1]?.outcome, 'accepted');
  assert.equal(await due(), undefined);
});

test('a model is trained as it is configured, and again when that has changed', async () => {
  const choose = (modelConfiguration: Record<string, unknown>) =>
    InstitutionModel.updateOne({ _id: institution._id }, { modelConfiguration, dataChangedAt: new Date() });
  const live = async () => {
    const id = (await liveModelId(institution._id)) as Institution['_id'];
    const stored = await TrainedModelModel.findById(id).lean();
    const { recommender } = decodeModel(await loadWeights(institution._id, id));
    return { hyperparameters: stored?.hyperparameters, scorers: recommender.parts.scorers };
  };
  await syncAndTrain();
  assert.equal((await live()).hyperparameters?.['loss'], 'softmax');
  assert.equal((await live()).scorers.get(gmf).dimensions, 16);

  // What is no choice any more is as shipped.
  const chosen = { dimensions: 32, without: ['attention'], loss: 'of an older version' };
  await pass(120);
  await choose(chosen);
  await train(2);
  assert.equal((await runs())[1]?.outcome, 'accepted');
  const { hyperparameters, scorers } = await live();
  assert.deepEqual(
    [hyperparameters?.['loss'], hyperparameters?.['dimensions'], hyperparameters?.['without']],
    ['softmax', 32, ['attention']],
  );
  assert.deepEqual([scorers.get(gmf).dimensions, scorers.find(attention)], [32, undefined]);

  await pass(120);
  await choose(chosen);
  await train(3);
  assert.equal((await runs())[2]?.outcome, 'unchanged');
});

test('too little data: said why, and not tried again until there is more', async () => {
  await sync(college([], 0));
  await train(1);
  const [run] = await runs();
  assert.equal(run?.state, 'failed');
  assert.match(run?.error ?? '', /There are no enrolments: import them or wait for a sync/);
  await pass(120);
  assert.equal(await due(), undefined);
  await sync();
  assert.equal(await due(), 'changed');
});

test('a model that is no better than popularity replaces none', async () => {
  await syncAndTrain();
  const live = await liveModelId(institution._id);
  await pass(120);
  await EnrolmentModel.deleteMany({ institutionId: institution._id });
  // Everybody's last course is the most popular one: nothing is better than to say so.
  const taken = (learner: string, course: string, day: number): SyncRecord => ({
    ...{ kind: 'enrolment', learner, course, at: new Date(start + day * 1440 * minute) },
  });
  const popular = Array.from({ length: 40 }, (_, i) => taken(`p${i}`, 'c0', 0));
  const others = Array.from({ length: 4 }, (_, l) =>
    [1, 2, 3].map((c) => taken(`o${l}`, `c${4 * c + l}`, c)).concat(taken(`o${l}`, 'c0', 9)),
  );
  await sync(college([...popular, ...others.flat()], 0));
  await train(2);
  assert.equal((await runs())[1]?.outcome, 'rejected');
  assert.deepEqual(await liveModelId(institution._id), live);
});

test('a model that is surely worse than the one that serves waits, and the next that is as good serves by itself', async () => {
  await syncAndTrain();
  const first = await liveModelId(institution._id);
  const stored = await TrainedModelModel.findById(first).lean();
  assert.equal(stored?.gate, 'estimate');
  const [from = 0, to = 0] = stored?.intervals?.gain ?? [];
  const gain = (stored?.metrics['model.ndcgAt10'] ?? 0) - (stored?.metrics['popularity.ndcgAt10'] ?? 0);
  assert.ok(0 < from && from < gain && gain < to);
  const measured = { metrics: stored?.metrics, intervals: stored?.intervals };
  const better = { model: [1.1, 1.2], popularity: [0, 0], gain: [1.1, 1.2] };
  await TrainedModelModel.updateOne(
    { _id: stored?._id },
    { metrics: { 'model.ndcgAt10': 1.15, 'popularity.ndcgAt10': 0 }, intervals: better },
  );
  await requestedTraining(new JobQueue())(institution._id);
  await train(2);
  assert.equal((await runs())[1]?.outcome, 'worse');
  assert.deepEqual(await liveModelId(institution._id), first);

  await TrainedModelModel.updateOne({ _id: stored?._id }, measured);
  await requestedTraining(new JobQueue())(institution._id);
  await train(3);
  assert.equal((await runs())[2]?.outcome, 'accepted');
  const newest = await TrainedModelModel.findById(await liveModelId(institution._id)).lean();
  assert.deepEqual([newest?.gate, newest?.isWorse], ['interval', false]);
});

test('of two processes one trains', async () => {
  await sync();
  await train(1, 2);
  assert.equal(await TrainedModelModel.countDocuments(), 1);
});

test('who wants a training at once waits for another one to end, and is told so', async () => {
  await sync();
  let waits = 0;
  const now = () =>
    trainNow(institution._id, {
      signal: AbortSignal.timeout(300_000),
      onWait: () => {
        waits++;
      },
    });
  const outcomes = await Promise.all([now(), now()]);
  assert.deepEqual([outcomes.map(({ accepted }) => accepted), waits], [[true, true], 1]);
  const [first, second] = await runs();
  assert.ok((second?.startedAt as Date) >= (first?.finishedAt as Date));
});

test('the command waits for another training as well, and is recorded like it', async () => {
  await sync();
  const other = (await takeLease(trainingLease(institution._id))) as Lease;
  const child = startBeside(database, 'scripts/train');
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (!/Another training is under way/.test(text)) continue;
    assert.deepEqual(await runs(), []);
    await other.release();
  }
  assert.match(said, /it serves from now on/);
  const [run] = await runs();
  assert.deepEqual([run?.state, run?.outcome], ['done', 'accepted']);
  assert.equal(await due(), undefined);
});

test('a training that died is no longer shown as under way', async () => {
  await TrainingRunModel.create({ institutionId: institution._id, state: 'running', startedAt: new Date() });
  const stop = await startWork();
  await until(async () => (await runs()).length === 0);
  await stop();
});

test('a training that is stopped is as due as before; one that died makes way', async () => {
  await sync();
  const stop = await startWork();
  await until(async () => (await runs()).length > 0);
  await stop();
  assert.deepEqual(await runs(), []);
  await TrainingRunModel.create({ institutionId: institution._id, state: 'running', startedAt: new Date() });
  assert.equal(await due(), 'changed');
  await train(1);
});

test('who waits for approval is not trained for', async () => {
  await sync();
  await InstitutionModel.updateOne({ _id: institution._id }, { pendingSince: new Date() });
  // Its turn comes later, and it has too little data for a long training.
  const other = await createInstitution({ name: 'Approved' });
  await runSync({ institution: other, source: college([], 0) });
  const stop = await startWork();
  await until(() => TrainingRunModel.exists({ institutionId: other._id, state: 'failed' }));
  await stop();
  assert.deepEqual(await runs(), []);
});

test('a training lets everybody else go first, and leaves the process as it is', {
  skip: process.platform !== 'linux' && 'threads have no priority of their own',
}, async () => {
  await sync();
  const priority = getPriority();
  const seen = new Set<number>();
  const looking = setInterval(() => {
    for (const thread of readdirSync('/proc/self/task')) seen.add(niceOf(thread) ?? 0);
  }, 5);
  await trainNow(institution._id, { signal: new AbortController().signal, onWait: () => {} }).finally(() =>
    clearInterval(looking),
  );
  assert.ok(Math.max(...seen) > 0);
  assert.equal(getPriority(), priority);
});

/** Undefined where the thread has ended meanwhile. proc(5): the 19th word, the 17th behind the name in brackets. */
function niceOf(thread: string): number | undefined {
  try {
    const [, behindName = ''] = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ');
    return Number(behindName.split(' ')[16]);
  } catch {
    return undefined;
  }
}
