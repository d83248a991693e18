// What a Moodle 4.5.6 and a 5.1 answered alike about courses of each kind of enrolment, and what becomes of it.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { CourseEntry } from '../../../../models/course.ts';
import type { Institution } from '../../../../models/institution.ts';
import type { CourseRecord } from '../../../../src/sync/record.ts';
import type { Rejection } from '../../../../src/sync/source.ts';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { inWords } from '../../../sync/checks-in-words.ts';
import { type Asked, exception, Status, startMoodle } from './stand-in-moodle.ts';
import { connectionTo, nothingStored, standInConnector, standInSource } from './stand-in-source.ts';

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
  Object.assign(site, { wording, withoutFunctions: [], hiddenCategories: [], refused: {}, courses: [] });
  moodle.instead = answer;
});

/** A course as Moodle answers about it. */
interface Found {
  /** Methods of enrolment that are switched on. */
  methods?: readonly string[] | undefined;
  /** Lines of core_enrol_get_course_enrolment_methods. */
  lines?: readonly object[];
  /** Guests need a password. */
  password?: boolean;
  visible?: number;
}

const self = (status: unknown, more = {}) => ({
  type: 'self',
  name: 'Self enrolment (Student)',
  status,
  ...more,
});
const withKey = { wsfunction: 'enrol_self_get_instance_info' };
const guest = {
  type: 'guest',
  name: 'Guest access',
  status: true,
  wsfunction: 'enrol_guest_get_instance_info',
};
const early = 'You cannot enrol yet; enrolment starts on Saturday, 19 December 2026, 6:47 PM.';
const late = 'You cannot enrol any more, since enrolment ended on Thursday, 29 October 2026, 6:47 PM.';
const full = 'Maximum number of users allowed to self-enrol was already reached.';
const off = 'Enrolment is disabled or inactive';
const members = "<p>Only members of cohort 'Honours students' can self-enrol.</p>\n";
const opensAt = new Date('2026-12-19T18:47:00Z');
const usual = ['manual', 'self'];
const wording: Readonly<Record<string, string>> = {
  canntenrol: off,
  canntenrolearly: 'You cannot enrol yet; enrolment starts on @@.',
  canntenrollate: 'You cannot enrol any more, since enrolment ended on @@.',
  maxenrolledreached: full,
  cohortnonmemberinfo: "Only members of cohort '@@' can self-enrol.",
};
const site = {
  wording,
  withoutFunctions: [] as readonly string[],
  hiddenCategories: [] as readonly number[],
  /** Courses of which Moodle refuses to say the methods, and its code for it. */
  refused: {} as Readonly<Record<number, string>>,
  courses: [] as readonly Found[],
};
const firstId = 301;
/** Asked for beside the ways in, and tested in competencies.test.ts. */
const competencies = 'core_competency_list_course_competencies';

function answer({ function: name, arguments: args, form }: Asked, recorded: unknown): unknown {
  const of = (id: string | undefined) => site.courses[Number(id) - firstId];
  switch (name) {
    case 'core_webservice_get_site_info': {
      const info = recorded as { functions: { name: string }[] };
      return {
        ...info,
        functions: info.functions.filter(
          (one) => one.name !== competencies && !site.withoutFunctions.includes(one.name),
        ),
      };
    }
    case 'core_course_get_categories':
      if (form.has('criteria[0][key]')) return site.hiddenCategories.map((id) => ({ id }));
      return [
        { id: 5, name: 'Faculty', path: '/5', coursecount: 0 },
        { id: 6, name: 'Institute', path: '/5/6', coursecount: site.courses.length },
      ];
    case 'core_course_get_courses_by_field':
      return {
        courses: site.courses.map(({ methods, visible = 1 }, i) => ({
          ...{ id: firstId + i, fullname: `Course ${i}`, shortname: `C${i}`, summary: '', visible },
          ...{ startdate: 1780000000, enddate: 0, enrollmentmethods: methods },
        })),
      };
    case 'core_enrol_get_course_enrolment_methods': {
      const code = site.refused[Number(args['courseid'])];
      if (code) return exception(code);
      const lines = of(args['courseid'])?.lines;
      return lines ? lines.map((line, i) => ({ id: Number(args['courseid']) * 10 + i, ...line })) : {};
    }
    case 'enrol_guest_get_instance_info': {
      const passwordrequired = of(`${Math.floor(Number(args['instanceid']) / 10)}`)?.password ?? false;
      return { instanceinfo: { id: Number(args['instanceid']), type: 'guest', passwordrequired } };
    }
    case 'core_get_strings':
      return Object.entries(site.wording).map(([stringid, string]) => ({ stringid, string }));
    case 'core_enrol_get_enrolled_users':
      return [];
    default:
      return undefined;
  }
}

/** What a pull says of courses. */
async function pull(...courses: Found[]) {
  site.courses = courses;
  const records: CourseRecord[] = [];
  const rejections: Rejection[] = [];
  const source = standInSource(institution, moodle.host);
  const signal = new AbortController().signal;
  const onReject = (rejection: Rejection) => void rejections.push(rejection);
  for await (const record of source.pull({ signal, onProgress: () => {}, onReject }))
    if (record.kind === 'course') records.push(record);
  const reasons = rejections.filter(({ reason }) => !/no learner is shown/.test(reason));
  return { records, entries: records.map(({ entry }) => entry), reasons };
}

for (const [name, found, expected] of [
  ['self-enrolment', { methods: usual, lines: [self(true)] }, [{ way: 'open' }]],
  ['self-enrolment with a key', { methods: usual, lines: [self(true, withKey)] }, [{ way: 'key' }]],
  ['self-enrolment from a date', { methods: usual, lines: [self(early)] }, [{ way: 'open', opensAt }]],
  ['self-enrolment until a date that is past', { methods: usual, lines: [self(late)] }, [{ way: 'closed' }]],
  [
    'self-enrolment for a cohort',
    { methods: usual, lines: [self(members)] },
    [{ way: 'cohort', groups: ['Honours students'] }],
  ],
  [
    'self-enrolment for a cohort with signs in its name',
    { methods: usual, lines: [self("<p>Only members of cohort 'R&amp;D &lt;4&gt;' can self-enrol.</p>\n")] },
    [{ way: 'cohort', groups: ['R&D <4>'] }],
  ],
  [
    'self-enrolment of a cohort that was deleted',
    { methods: usual, lines: [self(null)] },
    [{ way: 'closed' }],
  ],
  ['self-enrolment that is full', { methods: usual, lines: [self(full)] }, [{ way: 'closed' }]],
  ['self-enrolment without new people', { methods: usual, lines: [self(off)] }, [{ way: 'closed' }]],
  ['staff who enrol people', { methods: ['manual'] }, [{ way: 'invitation' }]],
  ['a cohort whose members are enrolled', { methods: ['cohort'] }, [{ way: 'invitation' }]],
  ['no method', { methods: [] }, [{ way: 'closed' }]],
  ['guests', { methods: ['guest'], lines: [guest] }, [{ way: 'guest' }]],
  [
    'guests with a password',
    { methods: ['manual', 'guest'], lines: [guest], password: true },
    [{ way: 'guest', needsKey: true }],
  ],
  ['a fee', { methods: ['manual', 'fee'] }, [{ way: 'payment' }]],
  [
    'a key or a fee',
    { methods: ['manual', 'self', 'fee'], lines: [self(true, withKey)] },
    [{ way: 'key' }, { way: 'payment' }],
  ],
  [
    'two doors, one of them past',
    { methods: ['manual', 'self', 'self'], lines: [self(late), self(true)] },
    [{ way: 'open' }],
  ],
  [
    'two doors for two cohorts',
    { methods: ['self', 'self'], lines: [self(members), self(members.replace('Honours', 'Evening'))] },
    [
      { way: 'cohort', groups: ['Honours students'] },
      { way: 'cohort', groups: ['Evening students'] },
    ],
  ],
  [
    'a plugin that says that people may',
    { methods: ['buddy'], lines: [{ type: 'buddy', status: true }] },
    [{ way: 'request' }],
  ],
  ['places that are applied for', { methods: ['manual', 'apply'], lines: [] }, [{ way: 'request' }]],
  ['methods that Moodle does not name', { methods: undefined }, undefined],
] satisfies [string, Found, CourseEntry[] | undefined][])
  test(`a course with ${name}`, async () => {
    const { entries, reasons } = await pull(found);
    assert.deepEqual(entries, [expected]);
    assert.deepEqual(reasons, []);
  });

test('what is not understood counts as closed and is told, without the words themselves', async () => {
  const { entries, reasons } = await pull(
    { methods: usual, lines: [self('Ask Wilhelmina Ashgrove.')] },
    { methods: usual, lines: [self('You cannot enrol yet; enrolment starts on 5 Rajab 1448.')] },
    { methods: ['buddy'], lines: [] },
    { methods: usual, lines: [self(true)] },
  );
  assert.deepEqual(entries, [
    [{ way: 'closed' }],
    [{ way: 'closed' }],
    [{ way: 'closed' }],
    [{ way: 'open' }],
  ]);
  assert.deepEqual(
    reasons.map(({ origin, reason }) => [origin, reason.replace(/,.*/, '')]),
    [
      ['course 301', 'what Moodle says of self-enrolment is not understood'],
      ['course 302', 'what Moodle says of self-enrolment is not understood'],
      ['course 303', 'a method of enrolment that is not known'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(reasons), /Ashgrove/);
});

test('sentences are understood in the wording of the site, which is asked for once, in English and in UTC', async () => {
  site.wording = {
    ...wording,
    canntenrolearly: 'Patience! From @@ on you can join.',
    maxenrolledreached: 'No more chairs',
    cohortnonmemberinfo: '@@ only',
  };
  const { entries, reasons } = await pull(
    { methods: usual, lines: [self('Patience! From Saturday, 19 December 2026, 6:47 PM on you can join.')] },
    { methods: usual, lines: [self('No more chairs')] },
    { methods: usual, lines: [self('<p>Honours students only</p>\n')] },
  );
  assert.deepEqual(entries, [
    [{ way: 'open', opensAt }],
    [{ way: 'closed' }],
    [{ way: 'cohort', groups: ['Honours students'] }],
  ]);
  assert.deepEqual(reasons, []);
  const asked = moodle.requests.filter(({ form }) => form.has('moodlewssettinglang'));
  assert.deepEqual(
    asked.map(({ function: name }) => name),
    ['tool_mobile_call_external_functions', 'core_get_strings'],
  );
  for (const { form } of asked)
    assert.deepEqual([form.get('moodlewssettinglang'), form.get('moodlewssettingtimezone')], ['en', 'UTC']);
  assert.equal(asked[0]?.form.get('requests[0][settinglang]'), 'en');
});

test('hidden courses and those of a hidden category are open to nobody, wherever it is hidden', async () => {
  const open: Found = { methods: usual, lines: [self(true)] };
  const { records } = await pull({ ...open, visible: 0 }, open);
  const said = (all: readonly CourseRecord[]) =>
    all.map(({ entry, closesAt }) => [entry?.[0]?.way, closesAt]);
  assert.deepEqual(said(records), [
    ['closed', new Date(0)],
    ['open', null],
  ]);
  // The category above it.
  site.hiddenCategories = [5];
  assert.deepEqual(said((await pull(open)).records), [['closed', new Date(0)]]);
  // It is not asked how to get into them.
  const last = moodle.requests.findLastIndex(
    ({ function: name }) => name === 'core_webservice_get_site_info',
  );
  assert.ok(!moodle.requests.slice(last).some(({ function: name }) => name.startsWith('tool_mobile')));
});

const hundred = Array.from(
  { length: 120 },
  (_, i): Found => ({ methods: usual, lines: [self(i % 2 === 0 || full)] }),
);

test('fifty courses are asked about in one request; without that function one by one, with the same answers', async () => {
  const together = await pull(...hundred);
  const batches = moodle.requests.filter(({ function: name }) => name.startsWith('tool_mobile'));
  assert.equal(batches.length, 3);
  moodle.requests.length = 0;
  site.withoutFunctions = ['tool_mobile_call_external_functions'];
  const alone = await pull(...hundred);
  assert.deepEqual(alone, together);
  const methods = moodle.requests.filter(
    ({ function: name }) => name === 'core_enrol_get_course_enrolment_methods',
  );
  assert.equal(methods.length, hundred.length);
});

test('a course that Moodle says nothing of keeps what was known of it, and the others are read', async () => {
  site.refused = { 302: 'invalidrecord', 304: 'coursehidden', 305: 'nopermissions' };
  for (const withoutFunctions of [[], ['tool_mobile_call_external_functions']]) {
    site.withoutFunctions = withoutFunctions;
    const { entries, reasons } = await pull(...hundred.slice(0, 6));
    assert.deepEqual(entries, [
      ...[[{ way: 'open' }], undefined, [{ way: 'open' }], undefined, undefined, [{ way: 'closed' }]],
    ]);
    assert.deepEqual(
      reasons.map(({ origin }) => origin),
      ['course 302', 'course 304', 'course 305'],
    );
  }
});

test('a site that refuses to be asked for much at once is asked one by one', async () => {
  moodle.instead = (asked, recorded) =>
    asked.function.startsWith('tool_mobile') ? exception('servicerequireslogin') : answer(asked, recorded);
  const { entries } = await pull(...hundred.slice(0, 3));
  assert.deepEqual(entries.flat(), [{ way: 'open' }, { way: 'closed' }, { way: 'open' }]);
});

test('one unusable answer among many is told, and the others are read', async () => {
  const { entries, reasons } = await pull({ methods: usual }, { methods: usual, lines: [self(true)] });
  assert.deepEqual(entries, [undefined, [{ way: 'open' }]]);
  assert.match(reasons[0]?.reason ?? '', /no usable answer/);
});

test('without the functions: unknown where a student may have a way in, known where not, and the check says so', async () => {
  const courses: Found[] = [
    { methods: usual, lines: [self(true)] },
    { methods: ['guest'], lines: [guest] },
    { methods: ['manual'] },
    { methods: ['manual', 'self', 'fee'], lines: [self(true)] },
    { methods: ['buddy'] },
    { methods: [] },
  ];
  const checks = async () => {
    const connection = connectionTo(institution, moodle.host);
    const all = await standInConnector(moodle.host).check(
      connection,
      new AbortController().signal,
      nothingStored,
    );
    return all.map(inWords).find(({ title }) => title === 'Ways into courses');
  };
  site.withoutFunctions = ['core_enrol_get_course_enrolment_methods'];
  const { entries, reasons } = await pull(...courses);
  assert.deepEqual(entries, [
    ...[null, null, [{ way: 'invitation' }], [{ way: 'payment' }], null, [{ way: 'closed' }]],
  ]);
  assert.deepEqual(reasons, []);
  const without = await checks();
  assert.equal(without?.state, 'bad');
  assert.match(without?.found ?? '', /3 of which it is not known/);
  site.withoutFunctions = ['enrol_guest_get_instance_info', 'core_get_strings'];
  assert.deepEqual((await pull(...courses.slice(0, 2))).entries, [[{ way: 'open' }], null]);
  assert.deepEqual((await pull({ methods: usual, lines: [self(early)] })).entries, [
    [{ way: 'open', opensAt }],
  ]);
  site.withoutFunctions = [];
  await pull(...courses.slice(0, 4));
  assert.equal((await checks())?.state, 'good');
  assert.match(
    (await checks())?.found ?? '',
    /^Courses looked at: 4\. Of these: 2 where people enrol themselves, 1 that guests may look at and 1 where staff enrol people\.$/,
  );
});

test('guest access of which Moodle cannot tell whether it has a password is said, and leaves that door alone unknown', async () => {
  site.withoutFunctions = ['tool_mobile_call_external_functions'];
  moodle.instead = (asked, recorded) =>
    asked.function === 'enrol_guest_get_instance_info' && asked.arguments['instanceid'] === `${firstId}0`
      ? new Status(500)
      : answer(asked, recorded);
  const { entries, reasons } = await pull(
    { methods: ['guest'], lines: [guest] },
    { methods: ['guest'], lines: [guest], password: true },
  );
  assert.deepEqual(entries, [undefined, [{ way: 'guest', needsKey: true }]]);
  assert.deepEqual(
    reasons.map(({ origin }) => origin),
    [`guest access of course ${firstId}`],
  );
});
