// What a pull makes of answers that it should not get; against a stand-in for Canvas.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { Types } from 'mongoose';
import type { Institution } from '../../../../models/institution.ts';
import type { SyncRecord } from '../../../../src/sync/record.ts';
import type { Rejection } from '../../../../src/sync/source.ts';
import type { SourceError } from '../../../../src/sync/source-error.ts';
import { type Answer, json, StandInRest } from './stand-in-rest.ts';
import { secrets, standInSource, storedIn, waits } from './stand-in-source.ts';

const institution = { _id: new Types.ObjectId() } as Institution;
let canvas: StandInRest;
beforeEach(async () => {
  canvas?.close();
  canvas = await StandInRest.start();
  for (const id of [1, 2, 3]) canvas.add({ id, end_at: null, term: null }, [{ user_id: id }]);
  waits.length = 0;
});
after(() => canvas.close());

const members = /courses\/2\/enrollments/;
/** Records, and what was left out. */
async function pull(stored = storedIn()) {
  const { records: _, ...others } = await pullRecords(stored);
  return others;
}

async function pullRecords(stored = storedIn()) {
  const rejections: Rejection[] = [];
  const records: SyncRecord[] = [];
  const options = { onProgress: () => {}, signal: new AbortController().signal };
  const source = standInSource(institution, canvas.host, stored);
  for await (const record of source.pull({ ...options, onReject: (found) => void rejections.push(found) }))
    records.push(record);
  const wholeCourses = records.flatMap((record) =>
    record.kind === 'complete' && record.of === 'enrolments' ? record.course?.replace(/.*\//, '') : [],
  );
  const isCatalogueWhole = records.some((record) => record.kind === 'complete' && record.of === 'courses');
  return { rejections, wholeCourses, isCatalogueWhole, records };
}
function answer(path: RegExp, ...answers: Answer[]) {
  canvas.instead.push(...answers.map((given) => ({ path, answer: given })));
}
const status =
  (code: number, body: unknown = { errors: [{ message: 'No.' }] }, headers = {}): Answer =>
  (_req, res) =>
    json(res, body, { status: code, headers });
const throttled: Answer = (_req, res) =>
  void res
    .writeHead(403, { 'Content-Type': 'text/plain', 'X-Rate-Limit-Remaining': '12.5' })
    .end('403 Forbidden (Rate Limit Exceeded)\n');
const html: Answer = (_req, res) =>
  void res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Jutta Himmel is signed in');
const truncated: Answer = (_req, res) => {
  res.writeHead(200, { 'Content-Length': '1000' }).write('[{"user_id":', () => res.destroy());
};
const huge: Answer = (_req, res) => {
  const more = () => {
    while (!res.destroyed && res.write('x'.repeat(65_536)));
    if (!res.destroyed) res.once('drain', more);
  };
  more();
};
const scopeMissing = status(401, { errors: [{ message: 'Insufficient scopes on access token.' }] });
const notPermitted = status(401, { status: 'unauthorized', errors: [{ message: 'user not authorized' }] });
const linking =
  (link: string): Answer =>
  (_req, res) =>
    json(res, [], { headers: { Link: `<${link}>; rel="next"` } });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

async function fails(
  code: string,
  words: RegExp,
  stored?: ReturnType<typeof storedIn>,
): Promise<SourceError> {
  const error = await pull(stored).then(
    () => assert.fail('It did not fail.'),
    (thrown: SourceError) => thrown,
  );
  assert.equal(error.code, code, error.message);
  assert.match(error.message, words);
  assert.doesNotMatch(`${error.stack} ${(error.cause as Error | undefined)?.stack}`, /Himmel|renewed|first/);
  return error;
}
/** Of both attempts. Course 2 is named and incomplete, and the others are read. */
async function costsItsCourse(words: RegExp): Promise<void> {
  const { rejections, ...rest } = await pull();
  assert.deepEqual(rest, { wholeCourses: ['1', '3'], isCatalogueWhole: true });
  assert.deepEqual(
    rejections.map(({ origin }) => origin),
    ['course 2'],
  );
  assert.match(rejections[0]?.reason ?? '', words);
}
const all = { rejections: [], wholeCourses: ['1', '2', '3'], isCatalogueWhole: true };

test('a token that has ended is renewed once, in the middle of a pull, and kept for others', async () => {
  const kept: Record<string, string> = { ...secrets };
  answer(members, () => {
    canvas.accessToken = 'ended by somebody';
  });
  assert.deepEqual(await pull(storedIn(kept)), all);
  assert.deepEqual(canvas.asked(/oauth2/), ['/login/oauth2/token refresh_token']);
  assert.equal(kept['accessToken'], 'renewed-1');
  assert.equal(kept['refreshToken'], secrets.refreshToken);
});

test('one that another process has renewed is used, not renewed again; one about to end is renewed before', async () => {
  canvas.accessToken = 'renewed by another process';
  const stored = storedIn({ ...secrets, accessToken: canvas.accessToken });
  assert.deepEqual(await pull(stored), all);
  assert.deepEqual(canvas.asked(/oauth2/), []);
  const soon = new Date(Date.now() + 30_000).toISOString();
  await pull(storedIn({ ...secrets, accessToken: 'x', accessTokenEndsAt: soon }));
  assert.equal(canvas.asked(/oauth2/).length, 1);
});

test('a token that is refused for ever, a permission taken back, a key switched off: each says its cure', async () => {
  const invalid = status(
    401,
    { errors: [{ message: 'Invalid access token.' }] },
    { 'WWW-Authenticate': 'Bearer' },
  );
  answer(members, ...times(2, invalid));
  await fails('token-refused', /even a new token.*Allow it in the LMS/);
  canvas.refreshToken = 'another';
  canvas.accessToken = 'x';
  await fails('permission-revoked', /no longer knows.*Allow it in the LMS/);
  answer(/oauth2/, status(401, { error: 'invalid_client' }));
  await fails('client-refused', /switched on/);
  await fails(
    'permission-missing',
    /Nobody has allowed.*allows it: press/,
    storedIn({ clientSecret: 'client-secret' }),
  );
});

test('throttled: waited for; a real 403 is none, and is said at once', async () => {
  answer(members, throttled, throttled);
  assert.deepEqual(await pull(), all);
  assert.equal(waits.length, 2);
  answer(members, status(403, { status: 'unauthorized' }));
  const { rejections, wholeCourses } = await pull();
  assert.deepEqual(wholeCourses, ['1', '3']);
  assert.match(rejections[0]?.reason ?? '', /403.*administrator of the account/);
});

test('429 is waited for as it asks; 500 too; one that asks for long ends the run and says when to come again', async () => {
  answer(members, status(429, {}, { 'Retry-After': '2' }), status(500), status(429));
  assert.deepEqual(await pull(), all);
  assert.equal(waits.length, 3);
  assert.ok(waits[0]! >= 2_000);
  answer(members, status(429, {}, { 'Retry-After': '600' }));
  assert.ok((await fails('busy', /asks to wait/)).retryAfterMilliseconds! >= 600_000);
  answer(members, ...times(8, status(500)));
  await costsItsCourse(/500 4 times/);
});

test('a course that fails is read once more behind the others; where the pull ends before, it is said', async () => {
  answer(members, ...times(4, status(500)));
  assert.deepEqual(await pull(), { ...all, wholeCourses: ['1', '3', '2'] });
  answer(members, ...times(4, status(500)));
  answer(/courses\/3\/enrollments/, linking('https://elsewhere.example/x'));
  const said: (string | undefined)[] = [];
  const options = { onProgress: () => {}, signal: new AbortController().signal };
  const ended = (async () => {
    const onReject = ({ origin }: Rejection) => void said.push(origin);
    for await (const _ of standInSource(institution, canvas.host).pull({ ...options, onReject }));
  })();
  await assert.rejects(ended, { code: 'foreign-page' });
  assert.deepEqual(said, ['course 2']);
});

test('a quota that runs low is left to fill before it is used up', async () => {
  canvas.quota = 600;
  await pull();
  assert.deepEqual(waits, []);
  canvas.quota = 100;
  await pull();
  assert.ok(waits.length >= 4 && waits.every((milliseconds) => milliseconds === 5_000), `${waits}`);
});

test('a body that breaks off is asked for again; HTML and a body without end cost their course', async () => {
  answer(members, truncated);
  assert.deepEqual(await pull(), all);
  answer(members, html, html);
  await costsItsCourse(/not JSON/);
  answer(members, huge, huge);
  await costsItsCourse(/too large/);
  answer(members, ...times(2, status(200, { members: [] })));
  await costsItsCourse(/without a list/);
});

test('pages that go round, and one on another host, to which no token goes', async () => {
  const again = `${canvas.url}/api/v1/courses/2/enrollments?page=1`;
  answer(members, ...times(4, linking(again)));
  await costsItsCourse(/circle/);
  canvas.instead.length = 0;
  for (const foreign of [
    'https://elsewhere.example/x',
    canvas.url.replace('http:', 'https:'),
    '//elsewhere.example/',
  ]) {
    answer(members, linking(foreign));
    await fails('foreign-page', /another host/);
  }
});

test('a course that vanishes while it is read costs that course alone', async () => {
  answer(members, status(404));
  const { rejections, ...rest } = await pull();
  assert.deepEqual(rest, { wholeCourses: ['1', '3'], isCatalogueWhole: true });
  assert.equal(rejections[0]?.origin, 'course 2');
});

test('a scope that is missing stops the run and is named; of progress, nothing is said', async () => {
  answer(members, scopeMissing);
  await fails('scope-missing', /url:GET\|\/api\/v1\/courses\/:course_id\/enrollments.*Allow it in the LMS/);
  answer(/bulk_user_progress/, ...times(3, scopeMissing));
  assert.deepEqual(await pull(), all);
});

test('an account whose members nobody may see is no empty one', async () => {
  for (let id = 4; id < 8; id++) canvas.add({ id }, [{ user_id: id }]);
  answer(/enrollments/, ...times(7, notPermitted));
  await fails('not-permitted', /administrator of the account/);
  assert.deepEqual(canvas.asked(/oauth2/), [], 'a permission is no matter of the token');
});

test('a Canvas of which no course can be read, or of which five fail in a row, is one that fails', async () => {
  answer(/enrollments/, ...times(3, html));
  await fails('answer-unusable', /not JSON/);
  for (let id = 4; id < 9; id++) canvas.add({ id, end_at: null, term: null }, [{ user_id: id }]);
  answer(/courses\/[3-8]\/enrollments/, ...times(6, html));
  await fails('answer-unusable', /not JSON/);
});

test('terms that may not be seen, or that cannot be read, are no reason not to read the rest', async () => {
  for (const unreadable of [notPermitted, status(500), html, truncated]) {
    answer(/terms/, ...times(8, unreadable));
    assert.deepEqual(await pull(), all);
  }
});

test('a course twice in the list is read once; one without number or name leaves the catalogue unsure', async () => {
  canvas.data.courses.push(canvas.data.courses[0]!);
  assert.deepEqual(await pull(), all);
  canvas.data.courses.push({ id: 'x' }, { id: 9, name: ' ' });
  const { rejections, isCatalogueWhole } = await pull();
  assert.equal(isCatalogueWhole, false);
  assert.deepEqual(
    rejections.map(({ reason }) => reason),
    times(2, 'a course without number or name'),
  );
});

test('a state of a course that nobody knows is said, and the course left out; capitals say nothing', async () => {
  const states = ['Deleted', 'COMPLETED', 'archived', 7];
  for (const [i, state] of states.entries())
    canvas.add({ id: 10 + i, end_at: null, term: null, concluded: undefined, workflow_state: state }, [
      { user_id: 1 },
    ]);
  const { rejections, isCatalogueWhole, records } = await pullRecords();
  assert.equal(isCatalogueWhole, false);
  assert.deepEqual(
    rejections.map(({ origin, reason }) => [origin, reason]),
    ['12', '13'].map((id) => [`course ${id}`, 'a course in a state that nobody knows']),
  );
  const of = (id: number) => records.filter((one) => 'course' in one && one.course?.endsWith(`/${id}`));
  assert.deepEqual(
    of(10).map(({ kind }) => kind),
    ['removal'],
  );
  assert.equal((of(11)[0] as { state?: string }).state, 'completed');
  assert.deepEqual([of(12), of(13)], [[], []]);
});

test('a course whose dates cannot be read is said and offered to nobody; its members are read', async () => {
  for (const [i, dates] of [
    { end_at: '2026-06-31T00:00:00Z' },
    { term: { id: 1, name: 'Autumn', end_at: 'soon' } },
    { end_at: '12/18/2026' },
  ].entries())
    canvas.add({ id: 10 + i, end_at: null, term: null, concluded: false, ...dates }, [{ user_id: 1 }]);
  const { rejections, records } = await pullRecords();
  assert.deepEqual(
    rejections.map(({ origin }) => origin),
    ['course 10', 'course 11'],
  );
  const closesAt = (id: number) =>
    records.flatMap((one) =>
      one.kind === 'course' && one.key.endsWith(`/${id}`) ? one.closesAt?.getTime() : [],
    );
  assert.deepEqual([closesAt(10), closesAt(11)], [[0], [0]]);
  assert.ok(records.some((one) => one.kind === 'enrolment' && one.course.endsWith('/10')));
});

test('a member without a number leaves that course unsure', async () => {
  canvas.data.enrolments.get(2)?.push({ type: 'StudentEnrollment', enrollment_state: 'active' });
  assert.deepEqual((await pull()).wholeCourses, ['1', '3']);
});

test('a state of a member that nobody knows is said and leaves that course unsure; capitals say nothing', async () => {
  const one = (type: string, state: string) => ({ user_id: 9, type, enrollment_state: state });
  answer(/courses\/1\/enrollments/, status(200, [one('studentenrollment', 'ACTIVE')]));
  answer(members, status(200, [one('StudentEnrollment', 'paused'), one('StudentEnrollment', 'active')]));
  const nobodies = [one('StudentEnrollment', 'invited'), one('ObserverEnrollment', 'paused')];
  answer(/courses\/3\/enrollments/, status(200, nobodies));
  const { rejections, wholeCourses } = await pull();
  assert.deepEqual(wholeCourses, ['1', '3']);
  assert.deepEqual(rejections, [{ origin: 'course 2', reason: 'an enrolment in a state that nobody knows' }]);
});
