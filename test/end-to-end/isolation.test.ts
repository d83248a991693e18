// Two schools at one hosted platform, as Canvas's are: one issuer, the same course ids, the same user ids. Whatever
// the one's learner, teacher or administrator asks for, nothing of the other comes back or changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Express, Handler } from 'express';
import mongoose from 'mongoose';
import { pino } from 'pino';
import request from 'supertest';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel, newLearnerKey } from '../../models/institution.ts';
import { LearnerModel, learnerKeyOf } from '../../models/learner.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { createTool } from '../../src/create-tool.ts';
import { claim } from '../../src/lti/claims.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { TestPlatform } from '../lti/test-platform.ts';
import { launchThrough, publicUrl, visitOf } from './launch-through.ts';
import { routesOf } from './routes-of.ts';
import { watchTenants } from './tenant-watch.ts';

/** In everything that the northern school has stored, and in nothing else. */
const mark = /Nordlicht/;
const subject = 'user-7';
const sharedCourse = 'course-1';
const northernCourse = 'course-2';

let platform: TestPlatform;
let close: () => Promise<void>;
let faces: Readonly<Record<string, Handler>>;
let app: Express;
let north: Institution;
let watch: ReturnType<typeof watchTenants>;

before(async () => {
  const database = await openTestDatabase();
  platform = await TestPlatform.start();
  close = async () => {
    await platform.close();
    await database.close();
  };
  const log = pino({ level: 'silent' });
  const config = {
    publicUrl,
    production: false,
    previousSecretKey: undefined,
    privateLmsHosts: [],
    registrationAllow: [],
    modelMemory: 2 ** 20,
  };
  faces = (await createTool(config, 's'.repeat(32), log)).faces;
  app = createApp(log, faces);
  north = await school('north', 'Nordlicht');
  await school('south', 'Südwind');
  watch = watchTenants();
});

after(() => {
  watch.stop();
  return close();
});

/** An institution with two courses (the second under a key of its own), a learner, and what they did and said. */
async function school(clientId: string, word: string): Promise<Institution> {
  const registration = await RegistrationModel.create({ ...platform.registration, clientId, name: word });
  const institution = await InstitutionModel.create({
    ...{ registration: registration._id, deploymentId: platform.deploymentId, name: word },
    learnerKey: newLearnerKey(),
  });
  const tenant = institution._id;
  const learner = learnerKeyOf(institution, subject);
  const said = { tenant, source: 'csv', seenAt: new Date() };
  const ownCourse = clientId === 'north' ? northernCourse : 'course-3';
  await CourseModel.create(
    [sharedCourse, ownCourse, `${ownCourse}-b`].map((key) => ({
      ...{
        ...said,
        key,
        title: `${word} ${key}`,
        categories: [`${word} studies`],
        description: `About ${word}`,
      },
    })),
  );
  await EnrolmentModel.create({ ...said, learner, course: sharedCourse, state: 'active', role: 'learner' });
  await EventModel.create(
    { tenant, learner, type: 'rated', course: sharedCourse, rating: 5, at: new Date() },
    { tenant, learner, type: 'searched', text: `${word} search`, at: new Date() },
    { tenant, learner, type: 'dismissed', course: ownCourse, at: new Date() },
  );
  await LearnerModel.create({ tenant, key: learner, interests: [`${word} interest`], goal: `${word} goal` });
  await SyncRunModel.create({
    tenant,
    source: 'csv',
    state: 'done',
    startedAt: new Date(),
    finishedAt: new Date(),
  });
  return institution;
}

/** The cookie of somebody's visit to the southern school. */
async function visit(role: string, changes: Record<string, unknown> = {}) {
  const context = { id: sharedCourse, title: 'Südwind course-1', type: ['CourseSection'] };
  const claims = { sub: subject, [claim.roles]: [role], [claim.context]: context, ...changes };
  const launch = await launchThrough(app, platform, { clientId: 'south', claims });
  assert.equal(launch.status, 303, launch.text);
  return visitOf(launch);
}

const deepLinking = {
  [claim.messageType]: 'LtiDeepLinkingRequest',
  [claim.deepLinkingSettings]: {
    deep_link_return_url: 'http://127.0.0.1/return',
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe'],
  },
};

type Ask = (cookie: string) => request.Test;
const get =
  (path: string): Ask =>
  (cookie) =>
    request(app).get(path).set('Cookie', cookie);
const post =
  (path: string, body: Record<string, string> = {}): Ask =>
  (cookie) =>
    request(app).post(path).set('Cookie', cookie).set('Origin', publicUrl).type('form').send(body);

/** What the south asks of each route: what is its own, and whatever it may guess of the north. */
function asks(): Record<string, Ask[]> {
  const aboutCourse = (action: string) =>
    [northernCourse, sharedCourse].map((course) => post(`/panel/${action}?course=${course}&rating=1`));
  return {
    'GET /lti/login': [
      get(`/lti/login?iss=${platform.url}&client_id=north&login_hint=x&target_link_uri=${publicUrl}`),
    ],
    'POST /lti/login': [post('/lti/login', { iss: platform.url, client_id: 'north' })],
    'POST /lti/launch': [post('/lti/launch', { state: 'guessed', id_token: 'a.b.c' })],
    'GET /lti/keys': [get('/lti/keys')],
    'GET /lti/visit/:id': [get('/lti/visit/guessed')],
    'GET /lti/register': [get('/lti/register?openid_configuration=https://127.0.0.1/x')],
    'POST /lti/register': [post('/lti/register', { openid_configuration: 'https://127.0.0.1/x' })],
    'GET /lti/canvas.json': [get('/lti/canvas.json')],
    'GET /administration': [get('/administration')],
    'GET /administration/sign-in': [get('/administration/sign-in?secret=guessed')],
    'POST /administration/sign-in': [post('/administration/sign-in', { secret: 'guessed' })],
    'POST /administration/sign-out': [post('/administration/sign-out')],
    'POST /administration/invitations': [post('/administration/invitations')],
    'POST /administration/institutions/:id/approve': [
      post(`/administration/institutions/${north._id}/approve`),
    ],
    'POST /administration/institutions/:id/decline': [
      post(`/administration/institutions/${north._id}/decline`),
    ],
    'GET /administration/by-hand': [get('/administration/by-hand')],
    'POST /administration/by-hand': [post('/administration/by-hand', { name: 'Nordlicht' })],
    'GET /panel': [
      get('/panel'),
      get('/panel?purpose=supplement'),
      get(`/panel?dismissed=${northernCourse}`),
      get(`/panel?rated=${northernCourse}&link=guessed`),
    ],
    'POST /panel/dismissed': aboutCourse('dismissed'),
    'POST /panel/restored': aboutCourse('restored'),
    'POST /panel/opened': aboutCourse('opened'),
    'POST /panel/rated': aboutCourse('rated'),
    'POST /panel/searches': [post('/panel/searches', { text: 'anything' })],
    'POST /panel/profile': [post('/panel/profile', { interests: 'anything', goal: '' })],
    'GET /teaching/add': [get('/teaching/add')],
    'POST /teaching/add': [post('/teaching/add', { cards: '3', purpose: 'next', title: 'x', choice: 'add' })],
    'GET /self-test': [get('/self-test')],
    'GET /self-test/browser': [get('/self-test/browser')],
    'GET /brand/:colour.css': [get('/brand/112233.css')],
  };
}

/** Everything stored of the north, but for what nobody asked for. */
async function stored() {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const filter = { $or: [{ tenant: north._id }, { _id: north._id }] } as object;
  const found = collections.map(async (c) => [
    c.collectionName,
    await c.find(filter).sort({ _id: 1 }).toArray(),
  ]);
  return (await Promise.all(found)).sort();
}

test('every route is asked: a new one needs a line here', () => {
  assert.deepEqual(Object.keys(asks()).sort(), routesOf(faces).sort());
});

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
const administrator = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';

for (const [name, role, changes] of [
  ['learner', learner, {}],
  ['teacher', instructor, deepLinking],
  ['administrator', administrator, {}],
] as const)
  test(`nothing of the north shows or changes, whatever a ${name} of the south asks for`, async () => {
    const cookie = await visit(role, changes);
    const beforehand = await stored();
    for (const [route, variants] of Object.entries(asks()))
      for (const ask of variants) {
        const answer = await ask(cookie);
        assert.ok(answer.status < 500, `${route}: ${answer.status}`);
        assert.doesNotMatch(`${answer.text}${JSON.stringify(answer.headers)}`, mark, route);
      }
    assert.deepEqual(await stored(), beforehand);
  });

test('the panel shows what is the south’s own, so the test above would notice', async () => {
  const { text } = await get('/panel')(await visit(learner));
  assert.match(text, /Südwind/);
});

test('a launch of the north with a token of the south’s client is refused', async () => {
  const claims = { sub: subject, aud: 'south', [claim.roles]: [learner] };
  const { status } = await launchThrough(app, platform, { clientId: 'north', claims });
  assert.equal(status, 401);
});

test('no query of a collection of tenants was without its tenant', () => {
  assert.deepEqual(watch.offences, []);
  for (const collection of ['courses', 'enrolments', 'events', 'learners', 'sessions'])
    assert.ok(watch.asked.has(collection), `${collection} was asked`);
});
