import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { RegistrationModel } from '../../../models/registration.ts';
import type { Session } from '../../../models/session.ts';
import { clockCheck, clockDifference } from '../../../src/administration/self-test/checks/clock-check.ts';
import { courseLinkCheck } from '../../../src/administration/self-test/checks/course-link-check.ts';
import { deepLinkingCheck } from '../../../src/administration/self-test/checks/deep-linking-check.ts';
import { keySetCheck } from '../../../src/administration/self-test/checks/key-set-check.ts';
import { placementsCheck } from '../../../src/administration/self-test/checks/placements-check.ts';
import { rosterCheck } from '../../../src/administration/self-test/checks/roster-check.ts';
import { runChecks } from '../../../src/administration/self-test/run-checks.ts';
import { SeenLaunches } from '../../../src/administration/self-test/seen-launches.ts';
import { placeWords, wordsOfProducts } from '../../../src/lms/all-products.ts';
import { RosterError } from '../../../src/lti/names-and-roles/roster-error.ts';
import { createSafeFetch } from '../../../src/lti/safe-fetch/safe-fetch.ts';
import { message, type Sentences } from '../../../src/messages/message.ts';
import { inEnglish } from '../../../src/words/in-english.ts';
import { openTestDatabase } from '../../database/test-database.ts';

const said = (sentences: Sentences | undefined) => inEnglish(sentences ?? []);

let close: () => Promise<void>;
let url: string;
let answer: RequestListener;
const institutionId = new mongoose.Types.ObjectId();
const visit = { institutionId, role: 'administrator' } as Session;
const signal = AbortSignal.timeout(60_000);

before(async () => {
  const database = await openTestDatabase();
  const server = createServer((req, res) => answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const registration = await RegistrationModel.create({
    ...{ issuer: url, clientId: 'c', name: 'LMS' },
    ...{ authorizationUrl: url, tokenUrl: url, jwksUrl: `${url}/jwks` },
  });
  await InstitutionModel.create({
    ...{
      _id: institutionId,
      registration: registration._id,
      deploymentId: '1',
      name: 'College',
      learnerKey: 'ab',
    },
  });
  close = async () => {
    server.closeAllConnections();
    server.close();
    await database.close();
  };
});
after(() => close());

const keys =
  (...kids: string[]): RequestListener =>
  (_req, res) =>
    void res.end(JSON.stringify({ keys: kids.map((kid) => ({ kid })) }));

describe('keys at the public address', () => {
  const run = (publicUrl = url) => keySetCheck(publicUrl, async () => 'key-2').run(visit, signal);

  test('green with the signing key among them; red with others, an error page, or nobody there', async () => {
    answer = keys('key-1', 'key-2');
    assert.equal((await run()).state, 'good');
    answer = keys('key-1');
    assert.match(said((await run()).cure), /Another installation/);
    answer = (_req, res) => void res.writeHead(404).end();
    assert.match(said((await run()).found), /answered 404/);
    answer = (_req, res) => void res.end('<html>');
    assert.equal((await run()).state, 'bad');
    const nobody = await run('http://127.0.0.1:9');
    assert.equal(nobody.state, 'bad');
    assert.match(said(nobody.cure), /PUBLIC_URL/);
  });
});

describe('clocks', () => {
  test('are compared by the Date of the platform’s key set, and its Age', () => {
    const now = Date.parse('2026-11-24T12:00:00Z');
    const headers = (date: string, age?: string) => ({ date, ...(age && { age }) });
    assert.equal(clockDifference(headers('Tue, 24 Nov 2026 12:01:30 GMT'), now), 90);
    assert.equal(clockDifference(headers('Tue, 24 Nov 2026 11:50:00 GMT', '600'), now), 0);
    assert.equal(clockDifference({}, now), undefined);
  });

  test('green within half a minute, red beyond with NTP as the cure, red when the platform is not there', async () => {
    const at = (seconds: number): RequestListener => {
      const date = new Date(Date.now() + seconds * 1000).toUTCString();
      return (_req, res) => void res.writeHead(200, { Date: date }).end('{}');
    };
    const check = clockCheck(createSafeFetch({ privateHosts: [new URL(url).host], plainHttp: true }));
    answer = at(0);
    assert.equal((await check.run(visit, signal)).state, 'good');
    answer = at(-120);
    const late = await check.run(visit, signal);
    assert.equal(late.state, 'bad');
    assert.match(said(late.cure), /NTP/);
    answer = (_req, res) => void res.writeHead(500).end();
    assert.match(said((await check.run(visit, signal)).found), /answered 500/);
    const outside = clockCheck(createSafeFetch({ privateHosts: [], plainHttp: false }));
    answer = () => assert.fail('asked');
    assert.match(said((await outside.run(visit, signal)).found), /must begin with https/);
  });
});

describe('the roster', () => {
  const from = (members: () => AsyncGenerator<unknown>) =>
    rosterCheck(members, wordsOfProducts('rosterPermission')).run(
      { ...visit, contextMembershipsUrl: `${url}/members` },
      signal,
    );

  test('green with a first page, without its people on the page; red empty or refused; unknown without an address', async () => {
    let read = 0;
    const good = await from(async function* () {
      for (;;) yield { name: 'Grace Garcia', read: ++read };
    });
    assert.equal(good.state, 'good');
    assert.equal(read, 1);
    assert.doesNotMatch(JSON.stringify(good), /Grace/);
    assert.equal((await from(async function* () {})).state, 'bad');
    const refused = await from(async function* () {
      yield await Promise.reject(new RosterError('token-refused'));
    });
    assert.match(said(refused.found), /gave no token/);
    const odd = await from(async function* () {
      yield await Promise.reject(new Error('Bearer secret-1 for Grace'));
    });
    assert.doesNotMatch(JSON.stringify(odd), /secret|Grace/);
    const none = await rosterCheck(() => assert.fail('asked'), wordsOfProducts('rosterPermission')).run(
      visit,
      signal,
    );
    assert.equal(none.state, 'unknown');
  });
});

describe('places and deep linking', () => {
  test('become green by being used', async () => {
    assert.equal((await placementsCheck(placeWords).run(visit, signal)).state, 'unknown');
    assert.equal(
      (await deepLinkingCheck(wordsOfProducts('deepLinking')).run(visit, signal)).state,
      'unknown',
    );
    const seen = new SeenLaunches();
    for (const kind of ['course', 'course', 'course_navigation', 'deep-linking'])
      await seen.record(institutionId, kind);
    await new SeenLaunches().record(institutionId, 'course');
    const places = await placementsCheck(placeWords).run(visit, signal);
    assert.deepEqual(
      [places.state, said(places.found)],
      ['good', 'Opened so far from: a link in a course and course navigation.'],
    );
    assert.match(
      said((await deepLinkingCheck(wordsOfProducts('deepLinking')).run(visit, signal)).found),
      /nothing was added yet/,
    );
    await seen.record(institutionId, 'deep-linking-answered');
    assert.equal((await deepLinkingCheck(wordsOfProducts('deepLinking')).run(visit, signal)).state, 'good');
    const other = { ...visit, institutionId: new mongoose.Types.ObjectId() };
    assert.equal((await placementsCheck(placeWords).run(other, signal)).state, 'unknown');
  });
});

describe('links to courses', () => {
  const asking = (outcome: number | string) =>
    courseLinkCheck(async () => {
      if (typeof outcome === 'string') throw Object.assign(new Error(), { code: outcome });
      return { status: outcome };
    }).run(visit, signal);

  test('unknown without a course that has an address', async () => {
    assert.equal((await asking(200)).state, 'unknown');
    await CourseModel.create({
      institutionId,
      key: 'a',
      title: 'A',
      url: 'https://lms.example/a',
      source: 't',
      seenAt: new Date(),
    });
  });

  for (const [outcome, state] of [
    [200, 'good'],
    [403, 'good'],
    [404, 'bad'],
    [502, 'bad'],
    ['redirected', 'good'],
    ['answer-not-json', 'good'],
    ['answer-too-large', 'good'],
    ['address-private', 'unknown'],
    ['unreachable', 'bad'],
  ] as const)
    test(`${outcome}: ${state}`, async () => {
      const result = await asking(outcome);
      assert.equal(result.state, state);
      assert.equal(result.cure === undefined, state === 'good');
    });
});

test('a check that fails, hangs or is slow holds up no other', async () => {
  const good = { state: 'good', found: message('selfTest.adding.good') } as const;
  const results = await runChecks(
    [
      { title: message('selfTest.keys'), run: async () => good },
      { title: message('selfTest.clock'), run: () => new Promise(() => {}) },
      {
        title: message('selfTest.links'),
        run: () => Promise.reject(new Error('mongodb://user:secret@host')),
      },
    ],
    visit,
    50,
  );
  assert.deepEqual(
    results.map(({ title, state }) => [title.key, state]),
    [
      ['selfTest.keys', 'good'],
      ['selfTest.clock', 'bad'],
      ['selfTest.links', 'bad'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(results), /secret/);
});
