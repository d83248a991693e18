import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, test } from 'node:test';
import { Types } from 'mongoose';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { claim } from '../../../src/lti/claims.ts';
import type { RosterError } from '../../../src/lti/names-and-roles/roster-error.ts';
import type { Member } from '../../../src/lti/names-and-roles/roster-page.ts';
import { createRosterReader } from '../../../src/lti/names-and-roles/roster-reader.ts';
import type { RosterRequest } from '../../../src/lti/names-and-roles/roster-request.ts';
import { json, TestPlatform } from '../test-platform.ts';
import { ToolUnderTest } from '../tool-under-test.ts';

const tool = await ToolUnderTest.start();
after(() => tool.close());

const person = (id: string, role = 'Learner', status?: string) => ({
  user_id: id,
  roles: [role],
  name: 'Tara Adler',
  email: 'tara@example.com',
  ...(status ? { status } : {}),
});

async function readAll(
  path: string,
  request: RosterRequest = {},
  readRoster = tool.lti.readRoster,
): Promise<Member[]> {
  const registration = await RegistrationModel.findOne({ issuer: tool.platform.url }).lean();
  const members: Member[] = [];
  const url = new URL(path, tool.platform.url).href;
  for await (const member of readRoster(registration as never, url, request)) members.push(member as Member);
  return members;
}

/** Paths that were asked for since the last call. */
function asked(): string[] {
  return tool.platform.requests.splice(0).map(({ path }) => path);
}

test('reads every page, maps roles and states, and drops names', async () => {
  tool.platform.handlers.set('/members', (req, res) => {
    const page = new URL(req.url as string, tool.platform.url).searchParams.get('page') ?? '1';
    const next = { Link: `<${tool.platform.url}/members?page=${Number(page) + 1}>; rel="next"` };
    if (page === '1') json(res, { members: [person('a'), person('b', 'Instructor')] }, next);
    else json(res, { members: [person('c', 'Learner', 'Inactive'), person('d', 'Learner', 'Deleted')] });
  });
  assert.deepEqual(await readAll('/members'), [
    { userId: 'a', role: 'learner', status: 'active' },
    { userId: 'b', role: 'staff', status: 'active' },
    { userId: 'c', role: 'learner', status: 'inactive' },
    { userId: 'd', role: 'learner', status: 'deleted' },
  ]);
});

test('a 401 costs one new token, a second one ends the run', async () => {
  let answers = 0;
  tool.platform.handlers.set('/once', (_req, res) =>
    answers++ === 0 ? json(res, {}, {}, 401) : json(res, { members: [person('a')] }),
  );
  asked();
  assert.equal((await readAll('/once')).length, 1);
  assert.deepEqual(asked(), ['/once?limit=200', '/token', '/once?limit=200']);
  tool.platform.handlers.set('/never', (_req, res) => json(res, {}, {}, 401));
  await assert.rejects(readAll('/never'), { code: 'roster-refused' });
  assert.deepEqual(asked(), ['/never?limit=200', '/token', '/never?limit=200']);
});

test('asks for role, page size and resource link beside what the address holds', async () => {
  tool.platform.handlers.set('/some', (_req, res) => json(res, { members: [] }));
  asked();
  const role = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
  await readAll('/some?course=2', { role, limit: 50, resourceLinkId: 'link 1' });
  const { searchParams } = new URL(asked().at(-1) as string, tool.platform.url);
  assert.deepEqual(Object.fromEntries(searchParams), { course: '2', limit: '50', role, rlid: 'link 1' });
});

test('waits as long as Retry-After says and tries again', async () => {
  let answers = 0;
  tool.platform.handlers.set('/busy', (_req, res) =>
    answers++ === 0
      ? json(res, {}, { 'Retry-After': new Date().toUTCString() }, 429)
      : json(res, { members: [person('a')] }),
  );
  assert.equal((await readAll('/busy')).length, 1);
});

test('a platform that asks for more patience than half a minute is left alone for so long', async () => {
  tool.platform.handlers.set('/later', (_req, res) => json(res, {}, { 'Retry-After': '600' }, 503));
  asked();
  await assert.rejects(readAll('/later'), (error: RosterError) => {
    assert.equal(error.code, 'platform-busy');
    assert.ok(error.waitMayBeOfOnePart, 'it says nothing of other courses');
    return (error.retryAfterMilliseconds as number) >= 600_000;
  });
  assert.equal(asked().filter((path) => path !== '/token').length, 1);
});

test('one that is busy after four attempts, for which it asked to wait no longer, is not left alone', async () => {
  tool.platform.handlers.set('/always', (_req, res) => json(res, {}, { 'Retry-After': '0' }, 503));
  asked();
  await assert.rejects(readAll('/always'), (error: RosterError) => {
    assert.equal(error.code, 'platform-busy');
    return error.retryAfterMilliseconds === undefined;
  });
  assert.equal(asked().filter((path) => path !== '/token').length, 4);
});

test('four attempts, and then an error that says which it was', async () => {
  tool.platform.handlers.set('/forbidden', (_req, res) => json(res, {}, {}, 403));
  tool.platform.handlers.set('/down', (_req, res) => json(res, {}, {}, 500));
  tool.platform.handlers.set('/cut', (req) => req.socket.destroy());
  let cuts = 0;
  tool.platform.handlers.set('/cut-once', (req, res) => {
    if (cuts++ > 0) return json(res, { members: [person('a')] });
    res.writeHead(200, { 'Content-Length': '1000' });
    res.write('{"members":[', () => req.socket.destroy());
  });
  asked();
  const waits: number[] = [];
  const pause = (async (milliseconds: number) => void waits.push(milliseconds)) as never;
  const reader = createRosterReader({ get: async () => 'token' }, tool.platform.rules, { pause });
  const read = (path: string) => readAll(path, {}, reader);
  await assert.rejects(read('/forbidden'), { code: 'roster-refused' });
  await assert.rejects(read('/down'), { code: 'platform-busy' });
  await assert.rejects(read('/cut'), { code: 'platform-unreachable' });
  assert.equal((await read('/cut-once')).length, 1);
  assert.equal(waits.length, 3 + 3 + 3 + 1);
  const paths = asked();
  const count = (path: string) => paths.filter((one) => one.startsWith(path)).length;
  assert.deepEqual(['/forbidden', '/down', '/cut?', '/cut-once'].map(count), [4, 4, 4, 2]);
});

for (const [name, link, code] of [
  ['a next page on another host', 'https://evil.example/members', 'foreign-page'],
  ['a next page on another port', 'http://127.0.0.1:1/members', 'foreign-page'],
  ['a next page that is no address', 'http://', 'foreign-page'],
  ['pages that go in a circle', '/circle?limit=200', 'page-loop'],
  ['pages that go in a circle by a fragment', '/circle?limit=200#2', 'page-loop'],
] as const)
  test(`refuses ${name}`, async () => {
    tool.platform.handlers.set('/circle', (_req, res) =>
      json(res, { members: [] }, { Link: `<${link}>; rel="next"` }),
    );
    asked();
    await assert.rejects(readAll('/circle'), { code });
    assert.deepEqual(
      asked().filter((path) => path !== '/token'),
      ['/circle?limit=200'],
    );
  });

test('follows no redirect, of the roster or of the token', async () => {
  const elsewhere = await TestPlatform.start();
  const toElsewhere = (_req: unknown, res: ServerResponse) => {
    res.writeHead(307, { Location: `${elsewhere.url}/members` }).end();
  };
  tool.platform.handlers.set('/moved', toElsewhere);
  await assert.rejects(readAll('/moved'), { code: 'redirected' });
  const tokens = tool.platform.handlers.get('/token');
  tool.platform.handlers.set('/token', toElsewhere);
  tool.platform.handlers.set('/refused', (_req, res) => json(res, {}, {}, 401));
  await assert.rejects(readAll('/refused'), { code: 'redirected' });
  tool.platform.handlers.set('/token', tokens as never);
  assert.deepEqual(elsewhere.requests, []);
  await elsewhere.close();
});

for (const [name, answer] of [
  ['a page of HTML', '<html><title>Sign in</title>'],
  ['a cut JSON', '{"members":['],
  ['JSON without members', '{}'],
  ['null', 'null'],
  ['a list', '[]'],
  ['more than 20 MiB', `{"members":["${'x'.repeat(20 * 2 ** 20)}"]}`],
] as const)
  test(`refuses ${name}, and quotes nothing of it`, async () => {
    tool.platform.handlers.set('/unusable', (_req, res) => void res.end(answer));
    await assert.rejects(readAll('/unusable'), (error: RosterError) => {
      assert.equal(error.code, 'answer-unusable');
      return !JSON.stringify([error.message, `${error.cause ?? ''}`]).includes('html');
    });
  });

test('a member that cannot be read is said and ends nothing; who is nobody real is skipped', async () => {
  const tester = {
    user_id: 'c',
    roles: ['Learner', 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'],
  };
  const preview = {
    ...{ user_id: 'e', roles: ['Learner'] },
    'https://purl.imsglobal.org/spec/lti/claim/roles': [
      'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
    ],
  };
  const members = [
    null,
    'x',
    { user_id: 7 },
    { user_id: '' },
    tester,
    preview,
    { user_id: 'a' },
    person('b'),
  ];
  const odd = [...members, { user_id: 'c', roles: [{}] }, { ...person('d'), status: 'Pending' }];
  tool.platform.handlers.set('/odd', (_req, res) => json(res, { members: odd }));
  const nobody = 'a member of the roster without a usable user_id';
  assert.deepEqual(
    ((await readAll('/odd')) as (Member & { problem?: string })[]).map(
      ({ userId, problem }) => problem ?? userId,
    ),
    [
      ...[nobody, nobody, '7', nobody, 'a', 'b', 'a member of the roster whose roles are no texts'],
      'a member of the roster whose status is none of Active, Inactive, Deleted',
    ],
  );
});

test('capitals of a status say nothing; none, or an empty one, means active', async () => {
  const words = ['active', 'INACTIVE', ' deleted ', '', null];
  const members = words.map((status, i) => ({ ...person(`p${i}`), status }));
  tool.platform.handlers.set('/words', (_req, res) => json(res, { members }));
  assert.deepEqual(
    (await readAll('/words')).map(({ status }) => status),
    ['active', 'inactive', 'deleted', 'active', 'active'],
  );
});

test('a member whose id is a word for none is nobody, and the roster is not complete', async () => {
  tool.platform.handlers.set('/none', (_req, res) =>
    json(res, { members: [person('null'), person('undefined'), person('a')] }),
  );
  const members = await readAll('/none');
  assert.deepEqual(
    members.map((one) => ('problem' in one ? one.problem : one.userId)),
    [...Array(2).fill('a member of the roster without a usable user_id'), 'a'],
  );
});

test('ids that the page writes as numbers are the course’s and the people’s', async () => {
  tool.platform.handlers.set('/number', (_req, res) =>
    json(res, { context: { id: 77 }, members: [person('a'), person(101 as unknown as string)] }),
  );
  assert.deepEqual(
    (await readAll('/number', { contextId: '77' })).map(({ userId }) => userId),
    ['a', '101'],
  );
  await assert.rejects(readAll('/number', { contextId: '78' }), { code: 'foreign-context' });
});

test('an address on http of a platform on https is never asked over http', async () => {
  const registration = {
    ...tool.platform.registration,
    _id: new Types.ObjectId(),
    tokenUrl: 'https://127.0.0.1:9/token',
  };
  const read = (url: string) => tool.lti.readRoster(registration as Registration, url).next();
  await assert.rejects(read('http://127.0.0.1:8080/members'), {
    code: 'address-unusable',
    message: /X-Forwarded-Proto/,
  });
  await assert.rejects(read('http://elsewhere.example/members'), { code: 'address-unusable' });
});

for (const [roles, role] of [
  [['Learner'], 'learner'],
  [['Instructor'], 'staff'],
  [['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'], 'learner'],
  [['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'], 'staff'],
  [['http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant'], 'staff'],
  [['http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#Instructor'], 'learner'],
  [['http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor'], undefined],
  [['Mentor'], undefined],
  [['Mentor', 'Learner'], 'learner'],
  [['Learner', 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty'], 'learner'],
  [[], 'learner'],
] as const)
  test(`roles ${JSON.stringify(roles)}: ${role ?? 'no member'}`, async () => {
    tool.platform.handlers.set('/roles', (_req, res) => json(res, { members: [{ user_id: 'a', roles }] }));
    assert.equal((await readAll('/roles'))[0]?.role, role);
  });

test('a roster of 121 at Canvas’s 50 a page, whatever was asked for', async () => {
  const all = Array.from({ length: 121 }, (_, i) => person(`p${i}`));
  tool.platform.handlers.set('/canvas', (req, res) => {
    const address = new URL(req.url as string, tool.platform.url);
    const page = Number(address.searchParams.get('page') ?? 1);
    const link = (rel: string, to: number) =>
      `<${tool.platform.url}/canvas?page=${to}&per_page=50>; rel="${rel}"`;
    const links = [link('current', page), link('first', 1), link('last', 3)];
    if (page < 3) links.splice(1, 0, link('next', page + 1));
    json(res, { members: all.slice(50 * (page - 1), 50 * page) }, { Link: links.join(',') });
  });
  assert.deepEqual(
    (await readAll('/canvas')).map(({ userId }) => userId),
    all.map((one) => one.user_id),
  );
});

test('links that a proxy takes away are noticed where a round number of people came without any', async () => {
  const people = Array.from({ length: 60 }, (_, i) => person(`p${i}`));
  const linked = { Link: `<${tool.platform.url}/many?page=2>; rel="next"` };
  for (const [most, links, isSaid] of [
    [50, {}, true],
    [60, {}, true],
    [60, linked, false],
  ] as const) {
    let asks = 0;
    tool.platform.handlers.set('/many', (req, res) => {
      asks++;
      const limit = Number(new URL(req.url ?? '', 'http://x').searchParams.get('limit'));
      const given = people.slice(0, Math.min(limit, most));
      json(res, { members: given }, given.length < people.length ? links : {});
    });
    const members = await readAll('/many');
    assert.equal(asks, 2);
    assert.equal(
      members.some((one) => 'problem' in one),
      isSaid,
    );
  }
  // One that takes no notice of a limit has nothing to show.
  tool.platform.handlers.set('/many', (_req, res) => json(res, { members: people }));
  assert.ok(!(await readAll('/many')).some((one) => 'problem' in one));
});

test('hands out the link to later differences at the end, and follows it as it is', async () => {
  const links: string[] = [];
  const onDifferences = (link: string) => void links.push(link);
  tool.platform.handlers.set('/course', (req, res) => {
    const isFirst = !req.url?.includes('page');
    const differences = `</changes?since=${isFirst ? 1 : 2}>; rel="differences"`;
    json(
      res,
      { members: [] },
      { Link: isFirst ? `</course?page=2>; rel="next", ${differences}` : differences },
    );
  });
  await readAll('/course', { onDifferences });
  assert.deepEqual(links, [`${tool.platform.url}/changes?since=1`]);
  tool.platform.handlers.set('/changes', (_req, res) =>
    json(res, { members: [person('a', 'Learner', 'Deleted')] }),
  );
  asked();
  const [differencesUrl] = links;
  assert.deepEqual(await readAll('/course', { differencesUrl, onDifferences }), [
    { userId: 'a', role: 'learner', status: 'deleted' },
  ]);
  assert.deepEqual(asked(), ['/changes?since=1']);
  assert.equal(links.length, 1);
  const foreign = { differencesUrl: 'https://evil.example/changes' };
  await assert.rejects(readAll('/course', foreign), { code: 'foreign-page' });
});

test('a run that ends before the last page hands out no link', async () => {
  tool.platform.handlers.set('/half', (req, res) =>
    req.url?.includes('page')
      ? json(res, {}, {}, 404)
      : json(res, { members: [] }, { Link: '</half?page=2>; rel="next", </d>; rel="differences"' }),
  );
  const onDifferences = () => assert.fail('handed out');
  await assert.rejects(readAll('/half', { onDifferences }), { code: 'roster-refused' });
});

test('refuses the roster of another course', async () => {
  tool.platform.handlers.set('/other', (_req, res) =>
    json(res, { context: { id: '1' }, members: [person('a')] }),
  );
  await assert.rejects(readAll('/other', { contextId: '2' }), { code: 'foreign-context' });
  assert.equal((await readAll('/other', { contextId: '1' })).length, 1);
});

for (const address of ['no address', 'data:application/json,{"members":[]}', 'ftp://lms.example/'])
  test(`refuses the address ${address}`, async () => {
    const registration = (await RegistrationModel.findOne().lean()) as Registration;
    await assert.rejects(tool.lti.readRoster(registration, address).next(), { code: 'address-unusable' });
  });

test('neither a roster nor a token is asked for inside the own network, whatever a launch or a registration says', async () => {
  const registration = (await RegistrationModel.findOne().lean()) as Registration;
  const service = await TestPlatform.start();
  const inside = [service.url, service.url.replace('127.0.0.1', 'localhost'), 'https://169.254.169.254'];
  for (const url of inside) {
    const roster = tool.lti.readRoster(registration, `${url}/members`);
    await assert.rejects(roster.next(), { code: 'address-unusable', message: /https|PRIVATE_LMS_HOSTS/ });
    const other = { ...registration, _id: new Types.ObjectId(), tokenUrl: `${url}/token` };
    const members = tool.lti.readRoster(other, `${tool.platform.url}/members`);
    await assert.rejects(members.next(), { code: 'address-unusable' });
  }
  assert.deepEqual(service.requests, []);
  await service.close();
});

test('sends a token that came by https over no clear-text connection', async () => {
  const registration = (await RegistrationModel.findOne().lean()) as Registration;
  const secure = { ...registration, tokenUrl: 'https://lms.example/token' };
  const roster = tool.lti.readRoster(secure, `${tool.platform.url}/members`);
  await assert.rejects(roster.next(), { code: 'address-unusable' });
});

for (const [name, context] of [
  ['Moodle’s site home', { id: '1', label: 'site', title: 'A college', type: ['Group'] }],
  ['Canvas’s account', { id: 'a1', title: 'An account', type: ['Account'] }],
] as const)
  test(`a launch from ${name} offers no roster to read: it would be the whole site’s`, async () => {
    tool.launches.length = 0;
    const service = { context_memberships_url: `${tool.platform.url}/members`, service_versions: ['2.0'] };
    await tool.launch({ [claim.context]: context, [claim.namesAndRoles]: service });
    const [launch] = tool.launches;
    assert.ok(launch);
    assert.deepEqual([launch.course, launch.contextMembershipsUrl], [undefined, undefined]);
    await tool.launch({ [claim.namesAndRoles]: service });
    assert.equal(tool.launches[1]?.contextMembershipsUrl, service.context_memberships_url);
  });
