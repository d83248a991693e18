import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeJwt } from 'jose';
import { RegistrationModel } from '../../models/registration.ts';
import type { Member } from '../../src/lti/names-and-roles/roster-reader.ts';
import { json } from './test-platform.ts';
import { ToolUnderTest } from './tool-under-test.ts';

let tool: ToolUnderTest;
before(async () => {
  tool = await ToolUnderTest.start();
});
after(() => tool.close());

const person = (id: string, role = 'Learner', status?: string) => ({
  user_id: id,
  roles: [role],
  name: 'Tara Adler',
  email: 'tara@example.com',
  ...(status ? { status } : {}),
});

async function readAll(path: string): Promise<Member[]> {
  const registration = await RegistrationModel.findOne({ issuer: tool.platform.url }).lean();
  const members: Member[] = [];
  for await (const member of tool.lti.readRoster(registration as never, `${tool.platform.url}${path}`))
    members.push(member);
  return members;
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

test('asks for its token by a signed assertion that lives five minutes at most, once', async () => {
  await readAll('/members');
  const asked = tool.platform.requests.filter(({ path }) => path === '/token');
  assert.equal(asked.length, 1);
  const body = asked[0]?.body as URLSearchParams;
  assert.equal(
    body.get('scope'),
    'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  );
  const assertion = decodeJwt(body.get('client_assertion') as string);
  assert.equal(assertion.iss, tool.platform.clientId);
  assert.equal(assertion.sub, tool.platform.clientId);
  assert.equal(assertion.aud, `${tool.platform.url}/token`);
  assert.ok(assertion.jti && (assertion.exp as number) - (assertion.iat as number) <= 300);
});

test('a 401 costs one new token, a second one ends the run', async () => {
  let answers = 0;
  tool.platform.handlers.set('/once', (_req, res) =>
    answers++ === 0 ? json(res, {}, {}, 401) : json(res, { members: [person('a')] }),
  );
  assert.equal((await readAll('/once')).length, 1);
  tool.platform.handlers.set('/never', (_req, res) => json(res, {}, {}, 401));
  await assert.rejects(readAll('/never'), { code: 'roster-refused' });
});

test('waits as long as Retry-After says and tries again', async () => {
  let answers = 0;
  tool.platform.handlers.set('/busy', (_req, res) =>
    answers++ === 0 ? json(res, {}, { 'Retry-After': '0' }, 429) : json(res, { members: [person('a')] }),
  );
  assert.equal((await readAll('/busy')).length, 1);
});

for (const [name, link, code] of [
  ['a next page on another host', 'https://evil.example/members', 'foreign-page'],
  ['pages that go in a circle', '/circle?limit=200', 'page-loop'],
] as const)
  test(`refuses ${name}`, async () => {
    tool.platform.handlers.set('/circle', (_req, res) =>
      json(res, { members: [] }, { Link: `<${link}>; rel="next"` }),
    );
    await assert.rejects(readAll('/circle'), { code });
    assert.ok(!tool.platform.requests.some(({ path }) => path.includes('evil')));
  });

test('refuses an answer that is no roster', async () => {
  tool.platform.handlers.set('/html', (_req, res) => {
    res.end('<html>');
  });
  tool.platform.handlers.set('/empty', (_req, res) => json(res, {}));
  await assert.rejects(readAll('/html'), { code: 'answer-unusable' });
  await assert.rejects(readAll('/empty'), { code: 'answer-unusable' });
});
