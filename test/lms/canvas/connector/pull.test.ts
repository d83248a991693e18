// Against a stand-in for Canvas (stand-in-rest.ts) with objects of its documentation; no Canvas was asked.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { ownCourseKey, ownLearnerKey } from '../../../../models/alias.ts';
import { CourseModel } from '../../../../models/course.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import { learnerKeyOf } from '../../../../models/learner.ts';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { learnAliases } from '../../../../src/sync/identity/learn-aliases.ts';
import type { SyncRecord } from '../../../../src/sync/record.ts';
import { runSync } from '../../../../src/sync/runs/run-sync.ts';
import { syncRoster } from '../../../../src/sync/sources/names-and-roles/sync-roster.ts';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { course as documented } from './documented-answers.ts';
import { json, StandInRest } from './stand-in-rest.ts';
import { standInSource, storedIn } from './stand-in-source.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
let canvas: StandInRest;
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
  canvas?.close();
  canvas = await StandInRest.start();
});
after(() => canvas.close());

const student = (id: number, fields: object = {}) => ({ user_id: id, ...fields });
const past = { end_at: '2012-09-01T06:00:00Z', restrict_enrollments_to_course_dates: true, concluded: true };
const current = { end_at: null, term: null, concluded: false };
const sync = (wanted: 'changes' | 'everything' = 'everything') =>
  runSync({ institution, source: standInSource(institution, canvas.host), wanted });
async function stored(filter: object = {}): Promise<string[]> {
  const found = await EnrolmentModel.find(filter).sort({ course: 1, learner: 1 }).lean();
  return found.map(({ course, state }) => `${course.replace(`${canvas.host}/`, '')} ${state}`);
}
const course = (id: number) => CourseModel.findOne({ key: `canvas:${canvas.host}/${id}` }).lean();

test('courses, terms, members: everything, page by page, asked for in all states', async () => {
  canvas.pageSize = 2;
  canvas.add(
    { id: 1, ...past },
    [1, 2, 3, 4, 5].map((id) => student(id)),
  );
  canvas.add({ id: 2, ...current }, [student(1), student(2, { enrollment_state: 'deleted' })]);
  canvas.add({ id: 3, name: 'Blueprint', blueprint: true }, [student(1)]);
  canvas.data.progress.set(2, [
    { id: 1, progress: { requirement_count: 4, requirement_completed_count: 3, completed_at: null } },
  ]);
  const { counts } = await sync();
  assert.deepEqual([counts.courses, counts.enrolments, counts.rejected], [2, 7, 0]);
  const done = 'canvas:1 completed';
  assert.deepEqual((await stored()).sort(), [
    done,
    done,
    done,
    done,
    done,
    'canvas:2 active',
    'canvas:2 withdrawn',
  ]);
  const learner = ownLearnerKey(institution, 'canvas', `${canvas.host}/1`);
  const own = await EnrolmentModel.findOne({ learner, course: `canvas:${canvas.host}/2` }).lean();
  assert.equal(own?.progress, 0.75);
  const [first] = canvas.asked(/enrollments/);
  for (const part of [
    'state[]=deleted',
    'state[]=completed',
    'state[]=inactive',
    'type[]=DesignerEnrollment',
  ])
    assert.ok(first?.includes(part), first);
  assert.ok(!canvas.requests.some((asked) => /Observer|invited|StudentView/.test(asked)));
  assert.equal(canvas.asked(/courses\/1\/enrollments/).length, 3);
  assert.deepEqual(
    canvas.asked(/courses\/1\/bulk_user_progress/),
    [],
    'nobody goes on in a course that is over',
  );
});

test('the same again changes nothing; who has left and what was deleted is marked', async () => {
  canvas.add({ id: 1, ...current }, [student(1), student(2)]);
  canvas.add({ id: 2, ...current }, [student(1)]);
  canvas.add({ id: 3, ...current }, [student(1)]);
  await sync();
  assert.equal((await sync()).counts.changed, 0);
  canvas.data.enrolments.get(1)?.pop();
  Object.assign(canvas.data.courses[1]!, { workflow_state: 'deleted' });
  canvas.data.courses.pop();
  await sync();
  assert.deepEqual((await stored({ course: `canvas:${canvas.host}/1` })).sort(), [
    'canvas:1 active',
    'canvas:1 withdrawn',
  ]);
  assert.ok((await course(2))?.removedAt, 'deleted');
  assert.ok((await course(3))?.removedAt, 'no longer in the account');
  assert.equal((await course(1))?.removedAt, undefined);
  // Canvas lists it for good, and it was gone before.
  assert.equal((await sync('changes')).counts.removed, 0);
});

test('a course whose list of members is suddenly empty keeps them', async () => {
  const eight = Array.from({ length: 8 }, (_, i) => student(i + 1));
  for (const id of [1, 2]) canvas.add({ id, ...current }, eight);
  await sync();
  canvas.data.enrolments.set(1, []);
  const { heldBack } = await sync();
  assert.deepEqual([heldBack?.removals, heldBack?.of], [8, 8]);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'active' }), 16);
});

test('links that a proxy takes away: courses are asked on by number; members cannot be, and a full page of them stops the run', async () => {
  for (let id = 1; id <= 130; id++) canvas.add({ id, ...current }, [student(1), student(2), student(3)]);
  canvas.hasLinks = false;
  const { counts, heldBack } = await sync();
  assert.deepEqual([counts.courses, counts.enrolments, counts.rejected, heldBack], [130, 390, 0, undefined]);
  canvas.data.courses.length = 1;
  canvas.add(
    { id: 1, ...current },
    Array.from({ length: 230 }, (_, i) => student(i + 1)),
  );
  canvas.data.courses.shift();
  await assert.rejects(sync(), { code: 'links-missing' });
  assert.equal(await EnrolmentModel.countDocuments({ state: 'active' }), 390);
});

test('a list whose full page comes again whatever number is asked for stops the run', async () => {
  for (let id = 1; id <= 100; id++) canvas.add({ id, ...current });
  canvas.hasLinks = false;
  const again = [...canvas.data.courses];
  for (let i = 0; i < 2; i++)
    canvas.instead.push({ path: /accounts\/\d+\/courses/, answer: (_req, res) => json(res, again) });
  await assert.rejects(sync(), { code: 'links-missing' });
});

test('the term that Canvas makes for an account is none, whatever the language of whoever allowed the access calls it', async () => {
  canvas.data.terms = [
    { id: 7, name: 'Herbst', start_at: null, end_at: null },
    { id: 3, name: 'Standardzeitraum', start_at: null, end_at: null },
  ];
  const term = (id: number) => ({
    enrollment_term_id: id,
    term: canvas.data.terms.find((one) => one['id'] === id),
  });
  canvas.add({ id: 1, ...current, ...term(3) });
  canvas.add({ id: 2, ...current, ...term(7) });
  await sync();
  assert.equal((await course(1))?.term, undefined);
  assert.equal((await course(2))?.term?.name, 'Herbst');
});

test('Canvas is asked for the columns that say how people get in', async () => {
  canvas.add({
    id: 1,
    ...current,
    self_enrollment: true,
    open_enrollment: true,
    self_enrollment_code: 'JN8XG4',
  });
  canvas.add({ id: 2, ...current, self_enrollment: true, self_enrollment_code: 'NX47TW' });
  await sync();
  assert.deepEqual((await course(1))?.entry, [{ way: 'open' }]);
  assert.deepEqual((await course(2))?.entry, [{ way: 'key' }]);
  assert.doesNotMatch(JSON.stringify(await course(2)), /NX47TW/);
});

test('a course is open where its page of enrolment lets people in, whatever its settings say', async () => {
  const button = { ...current, self_enrollment: true, open_enrollment: true };
  canvas.add({ id: 1, ...button, self_enrollment_code: 'OPEN01' });
  canvas.add({ id: 2, ...button, self_enrollment_code: 'CLOSED' });
  canvas.add({ id: 3, ...button, self_enrollment_code: 'SIGNIN' });
  canvas.add({ id: 4, ...button, self_enrollment_code: 'AWAY01' });
  canvas.closedCodes.add('CLOSED');
  canvas.instead.push({
    path: /SIGNIN/,
    answer: (_req, res) => res.writeHead(302, { Location: '/login' }).end(),
  });
  canvas.instead.push({ path: /AWAY01/, answer: (_req, res) => res.writeHead(403).end('later') });
  assert.equal((await sync()).counts.rejected, 0);
  assert.deepEqual(
    await Promise.all(
      [1, 2, 3, 4].map(async (id) => {
        const { entry, url } = (await course(id)) ?? {};
        return [entry?.[0]?.way, new URL(url ?? '').pathname];
      }),
    ),
    [
      ['open', '/enroll/OPEN01'],
      ['invitation', '/courses/2'],
      // Where it cannot be seen, the settings count.
      ['open', '/enroll/SIGNIN'],
      ['open', '/enroll/AWAY01'],
    ],
  );
  canvas.closedCodes.clear();
  await sync();
  assert.deepEqual((await course(2))?.entry, [{ way: 'open' }]);
});

test('a key opens nothing where the page of enrolment lets nobody in; a public course can still be looked at', async () => {
  const closed = { ...current, self_enrollment: true };
  canvas.add({ id: 1, ...closed, self_enrollment_code: 'KEY001' });
  canvas.add({ id: 2, ...closed, self_enrollment_code: 'KEY002' });
  canvas.add({ id: 3, ...closed, open_enrollment: true, is_public: true, self_enrollment_code: 'PUBLIC' });
  canvas.closedCodes.add('KEY001').add('PUBLIC');
  await sync();
  const ways = await Promise.all(
    [1, 2, 3].map(async (id) => {
      const { entry, url } = (await course(id)) ?? {};
      return [entry?.[0]?.way, new URL(url ?? '').pathname];
    }),
  );
  assert.deepEqual(ways, [
    ['invitation', '/courses/1'],
    ['key', '/courses/2'],
    ['guest', '/courses/3'],
  ]);
  canvas.closedCodes.clear();
});

test('where people sign in elsewhere, a run asks for five pages of enrolment, not for all', async () => {
  const button = { ...current, self_enrollment: true, open_enrollment: true };
  for (let id = 1; id <= 7; id++) {
    canvas.add({ id, ...button, self_enrollment_code: `SIGN0${id}` });
    canvas.instead.push({
      path: /enroll\/SIGN/,
      answer: (_req, res) => res.writeHead(302, { Location: '/login' }).end(),
    });
  }
  assert.equal((await sync()).counts.courses, 7);
  assert.equal(canvas.asked(/^\/enroll\//).length, 5);
});

test('numbers of people are the same as text and as number; one that lost its last digits is none', async () => {
  const eight = Array.from({ length: 8 }, (_, i) => student(i + 1));
  canvas.add({ id: 1, ...current }, eight);
  await sync();
  canvas.data.courses.length = 0;
  canvas.add({ id: 1, ...current }, [
    ...eight.slice(0, 7).map(({ user_id: id }) => ({ user_id: `${id}` })),
    { user_id: 2 ** 60 },
  ]);
  const { counts } = await sync();
  assert.deepEqual([counts.changed, counts.removed, counts.rejected], [0, 0, 1]);
});

test('changes: courses that ended long ago are not read again; who has left the others is seen', async () => {
  canvas.add({ id: 1, ...past }, [student(1)]);
  canvas.add({ id: 2, ...current }, [student(1), student(2)]);
  await sync();
  canvas.requests.length = 0;
  canvas.data.enrolments.set(1, []);
  canvas.data.enrolments.set(2, [
    { ...canvas.data.enrolments.get(2)![0]!, enrollment_state: 'deleted' },
    { ...canvas.data.enrolments.get(2)![1]! },
  ]);
  await sync('changes');
  assert.deepEqual(canvas.asked(/courses\/1\/enrollments/), []);
  assert.match(canvas.asked(/accounts\/81259\/courses/)[0]!, /ends_after=20/);
  assert.deepEqual((await stored()).sort(), ['canvas:1 completed', 'canvas:2 active', 'canvas:2 withdrawn']);
});

/** Requests for members of these courses get that answer until they are let go. */
function refuseMembers(status: number, ids: readonly number[], headers: Record<string, string> = {}): void {
  const path = new RegExp(`courses/(?:${ids.join('|')})/enrollments`);
  canvas.instead.length = 0;
  for (let i = 0; ids.length > 0 && i < 200; i++)
    canvas.instead.push({
      path,
      answer: (_req, res) => json(res, { errors: [{ message: 'No.' }] }, { status, headers }),
    });
}

/** Numbers of the courses whose members were asked for since the last time. */
function membersAsked(): number[] {
  const asked = canvas.asked(/enrollments/).map((path) => Number(/courses\/(\d+)/.exec(path)?.[1]));
  canvas.requests.length = 0;
  return asked;
}

const unread = async () => (await SyncRunModel.findOne().sort({ startedAt: -1 }).lean())?.unread;

test('a course that ended long ago and failed twice comes again with the next run, until it is read or gone', async () => {
  canvas.add({ id: 1, ...past }, [student(1)]);
  canvas.add({ id: 2, ...current }, [student(2)]);
  canvas.add({ id: 3, ...past }, [student(3)]);
  refuseMembers(500, [1]);
  assert.equal((await sync()).counts.rejected, 1);
  assert.deepEqual(await unread(), ['1']);
  membersAsked();
  // It fails once more, which costs nothing but itself.
  assert.equal((await sync('changes')).counts.rejected, 1);
  assert.deepEqual([await unread(), membersAsked()], [['1'], [2, 1, 1, 1, 1]]);
  refuseMembers(500, []);
  assert.equal((await sync('changes')).counts.rejected, 0);
  assert.deepEqual([await unread(), membersAsked()], [[], [2, 1]]);
  assert.deepEqual((await stored()).sort(), ['canvas:1 completed', 'canvas:2 active', 'canvas:3 completed']);
  await sync('changes');
  assert.equal(canvas.asked(/accounts\/81259\/courses/).length, 1);
  assert.deepEqual(membersAsked(), [2]);
  refuseMembers(500, [1]);
  await sync();
  assert.deepEqual(await unread(), ['1']);
  canvas.data.courses.shift();
  refuseMembers(500, []);
  membersAsked();
  await sync('changes');
  assert.deepEqual([await unread(), membersAsked()], [[], [2]]);
});

test('a course that asks to be left for an hour each time keeps no other from being read; it is said, withdraws nobody and is asked for by the next run', async () => {
  for (const id of [1, 2, 3]) canvas.add({ id, ...current }, [student(id)]);
  await sync();
  canvas.data.enrolments.set(2, []);
  canvas.add({ id: 4, ...current }, [student(4)]);
  refuseMembers(503, [2], { 'Retry-After': '3600' });
  membersAsked();
  for (const wanted of ['everything', 'changes'] as const) {
    assert.equal((await sync(wanted)).counts.rejected, 1);
    // Before the hour is over it is not asked for again, but by the next run.
    assert.deepEqual([membersAsked(), await unread()], [[1, 2, 3, 4], ['2']]);
    const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
    assert.match(run?.rejections?.map(({ reason }) => reason).join() ?? '', /503.*asks to wait/);
    assert.deepEqual(
      await stored(),
      [1, 2, 3, 4].map((id) => `canvas:${id} active`),
    );
  }
  refuseMembers(503, []);
  assert.equal((await sync('changes')).counts.rejected, 0);
  assert.deepEqual(await unread(), []);
});

test('a Canvas of which five courses in a row ask to wait asks so as a whole: the run ends, and none begins before the last of these times', async () => {
  for (let id = 1; id <= 9; id++) canvas.add({ id, ...current }, [student(id)]);
  refuseMembers(503, [2, 3, 4, 5, 6, 7, 8, 9], { 'Retry-After': '600' });
  canvas.instead.unshift({
    path: /courses\/4\/enrollments/,
    answer: (_req, res) => json(res, {}, { status: 503, headers: { 'Retry-After': '3600' } }),
  });
  await assert.rejects(sync(), { code: 'busy' });
  assert.deepEqual(membersAsked(), [1, 2, 3, 4, 5, 6]);
  const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
  assert.ok((run?.retryAt?.getTime() ?? 0) > Date.now() + 3_500_000);
  assert.equal(run?.checkpoint?.cursor, '1');
});

test('neighbours that never can be read end one run, and keep no other from being read by the next', async () => {
  for (let id = 1; id <= 9; id++) canvas.add({ id, ...current }, [student(id)]);
  const never = [2, 3, 4, 5, 6, 7, 8];
  refuseMembers(500, never);
  await assert.rejects(sync(), { code: 'busy' });
  assert.deepEqual(await stored(), ['canvas:1 active']);
  await sync();
  assert.deepEqual(await stored(), ['canvas:1 active', 'canvas:9 active']);
  assert.deepEqual((await unread())?.toSorted(), never.map(String));
});

test('too many requests are about whoever asks: the run ends at the first', async () => {
  for (const id of [1, 2, 3]) canvas.add({ id, ...current }, [student(id)]);
  refuseMembers(429, [2], { 'Retry-After': '3600' });
  await assert.rejects(sync(), { code: 'busy' });
  assert.deepEqual(membersAsked(), [1, 2]);
});

test('one that failed and is then refused does not come again: Canvas has answered', async () => {
  canvas.add({ id: 1, ...past }, [student(1)]);
  canvas.add({ id: 2, ...current }, [student(2)]);
  refuseMembers(500, [1]);
  await sync();
  refuseMembers(404, [1]);
  assert.equal((await sync('changes')).counts.rejected, 1);
  assert.deepEqual(await unread(), []);
});

test('of many that never can be read a run tries five, says all, and the next begins with those that have waited longest', async () => {
  const never = [1, 3, 5, 7, 9, 11, 13];
  for (let id = 1; id <= 14; id++)
    canvas.add({ id, ...(never.includes(id) ? past : current) }, [student(id)]);
  refuseMembers(500, never);
  assert.equal((await sync()).counts.rejected, 7);
  membersAsked();
  refuseMembers(500, never.slice(0, 5));
  const { counts } = await sync('changes');
  const asked = membersAsked();
  assert.deepEqual(
    [...new Set(asked)].filter((id) => never.includes(id)),
    [11, 13, 1, 3, 5, 7, 9],
  );
  for (const id of never) assert.equal(asked.filter((one) => one === id).length, id > 9 ? 1 : 4, `${id}`);
  assert.deepEqual([counts.rejected, await unread()], [5, ['1', '3', '5', '7', '9']]);
});

test('what failed before a run broke off is read by the one that goes on, once, like what lies behind', async () => {
  canvas.add({ id: 1, ...past }, [student(1)]);
  canvas.add({ id: 2, ...current }, [student(2)]);
  canvas.add({ id: 3, ...past }, [student(3)]);
  refuseMembers(500, [1]);
  canvas.instead.unshift({
    path: /courses\/3\/enrollments/,
    answer: (_req, res) => json(res, { errors: [{ message: 'Insufficient scopes' }] }, { status: 401 }),
  });
  await assert.rejects(sync(), { code: 'scope-missing' });
  assert.deepEqual(await unread(), ['1', '3']);
  refuseMembers(500, []);
  membersAsked();
  assert.equal((await sync('changes')).counts.rejected, 0);
  assert.deepEqual([membersAsked(), await unread()], [[3, 1], []]);
});

test('a person is one learner, whichever way they are seen, and a course one course', async () => {
  canvas.add({ id: 1, ...past }, [student(42)]);
  canvas.add({ id: 2, ...current }, [student(42), student(43)]);
  await sync();
  const id = (number: number) => `${canvas.host}/${number}`;
  const to = learnerKeyOf(institution, 'sub-of-42');
  // As a launch from course 2 says it, and the roster that is read after it.
  await learnAliases(institution._id, [
    { of: 'learner', source: 'canvas', from: ownLearnerKey(institution, 'canvas', id(42)), to },
    { of: 'course', source: 'canvas', from: ownCourseKey('canvas', id(2)), to: 'context-2' },
  ]);
  const roster = async function* () {
    for (const number of [42, 43])
      yield {
        ...{ userId: `sub-of-${number}`, productId: { source: 'canvas', id: id(number) } },
        ...({ role: 'learner', status: 'active' } as const),
      };
  };
  await syncRoster(institution, { key: 'context-2', title: 'Botany' }, roster());
  assert.deepEqual(await stored({ learner: to }), ['canvas:1 completed', 'context-2 active']);
  assert.deepEqual(await stored({ learner: learnerKeyOf(institution, 'sub-of-43') }), ['context-2 active']);
  assert.equal(await EnrolmentModel.countDocuments(), 3);
  // Canvas's title counts first, and stays after the next pull.
  await sync();
  assert.equal((await CourseModel.findOne({ key: 'context-2' }).lean())?.title, documented.name);
  assert.equal(await EnrolmentModel.countDocuments(), 3);
});

test('another Canvas’s numbers are other people’s, whatever launches have said', async () => {
  canvas.add({ id: 1, ...past }, [student(42)]);
  const to = learnerKeyOf(institution, 'sub-of-42');
  const from = ownLearnerKey(institution, 'canvas', 'school.instructure.com/42');
  await learnAliases(institution._id, [{ of: 'learner', source: 'canvas', from, to }]);
  await sync();
  assert.deepEqual(await stored({ learner: to }), []);
});

test('a pull goes on behind its checkpoint, and not in the list that it was interrupted in', async () => {
  for (const id of [1, 2, 3]) canvas.add({ id, ...current }, [student(id)]);
  const pull = async (cursor?: string) => {
    const records: SyncRecord[] = [];
    canvas.requests.length = 0;
    const options = { onProgress: () => {}, onReject: () => {}, signal: new AbortController().signal };
    const source = standInSource(institution, canvas.host, storedIn());
    for await (const record of source.pull({ ...options, cursor })) records.push(record);
    return records.filter(({ kind }) => kind === 'course').length;
  };
  assert.equal(await pull('2'), 1);
  assert.deepEqual(canvas.asked(/courses\/[12]\/enrollments/), []);
  assert.equal(await pull('99'), 3, 'the course that it had come to is no longer there');
  const cursors = (await SyncRunModel.find().lean()).map(({ checkpoint }) => checkpoint?.cursor);
  assert.ok(cursors.every((cursor) => cursor === undefined || /^\d+$/.test(cursor)));
});
