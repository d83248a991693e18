import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import type mongoose from 'mongoose';
import request from 'supertest';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { makeTrainingDue } from '../../src/privacy/objections.ts';
import { fit } from '../../src/recommender/fit.ts';
import { liveModelId, recordRejected, storeLive } from '../../src/trained-models/model-store.ts';
import { encodeModel } from '../../src/trained-models/stored-model.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';
import { createInstitution } from '../support/institution.ts';
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
  const { dataset, courses } = smallCollege(80);
  const { recommender } = finish(fit(dataset, courses, { epochs: 1 }));
  const keys = courses.map((_, i) => `c${i}`);
  bytes = encodeModel(recommender, keys);
});
beforeEach(async () => {
  await database.clear();
  trainingWanted = [];
  const training = { request: async (id: unknown) => void trainingWanted.push(`${id}`) };
  app = administrationApp(publicUrl, { training });
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
  assert.match(rejected as string, /0\.089 .*Never served: not better than popular/);
  assert.match(serves as string, /8,891 0\.392 0\.371–0\.413 0\.100 Serves Look/);
  assert.match(replaced as string, /0\.381 0\.360–0\.402 0\.100 Replaced Serve this one again/);
  assert.match(html, /The last 5 models that passed are kept: 2 are, and take 0\.\d MB/);
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
    [links.find((one) => one !== `${old}` && one !== `${live}`), /did not rank courses better/],
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

test('the pages are in the reader’s language', async () => {
  await store(0.381);
  await store(0.392);
  await recordRejected(institution._id, described(0.05));
  const id = /models\/([0-9a-f]{24})"/.exec(await page())?.[1];
  for (const path of ['', `/${id}`])
    await assertTranslated((language) => page(path, language), [institution.name]);
});
