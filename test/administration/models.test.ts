import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import type mongoose from 'mongoose';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { ComparedLearnerModel } from '../../models/compared-learner.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { makeTrainingDue } from '../../src/privacy/objections.ts';
import { liveModelId, recordRejected, storeLive } from '../../src/trained-models/model-store.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { smallModel } from '../support/small-model.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie } from './as-administrator.ts';
import { assertTranslated } from './assert-translated.ts';

const publicUrl = 'https://next.example';
const database = await openTestDatabase();
let app: Express;
let cookie: string;
let institution: Institution;
let bytes: Uint8Array;
let trainingWanted: string[];

after(() => database.close());
before(() => {
  bytes = smallModel();
});
beforeEach(async () => {
  await database.clear();
  trainingWanted = [];
  const requestTraining = async (id: unknown) => void trainingWanted.push(`${id}`);
  app = administrationApp(publicUrl, { requestTraining });
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution();
});

const described = (ndcg: number) => ({
  ...{ hyperparameters: {}, dataFingerprint: 'x' },
  metrics: { 'model.ndcgAt10': ndcg, 'popularity.ndcgAt10': 0.1 },
  data: { readAt: new Date(), learners: 80, courses: 10, interactions: 8_891 },
  intervals: { model: [ndcg - 0.021, ndcg + 0.021], popularity: [0.08, 0.12] } as {
    model: [number, number];
    popularity: [number, number];
  },
  curves: [
    { network: 'gmf', ndcgAt10: [0.11, 0.222, 0.21] },
    { network: 'attention', ndcgAt10: [0.2] },
  ],
});
const store = (ndcg: number) => storeLive(institution._id, described(ndcg), bytes);
const address = (path = '') => `/administration/institutions/${institution._id}/models${path}`;
const page = async (path = '', language = 'en') =>
  (await request(app).get(address(path)).set({ Cookie: cookie, 'Accept-Language': language }).expect(200))
    .text;
const post = (path: string, origin = publicUrl) =>
  request(app).post(address(path)).set({ Cookie: cookie, Origin: origin }).type('form').send({});
const rows = (html: string) =>
  Array.from(html.matchAll(/<tr>\s*<th scope="row"><time.*?<\/tr>/gs), ([row]) =>
    row.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '),
  );

test('the trainings, the newest first: figures, interval, popularity, and what became of each', async () => {
  await store(0.381);
  await store(0.392);
  await recordRejected(institution._id, described(0.089));
  const html = await page();
  const [rejected, serves, replaced] = rows(html);
  assert.match(rejected as string, /0\.089 .*Never served: not surely better than popular/);
  assert.match(serves as string, /8,891 0\.392 0\.371–0\.413 0\.100 Serves Look/);
  assert.match(replaced as string, /0\.381 0\.360–0\.402 0\.100 Replaced Serve this one again/);
  assert.match(
    html,
    /the last 5 are kept, and up to two older ones that have served: now 2 models, which take 0\.\d MB/,
  );
});

test('the page of a model says how it was decided whether it may serve', async () => {
  const { intervals, ...rest } = described(0.381);
  const gain: [number, number] = [0.25, 0.312];
  const judged = (gate: 'interval' | 'estimate') =>
    storeLive(institution._id, { ...rest, gate, intervals: { ...intervals, gain } }, bytes);
  assert.match(
    await page(`/${await judged('interval')}`),
    /from 0\.250 to 0\.312\. A model served that surely/,
  );
  assert.match(
    await page(`/${await judged('estimate')}`),
    /from 0\.250 to 0\.312\. No model served that surely/,
  );
  const before = await store(0.381);
  assert.doesNotMatch(await page(`/${before}`), /the same courses than popularity/);
});

test('the curve of the model that serves has the round that was kept, and a table', async () => {
  await store(0.392);
  const html = await page();
  const marked = Array.from(
    html.matchAll(/<circle class="mark" cx="([\d.]+)" cy="([\d.]+)" r="4"/g),
    ([, x, y]) => [x, y],
  );
  // 320 × 160 with a margin of 6: the second of three rounds, at the top.
  assert.deepEqual(marked[0], ['160', '6']);
  assert.match(html, /<th scope="row">2<\/th><td class="number">0\.222<\/td><td class="number">–<\/td>/);
});

test('an older one is put back after one question, which is recorded, and undone in the same way', async () => {
  const older = await store(0.381);
  const newer = await store(0.392);
  const asked = await page(`/${older}`);
  assert.match(asked, /Serve this model again\?/);
  assert.match(asked, /To undo it, serve the newest one again/);
  assert.deepEqual(await liveModelId(institution._id), newer, 'asking changes nothing');

  const answer = await post(`/${older}/serve`).expect(303);
  assert.deepEqual(await liveModelId(institution._id), older);
  const after = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie)
    .expect(200);
  assert.match(after.text, /serves from now on, within seconds/);
  assert.match(after.text, /An older model was put back/);
  assert.match(rows(after.text)[0] as string, /Kept, does not serve Serve this one again/);

  assert.match(await page(`/${newer}`), /newer ones serve as usual from then on/);
  await post(`/${newer}/serve`).expect(303);
  assert.deepEqual(await liveModelId(institution._id), newer);
  assert.equal((await InstitutionModel.findById(institution._id).lean())?.isModelHeld, undefined);
  const entries = await AuditEntryModel.find({ institutionId: institution._id }).sort({ at: 1 }).lean();
  assert.deepEqual(
    entries.map(({ what, role, by }) => ({ what, role, by })),
    Array(2).fill({ what: 'model-served', role: 'operator', by: undefined }),
  );
  assert.equal(entries[0]?.values?.['before'], entries[1]?.values?.['now']);
});

test('what did not pass, serves already, or learnt from somebody who was deleted has no button, and is refused', async () => {
  await recordRejected(institution._id, described(0.05));
  const old = await store(0.381);
  const live = await store(0.392);
  await makeTrainingDue(institution._id);
  const html = await page();
  const links = Array.from(html.matchAll(/models\/([0-9a-f]{24})"/g), ([, id]) => id as string);
  assert.equal(new Set(links).size, 3);
  for (const [id, words] of [
    [links.find((one) => one !== `${old}` && one !== `${live}`), /did not surely rank courses better/],
    [`${old}`, /learnt from somebody who was deleted/],
    [`${live}`, /It serves already/],
  ] as const) {
    const one = await page(`/${id}`);
    assert.match(one, words);
    assert.doesNotMatch(one, /<button class="main"/);
    assert.match((await post(`/${id}/serve`).expect(409)).text, words);
  }
  assert.deepEqual(await liveModelId(institution._id), live);
  assert.equal(await AuditEntryModel.countDocuments(), 0);
});

test('nothing of another institution’s, of nobody’s, or by a form of another site', async () => {
  const older = await store(0.381);
  const newer = await store(0.392);
  await post(`/${older}/serve`, 'https://evil.example').expect(403);
  await request(app)
    .post(address(`/${older}/serve`))
    .set('Origin', publicUrl)
    .expect(401);
  await request(app).get(address()).expect(401);
  institution = await createInstitution({ name: 'Other' });
  for (const id of [older, 'nonsense'] as (mongoose.Types.ObjectId | string)[]) {
    await request(app)
      .get(address(`/${id}`))
      .set('Cookie', cookie)
      .expect(404);
    await post(`/${id}/serve`).expect(404);
  }
  assert.match(await page(), /Nothing has been trained yet/);
  assert.ok(newer);
});

test('a training is wanted by a button', async () => {
  const answer = await post('/training').expect(303);
  assert.deepEqual(trainingWanted, [`${institution._id}`]);
  assert.match(
    (
      await request(app)
        .get(answer.headers['location'] as string)
        .set('Cookie', cookie)
    ).text,
    /A training begins soon/,
  );
});

/** So many learners of each arm whose two weeks are over, some of whom did something. */
async function people(each: number, reached: { serving: number; compared: number }) {
  const institutionId = institution._id;
  const found = await InstitutionModel.findById(institutionId).lean<Institution>();
  const comparison = found?.comparing?.comparison;
  await ComparedLearnerModel.deleteMany({ institutionId });
  await ComparedLearnerModel.insertMany(
    (['serving', 'compared'] as const).flatMap((arm) =>
      Array.from({ length: each }, (_, i) => ({
        ...{ institutionId, comparison, learner: `${arm} ${i}`, arm, propensity: 0.5 },
        firstShownAt: new Date(1_700_000_000_000 + i * 1_000 + (arm === 'serving' ? 0 : 500)),
        outcome: (i * 7) % 20 < reached[arm],
      })),
    ),
  );
}
const postTo = (path: string, origin = publicUrl) =>
  request(app)
    .post(`/administration/institutions/${institution._id}${path}`)
    .set({ Cookie: cookie, Origin: origin })
    .type('form')
    .send({});
const text = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('two are compared after one question: how it stands, in words, and never more than is known', async () => {
  const older = await store(0.381);
  await store(0.392);
  assert.match(await page(), /#compare">Compare with the one that serves/);
  assert.match(await page(`/${older}`), /Compare this model with the one that serves\?/);
  const answer = await post(`/${older}/compare`).expect(303);
  const begun = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie);
  assert.match(begun.text, /The comparison has begun/);
  assert.match(rows(begun.text)[1] as string, /Compared: half of the learners Look/);
  assert.match(text(begun.text), /under 10 under 10 – .*under 10 under 10 –/);

  await people(40, { serving: 4, compared: 8 });
  const early = text(await page());
  assert.match(early, /Nothing can be said yet: for that, at least 50 learners of each model/);
  assert.match(
    early,
    /The one that serves Training of .*? 40 40 20% The compared one Training of .*? 40 40 40%/,
  );
  assert.doesNotMatch(early, /percentage points/);
  await people(60, { serving: 4, compared: 5 });
  const open = await page();
  assert.match(text(open), /Not decided yet: either model may be the better one/);
  assert.match(
    text(open),
    /Difference: \+\d\.\d percentage points, with an interval from -\d+\.\d to \+\d+\.\d\. .*You may look every day/,
  );
  assert.doesNotMatch(open, /comparison\/serve/);
  const refused = await postTo('/comparison/serve').expect(409);
  assert.match(refused.text, /It has not turned out to be better/);
  await people(400, { serving: 8, compared: 4 });
  assert.match(await page(), /The compared model is worse/);
  await people(400, { serving: 4, compared: 8 });
  assert.match(await page(), /The compared model is better/);

  await postTo('/comparison/serve').expect(303);
  assert.deepEqual(await liveModelId(institution._id), older);
  const ended = text(await page());
  assert.match(
    ended,
    /Comparisons that have ended .*The compared model is better.*Did something with it: 40% of the compared model’s learners, 20% of the others\. .*the compared model was made to serve/,
  );
  assert.deepEqual(
    (await AuditEntryModel.find({ institutionId: institution._id }).sort({ _id: 1 }).lean()).map(
      ({ what }) => what,
    ),
    ['comparison-started', 'comparison-ended', 'model-served'],
  );
});

test('while two are compared no other serves; ending leaves the one that serves', async () => {
  const [older, old, live] = [await store(0.381), await store(0.385), await store(0.392)];
  await post(`/${older}/compare`).expect(303);
  for (const path of [`/${old}/serve`, `/${old}/compare`])
    assert.match((await post(path).expect(409)).text, /Two models are being compared/);
  await postTo('/comparison/end', 'https://evil.example').expect(403);
  const answer = await postTo('/comparison/end').expect(303);
  const after = await request(app)
    .get(answer.headers['location'] as string)
    .set('Cookie', cookie);
  assert.match(after.text, /The comparison has ended\./);
  assert.match(after.text, /Too few learners were counted/);
  assert.deepEqual(await liveModelId(institution._id), live);
  await postTo('/comparison/end').expect(303);
  assert.equal(await AuditEntryModel.countDocuments({ what: 'comparison-ended' }), 1);
});

test('the pages are in the reader’s language', async () => {
  const older = await store(0.381);
  await store(0.392);
  await post(`/${older}/compare`).expect(303);
  await people(400, { serving: 4, compared: 8 });
  await assertTranslated((language) => page('', language), [institution.name]);
  await postTo('/comparison/serve').expect(303);
  await recordRejected(institution._id, described(0.05));
  const id = /models\/([0-9a-f]{24})"/.exec(await page())?.[1];
  for (const path of ['', `/${id}`])
    await assertTranslated((language) => page(path, language), [institution.name]);
});
