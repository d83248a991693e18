// Takes about 15 s.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { createRecommendations } from '../../src/answering/recommend.ts';
import { object } from '../../src/privacy/objections.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import { loadTrainingData } from '../../src/training/training-data.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
import { trained } from '../support/trained.ts';

let database: TestDatabase;
let institution: Institution;
const learners = 100;

before(async () => {
  database = await openTestDatabase();
  institution = await createInstitution();
  const now = new Date();
  await apply({ institution, source: 'csv', records: records(), seenAt: now, now });
});
after(() => database.close());

function* records(): Generator<SyncRecord> {
  const { dataset, courses } = smallCollege(learners);
  for (const [i, { title, description, categories }] of courses.entries())
    yield { kind: 'course', key: `c${i}`, title, description, categories };
  for (let learner = 0; learner < learners; learner++)
    for (let i = dataset.offsets[learner]!; i < dataset.offsets[learner + 1]!; i++) {
      const at = new Date(1_700_000_000_000 + dataset.times[i]! * 1_000);
      yield { kind: 'enrolment', learner: `person ${learner}`, course: `c${dataset.courses[i]}`, at };
    }
}

async function storedModels(): Promise<Buffer[]> {
  const chunks = mongoose.connection.collection('weights.chunks');
  const models = await mongoose.connection.collection('trainedModels').find({}, { raw: true }).toArray();
  return [...(await chunks.find({}, { raw: true }).toArray()), ...models] as unknown as Buffer[];
}

test('a live model names nobody: no pseudonym is anywhere in what is stored of it', async () => {
  await trained(institution._id);
  const stored = Buffer.concat(await storedModels());
  assert.ok(stored.length > 10_000, 'a model is stored');
  for (let i = 0; i < learners; i++) assert.ok(!stored.includes(learnerKeyOf(institution, `person ${i}`)));
});

test('who was deleted is no part of what the next model learns from, and is offered what suits everybody', async () => {
  const institutionId = institution._id;
  const before = await loadTrainingData(institutionId);
  const learner = learnerKeyOf(institution, 'person 7');
  const { recommend } = createRecommendations(new LiveModels(2 ** 30));
  const personal = await recommend({ institutionId, learner, count: 5 });
  await object({ institutionId, learner });
  const now = new Date();
  await apply({ institution, source: 'csv', records: records(), seenAt: now, now });

  const after = await loadTrainingData(institutionId);
  assert.equal(after.dataset.learnerCount, before.dataset.learnerCount - 1);
  assert.notEqual(after.fingerprint, before.fingerprint);
  const outcome = await trained(institutionId);
  assert.equal(outcome.learners, learners - 1);

  // The one before answers until the new model is loaded.
  const { recommend: recommendAnew } = createRecommendations(new LiveModels(2 ** 30));
  const popular = await recommendAnew({ institutionId, count: 5 });
  assert.deepEqual(await recommendAnew({ institutionId, learner, count: 5 }), popular);
  assert.notDeepEqual(personal, popular);
});
