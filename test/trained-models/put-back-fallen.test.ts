import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Types } from 'mongoose';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { ComparisonModel } from '../../models/comparison.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SightingModel } from '../../models/sighting.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { recordPutBack } from '../../src/administration/models/record-put-back.ts';
import { retentionJob } from '../../src/jobs/kinds/retention-job.ts';
import { compareWithServing } from '../../src/trained-models/compare-models.ts';
import { fallbacks, week } from '../../src/trained-models/kept-models.ts';
import { keptModels, storeLive } from '../../src/trained-models/model-store.ts';
import { putBackFallen } from '../../src/trained-models/put-back-fallen.ts';
import { findModel, serveAgain } from '../../src/trained-models/serve-again.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { smallModel } from '../support/small-model.ts';

const day = 86_400_000;
let database: TestDatabase;
let institution: Institution;
let bytes: Uint8Array;

before(async () => {
  database = await openTestDatabase();
  bytes = smallModel();
});
after(() => database.close());
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * day);
const current = async () => (await InstitutionModel.findById(institution._id).lean()) as Institution;
const store = (isWorse = false) =>
  storeLive(institution._id, { hyperparameters: {}, dataFingerprint: 'x', metrics: {}, isWorse }, bytes);
const look = async () => putBackFallen(await current(), now);
const stored = async (id: Types.ObjectId) => (await findModel(institution._id, `${id}`))!;

/** @param days since when the second one serves */
async function two(days = 8): Promise<[Types.ObjectId, Types.ObjectId]> {
  const pair: [Types.ObjectId, Types.ObjectId] = [await store(), await store()];
  await TrainedModelModel.updateOne({ _id: pair[0] }, { 'served.from': ago(60), 'served.until': ago(days) });
  await TrainedModelModel.updateOne({ _id: pair[1] }, { 'served.from': ago(days) });
  return pair;
}

/** People who are shown a page for the first time. @param share of them opens something, after so many hours */
async function show(at: Date, count: number, share: number, { hours = 1, prefix = 'l' } = {}): Promise<void> {
  await SightingModel.insertMany(
    Array.from({ length: count }, (_, i) =>
      ['a', 'b', 'c'].map((course, n) => ({
        ...{ institutionId: institution._id, learner: `${prefix}${at.getTime()} ${i}`, course, shownAt: at },
        ...(n === 0 && i < count * share && { openedAt: new Date(at.getTime() + hours * 3_600_000) }),
      })),
    ).flat(),
  );
}
/** In the week before and in the week after the second one began to serve. */
async function shown(before: number, after: number, count = 400): Promise<void> {
  await show(ago(12), count, before);
  await show(ago(4), count, after);
}

test('the model before serves again where people open less of what they are shown, and stays', async () => {
  const [first, second] = await two();
  await shown(0.4, 0.2);
  const putBack = await look();
  assert.ok(putBack);
  assert.deepEqual([putBack.now._id, putBack.before?._id, putBack.isHeld], [first, second, true]);
  assert.deepEqual([putBack.fell.before, putBack.fell.now, putBack.fell.share], [400, 400, 0.2]);
  assert.ok(Math.abs(putBack.fell.expected - 0.4) < 1e-9);
  const { liveModel, isModelHeld } = await current();
  assert.deepEqual([liveModel, isModelHeld], [first, true]);
  assert.deepEqual((await stored(second)).fell?.at, now);
  const third = await store();
  assert.deepEqual((await current()).liveModel, first, 'newer ones wait');
  assert.equal(await look(), undefined, 'it is done once');

  await serveAgain(await current(), await stored(third));
  assert.deepEqual((await current()).liveModel, third);
});

test('two weeks after it was put back the next model serves again; one that somebody has put back stays', async () => {
  const [first] = await two();
  await shown(0.4, 0.2);
  assert.ok(await look());
  const lookAgain = async (days: number) =>
    putBackFallen(await current(), new Date(now.getTime() + days * day));
  await lookAgain(13);
  await store();
  assert.deepEqual((await current()).liveModel, first);
  assert.equal(await lookAgain(15), undefined);
  const next = await store();
  assert.deepEqual((await current()).liveModel, next);

  await serveAgain(await current(), await stored(first));
  await lookAgain(30);
  assert.equal((await current()).isModelHeld, true);
});

test('nothing is done where nothing fell, it is too early, or too late', async () => {
  await two();
  await shown(0.4, 0.38);
  assert.equal(await look(), undefined);
  await SightingModel.deleteMany();
  await shown(0.4, 0.1);
  const since = async (days: number) => {
    await TrainedModelModel.updateMany({ 'served.until': { $exists: true } }, { 'served.until': ago(days) });
    return look();
  };
  assert.equal(await since(6), undefined);
  assert.equal(await since(40), undefined);
  assert.ok(await since(8));
});

test('what is opened more than a day later, or was known before, does not count', async () => {
  await two();
  await show(ago(12), 400, 0.4);
  // They open as many, but another day.
  await show(ago(4), 400, 0.4, { hours: 30 });
  assert.ok((await look())?.fell.share === 0);
});

test('people who know most of it are compared with such people', async () => {
  await two();
  await show(ago(12), 900, 0.4);
  // They come again and find one new course each.
  const known = await SightingModel.find({ course: 'a' }).lean();
  await SightingModel.insertMany(
    known.map(({ institutionId, learner }) => ({ institutionId, learner, course: 'd', shownAt: ago(4) })),
  );
  await show(ago(3), 300, 0.4);
  assert.equal(await look(), undefined);
});

test('not while another was put back by hand, or two are compared, nor where people found it better', async () => {
  const [first, second] = await two();
  await shown(0.4, 0.1);
  await InstitutionModel.updateOne({ _id: institution._id }, { isModelHeld: true });
  assert.equal(await look(), undefined);
  await InstitutionModel.updateOne({ _id: institution._id }, { $unset: { isModelHeld: 1 } });
  await compareWithServing(await current(), await stored(first));
  assert.equal(await look(), undefined);
  await InstitutionModel.updateOne({ _id: institution._id }, { $unset: { comparing: 1 } });
  await ComparisonModel.updateMany({}, { compared: second, ending: 'served' });
  assert.equal(await look(), undefined);
  await ComparisonModel.deleteMany();
  assert.ok(await look());
});

test('not twice to the same model: who had it serve again has decided', async () => {
  const [first, second] = await two();
  await shown(0.4, 0.1);
  assert.ok(await look());
  await serveAgain(await current(), await stored(second));
  await TrainedModelModel.updateOne({ _id: first }, { 'served.until': ago(8) });
  assert.deepEqual((await current()).liveModel, second);
  assert.equal(await look(), undefined);
});

test('a model of which nobody knows when it served, and one that may not serve, are left alone', async () => {
  const [first] = await two();
  await shown(0.4, 0.1);
  await TrainedModelModel.updateOne({ _id: first }, { damagedAt: now });
  assert.equal(await look(), undefined);
  await TrainedModelModel.updateOne({ _id: first }, { $unset: { damagedAt: 1, served: 1 } });
  assert.equal(await look(), undefined);
});

test('where models are replaced every day, one of a week ago is kept', async () => {
  const ids: Types.ObjectId[] = [];
  for (let d = 20; d >= 0; d--) {
    ids.push(await store());
    // A day passes.
    await TrainedModelModel.collection.updateMany({}, [
      {
        $set: {
          'served.from': { $subtract: ['$served.from', day] },
          'served.until': {
            $cond: [{ $ifNull: ['$served.until', false] }, { $subtract: ['$served.until', day] }, '$$REMOVE'],
          },
        },
      },
    ]);
  }
  const kept = await TrainedModelModel.find({ weights: { $exists: true } }).lean();
  assert.ok(kept.length <= keptModels + 2, `${kept.length} are kept`);
  const [old] = fallbacks(kept, new Date());
  const age = (Date.now() - (old?.served?.until?.getTime() ?? 0)) / week;
  assert.ok(age >= 1 && age < 3, `replaced ${age} weeks ago`);
});

test('one that is surely worse does not serve, and the next does', async () => {
  const first = await store();
  await store(true);
  assert.deepEqual((await current()).liveModel, first);
  const third = await store();
  assert.deepEqual((await current()).liveModel, third);
  assert.ok((await stored(first)).served?.until);
});

test('once a day it is looked for, and recorded as done by the tool itself', async () => {
  await two();
  await shown(0.4, 0.1);
  const told: unknown[] = [];
  const log = { info() {}, warn: (fields: object) => told.push(fields) };
  const job = retentionJob(({ _id }, putBack) => recordPutBack(_id, putBack));
  await job.run({} as never, { signal: new AbortController().signal, log: log as never });
  const [entry] = await AuditEntryModel.find().lean();
  assert.deepEqual([entry?.role, entry?.what, entry?.values?.['opened']], ['tool', 'model-served', 0.1]);
  assert.equal(told.length, 1);
});
