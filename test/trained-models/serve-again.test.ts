import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { ComparisonModel } from '../../models/comparison.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';
import { makeTrainingDue } from '../../src/privacy/objections.ts';
import { compareWithServing, serveCompared } from '../../src/trained-models/compare-models.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import {
  findSoundLive,
  keptModels,
  liveModelId,
  recordRejected,
  replaceDamaged,
  storeLive,
  weightSizes,
} from '../../src/trained-models/model-store.ts';
import { findModel, serveAgain } from '../../src/trained-models/serve-again.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { smallModel } from '../support/small-model.ts';
import { until } from '../support/until.ts';

describe('models that are kept', () => {
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

  const current = async () => (await InstitutionModel.findById(institution._id).lean()) as Institution;
  const store = (readAt = new Date()) => {
    const data = { readAt, learners: 1, courses: 1, interactions: 1 };
    return storeLive(
      institution._id,
      { hyperparameters: {}, dataFingerprint: 'x', metrics: {}, data },
      bytes,
    );
  };
  const stored = async (id: mongoose.Types.ObjectId) =>
    (await findModel(institution._id, `${id}`)) as TrainedModel;
  const putBack = async (id: mongoose.Types.ObjectId) => serveAgain(await current(), await stored(id));
  const withWeights = () =>
    TrainedModelModel.find({ institutionId: institution._id, weights: { $exists: true } })
      .sort({ _id: 1 })
      .distinct('_id');

  test('are the last five, and the first that was replaced; the figures of all stay', async () => {
    const ids = [];
    for (let i = 0; i < keptModels + 2; i++) ids.push(await store());
    assert.deepEqual(await withWeights(), [ids[0], ...ids.slice(2)]);
    assert.equal((await weightSizes(institution._id)).size, keptModels + 1);
    assert.equal(await TrainedModelModel.countDocuments(), keptModels + 2);
  });

  test('serve again, and are kept while they serve, however many are trained; the newest ends it', async () => {
    const first = await store();
    const second = await store();
    const answer = await putBack(first);
    assert.ok(typeof answer === 'object' && answer.isHeld);
    assert.deepEqual(answer.before?._id, second);
    assert.deepEqual(await liveModelId(institution._id), first);

    const later = [];
    for (let i = 0; i < keptModels; i++) later.push(await store());
    assert.deepEqual(await liveModelId(institution._id), first, 'a newer one does not push it out');
    assert.deepEqual(await withWeights(), [first, second, ...later.slice(1)]);

    const newest = later.at(-1) as mongoose.Types.ObjectId;
    const undone = await putBack(newest);
    assert.ok(typeof undone === 'object' && !undone.isHeld);
    const next = await store();
    assert.deepEqual(await liveModelId(institution._id), next, 'trainings serve again');
  });

  test('do not serve again without having passed the gate, without weights, from elsewhere, or twice', async () => {
    await recordRejected(institution._id, { hyperparameters: {}, dataFingerprint: 'x', metrics: {} });
    const rejected = await TrainedModelModel.findOne({ state: 'rejected' }).lean();
    const ids = [];
    for (let i = 0; i < keptModels + 2; i++) ids.push(await store());
    const [gone, live] = [ids[1], ids.at(-1)] as [mongoose.Types.ObjectId, mongoose.Types.ObjectId];
    assert.equal(await putBack(rejected?._id as never), 'rejected');
    assert.equal(await putBack(gone), 'gone');
    assert.equal(await putBack(live), 'serves');
    assert.deepEqual(await liveModelId(institution._id), live);
    const other = await createInstitution({ name: 'Other' });
    assert.equal(await findModel(other._id, `${live}`), undefined);
    assert.equal(await findModel(other._id, 'nonsense'), undefined);
  });

  test('that another version has stored do not serve', async () => {
    const description = { hyperparameters: {}, dataFingerprint: 'x', metrics: {} };
    const old = await storeLive(institution._id, description, new Uint8Array([1, 2, 3]));
    const live = await store();
    assert.equal(await putBack(old), 'unreadable');
    assert.deepEqual(await liveModelId(institution._id), live);
  });

  test('and have learnt from somebody who was deleted do not serve, are deleted, and end a holding', async () => {
    const [first, second] = [await store(), await store()];
    await putBack(first);
    await makeTrainingDue(institution._id);
    assert.equal(await putBack(second), 'erased');
    // Read before, stored after: it has learnt from them too.
    const late = await store(new Date(Date.now() - 60_000));
    assert.deepEqual(await liveModelId(institution._id), late);
    const clean = await store();
    assert.deepEqual(await liveModelId(institution._id), clean);
    assert.deepEqual(await withWeights(), [clean]);
    assert.equal((await weightSizes(institution._id)).size, 1);
  });

  describe('and are compared', () => {
    const compare = async (id: mongoose.Types.ObjectId) =>
      compareWithServing(await current(), await stored(id));

    test('stay, both, and so does which one serves, however many are trained; nothing else serves meanwhile', async () => {
      const [first, second] = [await store(), await store()];
      const begun = await compare(first);
      assert.ok(typeof begun === 'object' && begun.compared.equals(first) && begun.serving.equals(second));
      const later = [];
      for (let i = 0; i < keptModels + 1; i++) later.push(await store());
      assert.deepEqual(await liveModelId(institution._id), second);
      assert.deepEqual(await withWeights(), [first, second, ...later.slice(-(keptModels - 2))]);
      const newest = later.at(-1) as mongoose.Types.ObjectId;
      assert.equal(await putBack(newest), 'comparing');
      assert.equal(await compare(newest), 'comparing');
      assert.equal(await compare(second), 'serves');
    });

    test('the compared one serves then, and the comparison has ended', async () => {
      const [first, second] = [await store(), await store()];
      await compare(first);
      const answer = await serveCompared(await current());
      assert.ok(typeof answer === 'object' && answer.isHeld && answer.before?._id.equals(second));
      assert.deepEqual(await liveModelId(institution._id), first);
      assert.equal((await current()).comparing, undefined);
      assert.equal((await ComparisonModel.findOne().lean())?.ending, 'served');
      assert.equal(await serveCompared(await current()), undefined);
    });

    test('not where one is gone, unreadable, rejected or has learnt from somebody who was deleted', async () => {
      const description = { hyperparameters: {}, dataFingerprint: 'x', metrics: {} };
      const old = await storeLive(institution._id, description, new Uint8Array([1, 2, 3]));
      const first = await store();
      assert.equal(await compare(old), 'unreadable');
      await store();
      await makeTrainingDue(institution._id);
      assert.equal(await compare(first), 'erased');
      assert.equal((await current()).comparing, undefined);
    });

    test('no longer than until there is a model that has not learnt from somebody who was deleted', async () => {
      const [first] = [await store(), await store()];
      await compare(first);
      await makeTrainingDue(institution._id);
      const clean = await store();
      assert.deepEqual(await liveModelId(institution._id), clean);
      assert.equal((await current()).comparing, undefined);
      assert.equal((await ComparisonModel.findOne().lean())?.ending, 'erased');
      assert.deepEqual(await withWeights(), [clean]);
    });
  });

  for (const [name, damage] of [
    ['one flipped bit', flipBit],
    ['a missing piece', deletePiece],
  ] as const)
    test(`with ${name}: the one before goes on serving, wherever it is asked for, and a new one is trained`, async () => {
      const before = await store();
      await store();
      const running = new LiveModels(1e9);
      assert.ok(await running.get(institution._id));
      const kept = await chunks().distinct('files_id');
      const damagedOne = await store();
      await damage(kept);
      await InstitutionModel.updateOne({ _id: institution._id }, { $unset: { trainingWantedAt: 1 } });
      await TrainedModelModel.updateOne({ _id: before }, { damagedAt: new Date() });

      // A process that has loaded an older one answers by it, and one that has just started by what is popular, this once.
      assert.ok(await running.get(institution._id));
      await new LiveModels(1e9).get(institution._id);
      await until(async () => (await stored(damagedOne)).damagedAt);
      const { liveModel, trainingWantedAt } = await current();
      assert.notDeepEqual(liveModel, damagedOne);
      assert.notDeepEqual(liveModel, before, 'one that is damaged too is not taken');
      assert.ok(trainingWantedAt);
      assert.ok(await new LiveModels(1e9).get(institution._id));
      assert.equal(await putBack(damagedOne), 'unreadable');
    });

  test('hold no new one to their figures where they are damaged or have learnt from somebody who was deleted', async () => {
    assert.equal(await findSoundLive(institution._id), undefined);
    const first = await store();
    assert.deepEqual((await findSoundLive(institution._id))?._id, first);
    await TrainedModelModel.updateOne({ _id: first }, { damagedAt: new Date() });
    assert.equal(await findSoundLive(institution._id), undefined);
    await store();
    await makeTrainingDue(institution._id);
    assert.equal(await findSoundLive(institution._id), undefined);
  });

  test('keep others out for two weeks at most', async () => {
    const first = await store();
    const others = { institutionId: institution._id, hyperparameters: {}, dataFingerprint: 'x', metrics: {} };
    const late = (days: number) => new Date(Date.now() + days * 86_400_000);
    for (const keptOut of [
      { state: 'accepted', isWorse: true },
      { state: 'rejected', gate: 'interval' },
    ] as const) {
      const { _id } = await TrainedModelModel.create({ ...others, ...keptOut });
      assert.deepEqual((await findSoundLive(institution._id, late(13)))?._id, first);
      assert.equal(await findSoundLive(institution._id, late(15)), undefined);
      await TrainedModelModel.deleteOne({ _id });
    }
    await TrainedModelModel.create({ ...others, state: 'rejected', gate: 'estimate' });
    assert.deepEqual((await findSoundLive(institution._id, late(15)))?._id, first);
  });

  test('that are damaged are replaced once, and nobody counts it twice', async () => {
    const before = await store();
    const damagedOne = await store();
    assert.equal(await replaceDamaged(institution._id, damagedOne), true);
    assert.deepEqual(await liveModelId(institution._id), before);
    assert.equal(await replaceDamaged(institution._id, damagedOne), false);
    assert.equal(await replaceDamaged(institution._id, before), false, 'there is no other');
  });

  test('that are gone from the database, and should serve, are no reason to show nothing', async () => {
    const before = await store();
    const gone = await store();
    await TrainedModelModel.deleteOne({ institutionId: institution._id, _id: gone });
    await new LiveModels(1e9).get(institution._id);
    await until(async () => (await current()).liveModel?.equals(before));
    assert.ok(await new LiveModels(1e9).get(institution._id));
  });

  const chunks = () => mongoose.connection.collection('weights.chunks');

  async function deletePiece(kept: unknown[]): Promise<void> {
    await chunks().deleteOne({ files_id: { $nin: kept } as never });
  }

  /** Of a model that is none of those. */
  async function flipBit(kept: unknown[]): Promise<void> {
    const chunk = await chunks().findOne({ files_id: { $nin: kept } });
    const data = Buffer.from(chunk?.['data'].buffer);
    data[data.length >> 1] = (data[data.length >> 1] as number) ^ 1;
    await chunks().updateOne({ _id: chunk?._id as never }, { $set: { data } });
  }
});
