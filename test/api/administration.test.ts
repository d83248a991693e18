import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { CoverageCache } from '../../src/administration/data/coverage-cache.ts';
import { institutionFigures } from '../../src/administration/figures/institution-figures.ts';
import { createApi } from '../../src/api/create-api.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { createApp } from '../../src/web/create-app.ts';
import { storedSchool } from '../counts/stored-school.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { noReads } from './no-reads.ts';

const publicUrl = 'https://next.example';
const log = pino({ level: 'silent' });
const database = await openTestDatabase();
after(() => database.close());
let app: Express;
let school: Institution;
let secret: string;

beforeEach(async () => {
  await database.clear();
  school = await storedSchool(new Date());
  const { _id: registration } = await createRegistration({ name: 'School' });
  await InstitutionModel.updateOne({ _id: school._id }, { registration });
  secret = await issueCredential(school._id, 'monitor', [], ['administration']);
  const environment = {
    ...{ publicUrl, providers: [], connectors: [], fileSources: [], coverage: new CoverageCache() },
  };
  app = createApp(log, {
    '/api': createApi(publicUrl, log, (_req, _res, next) => next(), {
      ...noReads,
      figuresOf: (institution, words) => institutionFigures(institution, environment, words),
    }),
  });
});

const ask = (language = 'en', path = '/api/administration') =>
  request(app).get(path).auth(secret, { type: 'bearer' }).set('Accept-Language', language);

test('health is that of the home, in the reader’s language, with the page where it is done', async () => {
  const good = (await ask().expect(200)).body;
  assert.deepEqual([good.institution.name, good.health, good.attention], [school.name, 'good', []]);
  const error = 'Ada s3cret';
  await TrainingRunModel.create({ institutionId: school._id, state: 'failed', startedAt: new Date(), error });
  const answer = await ask('de').expect(200);
  const [only, ...more] = answer.body.attention;
  assert.deepEqual([answer.body.health, only.thing, only.severity, more], ['warn', 'model', 'warn', []]);
  assert.match(only.text, /Training/);
  assert.equal(only.address, `${publicUrl}/administration/institutions/${school._id}/models`);
  assert.equal(answer.headers['content-language'], 'de');
  assert.doesNotMatch(answer.text, /Ada|s3cret/);
});

test('models and counts are those of the pages; of one to nine people it is not told how many', async () => {
  const at = new Date();
  const one = await TrainedModelModel.create({
    ...{
      institutionId: school._id,
      state: 'accepted',
      createdAt: at,
      hyperparameters: {},
      dataFingerprint: 'x',
    },
    metrics: { 'model.ndcgAt10': 0.4, 'popularity.ndcgAt10': 0.1 },
  });
  await InstitutionModel.updateOne({ _id: school._id }, { liveModel: one._id });
  await EventModel.deleteMany({ institutionId: school._id });
  const opened = (learner: string) => ({
    institutionId: school._id,
    learner,
    type: 'opened',
    course: 'a',
    at,
  });
  await EventModel.insertMany(Array.from({ length: 9 }, (_, i) => opened(`one ${i}`)));
  const few = (await ask().expect(200)).body;
  assert.deepEqual(few.models, [
    {
      ...{ id: `${one._id}`, trainedAt: at.toISOString(), isServing: true, hasPassed: true },
      ...{ ndcgAt10: 0.4, popularityNdcgAt10: 0.1 },
    },
  ]);
  assert.deepEqual(few.peopleByWeek.slice(-2), [0, null]);
  assert.equal(few.data.courses > 0, true);
  await EventModel.insertMany([opened('one more')]);
  assert.equal((await ask().expect(200)).body.peopleByWeek.at(-1), 10);
});

test('it takes a secret with that right, is of its institution alone, and can be changed by nobody', async () => {
  for (const right of ['events', 'recommendations'] as const) {
    secret = await issueCredential(school._id, right, [], [right]);
    assert.equal((await ask().expect(403)).body.error.code, 'right-missing');
  }
  const other = await createInstitution({ name: 'Other' });
  secret = await issueCredential(other._id, 'monitor', [], ['administration']);
  const { text } = await ask().expect(200);
  assert.ok(text.includes('Other') && !text.includes(school.name));
  assert.equal((await ask('en', '/api/administration?x=1').expect(400)).body.error.code, 'parameter-unknown');
  assert.equal(
    (await ask('en', '/api/administration?language=!').expect(400)).body.error.code,
    'language-invalid',
  );
  assert.equal(
    (await ask('en', '/api/recommendations?learner=1').expect(403)).body.error.code,
    'right-missing',
  );
  const posted = await request(app).post('/api/administration').auth(secret, { type: 'bearer' });
  assert.equal(posted.status, 404);
});
