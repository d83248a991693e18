import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { ownCourseKey, ownLearnerKey } from '../../models/alias.ts';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { readEvent } from '../../src/api/caliper/envelope.ts';
import { receive } from '../../src/api/receive.ts';

import { canvasId, canvasIdOfGlobal } from '../../src/lms/canvas/ids.ts';
import { learnAliases } from '../../src/sync/identity/learn-aliases.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { assertNotStored } from '../sync/no-names.ts';
import {
  assignmentAccessed,
  calendarRead,
  courseAccessed,
  host,
  login,
  masquerade,
} from './documented-canvas-events.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
const sensor = 'http://oxana.instructure.com/';

beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const send = (...events: readonly unknown[]) =>
  receive(...([institution, 'caliper', events.map((event) => readEvent(event, sensor))] as const), {
    name: 'canvas',
  });
const person = () => learnerKeyOf(institution, 'sub-of-launches');
const events = async () =>
  (await EventModel.find({ institutionId: institution._id }).lean()).map(({ learner, type, course }) => [
    ...[learner, type, course],
  ]);
const addCourse = (key: string) =>
  CourseModel.create({
    institutionId: institution._id,
    key,
    title: 'Algebra',
    source: 'canvas',
    seenAt: new Date(),
  });

/** What a launch of person 1 from course 144 tells. */
function learn(number = '1', to = person()): Promise<void> {
  const from = ownLearnerKey(institution, 'canvas', canvasId(host, number));
  return learnAliases(institution._id, [
    { of: 'learner', source: 'canvas', from, to },
    { of: 'course', source: 'canvas', from: ownCourseKey('canvas', canvasId(host, '144')), to: 'context' },
  ]);
}

test('Canvas’s documented event is of the person and the course of the launches, and nothing else of it is stored', async () => {
  await addCourse('context');
  await learn();
  assert.equal((await send(courseAccessed)).stored, 1);
  assert.deepEqual(await events(), [[person(), 'opened', 'context']]);
  await assertNotStored([login, '456-T45', '93.184.216.34', '21070000000000001']);
});

test('a course that no launch has told is known by the number that REST has for it', async () => {
  const key = ownCourseKey('canvas', canvasId(host, '144'));
  await learnAliases(institution._id, [
    {
      ...{ of: 'learner', source: 'canvas', to: person() },
      from: ownLearnerKey(institution, 'canvas', canvasId(host, '1')),
    },
  ]);
  await addCourse(key);
  await send(courseAccessed);
  assert.deepEqual(await events(), [[person(), 'opened', key]]);
});

test('of people whom nobody has told, or two accounts carry, nothing is stored', async () => {
  await addCourse('context');
  const { ignored } = await send(courseAccessed);
  assert.match(ignored[0]?.reason ?? '', /no launch or roster has told yet/);
  await learn();
  await learn('1', learnerKeyOf(institution, 'another'));
  assert.equal((await send(courseAccessed)).ignored.length, 1);
  assert.deepEqual(await events(), []);
});

test('an assignment, a program and an administrator who acts as somebody are none of it', async () => {
  await addCourse('context');
  await addCourse('21070000000000144');
  await learn();
  const { stored, ignored } = await send(assignmentAccessed, calendarRead, masquerade);
  assert.deepEqual(
    [stored, ignored.map(({ reason }) => reason)],
    [
      0,
      [
        'its object is no course of the catalogue',
        'the actor is no person',
        'an administrator acts as this person',
      ],
    ],
  );
});

test('without its host a number could be of any school', async () => {
  await addCourse('context');
  await learn();
  const { ignored } = await send({ ...courseAccessed, extensions: {} });
  assert.match(ignored[0]?.reason ?? '', /of which school/);
});

test('a global id is the number in the root account’s shard, and whole where it is of another', () => {
  const root = '21070000000000001';
  assert.equal(canvasIdOfGlobal(host, '21070000000000144', root), `${host}/144`);
  assert.equal(canvasIdOfGlobal(host, '99990000000000144', root), `${host}/99990000000000144`);
  assert.equal(canvasIdOfGlobal('canvas.own.example', '144', '1'), 'canvas.own.example/144');
});
