// Runs alone: it marks every message of its process, for good.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Router } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { ApiCredentialModel } from '../../models/api-credential.ts';
import { AuditEntryModel, auditActions } from '../../models/audit-entry.ts';
import { CatalogueReportModel } from '../../models/catalogue-report.ts';
import { CourseModel, courseLists } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SenderReportModel } from '../../models/sender-report.ts';
import type { Session } from '../../models/session.ts';
import { SyncForecastModel } from '../../models/sync-forecast.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { clockCheck } from '../../src/administration/self-test/checks/clock-check.ts';
import { courseLinkCheck } from '../../src/administration/self-test/checks/course-link-check.ts';
import { deepLinkingCheck } from '../../src/administration/self-test/checks/deep-linking-check.ts';
import { keySetCheck } from '../../src/administration/self-test/checks/key-set-check.ts';
import { placementsCheck } from '../../src/administration/self-test/checks/placements-check.ts';
import { rosterCheck } from '../../src/administration/self-test/checks/roster-check.ts';
import { createSelfTest } from '../../src/administration/self-test/create-self-test.ts';
import { allConnectors } from '../../src/lms/all-connectors.ts';
import { allProducts, placeWords, wordsOfProducts } from '../../src/lms/all-products.ts';
import { LtiError, ltiErrorCodes } from '../../src/lti/error.ts';
import { SafeFetchError } from '../../src/lti/safe-fetch/safe-fetch-error.ts';
import { message, type Sentences } from '../../src/messages/message.ts';
import { Connections } from '../../src/sync/connections.ts';
import { toProvider } from '../../src/sync/connector.ts';
import { createApp } from '../../src/web/create-app.ts';
import { wordsFor } from '../../src/words/words.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { createRegistration } from '../support/registration.ts';
import { markMessages, unmarkedTexts } from '../words/unmarked.ts';
import { administrationApp } from './administration-app.ts';
import { administratorCookie, newPass } from './as-administrator.ts';

// Every page of an administrator, with data that is made of digits. What has letters was said by a message, or is found.
markMessages();

/** Names that are no words of a language; and what the LMS itself calls a field, which is copied into it. */
const names = [
  ...allProducts.flatMap(({ name, described }) => (described ? [] : name)),
  ...['Canvas REST', 'OneRoster 1.2', 'OneRoster', 'NDCG@10', 'Next Courses', 'CSV'],
];

const publicUrl = 'https://next.example';
const rules = { privateHosts: [], plainHttp: false };
const connections = new Connections('s'.repeat(32));
const connectors = allConnectors(rules);
const checks = [
  keySetCheck('http://127.0.0.1:9', async () => '1'),
  clockCheck(() => Promise.reject(new SafeFetchError('unreachable', '127.0.0.1'))),
  rosterCheck(() => assert.fail('asked'), wordsOfProducts('rosterPermission')),
  placementsCheck(placeWords),
  deepLinkingCheck(wordsOfProducts('deepLinking')),
  courseLinkCheck(async () => ({ status: 500 })),
];
const database = await openTestDatabase();
const app = administrationApp(
  publicUrl,
  { connectors, connections, rules, providers: connectors.map((one) => toProvider(one, connections)) },
  checks,
);
let cookie: string;
let institution: Institution;
let modelId: string;
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

before(async () => {
  cookie = await administratorCookie(app, publicUrl);
  const { _id: registration } = await createRegistration({ name: '1' });
  institution = await createInstitution({ name: '101', registration, deploymentId: '1' });
  await createInstitution({ name: '102', pendingSince: now, registration });
  await createInstitution({ name: '103' });
  const institutionId = institution._id;
  await everyKindOfRun(institutionId);
  await everyKindOfCourse(institutionId);
  await trainings(institutionId);
  await AuditEntryModel.insertMany(
    auditActions.map((what) => ({ institutionId, at: now, role: 'operator', what, panel: '1', course: '2' })),
  );
  await ApiCredentialModel.create({ _id: '1', institutionId, name: '11', createdAt: now, usedAt: ago(5) });
  await SenderReportModel.create({
    ...{ institutionId, sender: '11', outcome: 'invalid', reason: '12', count: 3, lastAt: now },
  });
});
after(() => database.close());

async function everyKindOfRun(institutionId: Institution['_id']): Promise<void> {
  const counts = { courses: 5, enrolments: 50, events: 1, rejected: 20, changed: 4, removed: 3 };
  const base = { institutionId, wanted: 'everything', counts, finishedAt: now };
  const sentences = [message('sourceError.busy.wait', { host: '127.0.0.1', status: '429' })];
  const scopes = [
    { kind: 'courses', removals: 9, of: 10 },
    { kind: 'enrolments', removals: 9, of: 10 },
    { kind: 'enrolments', course: '7', removals: 9, of: 10 },
  ];
  await connections.save(institutionId, 'moodle', { address: 'https://1.2' }, { token: '3' });
  await connections.save(
    institutionId,
    'canvas',
    { url: 'https://1.2', clientId: '1' },
    { clientSecret: '3' },
  );
  await SyncRunModel.insertMany([
    {
      ...base,
      source: 'moodle',
      state: 'done',
      startedAt: ago(90),
      rejections: [{ reason: '5', count: 20 }],
    },
    {
      ...{ ...base, source: 'moodle', state: 'done', startedAt: ago(60), isRemovalWaiting: true },
      heldBack: { removals: 27, of: 30, scopeCount: 5, scopes },
    },
    {
      ...{
        ...base,
        source: 'moodle',
        state: 'failed',
        startedAt: ago(30),
        retryAt: ago(-60),
        resumedFrom: '1',
      },
      ...{ error: '6', errorCode: 'busy', sentences },
    },
    { ...base, source: 'canvas', state: 'done', startedAt: ago(9_000) },
    {
      ...{ institutionId, source: 'canvas', wanted: 'changes', state: 'running', startedAt: ago(1), counts },
      progress: { done: 1, total: 3, rowsPerSecond: 5, secondsLeft: 4000, at: now },
    },
  ]);
  await SyncForecastModel.insertMany([
    {
      ...{ institutionId, source: 'moodle', state: 'done', startedAt: ago(5), counts },
      changes: (['course', 'enrolment', 'event'] as const).flatMap((of) =>
        (['new', 'changed', 'removed'] as const).map((change) => ({
          of,
          change,
          count: 3,
          examples: ['1', '2'],
        })),
      ),
      ...{
        rejections: [{ reason: '7', count: 1 }],
        heldBack: { removals: 9, of: 10, scopeCount: 1, scopes },
      },
    },
    { institutionId, source: 'canvas', state: 'failed', startedAt: ago(5), error: '6', sentences },
  ]);
}

async function everyKindOfCourse(institutionId: Institution['_id']): Promise<void> {
  const reasons = ['alternatives', 'unknown', 'several', 'removed', 'circle'] as const;
  const facts = { name: { title: '1', marks: [] } };
  await CourseModel.insertMany(
    [1, 2].map((number) => ({
      ...{
        institutionId,
        key: `${number}`,
        title: `30${number}`,
        code: `40${number}`,
        source: 'moodle',
        seenAt: now,
      },
      ...{ url: `https://1.2/${number}`, group: '1', categories: ['20'], prerequisites: ['1', '2'] },
      findings: {
        facts,
        lists: [...courseLists],
        sameText: '1',
        unclear: reasons.map((why) => ({ text: '1', why })),
      },
      bySource: { moodle: { title: `30${number}`, seenAt: now } },
    })),
  );
  await EnrolmentModel.create({
    ...{
      institutionId,
      learner: '1',
      course: '1',
      state: 'active',
      role: 'learner',
      source: 'moodle',
      seenAt: now,
    },
  });
  await CatalogueReportModel.create({
    ...{ institutionId, rules: 1, at: now, counts: { courses: 2, sections: 1, groups: 1 } },
    failure: { at: now, error: '8' },
  });
}

async function trainings(institutionId: Institution['_id']): Promise<void> {
  const metrics = { 'model.ndcgAt10': 0.3, 'popularity.ndcgAt10': 0.001 };
  const trained = await TrainedModelModel.create({
    ...{ institutionId, state: 'accepted', createdAt: now, hyperparameters: { without: ['season'] } },
    ...{ dataFingerprint: '1', metrics, intervals: { model: [0.2, 0.4], popularity: [0, 0.1] } },
  });
  modelId = `${trained._id}`;
  await InstitutionModel.updateOne(
    { _id: institutionId },
    { liveModel: trained._id, isModelHeld: true, modelConfiguration: { loss: 'bce' }, dataChangedAt: now },
  );
  await TrainingRunModel.create({
    ...{
      institutionId,
      state: 'done',
      startedAt: ago(10),
      finishedAt: ago(9),
      outcome: 'rejected',
      seconds: 61,
    },
    ...{ data: { learners: 1, courses: 2, interactions: 3 }, ndcgAt10: { model: 0.1, popularity: 0.2 } },
  });
}

const found = (html: string) => unmarkedTexts(html, names);
const get = async (path: string, headers: object = { Cookie: cookie }) =>
  (
    await request(app)
      .get(`/administration${path}`)
      .set({ 'Accept-Language': 'en', ...headers })
  ).text;
const post = async (path: string, fields: object = {}) =>
  (
    await request(app)
      .post(`/administration${path}`)
      .set({ Cookie: cookie, Origin: publicUrl, 'Accept-Language': 'en' })
      .type('form')
      .send(fields)
  ).text;

test('marks are on a page, and what has none is found', async () => {
  const html = await get('');
  assert.match(html, /<h1>⟦Institutions⟧<\/h1>/);
  assert.deepEqual(found(html.replace('<h1>⟦Institutions⟧', '<h1>Institutions')), ['Institutions']);
  assert.deepEqual(found('<p aria-label="⟦a ⟦b⟧⟧ c">⟦d⟧: <bdi>e</bdi><code>f</code></p>'), ['c']);
});

test('signing in, and coming back from an LMS', async () => {
  const pass = await newPass(publicUrl);
  for (const path of ['/sign-in', `/sign-in?pass=${pass}`, '/connections/authorized?code=1'])
    assert.deepEqual(found(await get(path, {})), [], path);
  assert.deepEqual(found(await post('/sign-in', { pass: '1' })), []);
});

test('institutions, and registering by hand', async () => {
  for (const done of ['approved', 'declined', 'registered'])
    assert.deepEqual(found(await get(`?${done}=1`)), [], done);
  assert.deepEqual(found(await post('/invitations')), []);
  for (const { key: product } of allProducts) {
    assert.deepEqual(found(await get(`/by-hand?product=${product}`)), [], product);
    const fields = { product, name: '101', site: '1', issuer: '1', authorizationUrl: '1' };
    assert.deepEqual(found(await post('/by-hand', fields)), [], `${product}, filled in wrongly`);
  }
});

test('every page of an institution', async () => {
  const of = `/institutions/${institution._id}`;
  const paths = [
    ...['', '/models', `/models/${modelId}`, '/shown', '/panels', '/audit', '/settings', '/check', '/model'],
    ...['/model?done=saved', '/model?done=same', '/data', '/catalogue?done=excluded'],
    ...courseLists.map((list) => `/catalogue?list=${list}`),
    ...['moodle', 'canvas', 'one-roster', 'csv', 'names-and-roles'].map((source) => `/data/${source}`),
  ];
  for (const path of paths) {
    const html = await get(of + path);
    assert.match(html, /<main/, path);
    assert.deepEqual(found(html), [], path);
  }
});

test('what a form or a button answers', async () => {
  const data = `/institutions/${institution._id}/data`;
  const notices = [
    ...['sync-started', 'already-runs', 'forecast-started', 'stopping', 'nothing-runs', 'too-early', 'saved'],
    ...['upload-started', 'removals-released', 'granted', 'removed', 'training-wanted'],
    ...['all-offered', 'enterable-offered'],
  ];
  for (const notice of notices) assert.deepEqual(found(await get(`${data}?done=${notice}`)), [], notice);
  for (const { name } of connectors)
    assert.deepEqual(
      found(await post(`${data}/${name}`, { address: '1', url: '1', tokenUrl: '1' })),
      [],
      name,
    );
  assert.deepEqual(found(await post(`/institutions/${institution._id}/model`, { loss: '1' })), []);
  for (const path of [`${data}/1`, '/institutions/1/data', `${data}/moodle/runs/1/rejected.tsv`])
    assert.deepEqual(found(await get(path)), [], path);
  for (const error of ['access_denied', '1'])
    assert.deepEqual(found(await post('/connections/authorized', { state: '1', error })), [], error);
});

test('every check of every connector that cannot be reached', async () => {
  const words = wordsFor('en');
  const marked = (said: Sentences | string) => (typeof said === 'string' ? [] : found(words.tell(said)));
  for (const connector of connectors) {
    const stored = { read: async () => ({}), keep: async () => {} };
    const connection = { institutionId: institution._id, settings: {}, secrets: {} };
    for (const { title, found, cure = [] } of await connector.check(
      connection,
      AbortSignal.timeout(9_000),
      stored,
    ))
      assert.deepEqual([...marked(title), ...marked(found), ...marked(cure)], [], connector.name);
  }
});

test('the self-test, and every refusal of a launch', async () => {
  const session = { role: 'administrator', institutionId: institution._id } as Session;
  let error: Error | undefined;
  const tool = createApp(pino({ level: 'silent' }), {
    '/self-test': Router().use((_req, res, next) => {
      res.locals['session'] = session;
      next();
    }, createSelfTest(checks)),
    '/fails': Router().get('/', (_req, _res, next) => next(error)),
  });
  const page = async (path: string) => (await request(tool).get(path).set('Accept-Language', 'en')).text;
  assert.deepEqual(found(await page('/self-test')), []);
  session.role = 'instructor';
  assert.deepEqual(found(await page('/self-test')), []);
  for (const path of ['/', '/nowhere']) assert.deepEqual(found(await page(path)), [], path);
  for (const code of ltiErrorCodes) {
    error = Object.assign(new LtiError(code), { forStaff: true });
    assert.deepEqual(found(await page('/fails')), [], code);
  }
  error = new Error('unexpected');
  assert.deepEqual(found(await page('/fails')), []);
});
