import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { CourseModel } from '../../../../models/course.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../../models/institution.ts';
import { learnerKeyOf } from '../../../../models/learner.ts';
import { RegistrationModel } from '../../../../models/registration.ts';
import { cleanCourse } from '../../../../src/sync/apply/clean-course.ts';
import type { CourseRecord, EnrolmentRecord, SyncRecord } from '../../../../src/sync/record.ts';
import { runSync } from '../../../../src/sync/runs/run-sync.ts';
import type { Rejection } from '../../../../src/sync/source.ts';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { createRegistration } from '../../../support/registration.ts';
import { exception, recordedAnswers, Status, startMoodle, token } from './stand-in-moodle.ts';
import { standInSource } from './stand-in-source.ts';

// Of the recorded Moodle: 217 has criteria and grades, 218 is hidden, 219 has completion without criteria, 220 no way in.
const [logic, hidden, open, closed] = ['217', '218', '219', '220'];
const [wilhelmina, balthasar, nomvula, suspended, expired] = ['2107', '2108', '2109', '2110', '2111'];
const [teacher, tutor, both] = ['2112', '2113', '2114'];

const database = await openTestDatabase();
const moodle = await startMoodle();
after(async () => {
  moodle.close();
  await database.close();
});
let institution: Institution;
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
  moodle.requests.length = 0;
  moodle.instead = () => undefined;
  moodle.teachers = undefined;
  moodle.hiddenCategories = [];
});

async function pull({
  since,
  settings,
  unread,
}: {
  since?: Date;
  settings?: Record<string, string>;
  unread?: Set<string>;
} = {}) {
  const records: SyncRecord[] = [];
  const rejections: Rejection[] = [];
  const source = standInSource(institution, moodle.host, settings);
  const signal = new AbortController().signal;
  const onReject = (rejection: Rejection) => void rejections.push(rejection);
  for await (const record of source.pull({ since, unread, signal, onProgress: () => {}, onReject }))
    records.push(record);
  return { records, rejections };
}

const time = (seconds: number) => new Date(seconds * 1_000);
/** As it is stored. */
const courseOf = (records: SyncRecord[], key: string) => {
  const found = records.find((record) => record.kind === 'course' && record.key === key);
  return found && cleanCourse(found as CourseRecord);
};
const enrolmentOf = (records: SyncRecord[], learner: string, course: string) =>
  records.find(
    (record): record is EnrolmentRecord =>
      record.kind === 'enrolment' && record.learner === learner && record.course === course,
  );
const completeOf = (records: SyncRecord[]) =>
  records.flatMap((record) =>
    record.kind === 'complete' ? [record.of === 'courses' ? 'courses' : (record.course ?? 'all')] : [],
  );
const asked = (name: string) => moodle.requests.filter((request) => request.function === name);

test('the catalogue: clean texts in one language, the path of categories, hidden and closed courses', async () => {
  const { records } = await pull();
  assert.deepEqual(courseOf(records, logic), {
    ...{ kind: 'course', key: '217', code: 'PHI101', title: 'Logic & Argument' },
    description: 'How to argue: H2O is water. Taught by nobody in particular',
    categories: ['Humanities', 'Philosophy & Ethics'],
    ...{ language: 'en', url: 'http://localhost:8080/course/view.php?id=217', closesAt: null },
    ...{ startsAt: time(1780000000), entry: [{ way: 'invitation' }], skills: [] },
    ...{ endsAt: null, hidden: null, translations: null, credits: null },
    origin: 'course 217',
  });
  assert.equal(courseOf(records, open)?.title, 'Beauty');
  assert.deepEqual(
    [hidden, open, closed].map((key) => courseOf(records, key)?.closesAt?.getTime()),
    [0, undefined, 1785000000000],
  );
  assert.deepEqual(
    [hidden, open, closed].map((key) => courseOf(records, key)?.entry),
    [[{ way: 'closed' }], [{ way: 'open' }], [{ way: 'closed' }]],
  );
  assert.equal(courseOf(records, '1'), undefined);
});

test('hidden: a course itself, and every course in a category that is hidden or lies in a hidden one', async () => {
  const hiddenIn = async (categories: number[]) => {
    moodle.hiddenCategories = categories;
    const { records } = await pull();
    return [logic, hidden, open, closed].filter((key) => courseOf(records, key)?.hidden === true);
  };
  assert.deepEqual(await hiddenIn([]), [hidden]);
  // The courses are in category 23, inside 22.
  assert.deepEqual(await hiddenIn([22]), [logic, hidden, open, closed]);
  assert.deepEqual(await hiddenIn([23]), [logic, hidden, open, closed]);
  assert.deepEqual(await hiddenIn([1]), [hidden]);
});

test('an account that may not ask for hidden categories is refused, and the pull goes on', async () => {
  moodle.hiddenCategories = undefined;
  const { records } = await pull();
  assert.ok(courseOf(records, logic));
});

test('staff are whom launches call instructors, where Moodle tells; a role of the house among them', async () => {
  moodle.teachers = [2112, 2113];
  const { records } = await pull();
  const roles = [teacher, tutor, both, wilhelmina].map((id) => enrolmentOf(records, id, logic)?.role);
  assert.deepEqual(roles, ['staff', 'staff', 'learner', 'learner']);
  const { records: named } = await pull({ settings: { staffRoles: 'student' } });
  assert.equal(enrolmentOf(named, wilhelmina, logic)?.role, 'staff');
  // Once it has been refused, it is not asked for again.
  moodle.teachers = undefined;
  moodle.requests.length = 0;
  await pull();
  const asking = moodle.requests.filter(({ form }) => [...form.values()].includes('withcapability'));
  assert.equal(asking.length, 1);
});

test('what a course counts is read of the custom field that an institution has made for it', async () => {
  const field = (shortname: string, value: string, valueraw: unknown) => ({
    ...{ name: 'Credits', shortname, type: 'select', value, valueraw },
  });
  moodle.instead = ({ function: name }, recorded) => {
    if (name !== 'core_course_get_courses_by_field') return undefined;
    const { courses } = recorded as { courses: { id: number }[] };
    const fields = new Map([
      [logic, [field('room', '12', 12), field('ECTS_Credits', '7,5 ECTS', 2)]],
      [open, [field('credits', '', '')]],
    ]);
    return { courses: courses.map((one) => ({ ...one, customfields: fields.get(`${one.id}`) })) };
  };
  const { records } = await pull();
  const creditsOf = (id: string) =>
    records.flatMap((one) => (one.kind === 'course' && one.key === id ? [one.credits] : []));
  assert.deepEqual(creditsOf(logic), [7.5]);
  assert.deepEqual(creditsOf(open), [null]);
});

test('who was never in a course that has not begun is planned with it; in one that has begun, withdrawn', async () => {
  const starts = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 86_400_000);
  moodle.instead = ({ function: name, arguments: { courseid, standing } }, recorded) => {
    if (name === 'core_course_get_courses_by_field') {
      const { courses } = recorded as { courses: { id: number }[] };
      return {
        courses: courses.map((one) =>
          `${one.id}` === logic ? { ...one, startdate: starts.getTime() / 1_000 } : one,
        ),
      };
    }
    if (name !== 'core_enrol_get_enrolled_users' || standing !== 'onlysuspended') return undefined;
    if (courseid !== logic && courseid !== open) return undefined;
    const never = courseid === logic ? 2110 : 2111;
    return [2110, 2111].map((id) => ({ id, lastcourseaccess: id === never ? 0 : 1783000000, roles: [] }));
  };
  const { records } = await pull();
  const said = (id: string, course: string) => {
    const { state, at } = enrolmentOf(records, id, course) as EnrolmentRecord;
    return [state, at];
  };
  assert.deepEqual(said(suspended, logic), ['planned', starts]);
  assert.deepEqual(said(expired, logic)[0], 'withdrawn');
  assert.deepEqual(said(expired, open)[0], 'withdrawn');
});

test('members: learners and staff, suspended and expired ones withdrawn, deleted ones and guests nowhere', async () => {
  const { records } = await pull();
  const said = (learner: string) => {
    const { role, state } = enrolmentOf(records, learner, logic) as EnrolmentRecord;
    return `${role} ${state}`;
  };
  assert.deepEqual([wilhelmina, balthasar, nomvula].map(said), Array(3).fill('learner active'));
  assert.deepEqual([suspended, expired].map(said), Array(2).fill('learner withdrawn'));
  // Who teaches and learns teaches. A tutor is of a role that this Moodle has made.
  assert.deepEqual([teacher, both, tutor].map(said), ['staff active', 'staff active', 'learner active']);
  const { records: again } = await pull({ settings: { staffRoles: 'Tutor, mentor' } });
  assert.equal(enrolmentOf(again, tutor, logic)?.role, 'staff');
});

test('completion and grade: by criteria only, in bands, and the order from the earliest that is known', async () => {
  const { records } = await pull();
  const { progress, completedAt, gradeBand, at } = enrolmentOf(records, wilhelmina, logic) as EnrolmentRecord;
  assert.deepEqual(
    [progress, completedAt, gradeBand, at],
    [1, time(1785600000), 'excellent', time(1785500000)],
  );
  const half = enrolmentOf(records, balthasar, logic);
  assert.deepEqual([half?.progress, half?.completedAt, half?.gradeBand], [0.5, null, 'failed']);
  const never = enrolmentOf(records, nomvula, logic);
  assert.deepEqual([never?.progress, never?.gradeBand, never?.at], [0, null, undefined]);
  // No criteria: nothing is known, and one request says so.
  const without = enrolmentOf(records, balthasar, open);
  assert.deepEqual(
    [without?.progress, without?.completedAt, without?.at],
    [undefined, undefined, time(1782000000)],
  );
  const completions = asked('core_completion_get_course_completion_status');
  assert.deepEqual(
    completions.map(({ arguments: { courseid } }) => courseid),
    [...Array(4).fill(logic), open],
  );
});

test('the token stands in the body alone, and no more of people is asked for than last access and roles', async () => {
  await pull();
  assert.ok(moodle.requests.every(({ path }) => path === '/webservice/rest/server.php'));
  assert.ok(moodle.requests.every(({ form }) => form.get('wstoken') === token));
  for (const { form } of asked('core_enrol_get_enrolled_users'))
    assert.equal(form.get('options[0][value]'), 'lastcourseaccess,roles');
});

test('changes: members of every course; completion and grades of those alone who were there', async () => {
  // Nobody was anywhere since but the teacher of logic, and one learner there.
  const since = time(1786500000);
  const { records } = await pull({ since });
  assert.deepEqual(completeOf(records), ['courses', logic, hidden, open, closed]);
  assert.deepEqual(
    asked('gradereport_user_get_grade_items').map(({ arguments: { courseid } }) => courseid),
    [logic],
  );
  const people = asked('core_completion_get_course_completion_status').map(
    ({ arguments: { userid } }) => userid,
  );
  assert.deepEqual(people.sort(), [balthasar, tutor]);
  assert.deepEqual(enrolmentOf(records, wilhelmina, logic), {
    ...{ kind: 'enrolment', learner: wilhelmina, course: logic, role: 'learner', state: 'active' },
  });
});

test('a learner who was graded since is asked about, wherever that learner was', async () => {
  moodle.instead = ({ function: name, arguments: { courseid } }, recorded) => {
    if (name !== 'gradereport_user_get_grade_items' || courseid !== logic) return undefined;
    return JSON.parse(JSON.stringify(recorded).replaceAll('1785500000', '1788500000'));
  };
  await pull({ since: time(1786500000) });
  const people = asked('core_completion_get_course_completion_status').map(
    ({ arguments: { userid } }) => userid,
  );
  assert.ok(people.includes(wilhelmina));
});

test('unenrolled people are withdrawn, by a pull of changes too; who had completed has completed', async () => {
  const stateOf = async (id: string) => {
    const learner = learnerKeyOf(institution, id);
    const found = await EnrolmentModel.findOne({
      institutionId: institution._id,
      learner,
      course: logic,
    }).lean();
    return found?.state;
  };
  const run = (wanted: 'everything' | 'changes') =>
    runSync({ institution, source: standInSource(institution, moodle.host), wanted });
  await run('everything');
  assert.deepEqual(await Promise.all([wilhelmina, balthasar, suspended].map(stateOf)), [
    'completed',
    'active',
    'withdrawn',
  ]);
  // One leaves; the time of one who has completed is over.
  moodle.instead = ({ function: name, arguments: { courseid, standing } }, recorded) => {
    if (name !== 'core_enrol_get_enrolled_users' || courseid !== logic) return undefined;
    const list = recorded as { id: number }[];
    if (standing === 'onlysuspended')
      return [{ id: 2107, fullname: 'W', lastcourseaccess: 0, roles: [] }, ...list];
    return list.filter(({ id }) => `${id}` !== balthasar && `${id}` !== wilhelmina);
  };
  const { counts } = await run('changes');
  assert.equal(counts.removed, 1);
  assert.deepEqual(await Promise.all([wilhelmina, balthasar, suspended].map(stateOf)), [
    'completed',
    'withdrawn',
    'withdrawn',
  ]);
  // Nothing has changed since, so nothing is written.
  assert.deepEqual((await run('changes')).counts, { ...counts, changed: 0, removed: 0 });
  moodle.instead = () => undefined;
  await run('everything');
  assert.equal(await stateOf(balthasar), 'active');
});

test('a course that is gone is removed; courses that are counted and not shown remove none', async () => {
  const run = () => runSync({ institution, source: standInSource(institution, moodle.host) });
  await run();
  const without = (counted: number) => {
    moodle.instead = ({ function: name }, recorded) => {
      if (name === 'core_course_get_categories')
        return JSON.parse(JSON.stringify(recorded).replace('"coursecount":4', `"coursecount":${counted}`));
      if (name !== 'core_course_get_courses_by_field') return undefined;
      const { courses } = recorded as { courses: { id: number }[] };
      return { courses: courses.filter(({ id }) => `${id}` !== open), warnings: [] };
    };
  };
  const removed = () => CourseModel.find({ removedAt: { $exists: true } }).distinct('key');
  without(4);
  await run();
  assert.deepEqual(await removed(), []);
  without(3);
  await run();
  assert.deepEqual(await removed(), [open]);
});

test('a Moodle that shows no category, or not how many courses there are, has not lost its courses', async () => {
  for (const answer of [
    () => [],
    (recorded: unknown) =>
      (recorded as { coursecount?: number }[]).map(({ coursecount, ...others }) =>
        coursecount === 0 ? { coursecount, ...others } : others,
      ),
  ]) {
    moodle.instead = ({ function: name }, recorded) =>
      name === 'core_course_get_categories' ? answer(recorded) : undefined;
    const { records, rejections } = await pull();
    assert.ok(!completeOf(records).includes('courses'));
    assert.match(rejections.map(({ reason }) => reason).join(), /shows no category/);
  }
});

test('a large course comes in pages; who came or went between two of them withdraws nobody', async () => {
  const people = Array.from({ length: 2_500 }, (_, i) => ({
    ...{ id: i + 10, fullname: 'Somebody', lastcourseaccess: 0 },
    roles: [{ shortname: 'student' }],
  }));
  moodle.instead = ({ function: name, arguments: { courseid, standing } }) =>
    name === 'core_enrol_get_enrolled_users' && courseid === hidden && standing === 'onlyactive'
      ? people
      : undefined;
  const { records } = await pull({ since: time(1790000000) });
  const found = records.filter((record) => record.kind === 'enrolment' && record.course === hidden);
  assert.equal(found.length, 2_500);
  assert.ok(completeOf(records).includes(hidden));

  moodle.instead = ({ function: name, arguments: { courseid, standing }, form }) => {
    if (name !== 'core_enrol_get_enrolled_users' || courseid !== hidden || standing !== 'onlyactive')
      return undefined;
    // Somebody of the first page is gone when the second one is asked for.
    return [...form.values()].includes('999') ? people.slice(1) : people;
  };
  assert.ok(!completeOf((await pull({ since: time(1790000000) })).records).includes(hidden));
});

test('an empty list of a course with separate groups withdraws nobody and is told', async () => {
  moodle.instead = ({ function: name, arguments: { courseid } }) =>
    name === 'core_enrol_get_enrolled_users' && courseid === hidden ? [] : undefined;
  const { records, rejections } = await pull();
  assert.ok(!completeOf(records).includes(hidden));
  assert.match(rejections[0]?.reason ?? '', /accessallgroups/);
});

test('an account that is shown teachers alone withdraws nobody and is told', async () => {
  const run = () => runSync({ institution, source: standInSource(institution, moodle.host) });
  await run();
  const active = () => EnrolmentModel.countDocuments({ state: { $ne: 'withdrawn' } });
  const before = await active();
  moodle.instead = ({ function: name }, recorded) =>
    name === 'core_enrol_get_enrolled_users'
      ? (recorded as { id: number }[]).filter(({ id }) => `${id}` === teacher)
      : undefined;
  const { heldBack } = await run();
  assert.ok((heldBack?.removals ?? 0) >= 5);
  assert.equal(await active(), before);
  const { rejections } = await pull();
  assert.match(rejections.at(-1)?.reason ?? '', /no learner is shown.*viewdetails/);
});

for (const cut of [100, 7])
  test(`pages that are cut to ${cut} are asked on`, async () => {
    const people = Array.from({ length: 250 }, (_, i) => ({
      ...{ id: i + 10, fullname: 'Somebody', lastcourseaccess: 0 },
      roles: [{ shortname: 'student' }],
    }));
    moodle.instead = ({ function: name, arguments: { courseid, standing }, form }) => {
      if (name !== 'core_enrol_get_enrolled_users' || courseid !== hidden || standing !== 'onlyactive')
        return undefined;
      const from =
        [...form].find(([, value]) => value === 'limitfrom')?.[0].replace('[name]', '[value]') ?? '';
      // Then the stand-in's own page of it is all of it.
      const begin = Number(form.get(from));
      return [...Array(begin).fill({}), ...people.slice(begin, begin + cut)];
    };
    const { records } = await pull({ since: time(1790000000) });
    const found = records.filter((record) => record.kind === 'enrolment' && record.course === hidden);
    assert.equal(found.length, 250);
    assert.ok(completeOf(records).includes(hidden));
  });

test('what is about one course is told, and the others are read; a vanished one too', async () => {
  for (const code of ['nopermissions', 'invalidrecord']) {
    moodle.instead = ({ function: name, arguments: { courseid } }) =>
      name === 'core_enrol_get_enrolled_users' && courseid === hidden ? exception(code) : undefined;
    const { records, rejections } = await pull();
    assert.deepEqual(completeOf(records), ['courses', logic, open, closed]);
    assert.deepEqual(
      rejections.map(({ origin }) => origin),
      ['course 218'],
    );
    assert.match(rejections[0]?.reason ?? '', new RegExp(`“${code}” to core_enrol_get_enrolled_users`));
  }
});

test('grades or completion that may not be read, or are too much at once, are unknown, and all else is known', async () => {
  for (const answer of [exception('nopermissiontoviewgrades'), new Status(200, 'x'.repeat(2 ** 21))]) {
    moodle.instead = ({ function: name }) => (name.startsWith('gradereport') ? answer : undefined);
    const { records, rejections } = await pull();
    const { gradeBand, progress } = enrolmentOf(records, wilhelmina, logic) as EnrolmentRecord;
    assert.deepEqual([gradeBand, progress], [undefined, 1]);
    assert.equal(rejections.length, 3);
  }
  moodle.instead = ({ function: name }) =>
    name.startsWith('core_completion') ? exception('cannotviewreport') : undefined;
  const { records, rejections } = await pull();
  const { gradeBand, progress } = enrolmentOf(records, wilhelmina, logic) as EnrolmentRecord;
  assert.deepEqual([gradeBand, progress], ['excellent', undefined]);
  assert.deepEqual(
    rejections.map(({ origin }) => origin),
    ['completion in course 217', 'completion in course 219'],
  );
});

const grading = 'gradereport_user_get_grade_items';
const completing = 'core_completion_get_course_completion_status';
/** Learners of logic who were asked about; the stand-in forgets them. */
function completionsAsked() {
  const people = asked(completing).flatMap(({ arguments: { courseid, userid = '' } }) =>
    courseid === logic ? userid : [],
  );
  moodle.requests.length = 0;
  return people.sort();
}
/** Nobody was anywhere, and nothing graded, since the second; since the first the teacher and one learner of logic. */
const [before, since] = [time(1786500000), time(1790000000)];
const lateMark = (part: string) => `${part} of course ${logic} since ${before.toISOString()}`;

for (const failure of [
  new Status(500),
  new Status(200, '<html>'),
  new Status(503, '', { 'Retry-After': '3600' }),
])
  test(`a grade book that could not be read is asked for again by the next pull of changes (${failure.status} ${failure.body})`, async () => {
    const unread = new Set<string>();
    moodle.instead = ({ function: name, arguments: { courseid } }) =>
      name === grading && courseid === logic ? failure : undefined;
    const { records, rejections } = await pull({ since: before, unread });
    assert.ok(completeOf(records).includes(logic));
    assert.deepEqual(
      rejections.map(({ origin }) => origin),
      ['grades of course 217'],
    );
    assert.deepEqual([...unread], [lateMark('grades')]);
    // It goes on failing: one request, and nobody else is asked about for it.
    moodle.requests.length = 0;
    await pull({ since, unread });
    assert.ok(asked(grading).length > 0);
    assert.deepEqual([[...unread], completionsAsked()], [[lateMark('grades')], []]);
    const later = JSON.stringify(
      recordedAnswers().find(
        ({ function: name, arguments: args }) => name === grading && args['courseid'] === logic,
      )?.answer,
    ).replaceAll('1785500000', '1788500000');
    moodle.instead = ({ function: name, arguments: { courseid } }) =>
      name === grading && courseid === logic ? JSON.parse(later) : undefined;
    const { records: again } = await pull({ since, unread });
    assert.equal(enrolmentOf(again, wilhelmina, logic)?.gradeBand, 'excellent');
    assert.deepEqual([[...unread], completionsAsked()], [[], [wilhelmina, balthasar]]);
    await pull({ since, unread });
    assert.deepEqual(asked(grading), []);
  });

test('completion that could not be read is asked for again by the next pull of changes, of those who were there', async () => {
  const unread = new Set<string>();
  moodle.instead = ({ function: name, arguments: { courseid } }) =>
    name === completing && courseid === logic ? new Status(500) : undefined;
  await pull({ since: before, unread });
  assert.deepEqual([...unread], [lateMark('completion')]);
  moodle.instead = () => undefined;
  moodle.requests.length = 0;
  const { records } = await pull({ since, unread });
  assert.deepEqual([[...unread], completionsAsked()], [[], [balthasar, tutor].sort()]);
  assert.equal(enrolmentOf(records, balthasar, logic)?.progress, 0.5);
});

test('what a pull of everything has missed is asked for once as a whole, and then with what changes', async () => {
  const unread = new Set<string>();
  moodle.instead = ({ function: name }) => (name === grading ? new Status(500) : undefined);
  await pull({ unread });
  assert.deepEqual(
    [...unread],
    [logic, hidden, open].map((id) => `grades of course ${id}`),
  );
  moodle.instead = ({ function: name, arguments: { courseid } }) =>
    name === grading && courseid === logic ? new Status(500) : undefined;
  moodle.requests.length = 0;
  await pull({ since, unread });
  assert.deepEqual([...unread], [`grades of course ${logic} since ${since.toISOString()}`]);
  assert.ok(asked(grading).some(({ arguments: { courseid } }) => courseid === open));
  assert.deepEqual(completionsAsked(), []);
});

test('grades that are refused are not asked for again: Moodle has answered; nor are those of a course that is gone', async () => {
  const unread = new Set([lateMark('grades'), 'completion of course 4711']);
  moodle.instead = ({ function: name }) =>
    name === grading ? exception('nopermissiontoviewgrades') : undefined;
  await pull({ since, unread });
  assert.deepEqual([...unread], []);
});

test('a learner of whom Moodle cannot tell completion keeps it from no other', async () => {
  moodle.instead = ({ function: name, arguments: { userid } }) =>
    name === completing && userid === wilhelmina ? new Status(500) : undefined;
  const { records, rejections } = await pull();
  assert.equal(enrolmentOf(records, balthasar, logic)?.progress, 0.5);
  assert.deepEqual(
    rejections.map(({ origin }) => origin),
    ['completion in course 217'],
  );
});

test('functions that the service does not hold are not asked for', async () => {
  moodle.instead = ({ function: name }, recorded) => {
    if (name !== 'core_webservice_get_site_info') return undefined;
    const info = recorded as { functions: { name: string }[] };
    return { ...info, functions: info.functions.filter((one) => /course_get|enrol/.test(one.name)) };
  };
  const { rejections } = await pull();
  assert.deepEqual(rejections, []);
  assert.deepEqual([...asked('gradereport_user_get_grade_items')], []);
  assert.deepEqual([...asked('core_completion_get_course_completion_status')], []);
});

test('another Moodle than the one that launches come from is refused', async () => {
  const { _id } = await createRegistration({ issuer: 'https://moodle.other.example' });
  await InstitutionModel.updateOne({ _id: institution._id }, { registration: _id });
  await assert.rejects(pull(), {
    code: 'other-site',
    message: /launches come from https:\/\/moodle\.other\.example/,
  });
  await RegistrationModel.updateOne({ _id }, { issuer: 'http://localhost:8080' });
  assert.ok((await pull()).records.length > 0);
});

const notice =
  '<br />\n<b>Deprecated</b>:  Undefined array key [0] in {closure} is old in <b>/srv/moodle/lib.php</b> on line <b>12</b><br />\n';

test('messages of PHP around an answer hide nothing, and the run says where to switch them off', async () => {
  const plain = await pull();
  for (const [before, behind] of [
    [notice, ''],
    ['', `\n${notice}`],
    [`Warning: "x" [1,2] in {main}\n${notice}`, '\n'],
  ] as const) {
    moodle.instead = ({ function: name, arguments: { courseid } }, recorded) =>
      name === 'core_enrol_get_enrolled_users' && courseid === hidden
        ? new Status(200, before + JSON.stringify(recorded) + behind)
        : undefined;
    const { records, rejections } = await pull();
    assert.deepEqual(records, plain.records);
    assert.match(rejections.map(({ reason }) => reason).join(), /mixes messages.*Display debug messages/);
  }
});

test('a course that Moodle can never tell is named and stays incomplete; the others are read', async () => {
  for (const answer of [
    new Status(200, `${notice}Fatal error`),
    new Status(200, '<html>'),
    new Status(500),
    new Status(503, '', { 'Retry-After': '3600' }),
  ]) {
    moodle.instead = ({ function: name, arguments: { courseid } }) =>
      name === 'core_enrol_get_enrolled_users' && courseid === hidden ? answer : undefined;
    const { records, rejections } = await pull();
    assert.deepEqual(completeOf(records), ['courses', logic, open, closed]);
    assert.deepEqual(
      rejections.map(({ origin }) => origin),
      ['course 218'],
    );
    // A pull that ends behind it goes on in front of it.
    const cursors = records.flatMap((record) => (record.kind === 'checkpoint' ? record.cursor : []));
    assert.ok(!cursors.some((cursor) => cursor.includes('"course":218')));
  }
});

test('of a course that could not be read everybody is asked about the next time, whenever they were there', async () => {
  const unread = new Set<string>();
  const since = time(1790000000);
  const people = () => asked('core_completion_get_course_completion_status').length;
  await pull({ since, unread });
  assert.deepEqual([[...unread], people()], [[], 0]);
  moodle.instead = ({ function: name, arguments: { courseid } }) =>
    name === 'core_enrol_get_enrolled_users' && courseid === logic ? new Status(500) : undefined;
  await pull({ since, unread });
  assert.deepEqual([...unread], [logic]);
  moodle.instead = () => undefined;
  await pull({ since, unread });
  assert.deepEqual([...unread], []);
  assert.ok(people() > 1);
});

test('a course that could not be read and is not there any more is forgotten', async () => {
  const unread = new Set(['4711', logic]);
  await pull({ since: time(1790000000), unread });
  assert.deepEqual([...unread], []);
});

for (const name of ['core_enrol_get_course_enrolment_methods', 'core_competency_list_course_competencies'])
  test(`${name} that fails for one course costs the others nothing, alone or asked together`, async () => {
    for (const answer of [
      new Status(500),
      new Status(200, '<html>'),
      new Status(503, '', { 'Retry-After': '3600' }),
    ])
      for (const together of [true, false]) {
        moodle.instead = (request, recorded) => {
          const { function: asked, arguments: args, form } = request;
          if (asked === 'core_webservice_get_site_info') {
            const info = recorded as { functions: { name: string }[] };
            const others = info.functions.filter((one) => !one.name.startsWith('tool_mobile'));
            const batch = { name: 'tool_mobile_call_external_functions' };
            return { ...info, functions: together ? [...others, batch] : others };
          }
          const isBatchWithIt =
            asked === 'tool_mobile_call_external_functions' &&
            [...form.values()].some((value) => value === name) &&
            [...form.values()].some((value) => Object.values(safely(value)).includes(Number(open)));
          const isIt = asked === name && Object.values(args).includes(open);
          return isIt || isBatchWithIt ? answer : undefined;
        };
        const { records, rejections } = await pull();
        assert.deepEqual(completeOf(records), ['courses', logic, hidden, open, closed]);
        assert.equal(rejections.length, 1, JSON.stringify(rejections));
        assert.match(rejections[0]?.origin ?? '', /^(?:competencies of )?course 219$/);
        assert.ok(courseOf(records, closed)?.entry);
      }
  });

/** What a text of a batch holds. */
function safely(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

test('a Moodle of which no course can be read is a run that fails', async () => {
  moodle.instead = ({ function: name }) =>
    name === 'core_enrol_get_enrolled_users' ? new Status(200, '<html>') : undefined;
  await assert.rejects(pull(), { code: 'answer-unusable' });
});

test('maintenance, and too many requests, are about all courses: a pull ends at the first', async () => {
  for (const answer of [exception('sitemaintenance'), new Status(429, '', { 'Retry-After': '3600' })]) {
    moodle.requests.length = 0;
    moodle.instead = ({ function: name, arguments: { courseid } }) =>
      name === 'core_enrol_get_enrolled_users' && courseid === hidden ? answer : undefined;
    await assert.rejects(pull(), { code: 'busy' });
    assert.ok(
      !asked('core_enrol_get_enrolled_users').some(({ arguments: { courseid } }) => courseid === open),
    );
  }
});

test('a category that cannot be listed costs its courses alone, and none is taken for deleted', async () => {
  const broken = { id: 9, name: 'Broken', path: '/9', coursecount: 1 };
  moodle.instead = ({ function: name, arguments: { value } }, recorded) => {
    if (name === 'core_course_get_categories') return [...(recorded as object[]), broken];
    return name === 'core_course_get_courses_by_field' && value === '9'
      ? new Status(200, '<html>')
      : undefined;
  };
  const { records, rejections } = await pull();
  assert.deepEqual(completeOf(records), [logic, hidden, open, closed]);
  assert.deepEqual(
    rejections.map(({ origin }) => origin),
    ['category 9'],
  );
});

test('the courses of a category that could not be listed are read whole by the pull that lists it; none is forgotten meanwhile', async () => {
  const unread = new Set(['4711']);
  const since = time(1790000000);
  const people = () => asked('core_completion_get_course_completion_status').length;
  let isBroken = true;
  let found: { courses: { id: number }[] } | undefined;
  moodle.instead = ({ function: name, arguments: { value } }, recorded) => {
    if (name === 'core_course_get_categories')
      return [...(recorded as object[]), { id: 9, name: 'Late', path: '/9', coursecount: 1 }];
    if (name !== 'core_course_get_courses_by_field') return undefined;
    if (value !== '9') found = recorded as typeof found;
    else if (isBroken) return new Status(200, '<html>');
    else return { courses: found?.courses.filter(({ id }) => `${id}` === logic), warnings: [] };
    return undefined;
  };
  await pull({ since, unread });
  assert.deepEqual([[...unread], people()], [['4711', 'category 9'], 0]);
  isBroken = false;
  await pull({ since, unread });
  // Moodle counts the course twice and shows it once, so nobody knows what is gone.
  assert.deepEqual([...unread], ['4711']);
  assert.ok(people() > 1);
});

test('the profile fields that the settings name say what learners study; without them none is asked for', async () => {
  const fields = [
    { type: 'text', name: 'Study', shortname: 'Programme', value: ' Nursing ' },
    { type: 'menu', name: 'Year', shortname: 'year', value: 'Year 2' },
    { type: 'text', name: 'Secret', shortname: 'secret', value: 'Ashgrove' },
  ];
  moodle.instead = ({ function: name }, recorded) =>
    name === 'core_enrol_get_enrolled_users' && Array.isArray(recorded)
      ? recorded.map((member) => ({ ...member, ...(member.id !== 2108 && { customfields: fields }) }))
      : undefined;
  const userFields = () =>
    new Set(
      asked('core_enrol_get_enrolled_users').flatMap(({ form }) =>
        form.get('options[0][name]') === 'userfields' ? (form.get('options[0][value]') ?? []) : [],
      ),
    );
  const without = await pull();
  assert.ok(without.records.every(({ kind }) => kind !== 'study'));
  assert.deepEqual([...userFields()], ['lastcourseaccess,roles']);

  const { records } = await pull({ settings: { programmeField: 'programme', yearField: ' Year ' } });
  const studies = records.filter((record) => record.kind === 'study');
  assert.ok(userFields().has('lastcourseaccess,roles,customfields'));
  assert.deepEqual(
    new Set(studies.map((record) => JSON.stringify(record))),
    new Set(
      [wilhelmina, nomvula, suspended, tutor].map((learner) =>
        JSON.stringify({ kind: 'study', learner, programme: 'Nursing', year: 2 }),
      ),
    ),
  );
});
