// OAuth 2 and the connection's checks, against a stand-in for Canvas.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { AliasModel } from '../../../../models/alias.ts';
import type { Institution } from '../../../../models/institution.ts';
import { RosterStateModel } from '../../../../models/roster-state.ts';
import { scopes } from '../../../../src/lms/canvas/connector/scopes.ts';
import type { ConnectorCheck } from '../../../../src/sync/connector.ts';
import type { SourceError } from '../../../../src/sync/source-error.ts';
import { inEnglish } from '../../../../src/words/in-english.ts';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { token } from './documented-answers.ts';
import { json, StandInRest } from './stand-in-rest.ts';
import { connectionTo, connectorFor, secrets, storedIn } from './stand-in-source.ts';

const signal = new AbortController().signal;
const redirectUri = 'https://next-courses.example/administration/authorized';
const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let canvas: StandInRest;
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
  canvas?.close();
  canvas = await StandInRest.start();
  canvas.add({ id: 1 }, [{ user_id: 1 }]);
});
after(() => canvas.close());

const authorization = () => connectorFor(canvas.host).authorization!;
const connection = (own = {}) => connectionTo(institution, canvas.host, own);
const named = (title: ConnectorCheck['title']) => (typeof title === 'string' ? title : inEnglish(title));
async function checks(own = {}, stored = storedIn()): Promise<string[]> {
  const found = await connectorFor(canvas.host).check(connection(own), signal, stored);
  for (const { state, cure, title } of found)
    assert.ok(state === 'good' || cure || named(title) === 'Progress', named(title));
  return found.map(({ title, state }) => `${named(title)}: ${state}`);
}

test('the administrator is sent to Canvas, which is asked for reading alone', () => {
  const address = new URL(authorization().address(connection(), redirectUri, 'a-state'));
  assert.equal(address.origin + address.pathname, `${canvas.url}/login/oauth2/auth`);
  assert.deepEqual(Object.fromEntries(address.searchParams), {
    ...{ client_id: '10000000000001', response_type: 'code', redirect_uri: redirectUri, state: 'a-state' },
    ...{ scope: Object.values(scopes).join(' '), purpose: 'Next Courses' },
  });
  assert.ok(Object.values(scopes).every((scope) => scope.startsWith('url:GET|')));
});

test('a code becomes tokens, and nothing else of the answer is kept', async () => {
  const granted = await authorization().exchange(connection(), redirectUri, 'a-code', signal);
  const { accessTokenEndsAt, ...rest } = granted;
  assert.deepEqual(rest, { accessToken: 'renewed-1', refreshToken: token.refresh_token, redirectUri });
  assert.ok(Math.abs(Date.parse(accessTokenEndsAt ?? '') - Date.now() - 3_600_000) < 10_000);
  await assert.rejects(authorization().exchange(connection(), redirectUri, 'another', signal), {
    code: 'permission-revoked',
  });
});

for (const [settings, words] of [
  [{ url: 'school' }, /“school” is no address/],
  [{ account: 'Main' }, /number behind \/accounts\//],
  [{ clientId: ' ' }, /client ID or its key is missing/],
] as const)
  test(`settings that cannot be used are said to be so: ${JSON.stringify(settings)}`, () => {
    assert.throws(
      () => authorization().address(connection({ settings }), redirectUri, 's'),
      (error: SourceError) => error.code === 'settings-incomplete' && words.test(error.message),
    );
  });

test('checks: everything that a pull needs, each by itself', async () => {
  assert.deepEqual(await checks(), [
    ...['Account: good', 'Terms: good', 'Courses: good', 'Include parameters: good', 'Members: good'],
    ...['Grades: good', 'Progress: unknown'],
    'The same Canvas as the launches’: unknown',
    'People known by launches and rosters: unknown',
  ]);
});

test('checks: a scope that is missing, include parameters that are not allowed', async () => {
  const answer = (_req: unknown, res: Parameters<typeof json>[0]) =>
    json(res, { errors: [{ message: 'Insufficient scopes on access token.' }] }, { status: 401 });
  canvas.instead.push({ path: /terms/, answer }, { path: /enrollments/, answer });
  Object.assign(canvas.data.courses[0]!, { term: undefined });
  const found = await checks();
  for (const check of ['Terms: bad', 'Members: bad', 'Include parameters: bad', 'Courses: good'])
    assert.ok(found.includes(check), `${check} of ${found}`);
});

test('checks: what is about all is said once', async () => {
  canvas.refreshToken = 'taken back';
  canvas.accessToken = 'ended';
  assert.deepEqual(await checks(), ['Account: bad']);
  assert.deepEqual(await checks({ secrets: { clientSecret: 'x' } }, storedIn({ clientSecret: 'x' })), [
    'Account: bad',
  ]);
  assert.deepEqual(await checks({ settings: { account: 'x' } }), ['Settings: bad']);
  canvas.close();
  assert.deepEqual(await checks(), ['Account: bad']);
});

test('checks: whether it is the Canvas that launches come from, and how many people are known both ways', async () => {
  const course = { institutionId: institution._id, course: 'context', dueAt: new Date() };
  const rosterOf = (host: string) => `https://${host}/api/lti/courses/7/names_and_roles`;
  await RosterStateModel.create({ ...course, membershipsUrl: rosterOf('school.instructure.com') });
  assert.ok((await checks()).includes('The same Canvas as the launches’: bad'));
  await RosterStateModel.updateMany(
    { institutionId: institution._id },
    { membershipsUrl: rosterOf(canvas.host) },
  );
  const alias = {
    institutionId: institution._id,
    of: 'learner' as const,
    source: 'canvas',
    learntAt: new Date(),
  };
  await AliasModel.create({ ...alias, from: 'a', to: 'b' });
  const found = await checks();
  assert.ok(found.includes('The same Canvas as the launches’: good'));
  assert.ok(found.includes('People known by launches and rosters: good'));
});

test('a check that renews the token keeps it', async () => {
  const kept: Record<string, string> = { ...secrets };
  canvas.accessToken = 'ended';
  await checks({}, storedIn(kept));
  assert.equal(kept['accessToken'], canvas.accessToken);
});
