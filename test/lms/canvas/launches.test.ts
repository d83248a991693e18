// Takes about 9 s.
// What the tool does with the dialect of Canvas; against a stand-in (test/support/canvas-stand-in), not against a Canvas.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import request from 'supertest';
import { AliasModel, ownLearnerKey } from '../../../models/alias.ts';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { SessionModel } from '../../../models/session.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { visitOf } from '../../end-to-end/launch-through.ts';
import { startWholeTool, type WholeTool } from '../../end-to-end/whole-tool.ts';
import { CanvasStandIn } from '../../support/canvas-stand-in/canvas-stand-in.ts';
import type { StandInLaunch } from '../../support/canvas-stand-in/launch-claims.ts';
import { install, openTool } from '../../support/canvas-stand-in/open-tool.ts';
import { roles, type StandInCourse, students } from '../../support/canvas-stand-in/people.ts';
import type { StandInSchool } from '../../support/canvas-stand-in/stand-in-school.ts';
import { until } from '../../support/until.ts';

const student = { id: 'north-student-0', name: 'Greta Unterwegs', roles: roles.student };
const outside = { ...student, roles: roles.studentOutside };
const administrator = { id: 'north-admin', name: 'Alma Ordnung', roles: roles.administrator };
const parent = { id: 'north-parent', name: 'Olga Obacht', roles: roles.observer };
const teacher = { id: 'north-teacher', name: 'Theo Tafel', roles: roles.teacher };

let canvas: CanvasStandIn;
let north: StandInSchool;
let south: StandInSchool;
let served: Served;
let tool: WholeTool;

before(async () => {
  canvas = await CanvasStandIn.start('North University', 'South College');
  [north, south] = canvas.schools as [StandInSchool, StandInSchool];
  served = await serve(() => (req, res) => tool.app(req, res));
  tool = await startWholeTool(served.url, canvas.hosts);
  north.courses.push(botany);
});
after(async () => {
  await canvas.close();
  await served.close();
  await tool.close();
});

const botany: StandInCourse = {
  ...{ id: '4dde05e8ca1973bcca9bffc13e1548820eee93a3', number: 7, title: 'Botany for beginners' },
  members: [
    ...students('north', 118),
    teacher,
    { id: 'north-assistant', name: 'Tilda Hilfe', roles: roles.assistant },
    parent,
    { id: 'north-left', name: 'Egon Ehemals', roles: roles.student, concluded: true },
  ],
};
const inCourse: StandInLaunch = { placement: 'course_navigation', person: student, course: botany };

const open = (launch: StandInLaunch, school = north) => openTool(canvas, school, launch);
async function institutionAt({ registration }: StandInSchool): Promise<Institution | null> {
  const { clientId } = registration;
  const found = await RegistrationModel.findOne({ issuer: canvas.issuer, clientId }).lean<Registration>();
  return found && InstitutionModel.findOne({ registration: found._id }).lean<Institution>();
}
/** Path that a launch leads to, and that page for whoever launched. */
async function pageAfter(launch: StandInLaunch, school = north) {
  const answer = await open(launch, school);
  assert.equal(answer.status, 303, answer.text);
  const path = answer.headers['location'] as string;
  const page = await request(served.url).get(path).set('Cookie', visitOf(answer));
  assert.equal(page.status, 200);
  return { path: path.split('?')[0], text: page.text };
}

test('two schools register under one issuer, each by its own host, and neither says its deployment', async () => {
  await install(served.url, canvas, north);
  await install(served.url, canvas, south);
  for (const school of [north, south]) {
    const institution = await institutionAt(school);
    assert.equal(institution?.name, school.name);
    assert.equal(institution?.deploymentId, undefined);
    assert.deepEqual([...school.registration.placements].sort(), [
      'account_navigation',
      'course_navigation',
      'global_navigation',
      'link_selection',
      'user_navigation',
    ]);
    assert.equal(school.registration.privacyLevel, 'anonymous');
  }
  const { authorizationUrl, tokenUrl, jwksUrl } = (await RegistrationModel.findOne().lean()) ?? {};
  for (const address of [authorizationUrl, tokenUrl, jwksUrl])
    assert.equal(new URL(address ?? '').origin, canvas.sso.url);
});

test('the first launch brings a school’s deployment; another one of that registration, or the other school’s, is refused', async () => {
  assert.equal((await open({ placement: 'global_navigation', person: outside })).status, 303);
  assert.equal((await institutionAt(north))?.deploymentId, north.deploymentId);
  assert.equal((await institutionAt(south))?.deploymentId, undefined);
  for (const deploymentId of ['9:another', south.deploymentId]) {
    const refused = await open({ ...inCourse, deploymentId });
    assert.equal(refused.status, 403);
    assert.match(refused.text, /deployment-unknown/);
  }
});

test('course navigation: the panel of the course, which is linked to on the school’s own host', async () => {
  assert.equal((await pageAfter(inCourse)).path, '/panel');
  const visit = await SessionModel.findOne({ course: botany.id }).lean();
  assert.deepEqual([visit?.role, visit?.look?.accent], ['learner', '#8b1a1a']);
  await rosterRead();
  const course = await CourseModel.findOne({ key: botany.id }).lean();
  assert.equal(course?.url, `${north.url}/courses/7`);
  assert.equal(course?.title, botany.title);
});

test('a parent who observes a course is neither staff nor a student: popular courses, and nothing to press but the colours', async () => {
  const { path, text } = await pageAfter({ ...inCourse, person: parent });
  assert.equal(path, '/panel');
  assert.match(text, /You are here as an observer/);
  assert.doesNotMatch(text, /You are here as staff|<form(?![^>]*\/panel\/colours)|self-test/);
});

test('Student View: the test student is told so, and nobody is known by it, whom a number of Canvas would name', async () => {
  const testStudent = { id: 'north-test', name: 'Test Student', roles: roles.testStudent };
  const { path, text } = await pageAfter({ ...inCourse, person: testStudent });
  assert.equal(path, '/panel');
  assert.match(text, /You are here as the test student/);
  const to = learnerKeyOf((await institutionAt(north)) as Institution, testStudent.id);
  assert.equal(await AliasModel.countDocuments({ to }), 0);
  assert.equal(await SessionModel.countDocuments({ learner: to }), 0);
});

test('outside of courses a parent is known by all of their roles, and one who studies as well is a student', async () => {
  // As a Canvas of February 2026 said them.
  const allRoles = ['role:ims/lis/Learner/NonCreditLearner', 'role:ims/lis/Mentor', 'sysrole:ims/lis/User']
    .map((name) => `urn:lti:${name}`)
    .join(',');
  const lookingOn = { ...parent, roles: roles.observerOutside, allRoles };
  // Canvas opens the account navigation's address for everybody, though it links to it for administrators alone.
  const outsideOfCourses = north.registration.placements.filter((place) => /_navigation$/.test(place));
  assert.ok(outsideOfCourses.includes('account_navigation'));
  for (const placement of outsideOfCourses) {
    if (placement === inCourse.placement) continue;
    const { text } = await pageAfter({ placement, person: lookingOn });
    assert.match(text, /You are here as an observer/, placement);
  }
  for (const person of [
    { ...outside, allRoles },
    { ...lookingOn, allRoles: 'urn:lti:sysrole:ims/lis/User' },
  ])
    assert.doesNotMatch(
      (await pageAfter({ placement: 'global_navigation', person })).text,
      /You are here as an observer/,
    );
});

async function rosterRead(): Promise<void> {
  const active = { course: botany.id, state: 'active' } as const;
  await until(async () => (await EnrolmentModel.countDocuments(active)) >= 120);
}

test('its roster: 121 members on three pages of fifty, those who left are not there, staff is no training data', async () => {
  const counts = (filter: object) => EnrolmentModel.countDocuments({ course: botany.id, ...filter });
  assert.equal(await counts({}), 120, 'and no parent');
  assert.equal(await counts({ role: 'learner' }), 118);
  assert.equal(await counts({ role: 'staff' }), 2, 'a teacher and an assistant');
  assert.deepEqual(
    north.rosterRequests.map((address) => new URL(address, north.url).searchParams.get('page') ?? '1'),
    ['1', '2', '3'],
  );
});

test('the roster tells under which ids REST knows its members and the course', async () => {
  const { _id: institutionId, learnerKey } = (await institutionAt(north)) as Institution;
  const alias = { institutionId, source: 'canvas' };
  await until(async () => (await AliasModel.countDocuments(alias)) >= 121);
  for (const { id } of botany.members.slice(0, 120)) {
    const from = ownLearnerKey({ learnerKey }, 'canvas', `${north.host}/${north.numberOf({ id })}`);
    const [said, ...more] = await AliasModel.find({ ...alias, of: 'learner', from }).lean();
    assert.deepEqual([said?.to, more], [learnerKeyOf({ learnerKey }, id), []]);
  }
  const [course, ...more] = await AliasModel.find({ ...alias, of: 'course' }).lean();
  assert.deepEqual([course?.from, course?.to, more], [`canvas:${north.host}/7`, botany.id, []]);
});

test('a Canvas that does not take the question for parameters gives its roster all the same', async () => {
  const geology = { ...botany, id: 'geology', number: 9, title: 'Geology' };
  north.courses.push(geology);
  north.refusesRlid = true;
  await open({ ...inCourse, course: geology });
  const members = { course: 'geology', state: 'active' } as const;
  await until(async () => (await EnrolmentModel.countDocuments(members)) >= 120);
  north.refusesRlid = false;
  assert.equal(await EnrolmentModel.countDocuments(members), 120);
});

test('a roster that is throttled (403, Rate Limit Exceeded, no Retry-After) is read to its end all the same', async () => {
  const zoology = { ...botany, id: 'zoology', number: 8, title: 'Zoology' };
  north.courses.push(zoology);
  north.throttle = 2;
  await open({ ...inCourse, course: zoology });
  await until(async () => (await EnrolmentModel.countDocuments({ course: 'zoology' })) >= 120);
  assert.equal(await EnrolmentModel.countDocuments({ course: 'zoology' }), 120);
  assert.equal(north.throttle, 0);
});

for (const placement of ['global_navigation', 'user_navigation'])
  test(`${placement}: the panel of no course`, async () => {
    assert.equal((await pageAfter({ placement, person: outside })).path, '/panel');
    const visit = await SessionModel.findOne().sort({ endsAt: -1 }).lean();
    assert.equal(visit?.course, undefined);
    assert.equal(visit?.role, 'learner');
    assert.equal(await CourseModel.countDocuments({ key: /account|context/ }), 0);
  });

test('account navigation: administrators get the self-test, anybody else the panel', async () => {
  const { path, text } = await pageAfter({ placement: 'account_navigation', person: administrator });
  assert.equal(path, '/self-test');
  assert.match(text, /account navigation/);
  assert.equal((await pageAfter({ placement: 'account_navigation', person: outside })).path, '/panel');
});

test('link selection: a teacher chooses what the link shows', async () => {
  const { path } = await pageAfter({ placement: 'link_selection', person: teacher, course: botany });
  assert.equal(path, '/teaching/add');
});

test('a roster that the administrator has taken away is not asked for', async () => {
  await pageAfter({ placement: 'global_navigation', person: outside }, south);
  south.registration.scopes = '';
  const course = { ...botany, id: 'southern-botany' };
  assert.equal((await pageAfter({ ...inCourse, course }, south)).path, '/panel');
  await sleep(100);
  assert.deepEqual(south.rosterRequests, []);
});

test('nothing that Canvas sent names anybody in the database or the log', async () => {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const documents = await Promise.all(collections.map((collection) => collection.find().toArray()));
  const kept = JSON.stringify(documents) + tool.log.join('');
  assert.match(kept, /Botany for beginners/);
  for (const { name, id } of [student, teacher, administrator])
    for (const word of [name, ...(id === student.id ? [] : [id])])
      assert.ok(!kept.includes(word), `${word} is kept`);
});
