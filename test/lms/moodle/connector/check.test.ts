import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { inWords } from '../../../sync/checks-in-words.ts';
import { type Asked, exception, startMoodle } from './stand-in-moodle.ts';
import { connectionTo, nothingStored, standInConnector } from './stand-in-source.ts';

const database = await openTestDatabase();
const moodle = await startMoodle();
const institution = await createInstitution();
after(async () => {
  moodle.close();
  await database.close();
});
beforeEach(() => {
  moodle.instead = () => undefined;
});

async function check(settings = {}) {
  const connection = connectionTo(institution, moodle.host, settings);
  const found = await standInConnector(moodle.host).check(
    connection,
    new AbortController().signal,
    nothingStored,
  );
  const checks = found.map(inWords);
  const words = JSON.stringify(checks);
  assert.doesNotMatch(words, /Wilhelmina|Ashgrove|Tadeusz|0123456789abcdef/);
  const bad = checks.filter(({ state }) => state === 'bad');
  assert.ok(bad.every(({ found, cure }) => found.length > 0 && (cure ?? found).length > 20));
  return { checks, bad: bad.map(({ title }) => title) };
}

const titled = (checks: Awaited<ReturnType<typeof check>>['checks'], title: string) =>
  checks.find((one) => one.title === title);

test('everything granted: everything good, each function and each capability by itself', async () => {
  moodle.teachers = [2112, 2114];
  const { checks } = await check();
  assert.deepEqual(
    checks.filter(({ state }) => state !== 'good'),
    [],
  );
  assert.deepEqual(
    checks.map(({ title }) => title),
    [
      ...['Address and token', 'The Moodle that launches come from', 'An account of its own'],
      ...['core_webservice_get_site_info', 'core_course_get_categories', 'core_course_get_courses_by_field'],
      ...['core_enrol_get_course_enrolment_methods', 'enrol_guest_get_instance_info', 'core_get_strings'],
      ...['tool_mobile_call_external_functions', 'core_competency_list_course_competencies'],
      ...['core_enrol_get_enrolled_users', 'core_completion_get_course_completion_status'],
      ...[
        'gradereport_user_get_grade_items',
        'Courses',
        'moodle/course:viewhiddencourses',
        'moodle/course:view',
        'Ways into courses',
      ],
      ...['moodle/course:enrolreview', 'moodle/user:viewdetails'],
      ...['moodle/site:accessallgroups', 'moodle/course:viewhiddenuserfields', 'moodle/role:review', 'Roles'],
      ...['report/completion:view', 'gradereport/user:view and moodle/grade:viewall'],
    ],
  );
  assert.match(titled(checks, 'Roles')?.found ?? '', /editingteacher teaches.*student learns.*tutor learns/);
  const { checks: again } = await check({ staffRoles: 'tutor' });
  assert.match(titled(again, 'Roles')?.found ?? '', /tutor teaches/);
});

test('roles are judged as launches judge them, where the account may ask; otherwise by name, and both are said', async () => {
  // A tutor is of a role of the house that may manage the tool: launches say Instructor.
  moodle.teachers = [2112, 2113, 2114];
  const { checks } = await check();
  assert.match(titled(checks, 'moodle/role:review')?.found ?? '', /same right as in launches/);
  assert.match(titled(checks, 'Roles')?.found ?? '', /^By right: .*student learns.*tutor teaches/);
  // In every course that is tried, not in the first alone.
  moodle.instead = ({ function: name, arguments: { courseid, standing } }) =>
    name === 'core_enrol_get_enrolled_users' && courseid === '218' && standing === 'onlyactive'
      ? [{ id: 5, lastcourseaccess: 1, roles: [{ shortname: 'mentor' }] }]
      : undefined;
  assert.match(titled((await check()).checks, 'Roles')?.found ?? '', /mentor learns/);
  moodle.instead = () => undefined;
  moodle.teachers = undefined;
  const { checks: byName, bad } = await check();
  const { state, cure } = titled(byName, 'moodle/role:review') ?? {};
  assert.deepEqual([state, bad], ['unknown', []]);
  assert.match(cure ?? '', /^Optional/);
  assert.match(titled(byName, 'Roles')?.found ?? '', /^By name: .*tutor learns/);
});

test('each capability that is missing is the one that is bad', async () => {
  const has = (asked: Asked, option: string) => [...asked.form.values()].includes(option);
  const members = 'core_enrol_get_enrolled_users';
  const cases: [string, (asked: Asked, recorded: unknown) => unknown][] = [
    [
      'moodle/user:viewdetails',
      ({ function: name }, recorded) =>
        name === members ? (recorded as { id: number }[]).filter(({ id }) => id === 2112) : undefined,
    ],
    [
      'moodle/course:enrolreview',
      (asked) => (has(asked, 'onlyactive') ? exception('nopermissions') : undefined),
    ],
    [
      'moodle/site:accessallgroups',
      (asked) => (has(asked, 'groupid') ? exception('nopermissions') : undefined),
    ],
    [
      'moodle/course:viewhiddenuserfields',
      ({ function: name }, recorded) =>
        name === members
          ? JSON.parse(JSON.stringify(recorded).replaceAll('lastcourseaccess', 'x'))
          : undefined,
    ],
    [
      'report/completion:view',
      ({ function: name }) =>
        name.startsWith('core_completion') ? exception('cannotviewreport') : undefined,
    ],
    [
      'gradereport/user:view and moodle/grade:viewall',
      ({ function: name }) => (name.startsWith('gradereport') ? exception('nopermissions') : undefined),
    ],
    [
      'moodle/course:view',
      ({ function: name }, recorded) =>
        name === 'core_course_get_courses_by_field'
          ? JSON.parse(JSON.stringify(recorded).replaceAll('startdate', 'x'))
          : undefined,
    ],
    [
      'moodle/course:viewhiddencourses',
      ({ function: name }, recorded) =>
        name === 'core_course_get_categories'
          ? JSON.parse(JSON.stringify(recorded).replace('"coursecount":4', '"coursecount":5'))
          : undefined,
    ],
  ];
  for (const [title, instead] of cases) {
    moodle.instead = instead;
    const { checks, bad } = await check();
    assert.deepEqual(bad, [title]);
    assert.match(titled(checks, title)?.cure ?? '', new RegExp(title.split(' ')[0] as string));
  }
});

test('a function that the service does not hold, an administrator’s token, no token at all', async () => {
  moodle.instead = ({ function: name }, recorded) => {
    if (name !== 'core_webservice_get_site_info') return undefined;
    const info = recorded as { functions: { name: string }[] };
    const functions = info.functions.filter((one) => one.name !== 'gradereport_user_get_grade_items');
    return { ...info, functions, userissiteadmin: true };
  };
  assert.deepEqual((await check()).bad, ['An account of its own', 'gradereport_user_get_grade_items']);
  moodle.instead = () => exception('invalidtoken');
  const { checks, bad } = await check();
  assert.deepEqual([bad, checks.length], [['Address and token'], 1]);
  assert.deepEqual((await check({ address: 'moodle' })).bad, ['Address and token']);
});
