// On objects of Canvas's documentation (documented-answers.ts); no Canvas was asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courseOf, type Surroundings } from '../../../../src/lms/canvas/connector/course.ts';
import { standingOf } from '../../../../src/lms/canvas/connector/enrolment.ts';
import { Members } from '../../../../src/lms/canvas/connector/members.ts';
import { termOf } from '../../../../src/lms/canvas/connector/term.ts';
import { cleanCourse } from '../../../../src/sync/apply/clean-course.ts';
import { course, enrolment, terms } from './documented-answers.ts';

const now = new Date('2012-07-01T00:00:00Z');
const noTerms = { known: new Map(), none: undefined };
const around: Surroundings = {
  host: 'school.example',
  origin: 'https://school.example',
  terms: noTerms,
  account: '81259',
  now,
};
/** As it is stored. */
const recordOf = (fields: object, surroundings: Partial<Surroundings> = {}) => {
  const record = courseOf({ ...course, ...fields }, { ...around, ...surroundings })?.record;
  return record && cleanCourse(record);
};
const found = (fields: object, at = now) => courseOf({ ...course, ...fields }, { ...around, now: at })!;

/** Of what else it says, nothing is expected. */
function assertSays(record: object | undefined, expected: object): void {
  const said = Object.keys(expected).map((name) => [name, { ...record }[name as never]]);
  assert.deepEqual(Object.fromEntries(said), expected);
}

test('a course of the documentation', () => {
  assert.deepEqual(recordOf({}), {
    ...{ kind: 'course', key: 'school.example/370663', title: 'InstructureCon 2012', code: 'INSTCON12' },
    description: 'Come one, come all to InstructureCon 2012!',
    ...{ language: 'en', url: 'https://school.example/courses/370663' },
    term: { name: 'Summer 2012', startsAt: new Date('2012-06-01T06:00:00Z') },
    ...{ startsAt: new Date('2012-06-01T06:00:00Z'), entry: [{ way: 'invitation' }] },
    ...{ closesAt: null, endsAt: null, hidden: null, translations: null, origin: 'course 370663' },
  });
});

for (const [name, fields, expected] of [
  ['a sub-account is a category', { account_id: 7, account_name: 'Biology' }, { categories: ['Biology'] }],
  [
    'an unpublished one is open to nobody',
    { workflow_state: 'unpublished' },
    { closesAt: new Date(0), hidden: true },
  ],
  [
    'a completed one neither',
    { workflow_state: 'completed' },
    { closesAt: new Date(0), endsAt: new Date(0) },
  ],
  [
    'its own dates count where it says so',
    { restrict_enrollments_to_course_dates: true },
    { closesAt: new Date('2012-09-01T06:00:00Z') },
  ],
  [
    'whose page has the button to join, its link goes where the button goes',
    { self_enrollment: true, open_enrollment: true, self_enrollment_code: 'JN8XG4' },
    { url: 'https://school.example/enroll/JN8XG4', entry: [{ way: 'open' }] },
  ],
  [
    'without the button the address with the code is a secret that staff share',
    { self_enrollment: true, open_enrollment: false, self_enrollment_code: 'JN8XG4' },
    { url: 'https://school.example/courses/370663', entry: [{ way: 'key' }] },
  ],
  [
    'a button without a code that came leads to the page',
    { self_enrollment: true, open_enrollment: true },
    { url: 'https://school.example/courses/370663', entry: [{ way: 'open' }] },
  ],
  [
    'where Canvas made no code, the account lets nobody enrol themselves',
    { self_enrollment: true, open_enrollment: true, self_enrollment_code: null },
    { url: 'https://school.example/courses/370663', entry: [{ way: 'invitation' }] },
  ],
  [
    'a name that somebody gave it for themselves is not its name',
    { name: 'My favourite', original_name: 'InstructureCon 2012' },
    { title: 'InstructureCon 2012' },
  ],
  ['a public one can be looked at', { is_public: true }, { entry: [{ way: 'guest' }] }],
  [
    'so can one for everybody of the school',
    { is_public_to_auth_users: true },
    { entry: [{ way: 'guest' }] },
  ],
  [
    'settings that nobody has touched are off',
    { self_enrollment: null, open_enrollment: null, self_enrollment_code: null, is_public: null },
    { entry: [{ way: 'invitation' }] },
  ],
  [
    'where Canvas does not say whether people may enrol themselves, nobody knows',
    { self_enrollment: undefined, is_public: true },
    { entry: null },
  ],
  [
    'one that begins at its own date says so',
    { restrict_enrollments_to_course_dates: true, start_at: '2012-08-01T00:00:00Z' },
    { startsAt: new Date('2012-08-01T00:00:00Z') },
  ],
  [
    'a code of a course that is no longer open is none, nor is anything that could lead elsewhere',
    { self_enrollment: false, open_enrollment: true, self_enrollment_code: 'JN8XG4' },
    { url: 'https://school.example/courses/370663' },
  ],
  [
    'nor is anything that could lead elsewhere',
    { self_enrollment: true, open_enrollment: true, self_enrollment_code: '../logout' },
    { url: 'https://school.example/courses/370663' },
  ],
] as const)
  test(`course: ${name}`, () => {
    assertSays(recordOf(fields), expected);
  });

test('a term that does not stand in the course is the account’s; "Default Term" without dates is none', () => {
  const [fall, none] = terms.enrollment_terms.map(termOf);
  assert.equal(none, undefined);
  const known = new Map([['1', fall!]]);
  const record = recordOf({ term: undefined, enrollment_term_id: 1 }, { terms: { known, none: undefined } });
  assert.deepEqual(record?.term, {
    name: 'Fall 20X6',
    startsAt: new Date('2026-08-31T20:00:00Z'),
    endsAt: new Date('2026-12-20T20:00:00Z'),
  });
});

test('blueprints, templates and homerooms are for nobody who studies', () => {
  for (const name of ['blueprint', 'template', 'homeroom_course'])
    assert.equal(found({ [name]: true }).isTaught, false);
  assert.equal(found({}).isTaught, true);
});

test('a number beyond what JSON keeps exact comes as a text', () => {
  assert.equal(recordOf({ id: '21070000000000565' })?.key, 'school.example/21070000000000565');
});

const over = found({ concluded: true });
const standing = (fields: object, of = found({}), at = now) =>
  standingOf({ ...enrolment, ...fields }, of, at);

for (const [name, fields, of, expected] of [
  ['active', {}, found({}), { role: 'learner', state: 'active', completedAt: null, gradeBand: null }],
  ['active in a course that is over', {}, over, { state: 'completed', gradeBand: 'failed' }],
  [
    'concluded by hand',
    { enrollment_state: 'completed', updated_at: '2012-06-20T00:00:00Z' },
    found({}),
    { state: 'completed', completedAt: new Date('2012-06-20T00:00:00Z') },
  ],
  ['inactive', { enrollment_state: 'inactive' }, over, { state: 'withdrawn', gradeBand: null }],
  ['deleted', { enrollment_state: 'deleted' }, over, { state: 'withdrawn', completedAt: null }],
  ['a teacher', { type: 'TeacherEnrollment' }, found({}), { role: 'staff' }],
  [
    'graded',
    { grades: { current_score: 97, final_score: 91 } },
    over,
    { state: 'completed', gradeBand: 'excellent' },
  ],
  ['ungraded', { grades: { current_score: null, final_score: 0 } }, over, { gradeBand: null }],
  [
    'graded by a teacher in place of the points',
    { grades: { current_score: null, final_score: 0, override_score: 97 } },
    over,
    { gradeBand: 'excellent' },
  ],
  ['grades that may not be read', { grades: { html_url: 'https://…' } }, over, { gradeBand: null }],
] as const)
  test(`enrolment: ${name}`, () => {
    assertSays(standing(fields, of), expected);
  });

test('an enrolment that begins later, by its own date or that of its course, is planned', () => {
  const at = new Date('2012-09-01T00:00:00Z');
  const own = standing({ start_at: at.toISOString() });
  assert.deepEqual([own?.state, own?.at], ['planned', at]);
  const term = { name: 'Autumn', start_at: at.toISOString() };
  const ofTerm = standing({ start_at: null }, found({ term }));
  assert.deepEqual([ofTerm?.state, ofTerm?.at], ['planned', at]);
  const begun = standing({ start_at: at.toISOString() }, found({}), new Date('2012-09-02T00:00:00Z'));
  assert.deepEqual([begun?.state, begun?.at], ['active', at]);
  assert.equal(standing({ start_at: at.toISOString(), enrollment_state: 'inactive' })?.state, 'withdrawn');
});

test('observers, the test student, and whoever is invited or has declined are nobody', () => {
  for (const type of ['ObserverEnrollment', 'StudentViewEnrollment'])
    assert.equal(standing({ type }), undefined);
  for (const state of ['invited', 'creation_pending', 'rejected', 'anything'])
    assert.equal(standing({ enrollment_state: state }), undefined);
});

for (const [name, fields, expected] of [
  ['the start of its term, for whoever was enrolled before', {}, '2012-06-01T06:00:00Z'],
  [
    'when it was made, for whoever came later',
    { created_at: '2012-06-10T00:00:00Z' },
    '2012-06-10T00:00:00Z',
  ],
  ['a date of its own', { start_at: '2012-06-05T00:00:00Z' }, '2012-06-05T00:00:00Z'],
  [
    'a first visit where nothing else is said',
    { created_at: null, course: { term: null, start_at: null } },
    '2012-06-18T23:08:51Z',
  ],
  [
    'the start of the term for a history that was imported long after',
    {
      created_at: '2012-06-30T00:00:00Z',
      course: {
        term: { name: 'Spring', start_at: '2012-01-01T00:00:00Z', end_at: '2012-05-01T00:00:00Z' },
      },
    },
    '2012-01-01T00:00:00Z',
  ],
] as const)
  test(`an enrolment began: ${name}`, () => {
    const { course: own = {}, ...own1 } = { course: {}, ...fields };
    assert.deepEqual(standing(own1, found(own))?.at, new Date(expected));
  });

test('sections of a course, and pages that bring somebody twice: a person is in a course once', () => {
  const members = new Members(found({}), 'school.example', now);
  for (const fields of [
    { enrollment_state: 'deleted', course_section_id: 1 },
    { enrollment_state: 'active', course_section_id: 2 },
    { enrollment_state: 'completed', course_section_id: 3 },
    { user_id: 4 },
    { user_id: 4, type: 'TaEnrollment' },
    { user_id: 4 },
  ])
    members.add({ ...enrolment, ...fields });
  assert.equal(members.add({ ...enrolment, user_id: null }), 'an enrolment of nobody');
  const records = [...members.records(new Map([['3', { share: 0.4 }]]))];
  assert.deepEqual(
    records.map(({ learner, role, state, progress }) => [learner, role, state, progress]),
    [
      ['school.example/3', 'learner', 'active', 0.4],
      ['school.example/4', 'staff', 'active', undefined],
    ],
  );
});

test('who has met all requirements has completed the course, before it ends', () => {
  const members = new Members(found({}), 'school.example', now);
  members.add(enrolment);
  const completedAt = new Date('2012-06-25T00:00:00Z');
  const [record] = members.records(new Map([['3', { share: 1, completedAt }]]));
  assert.deepEqual([record?.state, record?.completedAt, record?.progress], ['completed', completedAt, 1]);
});
