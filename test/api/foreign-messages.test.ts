// Takes about 8 s.
// Messages as real senders write them: their words, times, addresses, accounts and order.
import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { ConnectionModel } from '../../models/connection.ts';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SenderReportModel } from '../../models/sender-report.ts';
import { readLearnerState } from '../../src/answering/learner-state.ts';
import { createApi } from '../../src/api/create-api.ts';
import { issueCredential, revokeCredential } from '../../src/api/credentials.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import type { EnrolmentRecord, SyncRecord } from '../../src/sync/record.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { startProcessorTime } from '../support/processor-time.ts';
import { noReads } from './no-reads.ts';

const site = 'https://moodle.school.example';
const courseAddress = `${site}/course/view.php?id=12`;
const log = pino({ level: 'silent' });
const database = await openTestDatabase();
after(() => database.close());
let app: Express;
let institution: Institution;
let secret: string;

const addCourse = (key: string, url?: string) =>
  CourseModel.create({
    ...{ institutionId: institution._id, key, title: `Course ${key}`, ...(url && { url }) },
    ...{ source: 'csv', seenAt: new Date('2026-06-01') },
  });

beforeEach(async () => {
  await database.clear();
  app = createApp(log, {
    '/api': createApi('https://next.example', log, (_req, _res, next) => next(), noReads),
  });
  institution = await createInstitution();
  await addCourse('12', courseAddress);
  secret = await issueCredential(institution._id, 'plugin');
});

interface Fields {
  verb?: string;
  at?: unknown;
  person?: unknown;
  [name: string]: unknown;
}
const adl = 'http://adlnet.gov/expapi/verbs';
const tincan = 'http://id.tincanapi.com/verb';
const statement = ({
  verb = `${adl}/registered`,
  at = '2026-09-01T08:00:00Z',
  person = '41',
  ...fields
}: Fields) => ({
  timestamp: at,
  actor: { objectType: 'Agent', account: { homePage: site, name: person } },
  verb: { id: verb },
  object: { objectType: 'Activity', id: courseAddress },
  ...fields,
});
const rated = (scaled: number, fields: Fields = {}) =>
  statement({ verb: `${tincan}/rated`, result: { score: { scaled } }, ...fields });

async function send(...statements: readonly unknown[]) {
  const answer = await request(app)
    .post('/api/xapi/statements?report=true')
    .auth('plugin', secret)
    .set('X-Experience-API-Version', '1.0.3')
    .send(statements as unknown as object);
  assert.ok(answer.status < 500, answer.text);
  return answer.body as { stored: number; ignored: Line[]; invalid: Line[] };
}
type Line = { index: number; reason: string };

async function sendCaliper(event: object) {
  const answer = await request(app)
    .post('/api/caliper')
    .auth(secret, { type: 'bearer' })
    .send({
      ...{ sensor: 'https://sensor.example/1', sendTime: '2026-11-01T08:00:00Z' },
      ...{ dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2', data: [event] },
    });
  assert.ok(answer.status < 500, answer.text);
  return answer.body as { stored: number; ignored: Line[]; invalid: Line[] };
}
const navigated = (fields: object = {}) => ({
  ...{ type: 'NavigationEvent', action: 'NavigatedTo', id: 'urn:uuid:1', eventTime: '2026-09-01T08:00:00Z' },
  actor: { id: `${site}/users/41`, type: 'Person' },
  object: { id: courseAddress, type: 'CourseSection' },
  ...fields,
});

const enrolment = (person = '41', course = '12') =>
  EnrolmentModel.findOne({
    ...{ institutionId: institution._id, learner: learnerKeyOf(institution, person), course },
  }).lean();
const stateOf = async (person?: string, course?: string) => (await enrolment(person, course))?.state;
const eventsOf = (person = '41') =>
  EventModel.find({ institutionId: institution._id, learner: learnerKeyOf(institution, person) })
    .sort({ at: 1 })
    .lean();

describe('verbs', () => {
  const words: readonly [string, string | undefined][] = [
    ['https://xapi.edlm/profiles/edlm-lms/concepts/verbs/enrolled', 'active'],
    ['https://w3id.org/xapi/tla/verbs/registered/', 'active'],
    ['http://activitystrea.ms/schema/1.0/join', 'active'],
    ['http://activitystrea.ms/join', 'active'],
    [' http://id.tincanapi.com/verb/Enrolled ', 'active'],
    ['urn:example:verbs:enrolled', 'active'],
    ['https://w3id.org/xapi/tla/verbs/resumed', 'active'],
    ['http://activitystrea.ms/leave', 'withdrawn'],
    ['https://xapi.example/verbs/dropped', 'withdrawn'],
    ['http://activitystrea.ms/schema/1.0/leave', 'withdrawn'],
    ['https://example.org/verbs#unenrolled', 'withdrawn'],
    ['https://w3id.org/xapi/tla/verbs/suspended', 'withdrawn'],
    ['http://adlnet.gov/expapi/verbs/withdrew', 'withdrawn'],
    ['https://w3id.org/xapi/tla/verbs/completed', 'completed'],
    ['http://activitystrea.ms/schema/1.0/complete', 'completed'],
    ['http://activitystrea.ms/schema/1.0/update', undefined],
    ['http://adlnet.gov/expapi/verbs/terminated', undefined],
    ['https://example.org/enrolled/verbs/answered', undefined],
  ];
  for (const [verb, state] of words)
    test(`${verb} makes a person ${state}`, async () => {
      const { ignored } = await send(statement({ verb }));
      assert.equal(await stateOf(), state);
      assert.equal(ignored.length, state === undefined ? 1 : 0);
    });

  test('who was suspended and has resumed is in the course', async () => {
    await send(statement({}), statement({ person: '42' }));
    const tla = 'https://w3id.org/xapi/tla/verbs';
    const suspended = { verb: `${tla}/suspended`, at: '2026-09-20T08:00:00Z' };
    await send(statement(suspended), statement({ ...suspended, person: '42' }));
    await send(statement({ verb: `${tla}/resumed`, at: '2026-10-01T08:00:00Z', person: '42' }));
    assert.deepEqual([await stateOf('41'), await stateOf('42')], ['withdrawn', 'active']);
    assert.equal((await enrolment('42'))?.at?.toISOString(), '2026-09-01T08:00:00.000Z');
  });

  test('content that is left for today suspends nobody', async () => {
    await send(statement({}));
    for (const profile of [
      'https://w3id.org/xapi/scorm/v/2',
      'https://w3id.org/xapi/cmi5/context/categories/cmi5',
    ]) {
      const context = { contextActivities: { category: [{ id: profile }] } };
      const { ignored } = await send(
        statement({ verb: `${adl}/suspended`, at: '2026-10-01T08:00:00Z', context }),
      );
      assert.match(ignored[0]?.reason ?? '', /sitting/);
    }
    assert.equal(await stateOf(), 'active');
  });

  test('a word of JavaScript is no verb', async () => {
    const { ignored } = await send(statement({ verb: 'constructor' }), statement({ verb: 'x/__proto__' }));
    assert.equal(ignored.length, 2);
  });
});

describe('a statement’s own time', () => {
  const joined = statement({ at: '2026-03-01T09:00:00Z' });
  const left = (at: string) => statement({ verb: `${tincan}/unregistered`, at });

  test('decides, not its arrival: in two requests, in one, and in any order', async () => {
    for (const [batches, right] of [
      [[[joined], [left('2026-02-01T09:00:00Z')]], 'active'],
      [[[joined, left('2026-02-01T09:00:00Z')]], 'active'],
      [[[left('2026-04-01T09:00:00Z')], [joined]], 'withdrawn'],
      [[[left('2026-04-01T09:00:00Z'), joined]], 'withdrawn'],
      [[[joined], [left('2026-04-01T09:00:00Z')], [joined]], 'withdrawn'],
    ] as const) {
      await EnrolmentModel.deleteMany({ institutionId: institution._id });
      for (const batch of batches) await send(...batch);
      const stored = await enrolment();
      assert.deepEqual([stored?.state, stored?.at?.toISOString()], [right, '2026-03-01T09:00:00.000Z']);
    }
  });

  test('of the same time what arrives last counts', async () => {
    await send(joined, left('2026-03-01T09:00:00Z'));
    assert.equal(await stateOf(), 'withdrawn');
    await send(joined);
    assert.equal(await stateOf(), 'active');
    const isLiked = async () =>
      (await readLearnerState(institution._id, learnerKeyOf(institution, '41'), new Date())).liked.has('12');
    for (let i = 0; i < 8; i++) {
      await send(rated(i % 2, { id: `6f1c0000-0000-4000-8000-00000000000${i}` }));
      assert.equal(await isLiked(), i % 2 === 1);
    }
    await send(rated(0, { id: '6f1c0000-0000-4000-8000-00000000000a' }), rated(1));
    assert.equal(await isLiked(), true);
  });

  test('a completed course stays completed; its later date counts', async () => {
    const completed = (at: string) => statement({ verb: `${adl}/completed`, at });
    await send(
      completed('2026-06-01T09:00:00Z'),
      completed('2026-05-01T09:00:00Z'),
      left('2026-07-01T09:00:00Z'),
      joined,
    );
    const stored = await enrolment();
    assert.deepEqual([stored?.state, stored?.completedAt?.getUTCMonth()], ['completed', 5]);
  });

  test('many people in one batch, newest first, and a second time', async () => {
    const people = Array.from({ length: 150 }, (_, i) => `${i}`);
    const batch = ['2026-06-01', '2026-05-01', '2026-04-01', '2026-03-01'].flatMap((at, i) =>
      people.map((person) =>
        statement({ at, person, ...(i % 2 === 1 && { verb: `${tincan}/unregistered` }) }),
      ),
    );
    for (let time = 0; time < 2; time++) {
      await send(...batch);
      const all = await EnrolmentModel.find({ institutionId: institution._id }).lean();
      assert.equal(all.length, 150);
      assert.ok(all.every(({ state, at }) => state === 'active' && at?.getUTCMonth() === 5));
    }
  });

  const look = async (seenAt: string, records: Partial<EnrolmentRecord>[] | SyncRecord[]) =>
    apply({
      ...{ institution, source: 'moodle', seenAt: new Date(seenAt), now: new Date() },
      records: records.map(
        (record) => ({ kind: 'enrolment', learner: '41', course: '12', ...record }) as SyncRecord,
      ),
    });

  test('stands against a source that looks: what is said of a later time than the look counts until the next look', async () => {
    await look('2026-03-01T00:00:00Z', [{ state: 'active', at: new Date('2026-02-01') }]);
    await send(left('2026-01-15T09:00:00Z'));
    assert.equal(await stateOf(), 'active', 'it left before it was seen there');
    await send(left('2026-03-05T09:00:00Z'));
    assert.equal(await stateOf(), 'withdrawn', 'the look of 1 March does not know it');
    await look('2026-03-10T00:00:00Z', [{ state: 'active', at: new Date('2026-02-01') }]);
    assert.equal(await stateOf(), 'active', 'seen again, unchanged, after the statement');
    await look('2026-03-20T00:00:00Z', [{ kind: 'complete', of: 'enrolments', course: '12' }]);
    assert.equal(await stateOf(), 'withdrawn');
    await send(statement({ at: '2026-03-21T09:00:00Z' }));
    assert.equal(await stateOf(), 'active');
  });
});

describe('times', () => {
  const timeOf = async () => (await eventsOf())[0]?.at.toISOString();
  for (const [at, right] of [
    ['2026-09-01T23:30:00', '2026-09-01T23:30:00.000Z'],
    ['2026-09-01T10:00:00+02', '2026-09-01T08:00:00.000Z'],
    ['20260901T100000Z', '2026-09-01T10:00:00.000Z'],
    ['2026-09-01T10:00:00,5Z', '2026-09-01T10:00:00.500Z'],
    ['2026-02-30T10:00:00Z', undefined],
    ['2026-09-01T25:00:00Z', undefined],
    ['8/7/2026', undefined],
    // .NET's way to say that there is none.
    ['0001-01-01T00:00:00', undefined],
    [1_788_000_000, undefined],
    [null, undefined],
    [{ toString: 1 }, undefined],
  ] as const)
    test(`${JSON.stringify(at)} is ${right}`, async () => {
      const { invalid } = await send(statement({ verb: `${tincan}/viewed`, at }));
      assert.deepEqual([await timeOf(), invalid.length], [right, right === undefined ? 1 : 0]);
      await EventModel.deleteMany({ institutionId: institution._id });
      const answer = await sendCaliper(navigated({ eventTime: at }));
      assert.deepEqual([await timeOf(), answer.invalid.length], [right, right === undefined ? 1 : 0]);
    });
});

describe('a course', () => {
  const known = async (id: unknown) =>
    (await send(statement({ verb: `${tincan}/viewed`, object: { id } }))).stored === 1;

  test('is found by its address, however that is written', async () => {
    for (const address of [
      `${courseAddress}&section=3`,
      `${site}/course/view.php?section=3&id=12#section-3`,
      `${site}/course/view.php?lang=de&id=12`,
      'http://MOODLE.school.example:80//course/view.php/?id=12',
      'https://moodle.school.example:443/course/view.php?%69d=12',
    ])
      assert.ok(await known(address), address);
    assert.equal((await eventsOf()).length, 1);
  });

  test('of another site or page is not ours, whatever its number', async () => {
    for (const address of [
      'https://moodle.other.example/course/view.php?id=12',
      'https://moodle.school.example:8443/course/view.php?id=12',
      `${site}/second/course/view.php?id=12`,
      `${site}/course/view.php?id=13&section=12`,
      `${site}/mod/quiz/view.php?id=12`,
      `${site}/course/edit.php?id=12`,
      site,
    ])
      assert.ok(!(await known(address)), address);
  });

  test('has an id with colons and plus signs', async () => {
    const key = 'course-v1:Acme+BIO1+2026';
    await addCourse(key);
    for (const name of [
      key,
      `https://lms.example/course/${key}`,
      `https://lms.example/courses/${encodeURIComponent(key)}/`,
      `https://lms.example/courses/${key}/about?next=1`,
      `urn:lms:course:${key}`,
    ])
      assert.ok(await known(name), name);
    assert.ok(!(await known(`https://lms.example/courses/${key}/discussion/7`)));
  });

  test('that shares its address with others is not found by it', async () => {
    const address = 'https://school.example/courses.html';
    await addCourse('A', address);
    assert.ok(await known(address));
    await addCourse('B', address);
    assert.ok(!(await known(address)));
  });

  test('of a source has the address of what the source says', async () => {
    const record = {
      kind: 'course',
      key: 'C',
      title: 'C',
      url: 'https://School.example/show?b=2&a=1',
    } as const;
    const seenAt = new Date();
    await apply({ institution, source: 'csv', records: [record], seenAt, now: seenAt });
    assert.ok(await known('http://school.example/show?a=1&b=2&c=3'));
    await apply({ institution, source: 'csv', records: [{ ...record, url: null }], seenAt, now: seenAt });
    assert.ok(!(await known('http://school.example/show?a=1&b=2')));
  });
});

describe('a person', () => {
  const isTaken = async (actor: unknown) => (await send(statement({ actor }))).stored === 1;
  const account = (homePage: unknown, name: unknown = '41') => ({ account: { homePage, name } });

  test('is no group, whose number may be that of a person', async () => {
    const group = { objectType: 'Group', ...account(site, '3'), member: [account(site)] };
    for (const actor of [
      group,
      { ...group, objectType: undefined },
      { ...account(site, '3'), objectType: 'Activity' },
    ])
      assert.ok(!(await isTaken(actor)));
    assert.ok(await isTaken({ objectType: ['Agent'], ...account(site) }));
    assert.equal(await enrolment('3'), null);
  });

  test('has the same id as number and as text', async () => {
    assert.ok(await isTaken(account(site, 41)));
    assert.equal(await stateOf('41'), 'active');
  });

  test('is nobody where a program or a spreadsheet has made the id that many share', async () => {
    for (const name of ['null', 'undefined', 'None', '[object Object]', '1.23457E+11', '#N/A', '41.0']) {
      const { ignored } = await send(statement({ actor: account(site, name) }));
      assert.match(ignored[0]?.reason ?? '', /so many share it/, name);
      const sub = { federatedSession: { messageParameters: { sub: name, iss: site } } };
      for (const event of [
        sub,
        { actor: { id: `urn:school:user:${encodeURIComponent(name)}`, type: 'Person' } },
      ])
        if (!/[^a-z]/i.test(name) || event === sub)
          assert.match(
            (await sendCaliper(navigated(event))).ignored[0]?.reason ?? '',
            /so many share it/,
            name,
          );
    }
    assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id }), 0);
  });

  test('of another system is somebody else', async () => {
    for (const home of [`${site}/`, 'http://moodle.school.example', undefined])
      assert.ok(await isTaken(account(home)), home);
    for (const home of [
      'https://publisher.example',
      'https://moodle.school.example.evil.example',
      'x',
      7,
      null,
      {},
    ])
      assert.ok(!(await isTaken(account(home))), `${home}`);
    assert.equal(await EnrolmentModel.countDocuments({ institutionId: institution._id }), 1);
  });

  test('is at home where the institution’s LMS is registered or connected', async () => {
    const other = 'https://lms.school.example/moodle';
    assert.ok(!(await isTaken(account(other))));
    const settings = { address: other };
    await ConnectionModel.create({
      institutionId: institution._id,
      source: 'moodle',
      settings,
      secrets: 'x',
    });
    assert.ok(await isTaken(account(other)));
    assert.ok(!(await isTaken(account('https://lms.school.example/second'))));
    const registration = await RegistrationModel.create({
      ...{ issuer: 'https://issuer.example', clientId: 'c', name: 'x' },
      ...{
        authorizationUrl: 'https://a.example',
        tokenUrl: 'https://a.example',
        jwksUrl: 'https://a.example',
      },
    });
    await database.clear();
    institution = await createInstitution({ registration: registration._id });
    await RegistrationModel.create(registration.toObject());
    await addCourse('12');
    secret = await issueCredential(institution._id, 'plugin');
    const object = { id: '12' };
    assert.equal((await send(statement({ actor: account('https://issuer.example'), object }))).stored, 1);
    assert.equal((await send(statement({ actor: account('https://other.example'), object }))).stored, 0);
  });

  test('where nothing is known of the institution’s systems, or the administrator has named them', async () => {
    await CourseModel.deleteMany({ institutionId: institution._id });
    await addCourse('12');
    const from = (home: string) => send(statement({ actor: account(home), object: { id: '12' } }));
    assert.equal((await from('https://any.example')).stored, 1);
    secret = await issueCredential(institution._id, 'plugin', ['https://lms.example/a']);
    assert.equal((await from('https://lms.example/a/')).stored, 1);
    assert.equal((await from('https://lms.example/b')).stored, 0);
    assert.match((await from('https://any.example')).ignored[0]?.reason ?? '', /another system/);
  });

  test('of Caliper is of the institution, of the course’s system, or of the sensor’s', async () => {
    const isRead = async (id: string, fields = {}) =>
      (await sendCaliper(navigated({ id: `urn:uuid:${id}`, actor: { id, type: 'Person' }, ...fields })))
        .stored === 1;
    assert.ok(await isRead(`${site}/user/view.php?id=41&course=3`));
    assert.ok(await isRead('urn:school:user:41'));
    assert.ok(await isRead('https://sensor.example/users/41'));
    assert.ok(!(await isRead('https://publisher.example/users/41')));
    assert.ok(!(await isRead(`${site}/user/view.php?course=3&a=2`)));
    assert.equal((await eventsOf('41')).length, 1);
    const federatedSession = (iss: string) => ({ messageParameters: { sub: '41', iss } });
    assert.ok(await isRead('x', { federatedSession: federatedSession(site) }));
    assert.ok(!(await isRead('y', { federatedSession: federatedSession('https://lms.other.example') })));
  });
});

describe('voiding', () => {
  const id = '6F1C0000-0000-4000-8000-000000000001';
  const voiding = {
    ...{ actor: { account: { name: 'lrs' } }, verb: { id: `${adl}/voided` } },
    object: { objectType: 'StatementRef', id: id.toLowerCase() },
  };
  test('a rating that is voided no longer counts, and does not come back', async () => {
    await send(rated(0, { id }), rated(1));
    assert.deepEqual(await send(voiding), { stored: 1, ignored: [], invalid: [] });
    assert.match((await send(rated(0, { id }))).ignored[0]?.reason ?? '', /voided/);
    assert.deepEqual(
      (await eventsOf()).map(({ rating }) => rating),
      [5],
    );
  });

  test('also when it is voided before it comes, or in one batch', async () => {
    assert.match((await send(voiding)).ignored[0]?.reason ?? '', /enrolments.* cannot be voided/);
    await send(rated(0, { id }), statement({ id }));
    const other = '6f1c0000-0000-4000-8000-000000000002';
    await send(rated(0, { id: other }), { ...voiding, object: { ...voiding.object, id: other } });
    assert.deepEqual([await eventsOf(), await enrolment()], [[], null]);
  });

  test('without a reference is not valid', async () => {
    const { invalid } = await send(statement({ verb: `${adl}/voided` }), { ...voiding, object: { id } });
    assert.deepEqual(
      invalid.map(({ index }) => index),
      [0, 1],
    );
  });

  test('of one institution leaves another’s alone', async () => {
    await send(rated(0, { id }));
    const first = institution;
    const firstSecret = secret;
    institution = await createInstitution({ name: 'Other' });
    secret = await issueCredential(institution._id, 'plugin');
    await send(voiding);
    [institution, secret] = [first, firstSecret];
    assert.equal((await eventsOf()).length, 1);
  });
});

describe('values of unknown shape', () => {
  /** JSON that no specification has. */
  const odd: readonly unknown[] = [
    null,
    7,
    -0,
    1e308,
    true,
    '',
    '\0',
    '\ud800',
    'x'.repeat(20_000),
    [],
    [[null]],
    {},
    { toString: null },
  ];
  const places = ['id', 'timestamp', 'actor', 'verb', 'object', 'result', 'context'] as const;

  test('one bad statement is refused by itself, and the others are stored', async () => {
    const batch = [...places, 'account', 'score', 'selection'].flatMap((place) =>
      odd.map((value) => {
        if (place === 'account') return statement({ actor: { account: value } });
        if (place === 'score')
          return statement({ verb: `${tincan}/rated`, result: { score: { raw: value, min: value } } });
        return statement({ verb: `${tincan}/viewed`, [place]: value });
      }),
    );
    const { stored, ignored, invalid } = await send(statement({}), ...batch, rated(1));
    assert.equal(stored + ignored.length + invalid.length, batch.length + 2);
    assert.equal(await stateOf(), 'active');
    assert.ok((await eventsOf()).some(({ rating }) => rating === 5));
  });

  test('of a rating in Caliper, too', async () => {
    for (const value of odd) {
      const generated = { selections: [value], question: { scale: { itemValues: [value, value, '3'] } } };
      await sendCaliper(navigated({ type: 'FeedbackEvent', action: 'Ranked', generated }));
      await sendCaliper(
        navigated({ extensions: value, actor: value, object: value, federatedSession: value }),
      );
    }
  });

  test('what is nested a hundred thousand times is refused', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify([statement({}), { ...statement({}), context: 'HERE' }]).replace(
      '"HERE"',
      deep,
    );
    const answer = await request(app)
      .post('/api/xapi/statements')
      .auth('plugin', secret)
      .set('X-Experience-API-Version', '1.0.3')
      .type('json')
      .send(text);
    assert.deepEqual([answer.status, answer.body.stored], [400, 1], answer.text);
    assert.match(answer.body.invalid[0].reason, /nested/);
  });

  test('a name of 64 kB and a search of a megabyte hold nobody up', async () => {
    const spent = startProcessorTime();
    await sendCaliper(
      navigated({ actor: { id: `https://a.example/${'/'.repeat(64_000)}x`, type: 'Person' } }),
    );
    await send(statement({ object: { id: `https://a.example/course/${'/course/'.repeat(8_000)}` } }));
    const response = `a${'\u0315\u0300'.repeat(200_000)}`;
    await send(statement({ verb: 'http://activitystrea.ms/schema/1.0/search', result: { response } }));
    assert.ok(spent() < 3_000, `${spent()} ms`);
    assert.equal([...((await eventsOf())[0]?.text ?? '')].length, 60);
  });
});

describe('what was not stored', () => {
  test('is counted for each sender by reason, and says nothing of people', async () => {
    const wrong = statement({ at: 'yesterday' });
    const group = statement({ actor: { objectType: 'Group', name: 'Ottilie Brandt' } });
    await send(wrong, group, group, statement({}));
    await send(group);
    const other = await issueCredential(institution._id, 'sensor');
    secret = other;
    await sendCaliper(navigated({ actor: { id: 'https://a.example/app', type: 'SoftwareApplication' } }));
    const reports = await SenderReportModel.find({ institutionId: institution._id }).lean();
    assert.deepEqual(reports.map(({ sender, outcome, count }) => [sender, outcome, count]).sort(), [
      ['plugin', 'ignored', 3],
      ['plugin', 'invalid', 1],
      ['sensor', 'ignored', 1],
    ]);
    assert.ok(reports.every(({ lastAt }) => Date.now() - lastAt.getTime() < 60_000));
    assert.ok(!JSON.stringify(reports).includes('Ottilie'));
    await revokeCredential(institution._id, 'plugin');
    assert.equal(await SenderReportModel.countDocuments({ institutionId: institution._id }), 1);
  });
});
