import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import type { EventDetail } from '../../models/event.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { createRecommendations } from '../../src/answering/recommend.ts';
import { createApi } from '../../src/api/create-api.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import { loadTrainingData } from '../../src/training/training-data.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
import { trained } from '../support/trained.ts';
import { noReads } from './no-reads.ts';

const log = pino({ level: 'silent' });
/** Two of each kind who have taken the same: one acts in the panel, the other elsewhere. */
const pairs = ['searches', 'rates low', 'rates high', 'looks', 'completes'];
const inside = (pair: string) => `${pair} inside`;
const outside = (pair: string) => `${pair} outside`;
let database: TestDatabase;
let institution: Institution;
let app: Express;
let secret: string;
let recommend: ReturnType<typeof createRecommendations>['recommend'];

before(async () => {
  database = await openTestDatabase();
  institution = await createInstitution();
  app = createApp(log, {
    '/api': createApi('https://next.example', log, (_req, _res, next) => next(), noReads),
  });
  secret = await issueCredential(institution._id, 'lrs');
  await synced([...records()]);
  await trained(institution._id);
  recommend = createRecommendations(new LiveModels(2 ** 30)).recommend;
});
after(() => database.close());

function* records(): Generator<SyncRecord> {
  const { dataset, courses } = smallCollege(80);
  for (const [i, { title, description, categories }] of courses.entries())
    yield { kind: 'course', key: `c${i}`, title, description, categories };
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    for (let i = dataset.offsets[learner]!; i < dataset.offsets[learner + 1]!; i++) {
      const at = new Date(1_700_000_000_000 + dataset.times[i]! * 1_000);
      yield { kind: 'enrolment', learner: `p${learner}`, course: `c${dataset.courses[i]}`, at };
    }
  const at = new Date(1_700_000_000_000);
  for (const learner of pairs.flatMap((pair) => [inside(pair), outside(pair)]))
    for (const course of ['c2', 'c4', 'c11']) yield { kind: 'enrolment', learner, course, at };
}

function synced(all: readonly SyncRecord[]) {
  const now = new Date();
  return apply({ institution, source: 'moodle', records: all, seenAt: now, now });
}

const offered = async (person: string) => {
  const learner = learnerKeyOf(institution, person);
  return recommend({ institutionId: institution._id, learner, count: 8 });
};

async function sent(pair: string, verb: string, fields: object): Promise<void> {
  const statement = {
    actor: { account: { name: outside(pair) } },
    verb: { id: verb },
    object: { id: 'c0' },
    ...fields,
  };
  const answer = await request(app)
    .post('/api/xapi/statements?report=true')
    .auth(secret, { type: 'bearer' })
    .set('X-Experience-API-Version', '1.0.3')
    .send(statement);
  assert.equal(answer.body.stored, 1, answer.text);
}

const inPanel = (pair: string, event: EventDetail) =>
  panelRecords.recordEvents(
    { institutionId: institution._id, learner: learnerKeyOf(institution, inside(pair)) },
    [event],
  );

for (const [pair, verb, fields, event] of [
  [
    'searches',
    'http://activitystrea.ms/schema/1.0/search',
    { result: { response: 'compiler' } },
    { type: 'searched', text: 'compiler' },
  ],
  [
    'rates low',
    'http://id.tincanapi.com/verb/rated',
    { object: { id: 'c2' }, result: { score: { scaled: 0 } } },
    { type: 'rated', course: 'c2', rating: 1 },
  ],
  [
    'rates high',
    'http://id.tincanapi.com/verb/rated',
    { object: { id: 'c4' }, result: { score: { scaled: 1 } } },
    { type: 'rated', course: 'c4', rating: 5 },
  ],
  [
    'looks',
    'http://id.tincanapi.com/verb/viewed',
    { object: { id: 'c17' } },
    { type: 'opened', course: 'c17' },
  ],
] as const)
  test(`who ${pair} outside is answered from then on exactly as who does so in the panel`, async () => {
    const before = await offered(outside(pair));
    await sent(pair, verb, fields);
    await inPanel(pair, event);
    const after = await offered(outside(pair));
    assert.notDeepEqual(after, before);
    assert.deepEqual(after, await offered(inside(pair)));
  });

test('a look says so as a reason', async () => {
  const reasons = (await offered(outside('looks'))).flatMap((one) => one.reasons);
  assert.ok(
    reasons.some((reason) => reason.kind === 'because-you-looked-at' && reason.course === 'Programming 8'),
  );
});

test('training takes them alike: what was completed outside is learnt from, what was not liked is left out', async () => {
  const { _id: institutionId } = institution;
  const size = async () => (await loadTrainingData(institutionId)).dataset.courses.length;
  const before = await size();
  await sent('completes', 'http://adlnet.gov/expapi/verbs/completed', { object: { id: 'c8' } });
  assert.equal(await size(), before + 1);
  for (const scaled of [0, 0.75]) {
    await sent('completes', 'http://id.tincanapi.com/verb/rated', {
      object: { id: 'c8' },
      result: { score: { scaled } },
    });
    assert.equal(await size(), scaled === 0 ? before : before + 1);
  }
  await inPanel('completes', { type: 'rated', course: 'c2', rating: 1 });
  assert.equal(await size(), before);
});
