import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { ownLearnerKey } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import type { Institution } from '../../../models/institution.ts';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { createSafeFetch } from '../../../src/lti/safe-fetch/safe-fetch.ts';
import { noCounts } from '../../../src/sync/apply.ts';
import type { OpenConnection } from '../../../src/sync/connections.ts';
import { createAsk } from '../../../src/sync/http/ask.ts';
import { learnAliases } from '../../../src/sync/identity/learn-aliases.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import type { SourceError } from '../../../src/sync/source-error.ts';
import { oneRosterConnector } from '../../../src/sync/sources/one-roster/connector.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../institution.ts';
import { course, enrolment, exampleCollections, klass } from './example-objects.ts';
import {
  type Collections,
  fail,
  type StandIn,
  type StandInOptions,
  startStandIn,
} from './stand-in-service.ts';
import { noneStored } from './stand-in-source.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let service: StandIn;

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});
afterEach(() => service?.close());

async function start(options: StandInOptions = {}, collections: Collections = exampleCollections()) {
  service = await startStandIn(collections, options);
}

const waits: number[] = [];
function connector() {
  const wait = (async (milliseconds: number) => void waits.push(milliseconds)) as never;
  const rules = { privateHosts: [service.host], plainHttp: true };
  const limits = { timeoutMilliseconds: 3_000, maximumBytes: 2_000_000 };
  return oneRosterConnector(createAsk(createSafeFetch(rules, limits), wait));
}

function connection(settings: Readonly<Record<string, string>> = {}): OpenConnection {
  const { url: address, tokenUrl } = service;
  return {
    tenant: institution._id,
    settings: { address, tokenUrl, clientId: 'client:1', ...settings },
    secrets: { secret: 's+cret' },
  };
}

const sync = (options: { wanted?: 'changes'; settings?: Readonly<Record<string, string>> } = {}) =>
  runSync({
    institution,
    source: connector().open(connection(options.settings), institution, noneStored),
    wanted: options.wanted ?? 'everything',
  });

async function states(): Promise<Record<string, string>> {
  const ids = ['U1', 'U2', 'U3', 'U4'];
  const names = new Map(ids.map((id) => [ownLearnerKey(institution, 'one-roster', id), id]));
  const stored = await EnrolmentModel.find().lean();
  return Object.fromEntries(
    stored
      .map(({ learner, course: key, role, state }) => [`${names.get(learner)} ${key}`, `${role} ${state}`])
      .sort(),
  );
}

const all = {
  'U1 one-roster:C1': 'learner active',
  'U1 one-roster:C3': 'learner active',
  'U2 one-roster:C1': 'learner active',
  'U3 one-roster:C1': 'staff active',
};

function fails(running: Promise<unknown>, code: string, words: RegExp) {
  return assert.rejects(running, (error: SourceError) => {
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.doesNotMatch(`${error.stack}`, /Ada|token\d|s\+cret/);
    return true;
  });
}

describe('a pull', () => {
  test('brings classes as courses and enrolments, and asks for nobody’s name', async () => {
    await start();
    const { counts } = await sync();
    assert.deepEqual(counts, { ...noCounts, courses: 3, enrolments: 4, changed: 7 });
    assert.deepEqual(await states(), all);
    const first = await CourseModel.findOne({ key: 'one-roster:C1' }).lean();
    assert.deepEqual(
      [first?.title, first?.code, first?.group, first?.categories, first?.term?.name, first?.closesAt],
      ['Class C1', 'BIO-1', 'BIO', ['Science'], 'Autumn 2025', new Date('2026-02-01')],
    );
    const paths = service.requests.map((request) => new URL(request, 'http://x'));
    assert.deepEqual(
      paths.map(({ pathname }) => pathname.replace(/.*\//, '')),
      ['academicSessions', 'courses', 'classes', 'enrollments'],
    );
    assert.equal(paths[3]?.searchParams.get('fields'), 'sourcedId,status,role,user,class,beginDate,endDate');
    for (const model of Object.values(mongoose.models))
      assert.doesNotMatch(JSON.stringify(await model.find().lean()), /Ada|school\.example|U1|token1/);
  });

  test('asks for a token as OAuth 2 and 1EdTech say: Basic, both parts encoded, the smallest scope', async () => {
    await start();
    await sync();
    const [{ authorization, form } = { authorization: '', form: {} }] = service.tokenRequests;
    assert.equal(Buffer.from(authorization.slice(6), 'base64').toString(), 'client%3A1:s%2Bcret');
    assert.deepEqual(form, {
      grant_type: 'client_credentials',
      scope: 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly',
    });
  });

  test('goes page by page where the service gives less than it was asked for, with totals and without', async () => {
    for (const hasTotals of [true, false]) {
      await start({ pageSize: 2, hasTotals });
      assert.deepEqual((await sync()).counts.enrolments, 4);
      assert.deepEqual(await states(), all);
      service.close();
    }
  });

  test('never follows a link: the stand-in’s lead to another host', async () => {
    await start({ pageSize: 1 });
    await sync();
    assert.ok(service.requests.length >= 10);
    assert.deepEqual(await states(), all);
  });

  test('withdraws who is no longer listed, and takes a class off offer', async () => {
    await start();
    await sync();
    service.collections['classes']?.pop();
    service.collections['enrollments']?.splice(1, 1);
    const { counts } = await sync();
    assert.deepEqual([counts.changed, counts.removed], [2, 2]);
    assert.deepEqual(await states(), { ...all, 'U2 one-roster:C1': 'learner withdrawn' });
    assert.ok((await CourseModel.findOne({ key: 'one-roster:C3' }).lean())?.removedAt);
  });

  test('of changes asks for these alone, and withdraws only who is said to have left', async () => {
    await start();
    await sync();
    const dateLastModified = new Date(Date.now() + 1_000).toISOString();
    service.collections['enrollments'] = [
      enrolment('E1', 'U1', 'C1', { status: 'tobedeleted', dateLastModified }),
      enrolment('E9', 'U4', 'C2', { dateLastModified }),
    ];
    service.requests.length = 0;
    const { counts } = await sync({ wanted: 'changes' });
    assert.deepEqual([counts.enrolments, counts.changed, counts.removed], [1, 2, 1]);
    const asked = new URL(service.requests[3] as string, 'http://x').searchParams.get('filter');
    assert.match(asked ?? '', /^dateLastModified>'20\d\d-\d\d-\d\dT[\d:.]+Z'$/);
    assert.deepEqual(await states(), {
      ...all,
      'U1 one-roster:C1': 'learner withdrawn',
      'U4 one-roster:C2': 'learner active',
    });
  });

  test('is joined with what launches have told', async () => {
    await start();
    const from = ownLearnerKey(institution, 'one-roster', 'U1');
    await learnAliases(institution._id, [
      { of: 'course', source: 'one-roster', from: 'one-roster:C1', to: '7' },
      { of: 'learner', source: 'one-roster', from, to: 'pseudonym' },
    ]);
    await sync();
    const stored = await EnrolmentModel.find({ learner: 'pseudonym' }).sort({ course: 1 }).lean();
    assert.deepEqual(
      stored.map(({ course: key }) => key),
      ['7', 'one-roster:C3'],
    );
  });

  test('takes an address with and without the path, and one of version 1.1', async () => {
    await start();
    await sync({ settings: { address: `http://${service.host}/` } });
    assert.deepEqual(await states(), all);
    const old = { address: `http://${service.host}/ims/oneroster/v1p1/` };
    await fails(sync({ settings: old }), 'not-found', /answered 404 \(unknownobject\) to academicSessions/);
    assert.match(service.tokenRequests.at(-1)?.form['scope'] ?? '', /v1p1\/scope\/roster-core\.readonly$/);
    await fails(sync({ settings: { address: 'nowhere' } }), 'address-refused', /is none\. Correct it/);
  });
});

describe('a service that changes while it is read', () => {
  /** What happens before the second page of enrolments. */
  const meanwhile = async (change: (collections: Collections) => void) => {
    await start({
      pageSize: 2,
      before: ({ url = '' }) => {
        if (/enrollments.*offset=2/.test(url)) change(service.collections);
        return false;
      },
    });
  };

  test('one that vanishes lets another slip through between two pages: nobody is withdrawn', async () => {
    await start();
    await sync();
    service.close();
    await meanwhile((collections) => collections['enrollments']?.shift());
    const { counts } = await sync();
    assert.equal(counts.enrolments, 3);
    assert.deepEqual(await states(), all);
  });

  test('one that appears makes another come twice: it is one', async () => {
    await meanwhile((collections) => collections['enrollments']?.unshift(enrolment('E0', 'U4', 'C2')));
    await sync();
    assert.deepEqual(await states(), all);
  });

  test('duplicate ids and classes that nobody knows', async () => {
    const collections = exampleCollections();
    collections['enrollments']?.push(enrolment('E4', 'U3', 'C1', { role: 'teacher' }));
    collections['enrollments']?.push(enrolment('E8', 'U1', 'C8'), enrolment('E9', '', 'C2'));
    await start({}, collections);
    const { counts } = await sync();
    assert.deepEqual([counts.enrolments, counts.rejected], [5, 2]);
    assert.deepEqual(await states(), all);
  });
});

describe('bad answers', () => {
  const always =
    (answer: NonNullable<StandInOptions['before']>): StandInOptions['before'] =>
    (req, res, count) =>
      req.url?.includes('/enrollments') ? answer(req, res, count) : false;
  const refuse = (status: number, code: string) =>
    always((_req, res) => {
      fail(res, status, code);
      return true;
    });

  for (const [name, before, code, words] of [
    [
      '401',
      refuse(401, 'unauthorisedrequest'),
      'token-refused',
      /answered 401 \(unauthorisedrequest\) to enrollments/,
    ],
    [
      '403',
      refuse(403, 'forbidden'),
      'forbidden',
      /answered 403 \(forbidden\).*Allow this client the scope https.*readonly/,
    ],
    ['404', refuse(404, 'unknownobject'), 'not-found', /Check the address; asked was \/ims\/oneroster/],
    [
      'a code that is none of the specification',
      refuse(409, 'Ada Invented'),
      'answer-unusable',
      /answered 409 to enr/,
    ],
    ['429 without Retry-After', refuse(429, 'server_busy'), 'busy', /answered 429 4 times/],
    ['500', refuse(500, 'internal_server_error'), 'busy', /answered 500 4 times/],
    [
      '429 with a long Retry-After',
      always((_req, res) => {
        res.writeHead(429, { 'Retry-After': '3600' }).end();
        return true;
      }),
      'busy',
      /answered 429 and asks to wait/,
    ],
    [
      'HTML',
      always((_req, res) => {
        res.end('<html>Ada Invented');
        return true;
      }),
      'answer-unusable',
      /not JSON/,
    ],
    [
      'a truncated body',
      always((_req, res) => {
        res.writeHead(200, { 'Content-Length': '999' }).write('{"enrollments":[', () => res.destroy());
        return true;
      }),
      'unreachable',
      /did not answer/,
    ],
    [
      'a body that is too large',
      always((_req, res) => {
        res.end(`{"enrollments":["${'x'.repeat(2_100_000)}"]}`);
        return true;
      }),
      'answer-unusable',
      /too large/,
    ],
    [
      'another list',
      always((_req, res) => {
        res.end('{"users":[]}');
        return true;
      }),
      'answer-unusable',
      /without a list of them/,
    ],
    [
      'a redirect',
      always((_req, res) => {
        res.writeHead(302, { Location: 'https://elsewhere.example/' }).end();
        return true;
      }),
      'redirected',
      /redirect/,
    ],
    [
      'the same page for ever',
      always((_req, res) => {
        const enrollments = [enrolment('E1', 'U1', 'C1')];
        res.setHeader('Link', '</>; rel="next"').end(JSON.stringify({ enrollments }));
        return true;
      }),
      'page-loop',
      /the same page of enrollments twice/,
    ],
    [
      'fewer than it says that there are',
      always((_req, res) => {
        res.setHeader('X-Total-Count', '9').end('{"enrollments":[]}');
        return true;
      }),
      'answer-unusable',
      /there are 9 enrollments, and gave 0/,
    ],
  ] as const)
    test(`${name}: said in words, nobody is withdrawn, the next run completes it`, async () => {
      let isBad = false;
      await start({ before: (...request) => isBad && (before?.(...request) ?? false) });
      await sync();
      isBad = true;
      await fails(sync(), code, words);
      const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
      assert.equal(run?.state, 'failed');
      assert.deepEqual(await states(), all);
      isBad = false;
      // As if the time that it asked for had passed.
      await SyncRunModel.updateMany({}, { $unset: { retryAt: 1 } });
      assert.equal((await sync()).counts.removed, 0);
      assert.deepEqual(await states(), all);
    });

  test('a token that ends in the middle is replaced once', async () => {
    await start({
      before: (_req, res, count) => {
        if (count === 3) fail(res, 401, 'unauthorisedrequest');
        return count === 3;
      },
    });
    await sync();
    assert.equal(service.tokenRequests.length, 2);
    assert.deepEqual(await states(), all);
  });

  test('Retry-After is waited for', async () => {
    waits.length = 0;
    await start({
      before: (_req, res, count) => {
        if (count === 2) res.writeHead(429, { 'Retry-After': '3' }).end();
        return count === 2;
      },
    });
    await sync();
    assert.ok(waits.length === 1 && (waits[0] as number) >= 3_000 && (waits[0] as number) < 4_000);
  });

  test('a token address that refuses', async () => {
    await start();
    const refusing = { tokenUrl: `${service.url}/classes` };
    await fails(
      sync({ settings: refusing }),
      'token-refused',
      /token address answered 401\. Check the client ID/,
    );
  });
});

describe('a service that knows less than the specification', () => {
  const withoutParameters = (...refused: [parameter: string, code: string][]): StandInOptions => ({
    before: ({ url = '' }, res) => {
      const found = refused.find(([parameter]) => url.includes(`${parameter}=`));
      if (found) fail(res, 400, found[1]);
      return found !== undefined;
    },
  });

  test('is asked without fields, and names that it sends are left behind', async () => {
    await start(withoutParameters(['fields', 'invalid_selection_field']));
    await sync();
    assert.deepEqual(await states(), all);
    for (const model of Object.values(mongoose.models))
      assert.doesNotMatch(JSON.stringify(await model.find().lean()), /Ada|school\.example/);
  });

  test('is asked without a filter, and all is read; a limit of a thousand may be too much', async () => {
    await start(withoutParameters(['filter', 'invalid_filter_field'], ['limit=1000', 'invaliddata']));
    await sync();
    assert.equal((await sync({ wanted: 'changes' })).counts.enrolments, 4);
  });

  test('withdraws nobody where it does not sort', async () => {
    await start();
    await sync();
    service.close();
    const { enrollments: _, ...collections } = exampleCollections();
    await start(withoutParameters(['sort', 'invalid_sort_field']), { ...collections, enrollments: [] });
    assert.equal((await sync()).counts.removed, 0);
    assert.deepEqual(await states(), all);
  });

  test('refuses everything: said so', async () => {
    await start({
      before: (_req, res) => {
        fail(res, 400, 'invaliddata');
        return true;
      },
    });
    await fails(sync(), 'answer-unusable', /answered 400 \(invaliddata\) to academicSessions/);
  });
});

describe('checks', () => {
  const check = async (settings = {}) => {
    const checks = await connector().check(connection(settings), new AbortController().signal, noneStored);
    return Object.fromEntries(checks.map(({ title, state, found }) => [title, `${state}: ${found}`]));
  };

  test('say what was found, and whether the LMS’s ids are known', async () => {
    await start();
    assert.deepEqual(await check(), {
      'Access token': 'good: The service gave one.',
      academicSessions: 'good: 1.',
      courses: 'good: 2.',
      classes: 'good: 3.',
      enrollments: 'good: 4.',
      'Changes alone': 'good: 0 in the last 7 days.',
      Order: 'good: The service sorts by sourcedId.',
      'Joined with the LMS':
        'unknown: The LMS has told the sourcedId of 0 people and 0 courses; OneRoster has 0 and 0 of these.',
    });
  });

  test('say whether the LMS speaks of the same ids', async () => {
    await start();
    await sync();
    const joined = async () => (await check())['Joined with the LMS'] ?? '';
    assert.match(await joined(), /^unknown: /);
    const told = (person: string, section: string) =>
      learnAliases(institution._id, [
        { of: 'course', source: 'one-roster', from: `one-roster:${section}`, to: `7${section}` },
        {
          ...{ of: 'learner' as const, source: 'one-roster', to: `pseudonym ${person}` },
          from: ownLearnerKey(institution, 'one-roster', person),
        },
      ]);
    // A student number where the sourcedId should be.
    await told('4711', 'BIO-2025');
    assert.match(await joined(), /^bad: .* 1 people and 1 courses; OneRoster has 0 and 0 of these/);
    await told('U1', 'C1');
    assert.match(await joined(), /^good: .* 2 people and 2 courses; OneRoster has 1 and 1 of these/);
  });

  test('of one that shows nothing, knows no filter and does not sort', async () => {
    const nothing = { academicSessions: [], courses: [course('A', 'Art')], classes: [klass('C', 'A')] };
    await start(
      {
        before: ({ url = '' }, res) => {
          if (!/filter=|sort=/.test(url)) return false;
          fail(res, 400, url.includes('filter=') ? 'invalid_filter_field' : 'invalid_sort_field');
          return true;
        },
      },
      { ...nothing, enrollments: [] },
    );
    const found = await check();
    assert.match(found['enrollments'] ?? '', /^bad: None/);
    assert.match(found['Changes alone'] ?? '', /^unknown: .*refuses to filter/);
    assert.match(found['Order'] ?? '', /^unknown: .*refuses to sort/);
  });

  test('of a wrong address and a refused token', async () => {
    await start();
    assert.match((await check({ address: 'nowhere' }))['Address'] ?? '', /^bad: .*is none/);
    const found = await check({ tokenUrl: `${service.url}/classes` });
    assert.match(found['Access token'] ?? '', /^bad: .*401/);
    assert.equal(found['classes'], undefined);
  });
});
