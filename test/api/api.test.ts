import assert from 'node:assert/strict';
import { after, beforeEach, describe, mock, test } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { ApiCredentialModel } from '../../models/api-credential.ts';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { createApi } from '../../src/api/create-api.ts';
import { issueCredential, revokeCredential } from '../../src/api/credentials.ts';
import { openapi } from '../../src/api/description/openapi.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { routesOf } from '../end-to-end/routes-of.ts';
import { createInstitution } from '../support/institution.ts';
import { assertNotStored, personalIn } from '../sync/no-names.ts';
import { noReads } from './no-reads.ts';

const moodle = 'https://moodle.college.example';
const log = pino({ level: 'silent' });
const database = await openTestDatabase();
after(() => database.close());
let app: Express;
let institution: Institution;
let secret: string;

beforeEach(async () => {
  await database.clear();
  app = createApp(log, {
    '/api': createApi('https://next.example', log, (_req, _res, next) => next(), noReads),
  });
  institution = await createInstitution();
  const said = { institutionId: institution._id, source: 'moodle', seenAt: new Date() };
  await CourseModel.create([
    { ...said, key: '12', title: 'Botany', url: `${moodle}/course/view.php?id=12` },
    { ...said, key: 'f00', title: 'Maps', url: 'https://canvas.college.example/courses/7' },
  ]);
  secret = await issueCredential(institution._id, 'moodle');
});

const statement = (verb: string, fields: object = {}) => ({
  timestamp: '2026-03-01T09:00:00Z',
  actor: { name: 'Ottilie Brandt', account: { homePage: moodle, name: '4711' } },
  verb: { id: verb, display: { en: 'x' } },
  object: { id: `${moodle}/course/view.php?id=12`, definition: { name: { en: 'Botany' } } },
  ...fields,
});
const completed = 'http://adlnet.gov/expapi/verbs/completed';
const viewed = 'http://id.tincanapi.com/verb/viewed';
const rated = 'http://id.tincanapi.com/verb/rated';
const searched = 'http://activitystrea.ms/schema/1.0/search';

/** As Moodle's plugin sends them. */
const post = (body: unknown, path = '/api/xapi/statements') =>
  request(app)
    .post(path)
    .auth('moodle', secret)
    .set('X-Experience-API-Version', '1.0.0')
    .type('json')
    .send(body as object);
const report = async (body: unknown) => (await post(body, '/api/xapi/statements?report=true')).body;
const events = () => EventModel.find({ institutionId: institution._id }).sort({ at: 1 }).lean();
const enrolment = () => EnrolmentModel.findOne({ institutionId: institution._id }).lean();

describe('hostile bodies', () => {
  test('what is nested a thousand deep is invalid, in words, and the others of the batch are stored', async () => {
    const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const answer = await post(`[${deep},${JSON.stringify(statement(viewed))}]`);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.body.error.code, 'batch-invalid');
    assert.equal(answer.body.stored, 1);
    assert.deepEqual(answer.body.invalid, [{ index: 0, reason: 'it is nested deeper than 64 levels' }]);
  });

  test('ids that are longer than any id are nobody’s, and the others of the batch are stored', async () => {
    const long = 'x'.repeat(70_000);
    const answer = await report([
      statement(viewed, { actor: { account: { homePage: moodle, name: long } } }),
      statement(viewed, { object: { id: `${moodle}/${long}` } }),
      statement(viewed),
    ]);
    assert.equal(answer.stored, 1);
    assert.deepEqual(
      answer.ignored.map(({ reason }: { reason: string }) => reason.slice(0, 40)),
      ['the actor has no account with the LMS’s ', 'what was rated or searched for is not sa'],
    );
  });
});

describe('xAPI statements', () => {
  test('become enrolments and events of the person that the LMS knows by that id', async () => {
    const answer = await post([
      statement('http://adlnet.gov/expapi/verbs/registered', { timestamp: '2026-01-01T09:00:00Z' }),
      statement(completed),
      statement(viewed),
      statement(rated, { result: { score: { raw: 4, min: 1, max: 5 } } }),
      statement(searched, { timestamp: '2026-03-02T09:00:00Z', result: { response: 'deep\n sea' } }),
    ]);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.length, 5);
    assert.equal(answer.headers['x-experience-api-version'], '1.0.3');
    const learner = learnerKeyOf(institution, '4711');
    const stored = await enrolment();
    assert.deepEqual(
      [
        stored?.learner,
        stored?.course,
        stored?.state,
        stored?.at?.getUTCMonth(),
        stored?.completedAt?.getUTCMonth(),
      ],
      [learner, '12', 'completed', 0, 2],
    );
    assert.deepEqual(
      (await events())
        .map(({ type, course, rating, text, source }) => [type, course ?? text, rating, source])
        .sort(),
      [
        ['opened', '12', undefined, 'xapi'],
        ['rated', '12', 4, 'xapi'],
        ['searched', 'deep sea', undefined, 'xapi'],
      ],
    );
    assert.ok((await events()).every((event) => event.learner === learner));
  });

  test('sent again are not stored again, with an id or without; late ones undo nothing', async () => {
    const id = '6690e6c9-3ef0-4ed3-8b37-7f3964730bee';
    const batch = [
      statement(rated, { id, result: { score: { scaled: 1 } } }),
      statement(completed),
      statement(searched, { result: { response: 'sea' } }),
      statement(viewed),
      statement(viewed, { timestamp: '2026-03-01T17:00:00Z' }),
    ];
    const first = await post(batch);
    assert.equal(first.body[0], id);
    assert.deepEqual((await post(batch)).body, first.body);
    await post(statement('http://adlnet.gov/expapi/verbs/registered'));
    assert.deepEqual((await events()).map(({ type }) => type).sort(), ['opened', 'rated', 'searched']);
    assert.equal((await enrolment())?.state, 'completed');
  });

  test('who has left and joins again is in the course; a completion of next year is none', async () => {
    const said = (verb: string, timestamp: string) => post(statement(verb, { timestamp }));
    await said('http://adlnet.gov/expapi/verbs/registered', '2026-01-01T09:00:00Z');
    await said('http://id.tincanapi.com/verb/unregistered', '2026-02-01T09:00:00Z');
    assert.equal((await enrolment())?.state, 'withdrawn');
    await said('http://adlnet.gov/expapi/verbs/registered', '2026-03-01T09:00:00Z');
    assert.equal((await enrolment())?.state, 'active');
    const later = new Date(Date.now() + 365 * 86_400_000).toISOString();
    const { status, body } = await said(completed, later);
    assert.deepEqual([status, body.invalid[0].reason], [400, 'time lies in the future']);
    assert.equal((await enrolment())?.state, 'active');
  });

  test('of no use are said to be so, and are no error: a sender would send them for ever', async () => {
    const { stored, ignored, invalid } = await report([
      statement('http://adlnet.gov/expapi/verbs/answered'),
      statement(viewed, { object: { id: `${moodle}/mod/page/view.php?id=12` } }),
      statement(completed, { actor: { mbox: 'mailto:ottilie@college.example' } }),
      statement(rated),
    ]);
    assert.deepEqual([stored, invalid], [0, []]);
    assert.deepEqual(
      ignored.map(({ index }: { index: number }) => index),
      [0, 1, 2, 3],
    );
    assert.match(ignored[2].reason, /by id, not by e-mail/);
    assert.equal(await EnrolmentModel.countDocuments(), 0);
  });

  test('that are wrong are named one by one; what is right beside them is stored', async () => {
    const answer = await post([
      statement(completed, { id: 'not-a-uuid' }),
      statement(completed),
      statement(completed, { timestamp: 'yesterday' }),
      'nothing',
      statement(viewed, { timestamp: new Date(Date.now() + 7 * 86_400_000).toISOString() }),
    ]);
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error.code, 'batch-invalid');
    assert.deepEqual(
      answer.body.invalid.map(({ index, reason }: { index: number; reason: string }) => [
        index,
        reason.split(' ')[0],
      ]),
      [
        [0, 'id'],
        [2, 'timestamp'],
        [3, 'actor'],
        [4, 'time'],
      ],
    );
    assert.equal(answer.body.stored, 1);
    assert.equal((await enrolment())?.state, 'completed');
  });

  test('can be put under their id', async () => {
    const put = (query: string) =>
      request(app)
        .put(`/api/xapi/statements${query}`)
        .auth(secret, { type: 'bearer' })
        .set('X-Experience-API-Version', '1.0.3')
        .send(statement(completed));
    assert.equal((await put('?statementId=6690e6c9-3ef0-4ed3-8b37-7f3964730bee')).status, 204);
    assert.equal((await put('')).body.error.code, 'statement-id-missing');
    assert.equal((await enrolment())?.state, 'completed');
  });

  test('leave no name, e-mail address or extension anywhere', async () => {
    const person = {
      ...{ name: 'Ottilie Brandt', mbox: 'mailto:ottilie@college.example' },
      account: { homePage: moodle, name: '4711' },
    };
    const batch = [completed, viewed, rated].map((verb) =>
      statement(verb, {
        actor: person,
        result: { score: { scaled: 0.9 }, response: 'Wendelin Okafor wrote this' },
        context: {
          instructor: { name: 'Kasimir Vogt', mbox: 'mailto:vogt@college.example' },
          extensions: { who: 'Okafor' },
        },
      }),
    );
    await post(batch);
    await assertNotStored([...personalIn(batch), 'Wendelin Okafor', 'Okafor', 'Kasimir Vogt', '4711']);
  });

  test('of somebody who objects are taken and not stored', async () => {
    const learner = learnerKeyOf(institution, '4711');
    await ObjectionModel.create({ institutionId: institution._id, learner, at: new Date() });
    assert.equal((await post([statement(completed), statement(viewed)])).status, 200);
    assert.deepEqual([await enrolment(), await events()], [null, []]);
  });
});

describe('a request', () => {
  test('asks for the courses and the objections of whom it names, and reads neither whole', async () => {
    const finds = [CourseModel, ObjectionModel].map((model) =>
      mock.method(model as typeof CourseModel, 'find'),
    );
    await post([
      statement(completed),
      statement(viewed),
      statement(rated, { result: { score: { scaled: 1 } } }),
    ]);
    const filters = finds.flatMap(({ mock: { calls } }) => calls.map((call) => call.arguments[0] as object));
    mock.restoreAll();
    assert.ok(filters.length >= 3);
    for (const filter of filters)
      assert.ok('key' in filter || 'address' in filter || 'learner' in filter, JSON.stringify(filter));
  });

  test('names a course by its address or id, and not by the number of something else', async () => {
    const of = (id: string) => statement(viewed, { object: { id } });
    const { ignored } = await report([
      ...['urn:lms:course:12', 'https://other.example/courses/12', '12'].map(of),
      ...['urn:lms:quiz:12', `${moodle}/mod/quiz/view.php?id=12`, 'https://other.example/quizzes/12'].map(of),
    ]);
    assert.deepEqual(
      ignored.map(({ index }: { index: number }) => index),
      [3, 4, 5],
    );
  });
});

describe('Caliper envelopes', () => {
  const event = (action: string, fields: object = {}) => ({
    ...{ '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p2', type: `${action}Event`, action },
    id: `urn:uuid:${action}`,
    actor: { id: 'https://lms.example/users/4711', type: 'Person', name: 'Ottilie Brandt' },
    object: { id: 'https://canvas.college.example/courses/7', type: 'CourseSection' },
    eventTime: '2026-03-01T09:00:00.000Z',
    ...fields,
  });
  const send = (data: unknown, fields: object = {}) =>
    request(app)
      .post('/api/caliper')
      .auth(secret, { type: 'bearer' })
      .send({
        ...{ sensor: 'https://lms.example/sensor', sendTime: '2026-03-01T09:00:01.000Z', data },
        ...{ dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2', ...fields },
      });

  test('become events, each once; entities among them are none', async () => {
    const scale = { type: 'LikertScale', itemValues: ['0', '1', '2'] };
    const data = [
      event('NavigatedTo'),
      event('Ranked', { generated: { type: 'Rating', selections: ['0'], question: { scale } } }),
      event('Searched', { generated: { type: 'SearchResponse', query: { searchTerms: 'sea' } } }),
      event('Completed', { federatedSession: { messageParameters: { sub: 'a-sub' } } }),
      { id: 'https://lms.example/users/4711', type: 'Person', name: 'Ottilie Brandt' },
      'https://lms.example/users/4711',
    ];
    const answer = await send(data);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.stored, 4);
    assert.deepEqual(
      answer.body.ignored.map(({ index }: { index: number }) => index),
      [4, 5],
    );
    await send(data);
    assert.deepEqual(
      (await events()).map(({ type, course, rating, text }) => [type, course ?? text, rating]).sort(),
      [
        ['opened', 'f00', undefined],
        ['rated', 'f00', 1],
        ['searched', 'sea', undefined],
      ],
    );
    assert.equal((await enrolment())?.learner, learnerKeyOf(institution, 'a-sub'));
    await assertNotStored(['Ottilie Brandt']);
  });

  test('that are none, or of another version, are refused as a whole', async () => {
    assert.equal((await send(undefined)).body.error.code, 'envelope-invalid');
    const other = await send([], { dataVersion: 'http://example.org/v9' });
    assert.deepEqual([other.status, other.body.error.code], [422, 'data-version-unknown']);
    const wrong = await send([
      event('NavigatedTo', { eventTime: 'now' }),
      event('NavigatedTo', { id: undefined }),
    ]);
    assert.deepEqual([wrong.status, wrong.body.invalid.length], [400, 2]);
  });
});

describe('who may send', () => {
  const codes = async (ask: request.Test) => {
    const { status, body } = await ask;
    return [status, body.error?.code];
  };

  test('nobody without a secret, with another one, or with one that was revoked', async () => {
    const ask = (authorization?: string) => {
      const sent = request(app).post('/api/caliper').send({});
      return codes(authorization === undefined ? sent : sent.set('Authorization', authorization));
    };
    for (const header of [undefined, 'Bearer guessed', 'Basic guessed', `Digest ${secret}`, 'Bearer'])
      assert.deepEqual(await ask(header), [401, 'credential-unknown'], header);
    assert.deepEqual(await ask(`Bearer ${secret}`), [400, 'envelope-invalid']);
    await revokeCredential(institution._id, 'moodle');
    assert.deepEqual(await ask(`Bearer ${secret}`), [401, 'credential-unknown']);
  });

  test('a new secret replaces the one before; secrets are stored nowhere', async () => {
    const next = await issueCredential(institution._id, 'moodle');
    assert.equal(await ApiCredentialModel.countDocuments({ institutionId: institution._id }), 1);
    assert.deepEqual(await codes(post(statement(completed))), [401, 'credential-unknown']);
    await assertNotStored([next, secret]);
  });

  test('each into its own institution alone', async () => {
    const other = await createInstitution({ name: 'Other' });
    secret = await issueCredential(other._id, 'moodle');
    assert.deepEqual((await report(statement(completed))).ignored.length, 1, 'has no such course');
    assert.equal(await EnrolmentModel.countDocuments({}), 0);
  });

  test('not too much: of a batch, of a body, in a minute', async () => {
    assert.deepEqual(await codes(post(Array(1_001).fill(statement(viewed)))), [413, 'batch-too-large']);
    assert.deepEqual(await codes(post([statement(viewed, { x: 'x'.repeat(1_100_000) })])), [
      413,
      'entity-too-large',
    ]);
    for (let i = 0; i < 600; i++) await request(app).get('/api/xapi/about');
    const { status, body, headers } = await request(app).get('/api/xapi/about');
    assert.deepEqual([status, body.error.code], [429, 'too-many-requests']);
    assert.ok(Number(headers['retry-after']) > 0);
  });

  test('what is no JSON, or of another version of xAPI, is said to be so, without quoting it', async () => {
    const send = (body: string, type: string, version = '1.0.3') =>
      codes(
        request(app)
          .post('/api/xapi/statements')
          .auth(secret, { type: 'bearer' })
          .set('X-Experience-API-Version', version)
          .type(type)
          .send(body),
      );
    assert.deepEqual(await send('{"Ottilie', 'json'), [400, 'entity-parse-failed']);
    assert.deepEqual(await send('a=b', 'form'), [415, 'body-not-json']);
    assert.deepEqual(await send('[]', 'json', '2.0.0'), [400, 'version-unsupported']);
  });
});

describe('the description', () => {
  type Operation = {
    requestBody?: { content: { 'application/json': { example: object } } };
    responses: Record<string, unknown>;
  };
  const document = openapi('https://next.example');
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      path,
      method,
      operation,
    })),
  );

  test('is served, and has every route and no other', async () => {
    const answer = await request(app).get('/api/openapi.json');
    assert.deepEqual(answer.body, JSON.parse(JSON.stringify(document)));
    assert.match(answer.body.openapi, /^3\.1\./);
    assert.deepEqual(
      operations.map(({ path, method }) => `${method.toUpperCase()} /api${path === '/' ? '' : path}`).sort(),
      routesOf({
        '/api': createApi('https://next.example', log, (_req, _res, next) => next(), noReads),
      }).sort(),
    );
  });

  test('names only what is in it', () => {
    const text = JSON.stringify(document);
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
      assert.ok(
        (document.components as Record<string, Record<string, object>>)[kind!]?.[name!],
        `${kind} ${name}`,
      );
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, operations.length);
  });

  test('has examples that are taken as they stand, and answers with what it says', async () => {
    await CourseModel.deleteMany({ institutionId: institution._id });
    await CourseModel.create({
      ...{ institutionId: institution._id, source: 'moodle', seenAt: new Date(), key: '12', title: 'Botany' },
      url: 'https://moodle.example.org/course/view.php?id=12',
    });
    for (const { path, method, operation } of operations) {
      const example = operation.requestBody?.content['application/json'].example;
      if (!example) continue;
      const answer = await request(app)
        [method as 'post'](
          `/api${path}${method === 'put' ? '?statementId=6690e6c9-3ef0-4ed3-8b37-7f3964730bee' : ''}`,
        )
        .auth(secret, { type: 'bearer' })
        .set('X-Experience-API-Version', '1.0.3')
        .send(example);
      assert.ok(
        answer.ok && operation.responses[answer.status],
        `${method} ${path}: ${answer.status} ${answer.text}`,
      );
    }
    assert.equal((await enrolment())?.state, 'completed');
  });
});
