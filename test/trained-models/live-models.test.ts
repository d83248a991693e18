import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import type { RunningComparison } from '../../models/institution.ts';
import { assignmentOf } from '../../src/comparing/assignment.ts';
import { LiveModels, type ModelSource } from '../../src/trained-models/live-models.ts';
import { smallModel } from '../support/small-model.ts';

const { ObjectId } = mongoose.Types;

/** Stored models, and loads that end when the test says so. */
class FakeSource implements ModelSource {
  live = new Map<string, mongoose.Types.ObjectId>();
  loads: { end(): void; fail(error: Error): void }[] = [];
  /** Institutions that wait for a training. */
  wanted: string[] = [];
  comparing = new Map<string, RunningComparison>();
  bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  put(institutionId: mongoose.Types.ObjectId): void {
    this.live.set(`${institutionId}`, new ObjectId());
  }

  async servingIds(institutionId: mongoose.Types.ObjectId) {
    const liveModel = this.live.get(`${institutionId}`);
    const comparing = this.comparing.get(`${institutionId}`);
    return { ...(liveModel && { liveModel }), ...(comparing && { comparing }) };
  }

  async endComparison(institutionId: mongoose.Types.ObjectId) {
    this.comparing.delete(`${institutionId}`);
  }

  loadWeights(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.loads.push({ end: () => resolve(this.bytes), fail: reject });
    });
  }

  async replaceDamaged(institutionId: mongoose.Types.ObjectId) {
    await this.requestTraining(institutionId);
  }

  async requestTraining(institutionId: mongoose.Types.ObjectId) {
    this.wanted.push(`${institutionId}`);
  }

  endAll(): void {
    for (const load of this.loads) load.end();
  }
}

describe('live models', () => {
  let bytes: Uint8Array;
  let source: FakeSource;
  const institutionId = new ObjectId();

  before(() => {
    bytes = smallModel();
  });
  beforeEach(() => {
    source = new FakeSource(bytes);
  });

  const served = async (models: LiveModels, who: mongoose.Types.ObjectId, learner?: string) =>
    (await models.get(who, learner)).model;

  /** Every promise that is ready has been taken up. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  async function loaded(models: LiveModels, who = institutionId) {
    const asked = served(models, who);
    await settled();
    source.endAll();
    return asked;
  }

  test('there is none before the first training', async () => {
    assert.equal(await served(new LiveModels(1e9, source), institutionId), undefined);
  });

  test('one is loaded once, however many ask', async () => {
    source.put(institutionId);
    const models = new LiveModels(1e9, source);
    const asked = Array.from({ length: 20 }, () => served(models, institutionId));
    await settled();
    source.endAll();
    const [first, ...others] = await Promise.all(asked);
    assert.ok(first && others.every((model) => model === first));
    assert.equal(await served(models, institutionId), first);
    assert.equal(source.loads.length, 1);
  });

  test('a swap drops no request: the older one answers until the newer one is there', async () => {
    source.put(institutionId);
    const models = new LiveModels(1e9, source);
    const older = await loaded(models);
    source.put(institutionId);
    for (let request = 0; request < 5; request++) assert.equal(await served(models, institutionId), older);
    assert.equal(source.loads.length, 2, 'the newer one is loaded once');
    source.endAll();
    await settled();
    const newer = await served(models, institutionId);
    assert.ok(newer && newer !== older);
    assert.equal(source.loads.length, 2);
  });

  test('a newer one that cannot be loaded leaves the older one, and is tried again', async () => {
    source.put(institutionId);
    const models = new LiveModels(1e9, source);
    const older = await loaded(models);
    source.put(institutionId);
    assert.equal(await served(models, institutionId), older);
    source.loads[1]?.fail(new Error('database away'));
    await settled();
    assert.equal(await served(models, institutionId), older);
    source.loads[2]?.end();
    await settled();
    assert.notEqual(await served(models, institutionId), older);
  });

  test('a first one that cannot be loaded is an error, and is tried again', async () => {
    source.put(institutionId);
    const models = new LiveModels(1e9, source);
    const asked = served(models, institutionId);
    await settled();
    source.loads[0]?.fail(new Error('database away'));
    await assert.rejects(asked, /database away/);
    assert.ok(await loaded(models));
  });

  test('one of another version of the tool is none; one is trained, and serves', async () => {
    source.put(institutionId);
    const ofThisVersion = source.bytes;
    source.bytes = Buffer.from(Buffer.from(ofThisVersion).toString('latin1').replace('NCM', 'OLD'), 'latin1');
    const models = new LiveModels(1e9, source);
    assert.equal(await loaded(models), undefined);
    assert.equal(await served(models, institutionId), undefined);
    assert.equal(source.loads.length, 1, 'it is not read again for every request');
    assert.deepEqual(source.wanted, [`${institutionId}`]);
    source.bytes = ofThisVersion;
    source.put(institutionId);
    assert.ok(await loaded(models));
  });

  test('a newer one of another version leaves the older one, and nobody trains against it', async () => {
    source.put(institutionId);
    const models = new LiveModels(1e9, source);
    const older = await loaded(models);
    source.put(institutionId);
    source.bytes = Buffer.alloc(100);
    await loaded(models);
    await settled();
    assert.equal(await served(models, institutionId), older);
    assert.equal(source.loads.length, 2);
    assert.deepEqual(source.wanted, []);
  });

  describe('while two are compared', () => {
    const comparing = { comparison: new ObjectId(), compared: new ObjectId(), share: 0.5 };
    const learners = Array.from({ length: 40 }, (_, i) => `learner ${i}`);
    const inArm = (arm: string) =>
      learners.filter((learner) => assignmentOf(comparing, learner).arm === arm) as [string, ...string[]];
    let models: LiveModels;

    /** Answers as soon as whatever is loaded for it is there. */
    async function asked(learner?: string) {
      const answer = served(models, institutionId, learner);
      for (let i = 0; i < 4; i++) {
        await settled();
        source.endAll();
      }
      return answer;
    }

    beforeEach(() => {
      source.put(institutionId);
      source.comparing.set(`${institutionId}`, comparing);
      models = new LiveModels(1e9, source);
    });

    test('each learner gets the model of their arm, and everybody else the one that serves', async () => {
      const serving = await asked();
      const compared = await asked(inArm('compared')[0]);
      assert.ok(serving && compared && serving !== compared);
      for (const learner of inArm('compared')) assert.equal(await asked(learner), compared);
      for (const learner of inArm('serving')) assert.equal(await asked(learner), serving);
      assert.equal(source.loads.length, 2, 'each is loaded once');
      source.comparing.clear();
      for (const learner of learners) assert.equal(await asked(learner), serving);
    });

    test('is told with the model of a learner, so that nobody reads it again, until it ends; not of others', async () => {
      await asked();
      const [learner] = inArm('serving');
      assert.deepEqual((await models.get(institutionId, learner)).comparing, comparing);
      assert.equal((await models.get(institutionId)).comparing, undefined);
      source.comparing.clear();
      assert.equal((await models.get(institutionId, learner)).comparing, undefined);
    });

    test('the one that serves stands in while the other cannot be loaded, which is tried again', async () => {
      const serving = await asked();
      const answer = served(models, institutionId, inArm('compared')[0]);
      await settled();
      source.loads[1]?.fail(new Error('database away'));
      assert.equal(await answer, serving);
      assert.notEqual(await asked(inArm('compared')[0]), serving);
    });

    test('the comparison ends where this version cannot read the other', async () => {
      const serving = await asked();
      source.bytes = Buffer.alloc(100);
      assert.equal(await asked(inArm('compared')[0]), serving);
      assert.equal(source.comparing.size, 0);
      assert.equal((await models.get(institutionId, inArm('compared')[0])).comparing, undefined);
      assert.deepEqual(source.wanted, [], 'nobody trains for it');
    });
  });

  test('over the cap the one asked for longest ago goes, and comes back when it is asked for', async () => {
    const [a, b, c] = [new ObjectId(), new ObjectId(), new ObjectId()];
    for (const who of [a, b, c]) source.put(who);
    const models = new LiveModels(bytes.length * 2, source);
    const ofA = await loaded(models, a);
    const ofB = await loaded(models, b);
    assert.equal(await served(models, a), ofA);
    await loaded(models, c);
    assert.equal(await served(models, a), ofA, 'asked for after b');
    assert.equal(source.loads.length, 3);
    const again = await loaded(models, b);
    assert.ok(again && again !== ofB, 'loaded afresh');
    assert.equal(source.loads.length, 4);
  });

  test('one that is larger than the cap serves all the same', async () => {
    source.put(institutionId);
    const models = new LiveModels(1, source);
    const model = await loaded(models);
    assert.ok(model);
    assert.equal(await served(models, institutionId), model);
    assert.equal(source.loads.length, 1);
  });
});
