import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { type Coverage, countCoverage, takenCourses } from '../../src/counts/coverage.ts';
import { object } from '../../src/privacy/objections.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { day, storedSchool } from './stored-school.ts';

const now = new Date('2026-03-01T12:00:00Z');
let database: TestDatabase;
let school: Institution;

before(async () => {
  database = await openTestDatabase();
  school = await storedSchool(now);
});
after(() => database.close());

const figures = ({ seenAt: _, ...counts }: Coverage) => counts;

test('the whole: no deleted course, nobody who is only in one, no staff, and who left only as withdrawn', async () => {
  const { all } = await countCoverage(school._id, now);
  assert.deepEqual(figures(all), {
    ...{ courses: 5, withoutDescription: 2, withoutWayIn: 1, wayInUnknown: 3, coursesWithEnrolments: 3 },
    // ann, dan, eve; not bob, cid and tom.
    learners: 3,
    ...{ active: 2, completed: 1, withdrawn: 1, planned: 1 },
    withoutTime: 1,
  });
});

test('the whole is what plain queries say', async () => {
  const { all } = await countCoverage(school._id, now);
  const institutionId = school._id;
  const courses = await CourseModel.find({ institutionId, removedAt: { $exists: false } }).lean();
  const there = courses.map(({ key }) => key);
  const enrolments = await EnrolmentModel.find({ institutionId, role: 'learner' }).lean();
  const inThem = enrolments.filter(({ course }) => there.includes(course));
  const later = ({ state, at }: (typeof inThem)[number]) => state === 'planned' && !(at && at <= now);
  const taken = inThem.filter((one) => one.state !== 'withdrawn' && !later(one));
  assert.deepEqual(figures(all), {
    courses: courses.length,
    withoutDescription: courses.filter(({ description }) => !/\p{L}/u.test(description)).length,
    withoutWayIn: courses.filter(({ entry }) => entry?.every(({ way }) => way === 'invitation')).length,
    wayInUnknown: courses.filter(({ entry }) => entry === undefined).length,
    coursesWithEnrolments: new Set(taken.map(({ course }) => course)).size,
    learners: new Set(inThem.filter(({ state }) => state !== 'withdrawn').map(({ learner }) => learner)).size,
    completed: taken.filter(({ state }) => state === 'completed').length,
    active: taken.filter(({ state }) => state !== 'completed').length,
    withdrawn: inThem.filter(({ state }) => state === 'withdrawn').length,
    planned: inThem.filter(later).length,
    withoutTime: inThem.filter(({ at }) => !at).length,
  });
  // What counts a course as taken is the same for the derivation of the catalogue.
  const keys = [...(await takenCourses(institutionId, now))].filter((key) => there.includes(key));
  assert.equal(keys.length, all.coursesWithEnrolments);
});

test('each source by the same rules: a date of completion completes, and a deleted course is deleted for all', async () => {
  const { bySource } = await countCoverage(school._id, now);
  assert.deepEqual(figures(bySource.get('moodle') as Coverage), {
    ...{ courses: 4, withoutDescription: 2, withoutWayIn: 1, wayInUnknown: 2 },
    ...{ coursesWithEnrolments: 3, learners: 3 },
    ...{ active: 2, completed: 1, withdrawn: 0, planned: 1, withoutTime: 1 },
  });
  assert.deepEqual(figures(bySource.get('csv') as Coverage), {
    ...{ courses: 5, withoutDescription: 2, withoutWayIn: 0, wayInUnknown: 5 },
    ...{ coursesWithEnrolments: 1, learners: 1 },
    ...{ active: 1, completed: 0, withdrawn: 1, planned: 0, withoutTime: 1 },
  });
  assert.deepEqual(bySource.get('csv')?.seenAt, now);
});

test('what was planned becomes active by itself', async () => {
  const { all } = await countCoverage(school._id, new Date(now.getTime() + 2 * day));
  assert.deepEqual([all.planned, all.active, all.coursesWithEnrolments], [0, 3, 4]);
});

test('a person who is deleted leaves every figure, and makes the figures due', async () => {
  const before = await InstitutionModel.findById(school._id).lean();
  await object({ institutionId: school._id, learner: learnerKeyOf(school, 'dan') });
  const { all, bySource } = await countCoverage(school._id, now);
  assert.deepEqual([all.learners, all.active, bySource.get('moodle')?.learners], [2, 1, 2]);
  const institution = await InstitutionModel.findById(school._id).lean();
  assert.ok((institution?.dataChangedAt ?? 0) > (before?.dataChangedAt ?? 0));
});
