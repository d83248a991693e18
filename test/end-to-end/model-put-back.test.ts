import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SightingModel } from '../../models/sighting.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { claim } from '../../src/lti/claims.ts';
import { storeLive } from '../../src/trained-models/model-store.ts';
import { TestPlatform } from '../lti/test-platform.ts';
import { createInstitution } from '../support/institution.ts';
import { smallModel } from '../support/small-model.ts';
import { until } from '../support/until.ts';
import { launchThrough, publicUrl, visitOf } from './launch-through.ts';
import { startWholeTool, type WholeTool } from './whole-tool.ts';

const day = 86_400_000;
let platform: TestPlatform;
let tool: WholeTool;
let institution: Institution;

before(async () => {
  platform = await TestPlatform.start();
  tool = await startWholeTool(publicUrl, [new URL(platform.url).host]);
  const { _id: registration } = await RegistrationModel.create(platform.registration);
  institution = await createInstitution({ registration, deploymentId: platform.deploymentId });
});
after(async () => {
  await tool.close();
  await platform.close();
});

const bytes = smallModel();
const store = () =>
  storeLive(institution._id, { hyperparameters: {}, dataFingerprint: 'x', metrics: {} }, bytes);
const live = async () => (await InstitutionModel.findById(institution._id).lean())?.liveModel;
const countOf = async (cause: string) => {
  const line = new RegExp(`^next_courses_model_rollbacks_total\\{cause="${cause}"\\} (\\d+)$`, 'm');
  return Number(line.exec(await tool.metrics.registry.metrics())?.[1]);
};

test('what the tool puts back by itself is counted by cause, and recorded where people decided it', async () => {
  const [first, second] = [await store(), await store()];
  const ago = (days: number) => new Date(Date.now() - days * day);
  await TrainedModelModel.updateOne({ _id: first }, { 'served.until': ago(8) });
  await SightingModel.insertMany(
    Array.from({ length: 800 }, (_, i) => {
      const shownAt = ago(i < 400 ? 12 : 4);
      const isOpened = i % 400 < (i < 400 ? 200 : 20);
      return {
        ...{ institutionId: institution._id, learner: `l${i}`, course: 'c1', shownAt },
        ...(isOpened && { openedAt: new Date(shownAt.getTime() + 60_000) }),
      };
    }),
  );
  const daily = tool.jobs.kinds.worker.find(({ name }) => name === 'retention');
  const log = { info() {}, warn() {} };
  await daily?.run({} as never, { signal: new AbortController().signal, log });
  assert.deepEqual(await live(), first);
  assert.deepEqual([await countOf('results'), await countOf('damaged')], [1, 0]);
  const [entry] = await AuditEntryModel.find({ institutionId: institution._id }).lean();
  assert.deepEqual([entry?.role, entry?.what], ['tool', 'model-served']);

  const file = (await TrainedModelModel.findById(first).lean())?.weights;
  await mongoose.connection.collection('weights.chunks').deleteMany({ files_id: file });
  const launched = await launchThrough(tool.app, platform, {
    clientId: platform.clientId,
    claims: { sub: 'somebody', [claim.roles]: [] },
  });
  await request(tool.app).get('/panel').set('Cookie', visitOf(launched)).expect(200);
  await until(async () => (await countOf('damaged')) === 1);
  assert.deepEqual(await live(), second);
});
