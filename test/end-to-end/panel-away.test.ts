// Runs alone: it stops its engine.
// Takes about 12 s.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { CourseModel } from '../../models/course.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SaveModel } from '../../models/save.ts';
import { SessionModel } from '../../models/session.ts';
import { claim } from '../../src/lti/claims.ts';
import { hashOf } from '../../src/lti/secrets/secret.ts';
import { TestPlatform } from '../lti/test-platform.ts';
import { until } from '../support/until.ts';
import { launchThrough, publicUrl, visitOf } from './launch-through.ts';
import { startWholeTool, type WholeTool } from './whole-tool.ts';

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const clientId = 'college';

let platform: TestPlatform;
let tool: WholeTool;
let app: Express;

before(async () => {
  platform = await TestPlatform.start();
  tool = await startWholeTool(publicUrl, [new URL(platform.url).host], { ownEngine: true });
  ({ app } = tool);
  const { _id } = await RegistrationModel.create({ ...platform.registration, clientId });
  const { _id: institutionId } = await InstitutionModel.create({
    ...{
      registration: _id,
      deploymentId: platform.deploymentId,
      name: 'College',
      learnerKey: newLearnerKey(),
    },
  });
  await CourseModel.create(
    ['Algae', 'Basalt', 'Cheese'].map((title, i) => ({
      ...{
        institutionId,
        key: `${i}`,
        title,
        source: 'csv',
        seenAt: new Date(),
        url: `https://lms.example/${i}`,
      },
    })),
  );
  await PanelSettingsModel.create(
    { institutionId, course: 'lab', blocked: ['2'] },
    { institutionId, course: 'exam', isOn: false },
  );
});

after(async () => {
  await tool.close();
  await platform.close();
});

/** Cookie of a visit of somebody to the panel of a course. */
async function visit(sub: string, course: string, locale = 'en'): Promise<string> {
  const launch = await launchThrough(app, platform, {
    clientId,
    claims: {
      ...{
        sub,
        [claim.roles]: [learner],
        [claim.context]: { id: course, type: ['CourseSection'], title: course },
      },
      [claim.launchPresentation]: { locale },
    },
  });
  assert.equal(launch.status, 303, launch.text);
  return visitOf(launch);
}

const open = (cookie: string, path = '/panel') => request(app).get(path).set('Cookie', cookie);
const titlesIn = (page: string) =>
  ['Algae', 'Basalt', 'Cheese'].filter((title) => page.includes(`<bdi>${title}<`));

test('a panel shows what it showed last while the database is away, refuses what would have to be stored, and lets nobody in', async () => {
  const ada = await visit('ada', 'lab');
  const before = await open(ada);
  assert.deepEqual(titlesIn(before.text), ['Algae', 'Basalt']);
  // This one has been in the panel, and was shown no list.
  const bob = await visit('bob', 'lab', 'de');
  assert.equal((await open(bob, '/panel/search')).status, 200);
  const exam = await visit('cleo', 'exam');
  assert.doesNotMatch((await open(exam)).text, /Algae/);
  const ended = await visit('dora', 'lab');
  assert.match((await open(ended)).text, /Algae/);
  await SessionModel.deleteOne({ _id: hashOf(ended.split('=')[1] as string) });
  assert.equal((await open(ended)).status, 401);

  const pid = tool.enginePid() as number;
  process.kill(pid, 'SIGSTOP');
  await until(async () => (await request(app).get('/healthz')).status === 503);

  const away = await open(ada);
  assert.equal(away.status, 200);
  assert.match(
    away.text,
    /cannot reach our data at the moment\. This is what was last suggested to you \(.*UTC\)/,
  );
  assert.deepEqual(titlesIn(away.text), ['Algae', 'Basalt']);
  assert.doesNotMatch(away.text, /<form/);
  assert.match(
    away.headers['content-security-policy'] as string,
    new RegExp(`frame-ancestors ${platform.url}`),
  );
  const popular = await open(bob);
  assert.match(
    popular.text,
    /Wir erreichen unsere Daten gerade nicht\. Diese Kurse sind deshalb nicht für Sie ausgewählt/,
  );
  assert.deepEqual(titlesIn(popular.text), ['Algae', 'Basalt']);

  const saved = await request(app).post('/panel/saved?course=0').set('Cookie', ada).set('Origin', publicUrl);
  assert.equal(saved.status, 503);
  assert.match(saved.text, /cannot reach our data at the moment, so nothing was changed/);
  for (const [who, cookie] of [
    ['somebody whose panel is switched off', exam],
    ['a visit that has ended', ended],
    ['a stranger', '__Host-nc-session=guessed'],
  ] as const) {
    const answer = await open(cookie);
    assert.equal(answer.status, 503, who);
    assert.deepEqual(titlesIn(answer.text), [], who);
  }
  const launch = await request(app)
    .post('/lti/launch')
    .type('form')
    .send({ id_token: 'a.b.c', state: 'any' });
  assert.equal(launch.status, 503);
  assert.equal(launch.headers['set-cookie'], undefined);

  await until(async () => (await request(app).get('/healthz')).status === 200);
  await until(async () => !(await open(ada)).text.includes('data-away'));
  assert.equal(await SaveModel.countDocuments({}), 0);
});
