// Takes about 9 s.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import { Types } from 'mongoose';
import request from 'supertest';
import { ApiCredentialModel } from '../../../models/api-credential.ts';
import { ConnectionModel } from '../../../models/connection.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { PanelSettingsModel } from '../../../models/panel-settings.ts';
import { SenderReportModel } from '../../../models/sender-report.ts';
import { SyncForecastModel } from '../../../models/sync-forecast.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { issueCredential } from '../../../src/api/credentials.ts';
import { JobQueue } from '../../../src/jobs/job-queue.ts';
import { forecastJob } from '../../../src/jobs/kinds/forecasts.ts';
import { syncJob } from '../../../src/jobs/kinds/sync-job.ts';
import { message } from '../../../src/messages/message.ts';
import { Connections } from '../../../src/sync/connections.ts';
import { toProvider } from '../../../src/sync/connector.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import type { Source } from '../../../src/sync/source.ts';
import { SourceError } from '../../../src/sync/source-error.ts';
import { allFileSources } from '../../../src/sync/sources/all-file-sources.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { work } from '../../jobs/working.ts';
import { Gate } from '../../support/gate.ts';
import { createInstitution } from '../../support/institution.ts';
import { until } from '../../support/until.ts';
import { administrationApp } from '../administration-app.ts';
import { administratorCookie } from '../as-administrator.ts';
import { inventedConnector, lms, resetLms } from './invented-connector.ts';

const publicUrl = 'https://next.example';
const url = 'https://lms.example';
const connections = new Connections('s'.repeat(32));

const database = await openTestDatabase();
let app: Express;
let stopWork: (() => Promise<void>) | undefined;
let cookie: string;
let institution: Institution;
let trainingWanted: string[] = [];

after(async () => {
  await stopWork?.();
  await database.close();
});
beforeEach(async () => {
  await stopWork?.();
  await database.clear();
  resetLms();
  trainingWanted = [];
  const jobs = new JobQueue();
  const providers = [toProvider(inventedConnector, connections)];
  stopWork = work([syncJob(providers), forecastJob(providers)], { queue: jobs });
  app = administrationApp(publicUrl, {
    ...{ connectors: [inventedConnector], connections, providers, jobs },
    requestTraining: async (institutionId) => void trainingWanted.push(`${institutionId}`),
  });
  cookie = await administratorCookie(app, publicUrl);
  institution = await createInstitution();
});

const base = () => `/administration/institutions/${institution._id}/data`;
const get = (path: string) => request(app).get(path).set('Cookie', cookie);
const post = (path: string, fields: object = {}) =>
  request(app).post(path).set({ Cookie: cookie, Origin: publicUrl }).type('form').send(fields);
const connect = () => connections.save(institution._id, 'canvas', { url }, { token: 'right-token' });
const lastRun = () =>
  SyncRunModel.findOne({ institutionId: institution._id }).sort({ _id: -1 }).lean<SyncRun>();

const ended = () =>
  until(async () => {
    const run = await lastRun();
    return run?.state === 'running' ? undefined : run;
  });

async function synced(): Promise<SyncRun> {
  await connect();
  await post(`${base()}/canvas/sync`, { wanted: 'everything' }).expect(303);
  return ended();
}

test('nobody gets to the data pages without signing in, and no other site’s form does', async () => {
  for (const path of [base(), `${base()}/canvas`, `${base()}/canvas/checks`])
    await request(app).get(path).expect(401);
  for (const path of [
    '/canvas',
    '/canvas/sync',
    '/canvas/stop',
    '/canvas/authorize',
    '/csv/files',
    '/training',
  ]) {
    await request(app).post(`${base()}${path}`).set('Origin', publicUrl).expect(401);
    await request(app)
      .post(`${base()}${path}`)
      .set({ Cookie: cookie, Origin: 'https://evil.example' })
      .expect(403);
  }
});

test('an institution that is not there, waits for approval, or a source that is not there: said so', async () => {
  await get('/administration/institutions/507f1f77bcf86cd799439011/data').expect(404);
  await get('/administration/institutions/nonsense/data').expect(404);
  await get(`${base()}/nonsense`).expect(404);
  await get(`${base()}/csv/checks`).expect(404);
  await post(`${base()}/csv/sync`).expect(404);
  await post(`${base()}/canvas/authorize`).expect(404);
  await InstitutionModel.updateOne({ _id: institution._id }, { pendingSince: new Date() });
  await get(base()).expect(404);
});

test('a connection is set up from the connector’s fields; its secret is never shown, and stays when left empty', async () => {
  const empty = (await get(`${base()}/canvas`).expect(200)).text;
  for (const words of [
    'Courses, terms, enrolments and grades',
    'Address of your Canvas',
    'Token',
    'Account (optional)',
  ])
    assert.match(empty, new RegExp(words.replace(/[()]/g, '\\$&')));
  assert.match(empty, /type="password"/);
  await post(`${base()}/canvas`, { url, token: 'right-token' })
    .expect(303)
    .expect('Location', `${base()}/canvas/checks?done=saved`);
  await post(`${base()}/canvas`, { url, account: '7', token: '' }).expect(303);
  const stored = await connections.get(institution._id, 'canvas');
  assert.deepEqual(stored, {
    ...{ institutionId: institution._id, settings: { url, account: '7' }, secrets: { token: 'right-token' } },
  });
  const shown = (await get(`${base()}/canvas`)).text;
  assert.doesNotMatch(shown, /right-token/);
  assert.match(shown, /One is stored and is not shown again/);
  assert.match(shown, /value="https:\/\/lms\.example"/);
});

test('what is missing or no address that may be asked is said at its field; nothing entered but the secret is lost', async () => {
  for (const [address, words] of [
    ['', 'Enter “Address of your Canvas”.'],
    ['http://lms.example', 'must begin with https'],
    ['https://127.0.0.1', 'is not on the public Internet'],
    ['https://me:secret@lms.example', 'must not hold a name and a password'],
  ] as const) {
    const { text } = await post(`${base()}/canvas`, { url: address, account: 'seven', token: 'mine' }).expect(
      422,
    );
    assert.match(text, new RegExp(words), address);
    assert.match(text, /id="url-problem"/);
    assert.match(text, /value="seven"/);
    assert.doesNotMatch(text, /value="mine"/);
  }
  assert.match((await post(`${base()}/canvas`, { url }).expect(422)).text, /Enter “Token”\./);
  assert.equal(await ConnectionModel.countDocuments(), 0);
});

test('tokens that the LMS gave are kept while the connection is the same, and not sent to another address', async () => {
  await connect();
  await connections.keep(institution._id, 'canvas', { refreshToken: 'granted-secret' });
  await post(`${base()}/canvas`, { url, token: '' }).expect(303);
  assert.equal((await connections.get(institution._id, 'canvas'))?.secrets['refreshToken'], 'granted-secret');
  await post(`${base()}/canvas`, { url: 'https://other.example', token: '' }).expect(303);
  assert.deepEqual((await connections.get(institution._id, 'canvas'))?.secrets, { token: 'right-token' });
});

test('a connection whose secret is under a lost key is said to be so, and can be entered anew', async () => {
  await new Connections('another key').save(institution._id, 'canvas', { url }, { token: 'x' });
  assert.match((await get(`${base()}/canvas`).expect(200)).text, /was encrypted under another SECRET_KEY/);
  await post(`${base()}/canvas`, { url, token: 'right-token' }).expect(303);
  assert.equal((await connections.get(institution._id, 'canvas'))?.secrets['token'], 'right-token');
});

test('checks are shown with what to do, whatever they throw', async () => {
  await connections.save(institution._id, 'canvas', { url }, { token: 'wrong' });
  const { text } = await get(`${base()}/canvas/checks`).expect(200);
  assert.match(text, /data-state="bad"[\s\S]*or make another in Site administration/);
  assert.match(text, /Not known yet/);
  const check = inventedConnector.check;
  try {
    inventedConnector.check = async () => {
      throw new Error('secret detail');
    };
    const broken = (await get(`${base()}/canvas/checks`).expect(200)).text;
    assert.match(broken, /This could not be tried/);
    assert.doesNotMatch(broken, /secret detail/);
  } finally {
    inventedConnector.check = check;
  }
});

test('a connection is removed; what it brought stays, and it is said to be no longer refreshed', async () => {
  await synced();
  await post(`${base()}/canvas/remove`).expect(303);
  assert.equal(await connections.get(institution._id, 'canvas'), undefined);
  assert.equal(await CourseModel.countDocuments(), 10);
  assert.match((await get(base())).text, /Not refreshed by itself/);
});

test('the page says how fresh and how complete the data is, all of it and by source', async () => {
  assert.match((await get(base())).text, /Not set up/);
  await synced();
  const { text } = await get(base()).expect(200);
  assert.match(text, /Last synced<\/dt><dd><time[^>]*>now, in (?:less than )?\d+ secs?<\/time>/);
  assert.match(text, /Courses: 10\. Enrolments: 40\. New or changed: 50\. Left out: 1\./);
  assert.match(text, /<dt>Next<\/dt><dd><time[^>]*>in 1 hour, for changes<\/time>/);
  for (const source of [/id="all"[\s\S]*?<\/section>/, /id="source-canvas"[\s\S]*?<\/li>/]) {
    const part = source.exec(text)?.[0] ?? '';
    const figures = Object.fromEntries(
      Array.from(part.matchAll(/<dt>([^<]*)<\/dt><dd>([\d,]+(?: \(\d+%\))?)<\/dd>/g), ([, name, value]) => [
        name,
        value,
      ]),
    );
    assert.deepEqual(figures, {
      ...{ Courses: '10', 'Courses with enrolments': '8 (80%)', 'Courses without description': '6 (60%)' },
      'Courses that students cannot get into': '0 (0%)',
      'Courses whose way in is not known': '10 (100%)',
      ...{ Learners: '5', 'Active enrolments': '35', 'Completed enrolments': '5' },
      ...{ 'Withdrawn enrolments': '0', 'Enrolments without a time': '0 (0%)' },
    });
  }
});

test('a source that was not read for twice as long as it should be is overdue', async () => {
  const run = await synced();
  assert.match((await get(base())).text, /Up to date/);
  await SyncRunModel.updateOne({ _id: run._id }, { startedAt: new Date(Date.now() - 121 * 60_000) });
  assert.match((await get(base())).text, /Overdue/);
});

test('a failed run is shown with its cause and cure, and when it is tried again', async () => {
  lms.failure = new SourceError(
    'busy',
    message('sourceError.busy.wait', { host: 'lms.example', status: '429' }),
    message('sourceError.busy.cure'),
    {
      retryAfterMilliseconds: 7_200_000,
    },
  );
  await synced();
  for (const page of [base(), `${base()}/canvas`]) {
    const { text } = await get(page);
    assert.match(text, /lms\.example answered 429 and asks to wait\. The next run asks again/);
    assert.match(text, /Needs attention/);
    assert.match(text, /<time[^>]*>The source has asked this tool to wait; the next try is in 1 hour/);
  }
  const runsSoFar = await SyncRunModel.countDocuments();
  await post(`${base()}/canvas/sync`).expect('Location', `${base()}/canvas?done=too-early`);
  assert.equal(await SyncRunModel.countDocuments(), runsSoFar);
});

test('how far a run is can be seen, and it can be stopped', async () => {
  await connect();
  // Long enough for its progress to be kept, which is done once a second.
  lms.beforeCourse = (course) => (course < 9 ? sleep(200) : new Gate().opened);
  await post(`${base()}/canvas/sync`, { wanted: 'changes' })
    .expect(303)
    .expect('Location', `${base()}/canvas?done=sync-started`);
  await until(async () => (await lastRun())?.progress);
  const { text } = await get(base());
  assert.match(text, /data-state="running"/);
  assert.match(text, /<progress[^>]*value="0\.\d+"/);
  assert.match(text, /\d+%\u00a0· Rows: \d+/);
  await post(`${base()}/canvas/stop`).expect('Location', `${base()}/canvas?done=stopping`);
  assert.equal((await ended())?.error, 'Stopped by an administrator. The next run goes on from here.');
  await post(`${base()}/canvas/stop`).expect('Location', `${base()}/canvas?done=nothing-runs`);
});

test('two who ask at one moment make one run', async () => {
  await connect();
  const bothHaveAsked = new Gate();
  lms.beforeCourse = () => bothHaveAsked.opened;
  await Promise.all([post(`${base()}/canvas/sync`), post(`${base()}/canvas/sync`)]);
  bothHaveAsked.open();
  await until(lastRun);
  await ended();
  const running = { institutionId: institution._id, state: 'done' } as const;
  assert.equal(await SyncRunModel.countDocuments(running), 1);
});

test('what would change is found out without writing, and shown', async () => {
  await connect();
  await post(`${base()}/canvas/forecast`).expect(303);
  await until(() => SyncForecastModel.exists({ institutionId: institution._id, state: 'done' }));
  const { text } = await get(`${base()}/canvas`);
  assert.match(text, /New courses: 10 · Such as: c0, c1/);
  assert.match(text, /<li>New enrolments: 40<\/li>/);
  assert.match(text, /1 × <span lang="en" dir="ltr">a role that is not known/);
  assert.deepEqual([await CourseModel.countDocuments(), await SyncRunModel.countDocuments()], [0, 0]);
  lms.failure = new SourceError(
    'unreachable',
    message('fetch.unreachable', { where: 'lms.example' }),
    message('sourceError.unreachable.cure'),
  );
  await post(`${base()}/canvas/forecast`).expect(303);
  await until(() => SyncForecastModel.exists({ institutionId: institution._id, state: 'failed' }));
  assert.match(
    (await get(`${base()}/canvas`)).text,
    /The server did not answer, or not in time: lms\.example\. Check that this server reaches it/,
  );
});

test('a look at what would change that died with its process says so, and another can be asked for', async () => {
  await connect();
  await SyncForecastModel.create({
    ...{ institutionId: institution._id, source: 'canvas', state: 'running', startedAt: new Date() },
  });
  const { text } = await get(`${base()}/canvas`);
  assert.match(text, /Interrupted\. Ask again\./);
  assert.match(text, /action="[^"]*\/canvas\/forecast"/);
});

test('rows that were left out are listed by reason and can be downloaded; a spreadsheet takes none for a formula', async () => {
  const run = await synced();
  assert.match(
    (await get(`${base()}/canvas`)).text,
    /1 × <span lang="en" dir="ltr">a role that is not known/,
  );
  const address = `${base()}/canvas/runs/${run._id}/rejected.tsv`;
  const { text, headers } = await get(address).expect(200);
  assert.equal(text, "place\treason\tabout\npage 7\ta role that is not known\t'=SUM(1)\n");
  assert.match(
    headers['content-disposition'] ?? '',
    /^attachment; filename=left-out-canvas-\d{4}-\d\d-\d\d\.tsv$/,
  );
  const other = await createInstitution({ name: 'Other' });
  await get(address.replace(`${institution._id}`, `${other._id}`)).expect(404);
  await get(`${base()}/canvas/runs/nonsense/rejected.tsv`).expect(404);
});

test('the page says how many courses students get into; an administrator may have every course offered', async () => {
  const institutionId = institution._id;
  const other = await createInstitution({ name: 'Other' });
  const course = { source: 'csv', seenAt: new Date(), institutionId };
  await CourseModel.insertMany([
    { ...course, key: '1', title: 'Open', entry: [{ way: 'invitation' }, { way: 'open' }] },
    { ...course, key: '2', title: 'Shut', entry: [{ way: 'invitation' }] },
    { ...course, key: '3', title: 'Gone', entry: [{ way: 'closed' }], removedAt: new Date() },
    { ...course, key: '4', title: 'Whoever knows' },
    { ...course, key: '5', title: 'Members', entry: [{ way: 'cohort', groups: ['A'] }] },
  ]);
  const page = (await get(base())).text;
  assert.match(page, /cannot get into<\/dt><dd>2 \(50%\)/);
  assert.match(page, /way in is not known<\/dt><dd>1 \(25%\)/);
  assert.match(page, /no source says how people get in: 1 of 4/);
  const settings = () => PanelSettingsModel.find().lean();
  for (const [offers, words] of [
    ['all', /Every course that is not over is offered/],
    ['enterable', /Courses that students can get into or ask for/],
    ['all', /Every course that is not over is offered/],
    ['anything', /Courses that students can get into or ask for/],
  ] as const) {
    const answer = await post(`${base()}/offers`, { offers });
    assert.equal(answer.status, 303);
    assert.match((await get(answer.headers['location'] as string)).text, words);
  }
  assert.deepEqual(
    (await settings()).map(({ institutionId, course, offers }) => [`${institutionId}`, course, offers]),
    [[`${institutionId}`, undefined, 'enterable']],
  );
  await PanelSettingsModel.create({ institutionId, course: '1', blocked: ['2'] });
  await PanelSettingsModel.create({ institutionId: other._id, blocked: ['2'] });
  await post(`${base()}/offers`, { offers: 'all' });
  assert.deepEqual(
    (await settings()).map(({ offers }) => offers),
    ['all', undefined, undefined],
  );
});

test('a training is asked for', async () => {
  await post(`${base()}/training`).expect('Location', `${base()}?done=training-wanted`);
  assert.deepEqual(trainingWanted, [`${institution._id}`]);
});

test('data that came in another way is shown as well', async () => {
  await SyncRunModel.create({
    ...{ institutionId: institution._id, source: 'demo-college:part', state: 'done', startedAt: new Date() },
  });
  assert.match((await get(base())).text, /id="source-demo-college"/);
  await get(`${base()}/demo-college`).expect(200);
});

test('what to do where no enrolment has a time is said of a table, and of a roster it is not', async () => {
  const institutionId = institution._id;
  for (const source of ['csv', 'names-and-roles']) {
    const bySource = { [source]: { state: 'active' as const, seenAt: new Date() } };
    await EnrolmentModel.create({
      ...{
        institutionId,
        learner: 'l',
        course: source,
        source,
        role: 'learner',
        state: 'active',
        seenAt: new Date(),
        bySource,
      },
    });
    await SyncRunModel.create({ ...{ institutionId, source, state: 'done', startedAt: new Date() } });
  }
  const roster = (await get(`${base()}/names-and-roles`).expect(200)).text;
  assert.match(roster, /No enrolment has a time/);
  assert.doesNotMatch(roster, /Upload the table again/);
  assert.match(
    (await get(`${base()}/csv`).expect(200)).text,
    /No enrolment has a time.*Upload the table again/,
  );
});

test('every source that takes files has a form for them', async () => {
  for (const { name, files } of allFileSources) {
    const { text } = await get(`${base()}/${name}`).expect(200);
    for (const field of files)
      assert.match(text, new RegExp(`<input id="file-${field.name}" name="${field.name}" type="file"`));
  }
});

test('what a run held back is shown on both pages and in the list of runs, and is let through by a click', async () => {
  const [course, learners] = ['C1', Array.from({ length: 10 }, (_, i) => `learner${i}`)];
  const roster = (members: readonly string[]): Source => ({
    ...{ name: 'names-and-roles', part: course },
    async *pull() {
      yield { kind: 'course', key: course, title: 'Botany' };
      for (const learner of members) yield { kind: 'enrolment', learner, course };
      yield { kind: 'complete', of: 'enrolments', course };
    },
  });
  const source = `${base()}/names-and-roles`;
  await runSync({ institution, source: roster(learners) });
  await runSync({ institution, source: roster(learners.slice(0, 2)) });
  for (const path of [base(), source]) {
    const { text } = await get(path).expect(200);
    assert.match(text, /Removals held back: 8 of 10[\s\S]*People in course C1: 8 of 10/);
    assert.match(text, /names-and-roles\/release-removals"/);
  }
  await request(app).post(`${source}/release-removals`).set('Origin', publicUrl).expect(401);
  await post(`${source}/release-removals`).expect(303);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'withdrawn' }), 8);
  assert.doesNotMatch((await get(source).expect(200)).text, /release-removals"/);

  const csv = (members: readonly string[]): Source => ({ name: 'csv', pull: roster(members).pull });
  await runSync({ institution, source: csv(learners) });
  await runSync({ institution, source: csv([]) });
  await post(`${base()}/csv/release-removals`).expect(303);
  assert.match(
    (await get(`${base()}/csv`)).text,
    /<summary[^>]*>Removals held back: 10 of 10[\s\S]*People in course C1: 10 of 10[\s\S]*Let through/,
  );
});

test('the page says of each system that sends events what was not stored, and why', async () => {
  assert.doesNotMatch((await get(base())).text, /Systems that send events/);
  await issueCredential(institution._id, 'lrs');
  await issueCredential(institution._id, 'plugin');
  const reason = 'the verb is none that says something <about> a course';
  const of = { institutionId: institution._id, sender: 'plugin', lastAt: new Date() };
  await SenderReportModel.create([
    { ...of, outcome: 'ignored', reason, count: 12_345 },
    { ...of, outcome: 'invalid', reason: 'id is no UUID', count: 2 },
    { ...of, institutionId: new Types.ObjectId(), outcome: 'ignored', reason: 'of another school', count: 1 },
  ]);
  await ApiCredentialModel.updateOne(
    { institutionId: institution._id, name: 'plugin' },
    { usedAt: new Date() },
  );
  const { text } = await get(base()).expect(200);
  assert.match(
    text,
    /lrs.*Nothing has come yet.*plugin.*Not valid: 2\..*id is no UUID.*Of no use: 12,345\..*the verb/s,
  );
  assert.match(text, /something &lt;about&gt; a course/);
  assert.doesNotMatch(text, /another school/);
});
