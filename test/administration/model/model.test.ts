import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { SessionModel } from '../../../models/session.ts';
import { TrainedModelModel } from '../../../models/trained-model.ts';
import { hashOf, newSecret } from '../../../src/lti/secrets/secret.ts';
import type { MessageKey } from '../../../src/messages/message.ts';
import { families, shippedScorers } from '../../../src/recommender/scorers/shipped-scorers.ts';
import { reasonToTrain } from '../../../src/training/reason-to-train.ts';
import { inEnglish } from '../../../src/words/in-english.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';
import { administrationApp } from '../administration-app.ts';
import { administratorCookie } from '../as-administrator.ts';

const publicUrl = 'https://next.example';

const database = await openTestDatabase();
let app: Express;
let cookie: string;
let institution: Institution;
let trainingWanted: string[];

after(() => database.close());
beforeEach(async () => {
  await database.clear();
  trainingWanted = [];
  const requestTraining = async (id: unknown) => void trainingWanted.push(`${id}`);
  app = administrationApp(publicUrl, { requestTraining });
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution();
});

const address = ({ _id } = institution) => `/administration/institutions/${_id}/model`;
const page = async (path = address()) =>
  (await request(app).get(path).set('Cookie', cookie).expect(200)).text;
const post = (fields: object, path = address()) =>
  request(app).post(path).set({ Cookie: cookie, Origin: publicUrl }).type('form').send(fields);
const current = async ({ _id } = institution) =>
  (await InstitutionModel.findById(_id).lean<Institution>()) as Institution;

/** "name=value" of what is chosen on the page. */
function chosenOn(html: string): string[] {
  return Array.from(
    html.matchAll(/<input type="(?:radio|checkbox)" name="(\w+)" value="([^"]*)" checked>/g),
    ([, name, value]) => `${name}=${value}`,
  );
}

test('nobody sees it or changes it who is not signed in, and no other site’s form does', async () => {
  await request(app).get(address()).expect(401);
  const chosen = { loss: 'bce' };
  await request(app).post(address()).set('Origin', publicUrl).type('form').send(chosen).expect(401);
  for (const origin of ['https://evil.example', 'null'])
    await request(app)
      .post(address())
      .set({ Cookie: cookie, Origin: origin })
      .type('form')
      .send(chosen)
      .expect(403);
  assert.equal((await current()).modelConfiguration, undefined);
  assert.deepEqual(trainingWanted, []);
});

test('the administrator of an LMS is none of this tool: neither at this institution nor at another', async () => {
  const later = new Date(Date.now() + 3_600_000);
  for (const { _id } of [institution, await createInstitution({ name: 'Another' })]) {
    const secret = newSecret();
    await SessionModel.create({
      ...{ _id: hashOf(secret), institutionId: _id, role: 'administrator', platformOrigins: [] },
      ...{ endsAt: later, expiresAt: later },
    });
    const visit = { Cookie: `__Host-nc-session=${secret}`, Origin: publicUrl };
    await request(app).get(address()).set(visit).expect(401);
    await request(app).post(address()).set(visit).type('form').send({ loss: 'bce' }).expect(401);
  }
  assert.equal((await current()).modelConfiguration, undefined);
});

test('of one that is unknown, or waits for approval, nothing', async () => {
  const waiting = await createInstitution({ name: 'Waiting', pendingSince: new Date() });
  for (const path of [address(waiting), address().replace(/[0-9a-f]{24}/, 'f'.repeat(24))]) {
    await request(app).get(path).set('Cookie', cookie).expect(404);
    await post({ loss: 'bce' }, path).expect(404);
  }
  assert.equal((await current(waiting)).modelConfiguration, undefined);
});

test('every choice, with what it is, its figures, and the default marked', async () => {
  const html = await page();
  assert.deepEqual(chosenOn(html), ['loss=softmax', 'dimensions=16', 'attentionDimensions=64']);
  assert.equal(html.match(/measured default<\/strong>/g)?.length, 3);
  for (const { name } of families) {
    const [title, says] = ['', '.says'].map((part) =>
      inEnglish({ key: `scorer.${name}${part}` as MessageKey }),
    );
    assert.ok(title && html.includes(`Leave out: ${title}`), name);
    assert.match(html, new RegExp(`name="without" value="${name}"`));
    assert.ok(says && html.includes(says), says);
  }
  // Every scorer can be left out, and no choice was forgotten when it was measured.
  assert.ok(shippedScorers.every(({ family }) => html.includes(`value="${family.name}"`)));
  assert.doesNotMatch(html, /not measured/);
  assert.match(html, /No model serves: students see what is popular/);
});

test('a choice is stored for this institution alone, and a training is due', async () => {
  const other = await createInstitution({ name: 'Another' });
  const chosen = { loss: 'focal', dimensions: '32', attentionDimensions: '64', without: ['season', 'ease'] };
  const { headers } = await post(chosen).expect(303);
  const stored = await current();
  assert.deepEqual(stored.modelConfiguration, {
    ...{ loss: 'focal', dimensions: 32, without: ['ease', 'season'] },
  });
  assert.equal(await reasonToTrain(stored, new Date()), 'requested');
  assert.deepEqual(trainingWanted, [`${institution._id}`]);
  const html = await page(headers['location']);
  assert.match(html, /It is saved, and a training begins soon/);
  assert.deepEqual(chosenOn(html), [
    ...['loss=focal', 'dimensions=32', 'attentionDimensions=64'],
    ...['without=ease', 'without=season'],
  ]);
  const untouched = await current(other);
  assert.deepEqual([untouched.modelConfiguration, untouched.trainingWantedAt], [undefined, undefined]);
  assert.deepEqual(chosenOn(await page(address(other))), [
    ...['loss=softmax', 'dimensions=16', 'attentionDimensions=64'],
  ]);
});

test('what is as before trains nothing; what is as shipped again is not stored', async () => {
  const shipped = { loss: 'softmax', dimensions: '16', attentionDimensions: '64' };
  assert.match((await post(shipped).expect(303)).headers['location'] as string, /done=same/);
  assert.deepEqual([trainingWanted, (await current()).trainingWantedAt], [[], undefined]);
  await post({ ...shipped, without: 'popularity' }).expect(303);
  assert.deepEqual((await current()).modelConfiguration, { without: ['popularity'] });
  await post(shipped).expect(303);
  assert.equal((await current()).modelConfiguration, undefined);
  assert.equal(trainingWanted.length, 2);
});

test('what is no choice is not stored, and the page says what there is', async () => {
  for (const [fields, words] of [
    [{ loss: 'hinge' }, /There is no such choice\. There are: softmax, bce and focal\./],
    [{ dimensions: '17' }, /There is no such choice\. There are: 16, 32 and 64\./],
    [{ attentionDimensions: '<b>' }, /There is no such choice\. There are: 32 and 64\./],
    [{ without: ['season', 'luck'] }, /There is no such choice\. There are: Transitions, /],
    [
      { without: families.map(({ name }) => name) },
      /Nothing would be left that names courses\. Keep one of these: Transitions, /,
    ],
  ] as const) {
    const { text } = await post({ loss: 'bce', ...fields }).expect(422);
    assert.match(text, words);
    assert.match(text, /role="alert">Not saved/);
  }
  assert.equal((await current()).modelConfiguration, undefined);
  assert.deepEqual(trainingWanted, []);
});

test('what the model that serves was trained with, here and with the data', async () => {
  const hyperparameters = { dimensions: 32, without: ['attention'], trainer: 'simd' };
  const { _id } = await TrainedModelModel.create({
    ...{ institutionId: institution._id, state: 'accepted', hyperparameters, dataFingerprint: 'f' },
  });
  await InstitutionModel.updateOne({ _id: institution._id }, { liveModel: _id });
  const words =
    /trained with: Softmax; numbers for a course: 32, with attention: 64; without: The network with attention\./;
  const html = await page();
  assert.match(html, words);
  assert.match(html, /Chosen is: Softmax; numbers for a course: 16, with attention: 64; nothing left out/);
  assert.match(await page(address().replace(/model$/, 'data')), words);
  const chosen = { dimensions: 32, without: ['attention'] };
  await InstitutionModel.updateOne({ _id: institution._id }, { modelConfiguration: chosen });
  assert.doesNotMatch(await page(), /Chosen is/);
});

test('whom of those who are new the model that serves shows what is popular', async () => {
  const said = async () => Array.from((await page()).matchAll(/[^>]*newcomers [^<]*/gi), ([text]) => text);
  const { _id } = await TrainedModelModel.create({
    ...{ institutionId: institution._id, state: 'accepted', dataFingerprint: 'f' },
    hyperparameters: { trainer: 'simd' },
  });
  await InstitutionModel.updateOne({ _id: institution._id }, { liveModel: _id });
  assert.deepEqual(await said(), [], 'a model of before this was stored');
  for (const [unknown, studying, words] of [
    [true, true, /^Newcomers are shown what is popular/],
    [true, false, /^Newcomers whose programme is not known are shown what is popular/],
    [false, true, /^Newcomers whose programme is known are shown what is popular/],
    [false, false, /^What newcomers are shown is chosen by the model/],
  ] as const) {
    await TrainedModelModel.updateOne(
      { institutionId: institution._id, _id },
      { popularFor: { unknown, studying } },
    );
    const [text = '', ...others] = await said();
    assert.match(text, words);
    assert.deepEqual(others, []);
  }
});
