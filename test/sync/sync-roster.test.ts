// Takes about 8 s.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import type { Member, UnusableMember } from '../../src/lti/names-and-roles/roster-page.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { syncRoster } from '../../src/sync/sources/names-and-roles/sync-roster.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const database = await openTestDatabase();
const institution = await createInstitution();
after(() => database.close());

const course = { key: 'C1', title: 'Botany' };
const unusable = { problem: 'a member of the roster without a usable user_id' };
const learner = (userId: string): Member => ({ userId, role: 'learner', status: 'active' });

async function* members(
  ...all: (Member | UnusableMember | Error)[]
): AsyncGenerator<Member | UnusableMember> {
  for (const member of all) {
    if (member instanceof Error) throw member;
    yield member;
  }
}

async function states(): Promise<Record<string, string>> {
  const people = ['ann', 'bob', 'cy', 'dan'];
  const stored = await EnrolmentModel.find({ institutionId: institution._id }).lean();
  return Object.fromEntries(
    people.flatMap((person) => {
      const found = stored.find((e) => e.learner === learnerKeyOf(institution, person));
      return found ? [[person, `${found.role} ${found.state}`]] : [];
    }),
  );
}

test('a roster is stored; who has left it is withdrawn; who comes back is active again', async () => {
  await syncRoster(
    institution,
    course,
    members(learner('ann'), learner('bob'), { ...learner('dan'), role: 'staff' }),
  );
  assert.deepEqual(await states(), { ann: 'learner active', bob: 'learner active', dan: 'staff active' });
  await syncRoster(institution, course, members(learner('ann'), { ...learner('bob'), status: 'deleted' }));
  assert.deepEqual(await states(), {
    ann: 'learner active',
    bob: 'learner withdrawn',
    dan: 'staff withdrawn',
  });
  await syncRoster(institution, course, members(learner('ann'), learner('bob')));
  assert.equal((await states())['bob'], 'learner active');
});

test('a roster that breaks off withdraws nobody, and the run says why', async () => {
  await assert.rejects(syncRoster(institution, course, members(learner('ann'), new Error('page 2 failed'))));
  assert.equal((await states())['bob'], 'learner active');
  const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
  assert.deepEqual([run?.state, run?.error], ['failed', 'page 2 failed']);
});

test('a member that cannot be read is said, withdraws nobody, and stops no other', async () => {
  const here = { key: 'C7', title: 'Rhetoric' };
  await syncRoster(institution, here, members(learner('ann'), learner('bob')));
  const counts = await syncRoster(institution, here, members(unusable, learner('ann'), learner('cy')));
  assert.deepEqual([counts.enrolments, counts.rejected, counts.removed], [2, 1, 0]);
  const run = await SyncRunModel.findOne({ source: 'names-and-roles:C7' }).lean();
  assert.deepEqual(run?.rejections, [{ reason: unusable.problem, count: 1 }]);
});

test('a person who is staff on one page and a learner on another is staff, in either order', async () => {
  const here = { key: 'C8', title: 'Ethics' };
  const staff = { ...learner('ann'), role: 'staff' } as const;
  for (const both of [
    [staff, learner('ann')],
    [learner('ann'), staff],
  ]) {
    await syncRoster(institution, here, members(...both));
    assert.equal((await EnrolmentModel.findOne({ course: 'C8' }).lean())?.role, 'staff');
  }
  await syncRoster(institution, here, members(learner('ann')));
  assert.equal((await EnrolmentModel.findOne({ course: 'C8' }).lean())?.role, 'learner');
});

for (const [title, stored] of [
  ['{mlang en}Soil science{mlang}{mlang de}Bodenkunde{mlang}', 'Soil science'],
  ['Arts &amp; Crafts', 'Arts & Crafts'],
  ['<span lang="en" class="multilang">Law</span><span lang="de" class="multilang">Recht</span>', 'Law'],
  ['<b>Soil</b>\u0007 and water', 'Soil and water'],
  ['<img src="x">', 'C9'],
] as const)
  test(`the title of a launch is stored as “${stored}”`, async () => {
    // As it was sent, and as a launch has it.
    await syncRoster(institution, { key: 'C9', title: 'C9', titleAsWritten: title }, members(learner('ann')));
    assert.equal((await CourseModel.findOne({ key: 'C9' }).lean())?.title, stored);
    await syncRoster(institution, { key: 'C9', title }, members(learner('ann')));
    assert.equal((await CourseModel.findOne({ key: 'C9' }).lean())?.title, stored);
    await CourseModel.deleteMany({ key: 'C9' });
  });

test('a completed course stays completed', async () => {
  const now = new Date();
  const completed = { kind: 'enrolment', learner: 'bob', course: 'C1', state: 'completed' } as const;
  await apply({ institution, source: 'csv', records: [completed], seenAt: now, now });
  await syncRoster(institution, course, members(learner('ann'), learner('bob')));
  assert.equal((await states())['bob'], 'learner completed');
  await syncRoster(institution, course, members(learner('ann')));
  assert.equal((await states())['bob'], 'learner completed');
});

test('what a file said stays: completed, its time, and members of earlier years who are not in the roster', async () => {
  const institutionId = institution._id;
  const at = new Date('2024-01-01');
  const now = new Date();
  const said = [
    { kind: 'course', key: 'C2', title: 'Ecology', description: 'Ponds', url: 'https://lms.example/2' },
    { kind: 'enrolment', learner: 'ann', course: 'C2', state: 'completed', at, weight: 2 },
    { kind: 'enrolment', learner: 'bob', course: 'C2', state: 'withdrawn' },
    { kind: 'enrolment', learner: 'cy', course: 'C2', at },
  ] as const;
  await apply({ institution, source: 'csv', records: said, seenAt: now, now });
  await syncRoster(institution, { key: 'C2', title: 'Ecology II' }, members(learner('ann'), learner('bob')));

  const course = await CourseModel.findOne({ institutionId, key: 'C2' }).lean();
  assert.deepEqual(
    [course?.title, course?.description, course?.url],
    ['Ecology', 'Ponds', 'https://lms.example/2'],
  );
  const of = (person: string) =>
    EnrolmentModel.findOne({
      institutionId,
      course: 'C2',
      learner: learnerKeyOf(institution, person),
    }).lean();
  const [ann, bob, cy] = await Promise.all(['ann', 'bob', 'cy'].map(of));
  assert.deepEqual([ann?.state, ann?.at, ann?.weight], ['completed', at, 2]);
  assert.deepEqual([bob?.state, cy?.state], ['active', 'active']);
});

test('a course of many thousands, of whom few are in the roster', async () => {
  const now = new Date();
  function* thousands(): Generator<SyncRecord> {
    yield { kind: 'course', key: 'C3', title: 'For all' };
    for (let i = 0; i < 15_000; i++) yield { kind: 'enrolment', learner: `learner${i}`, course: 'C3' };
  }
  await apply({ institution, source: 'csv', records: thousands(), seenAt: now, now });
  const all = Array.from({ length: 12_000 }, (_, i) => learner(`learner${i}`));
  await syncRoster(institution, { key: 'C3', title: 'For all' }, members(...all.slice(0, 5)));
  await syncRoster(institution, { key: 'C3', title: 'For all' }, members(...all));
  await syncRoster(institution, { key: 'C3', title: 'For all' }, members(...all.slice(1)));
  const here = { institutionId: institution._id, course: 'C3', state: 'withdrawn' as const };
  const withdrawn = await EnrolmentModel.find(here, {}, { hint: { institutionId: 1, course: 1 } }).lean();
  assert.deepEqual(
    withdrawn.map((enrolment) => enrolment.learner),
    [learnerKeyOf(institution, 'learner0')],
  );
});

test('differences: who has left is withdrawn, all others stay as they are, and nobody is made up', async () => {
  const institutionId = institution._id;
  const here = { key: 'C4', title: 'Zoology' };
  await syncRoster(institution, here, members(...['ann', 'bob', 'cy', 'dan'].map(learner)));
  const of = (person: string) => ({
    institutionId,
    course: 'C4',
    learner: learnerKeyOf(institution, person),
  });
  const now = new Date();
  const said = [
    { kind: 'enrolment', learner: 'dan', course: 'C4', state: 'completed' },
    { kind: 'enrolment', learner: 'eve', course: 'C4' },
  ] as const;
  await apply({ institution, source: 'csv', records: said, seenAt: now, now });
  const gone = ['bob', 'cy', 'dan', 'eve', 'nobody'].map(
    (person, i) => ({ ...learner(person), status: i % 2 ? 'inactive' : 'deleted' }) as const,
  );
  const counts = await syncRoster(institution, here, members(...gone, learner('fay')), { isComplete: false });
  assert.equal(counts.enrolments, 1);
  const state = async (person: string) => (await EnrolmentModel.findOne(of(person)).lean())?.state;
  const people = ['ann', 'bob', 'cy', 'dan', 'eve', 'fay', 'nobody'];
  assert.deepEqual(await Promise.all(people.map(state)), [
    ...['active', 'withdrawn', 'withdrawn', 'completed', 'active', 'active'],
    undefined,
  ]);
  await syncRoster(institution, here, members(learner('bob')), { isComplete: false });
  assert.deepEqual(await Promise.all(people.slice(0, 3).map(state)), ['active', 'active', 'withdrawn']);
});

test('a person who has left and come back within the same differences is there', async () => {
  const here = { key: 'C5', title: 'Optics' };
  await syncRoster(institution, here, members(learner('ann')));
  const left = { ...learner('ann'), status: 'deleted' } as const;
  for (const both of [
    [left, learner('ann')],
    [learner('ann'), left],
  ]) {
    await syncRoster(institution, here, members(...both), { isComplete: false });
    assert.equal(
      (await EnrolmentModel.findOne({ institutionId: institution._id, course: 'C5' }).lean())?.state,
      'active',
    );
  }
});

test('a person on two pages is one enrolment', async () => {
  const here = { key: 'C6', title: 'Logic' };
  const { enrolments } = await syncRoster(
    institution,
    here,
    members(learner('ann'), learner('bob'), learner('ann')),
  );
  assert.equal(enrolments, 2);
});

test('a roster of eight learners that now has a teacher alone withdraws nobody; one of seven withdraws one', async () => {
  const institutionId = institution._id;
  const biology = { key: 'C12', title: 'Biology' };
  const eight = Array.from({ length: 8 }, (_, i) => learner(`s${i}`));
  const active = () => EnrolmentModel.countDocuments({ institutionId, course: 'C12', state: 'active' });
  await syncRoster(institution, biology, members(...eight));
  await syncRoster(institution, biology, members({ ...learner('t1'), role: 'staff' }));
  const run = await SyncRunModel.findOne({ source: 'names-and-roles:C12' }).sort({ startedAt: -1 }).lean();
  assert.deepEqual(
    [run?.state, run?.heldBack?.removals, run?.heldBack?.of, await active()],
    ['done', 8, 8, 9],
  );
  await syncRoster(institution, biology, members(...eight.slice(0, 7), { ...learner('t1'), role: 'staff' }));
  assert.equal(await active(), 8);
});
