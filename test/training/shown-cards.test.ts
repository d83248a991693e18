import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type EventDetail, EventModel } from '../../models/event.ts';
import type { Institution } from '../../models/institution.ts';
import { readShownCards } from '../../src/training/shown-cards.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const database = await openTestDatabase();
after(() => database.close());
let institution: Institution;
beforeEach(async () => {
  await database.clear();
  institution = await createInstitution();
});

const now = new Date('2026-06-01');
const rows = new Map(['a', 'b', 'c'].map((key, row) => [key, row]));
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const happened = (learner: string, days: number, detail: EventDetail, institutionId = institution._id) =>
  EventModel.create({ institutionId, learner, at: daysAgo(days), ...detail });
const shown = (course: string, position = 1, propensity = 1): EventDetail => ({
  ...{ type: 'shown', course, position, propensity, score: 3 - position },
});
const enrolled = (learner: string, course: string, days: number) =>
  EnrolmentModel.create({
    ...{ institutionId: institution._id, learner, course, at: daysAgo(days) },
    ...{ state: 'active', role: 'learner', source: 'test', seenAt: now },
  });
const read = () => readShownCards(institution._id, rows, now);

test('each course that a learner was shown counts once, as it was first shown', async () => {
  await happened('ada', 90, shown('a', 2));
  await happened('ada', 80, shown('a', 1));
  await happened('ada', 90, shown('b', 5, 0.01));
  await happened('bob', 70, shown('a', 1));
  assert.deepEqual(await read(), [
    { learner: 0, course: 0, place: 2, propensity: 1, score: 1, reward: 0 },
    { learner: 0, course: 1, place: 5, propensity: 0.01, score: -2, reward: 0 },
    { learner: 1, course: 0, place: 1, propensity: 1, score: 2, reward: 0 },
  ]);
});

test('what came of it within thirty days is its reward; an opening counts as much as openings lead to enrolments', async () => {
  for (const course of ['a', 'b', 'c']) await happened('ada', 90, shown(course));
  await happened('bob', 90, shown('a'));
  await enrolled('ada', 'a', 80);
  await happened('ada', 85, { type: 'opened', course: 'a' });
  await happened('ada', 85, { type: 'opened', course: 'b' });
  await enrolled('ada', 'c', 50);
  await enrolled('bob', 'a', 95);
  // One of two openings led on, beside ten and one of before there are any.
  assert.deepEqual(
    (await read()).map(({ reward }) => reward),
    [1, 2 / 12, 0, 0],
  );
});

test('another section of a course is the same course', async () => {
  rows.set('b of next term', 1);
  await happened('ada', 90, shown('b'));
  await happened('ada', 80, shown('b of next term'));
  await enrolled('ada', 'b of next term', 70);
  assert.deepEqual(
    (await read()).map(({ course, reward }) => [course, reward]),
    [[1, 1]],
  );
});

test('what is too new to tell, of a course that is gone, without a score, or of another institution is left out', async () => {
  await happened('ada', 20, shown('a'));
  await happened('ada', 400, shown('b'));
  await happened('ada', 90, shown('gone'));
  const other = await createInstitution({ name: 'Another college' });
  await happened('ada', 90, shown('a'), other._id);
  await EventModel.collection.insertOne({
    ...{ institutionId: institution._id, learner: 'ada', at: daysAgo(90) },
    ...{ type: 'shown', course: 'c', position: 1, propensity: 1 },
  });
  assert.deepEqual(await read(), []);
});
