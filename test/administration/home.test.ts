import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { JobModel } from '../../models/job.ts';
import { type SyncRun, SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { noCounts } from '../../src/sync/apply/apply.ts';
import { Connections } from '../../src/sync/connections.ts';
import { toProvider } from '../../src/sync/connector.ts';
import { day, storedSchool } from '../counts/stored-school.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { assertTranslated } from './assert-translated.ts';
import { inventedConnector } from './data/invented-connector.ts';

const publicUrl = 'https://next.example';
const connections = new Connections('s'.repeat(32));
const database = await openTestDatabase();
let app: Express;
let cookie: string;
let school: Institution;

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  app = administrationApp(publicUrl, {
    ...{ connectors: [inventedConnector], connections },
    providers: [toProvider(inventedConnector, connections)],
  });
  cookie = await administratorCookie(app, publicUrl);
  school = await storedSchool(new Date());
  const { _id: registration } = await createRegistration({ name: 'School' });
  await InstitutionModel.updateOne({ _id: school._id }, { registration });
});

const home = async (language = 'en') => {
  const { text } = await request(app)
    .get(`/administration/institutions/${school._id}`)
    .set({ Cookie: cookie, 'Accept-Language': language })
    .expect(200);
  return text;
};
const healthIn = (html: string) => {
  const [, state, text = ''] = /data-health="(\w+)" aria-label[^>]*>(.*?)<\/section>/s.exec(html) ?? [];
  return { state, text };
};
const run = (fields: Partial<SyncRun>) => {
  const at = fields.startedAt ?? new Date();
  const counts = {
    rows: 10,
    courses: 5,
    enrolments: 5,
    events: 0,
    studies: 0,
    rejected: 0,
    changed: 1,
    removed: 0,
  };
  const done = { state: 'done', wanted: 'changes', startedAt: at, finishedAt: at, counts } as const;
  return SyncRunModel.create({
    institutionId: school._id,
    source: inventedConnector.name,
    ...done,
    ...fields,
  });
};
const connect = () =>
  connections.save(school._id, inventedConnector.name, { url: 'https://lms.example' }, { token: 't' });
const model = (at: Date, ndcg: number, state: 'accepted' | 'rejected' = 'accepted') =>
  TrainedModelModel.create({
    ...{ institutionId: school._id, state, createdAt: at, hyperparameters: {}, dataFingerprint: 'x' },
    metrics: { 'model.ndcgAt10': ndcg, 'popularity.ndcgAt10': 0.1 },
    intervals: { model: [ndcg - 0.02, ndcg + 0.02], popularity: [0.08, 0.12] },
  });

test('nobody sees it who is not signed in, and there is none of an institution that waits', async () => {
  const address = `/administration/institutions/${school._id}`;
  await request(app).get(address).expect(401);
  await InstitutionModel.updateOne({ _id: school._id }, { pendingSince: new Date() });
  await request(app).get(address).set('Cookie', cookie).expect(404);
});

test('where nothing is to do, it says that everything works', async () => {
  const { state, text } = healthIn(await home());
  assert.equal(state, 'good');
  assert.match(text, /No problem was found\./);
});

test('without an LMS nobody can open it: that comes before everything else', async () => {
  await connect();
  await run({ state: 'failed', error: 'No.', errorCode: 'token-refused' });
  await InstitutionModel.updateOne({ _id: school._id }, { $unset: { registration: 1 } });
  const html = await home();
  assert.equal(healthIn(html).state, 'bad');
  assert.match(healthIn(html).text, /No LMS is connected.*href="\/administration\/by-hand"/s);
  assert.match(html, /Also to do.*has refused us/s);
});

test('a source that refuses its token says since when, and where to renew it', async () => {
  await connect();
  await run({ startedAt: new Date(Date.now() - 6 * day) });
  for (const days of [5, 4, 3])
    await run({
      ...{ state: 'failed', startedAt: new Date(Date.now() - days * day) },
      ...{ error: 'The token “s3cret”?', errorCode: 'token-refused' },
    });
  const since = new Date(Date.now() - 5 * day).toLocaleString('en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  const html = await home();
  const { state, text } = healthIn(html);
  assert.equal(state, 'warn');
  assert.match(text, new RegExp(`has refused us since ${since}`));
  assert.match(
    text,
    new RegExp(`${school._id}/data/${inventedConnector.name}#connection-title">Renew the token`),
  );
  assert.match(html, /Late: 1 of 1 sources/);
  assert.doesNotMatch(html, /s3cret/);
});

describe('the model', () => {
  const serve = async (fields: object = {}) => {
    const from = new Date(Date.now() - 10 * day);
    const live = await model(from, 0.4);
    await TrainedModelModel.updateOne({ _id: live._id }, { served: { from } });
    await InstitutionModel.updateOne({ _id: school._id }, { liveModel: live._id, ...fields });
    return from;
  };
  const ours = ['School', 'School – Next Courses', 'moodle', 'Invented LMS'];

  test('that waits because it is surely worse is told with both figures, until one that is not has been trained', async () => {
    await serve();
    for (const [state, kept] of [
      ['accepted', true],
      ['rejected', false],
    ] as const) {
      const worse = await model(new Date(Date.now() - 5 * day), 0.2, state);
      await TrainedModelModel.updateOne({ _id: worse._id }, { isWorse: true });
      const { state: health, text } = healthIn(await home());
      assert.equal(health, 'warn');
      assert.match(text, /NDCG@10 0\.200 instead of 0\.400/);
      assert.equal(/make the newest model serve/.test(text), kept);
      await assertTranslated(home, ours);
      await TrainedModelModel.deleteOne({ _id: worse._id });
    }
    const worse = await model(new Date(Date.now() - 5 * day), 0.2);
    await TrainedModelModel.updateOne({ _id: worse._id }, { isWorse: true });
    await model(new Date(Date.now() - 4 * day), 0.4);
    assert.equal(healthIn(await home()).state, 'good');
  });

  test('that was put back by the tool is told with both shares; by hand, as such', async () => {
    const from = await serve({ isModelHeld: true });
    assert.match(healthIn(await home()).text, /An older model was put back: newer ones do not serve/);
    const fell = { at: from, before: 400, now: 300, share: 0.214, expected: 0.35 };
    const fallen = await model(new Date(Date.now() - 20 * day), 0.41);
    await TrainedModelModel.updateOne({ _id: fallen._id }, { fell });
    const { state, text } = healthIn(await home());
    assert.equal(state, 'warn');
    assert.match(text, /21\.4% opened something new .* instead of 35%/);
    assert.match(text, /put back an older model by itself/);
    await assertTranslated(home, ours);
  });
});

test('what was given up says so, in every language, and is tried again by a button; of another institution it is not there', async () => {
  const other = await createInstitution({ name: 'Other' });
  const given = {
    state: 'failed',
    priority: 3,
    wantedAt: new Date(),
    failedAt: new Date(),
    attempts: 3,
  } as const;
  const ofOther = `derivation ${other._id}`;
  await JobModel.create([
    {
      ...given,
      _id: `derivation ${school._id}`,
      kind: 'derivation',
      institution: school._id,
      error: '<broken>',
    },
    { ...given, _id: 'retention', kind: 'retention', error: 'people' },
    { ...given, _id: `sync ${school._id} csv`, kind: 'sync', institution: school._id, source: 'csv' },
    { ...given, _id: ofOther, kind: 'derivation', institution: other._id, error: 'of the other' },
  ]);
  const html = await home();
  assert.equal(healthIn(html).state, 'warn');
  assert.match(
    html,
    /The catalogue could not be looked through\. Given up [^<]*\. <span[^>]*>&lt;broken&gt;/,
  );
  assert.match(html, /People who are no longer kept could not be deleted/);
  assert.doesNotMatch(html, /of the other/);
  await assertTranslated(home, [
    'School',
    'School – Next Courses',
    'moodle',
    'Invented LMS',
    '&lt;broken&gt;',
    'people',
  ]);

  const tryAgain = (job: string) =>
    request(app)
      .post(`/administration/institutions/${school._id}/jobs/try-again`)
      .set({ Cookie: cookie, Origin: publicUrl })
      .type('form')
      .send({ job })
      .expect(303)
      .expect('Location', `/administration/institutions/${school._id}`);
  for (const job of [`derivation ${school._id}`, 'retention', ofOther]) await tryAgain(job);
  const stateOf = async (id: string) => (await JobModel.findById(id).lean())?.state;
  assert.deepEqual(
    [await stateOf(`derivation ${school._id}`), await stateOf('retention'), await stateOf(ofOther)],
    ['waiting', 'waiting', 'failed'],
  );
  assert.doesNotMatch(await home(), /Given up/);
});

test('a source that fails for another reason is no matter of tokens', async () => {
  await connect();
  await run({ state: 'failed', error: 'No answer.', errorCode: 'unreachable' });
  assert.match(healthIn(await home()).text, /cannot be read since .*See why/s);
});

test('what people study is read as well: five of a thousand rows of it are not much', async () => {
  const counts = {
    ...{
      rows: 1000,
      courses: 0,
      enrolments: 0,
      events: 0,
      studies: 995,
      rejected: 5,
      changed: 9,
      removed: 0,
    },
  };
  await run({ source: 'csv', counts });
  assert.doesNotMatch(healthIn(await home()).text, /read in part/);
});

test('a source that was read in part is not green', async () => {
  const counts = { ...noCounts, rows: 12, courses: 1, rejected: 11, changed: 1 };
  await run({ source: 'csv', counts });
  const html = await home();
  assert.match(healthIn(html).text, /was read in part\. Rows left out, in whole or in part: 11\./);
  assert.match(html, /data-health="warn">.*?Read in part\. Rows left out: 11</s);
  const { text } = await request(app)
    .get(`/administration/institutions/${school._id}/data`)
    .set('Cookie', cookie);
  assert.match(text, /data-state="bad">Read in part</);
  // A row here and there is nothing to do.
  await run({ source: 'csv', counts: { ...counts, courses: 1_000 }, startedAt: new Date(Date.now() + 1) });
  assert.equal(healthIn(await home()).state, 'good');
});

test('somebody who waits for approval is told of, at whatever institution', async () => {
  await createInstitution({ name: 'Stranger', pendingSince: new Date() });
  const { state, text } = healthIn(await home());
  assert.equal(state, 'warn');
  assert.match(text, /wait for approval: 1<.*href="\/administration">Approve or decline/s);
});

test('no model better than popular is said, and so is a training that failed', async () => {
  await model(new Date(), 0.05, 'rejected');
  assert.match(healthIn(await home()).text, /No model was better than offering what is popular/);
  await TrainingRunModel.create({
    ...{ institutionId: school._id, state: 'failed', startedAt: new Date(), error: 'Out of memory' },
  });
  assert.match(healthIn(await home()).text, /The last training failed/);
});

test('a model that is damaged in the database is said until there is a newer one', async () => {
  const { _id } = await model(new Date(Date.now() - day), 0.3);
  await TrainedModelModel.updateOne({ _id }, { damagedAt: new Date() });
  await model(new Date(Date.now() - 1_000), 0.05, 'rejected');
  assert.match(healthIn(await home()).text, /The newest model was found damaged/);
  await model(new Date(), 0.3);
  assert.doesNotMatch(healthIn(await home()).text, /damaged/);
});

test('how much better than popular: the figures of the model that serves, with intervals, beside the last ones', async () => {
  await model(new Date(Date.now() - 2 * day), 0.3);
  await model(new Date(Date.now() - day), 0.02, 'rejected');
  const live = await model(new Date(), 0.42);
  await InstitutionModel.updateOne({ _id: school._id }, { liveModel: live._id });
  const html = await home();
  assert.match(html, /<p class="big">4\.2 times<\/p>/);
  assert.match(html, /0\.420\. Offering what is popular: 0\.100/);
  assert.match(html, /0\.400–0\.440, and 0\.080–0\.120 for what is popular/);
  assert.match(html, /<td class="number">0\.300<\/td>/);
  assert.doesNotMatch(html, /0\.020/, 'one that did not pass is no point of the curve');
});

test('people of a week are counted once; what other systems send and other institutions are not counted', async () => {
  const event = (learner: string, daysAgo: number, more = {}) => ({
    ...{ institutionId: school._id, learner, type: 'opened' as const, course: 'a' },
    ...{ at: new Date(Date.now() - daysAgo * day), ...more },
  });
  const other = await createInstitution({ name: 'Other' });
  await EventModel.create([
    ...[event('ann', 0.1), event('ann', 1), event('bob', 6.9), event('ann', 8), event('cid', 83)],
    event('fay', 1, { type: 'shown' }),
    ...[event('eve', 1, { source: 'xapi' }), event('eve', 1, { institutionId: other._id }), event('eve', 85)],
  ]);
  const html = await home();
  assert.match(html, /id="used">[^<]*<\/h2>\s*<p class="big">2<\/p>/);
  assert.match(html, /The week before: 1</);
  assert.match(html, /Courses opened: 3\. Searches: 0/);
  const table = html.slice(html.indexOf('Week</th>'), html.indexOf('id="better"'));
  const weeks = Array.from(table.matchAll(/<td class="number">(\d+)<\/td>/g), ([, people]) => Number(people));
  assert.deepEqual(weeks, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
});

test('days on which a source did not come are told from those on which it did', async () => {
  await connect();
  const noon = Math.floor(Date.now() / day) * day + day / 2;
  for (const days of [5, 4, 2]) await run({ startedAt: new Date(noon - days * day) });
  const html = await home();
  const bars = Array.from(html.matchAll(/<rect class="(\w+)"/g), ([, state]) => state);
  assert.deepEqual(bars.slice(0, 12), [...Array(8).fill('none'), 'all', 'all', 'some', 'all']);
});

test('what was changed lately is there', async () => {
  await AuditEntryModel.create({
    ...{ institutionId: school._id, at: new Date(), role: 'operator', what: 'model-served' },
  });
  assert.match(await home(), /Another model was made to serve/);
});

test('it is in the reader’s language, whichever that is', async () => {
  await connect();
  await run({ state: 'failed', error: 'No.', errorCode: 'token-refused' });
  await model(new Date(), 0.3);
  await assertTranslated(home, [
    'School',
    'School – Next Courses',
    'CSV files',
    'moodle',
    `${inventedConnector.title}`,
  ]);
});
