import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EventModel } from '../../models/event.ts';
import { type SyncRun, SyncRunModel } from '../../models/sync-run.ts';
import type { Database } from '../../src/database/open-database.ts';
import { panelRecords } from '../../src/panel/panel-records.ts';
import { openTestDatabase } from '../database/test-database.ts';

const tenant = new mongoose.Types.ObjectId();
const stranger = new mongoose.Types.ObjectId();
const ada = { tenant, learner: 'ada' };
let database: Database;

before(async () => {
  database = await openTestDatabase();
  const course = (key: string, ...categories: string[]) => ({
    tenant,
    key,
    title: `Course ${key}`,
    categories,
    source: 'csv',
    seenAt: new Date(),
  });
  await CourseModel.create([
    course('1', 'Art', 'Law'),
    course('2', 'Law'),
    course('3', 'Botany'),
    course('4', 'x'.repeat(61)),
  ]);
});
after(() => database.close());

test('categories come with the largest first; one too long for an interest is left out', async () => {
  assert.deepEqual(await panelRecords.categories(tenant), ['Law', 'Art', 'Botany']);
});

test('another institution sees none of it', async () => {
  assert.deepEqual(await panelRecords.categories(stranger), []);
  assert.equal(await panelRecords.hasCourses(stranger), false);
  assert.equal(await panelRecords.course(stranger, '1'), undefined);
  assert.equal(await panelRecords.hasCourses(tenant), true);
  assert.equal((await panelRecords.course(tenant, '1'))?.title, 'Course 1');
});

test('interests are kept for a learner who was never seen before, and replaced as a whole', async () => {
  assert.deepEqual(await panelRecords.interests(ada), []);
  await panelRecords.saveInterests(ada, ['climate', 'Law']);
  await panelRecords.saveInterests(ada, ['Law']);
  assert.deepEqual(await panelRecords.interests(ada), ['Law']);
  assert.deepEqual(await panelRecords.interests({ ...ada, tenant: stranger }), []);
});

test('events are appended with their time', async () => {
  await panelRecords.recordEvent(ada, 'dismissed', '1');
  await panelRecords.recordEvent(ada, 'restored', '1');
  const events = await EventModel.find(ada).sort({ at: 1, _id: 1 }).lean();
  assert.deepEqual(
    events.map(({ type, course }) => [type, course]),
    [
      ['dismissed', '1'],
      ['restored', '1'],
    ],
  );
  assert.ok(events.every(({ at }) => at instanceof Date));
});

test('data is as fresh as the last pull that went through', async () => {
  assert.equal(await panelRecords.lastUpdated(tenant), undefined);
  const run = (state: SyncRun['state'], finishedAt?: Date) => ({
    tenant,
    source: 'csv',
    state,
    startedAt: new Date(0),
    ...(finishedAt && { finishedAt }),
  });
  await SyncRunModel.create([
    run('done', new Date('2026-01-01')),
    run('done', new Date('2026-02-01')),
    run('failed', new Date('2026-03-01')),
    run('running'),
  ]);
  assert.deepEqual(await panelRecords.lastUpdated(tenant), new Date('2026-02-01'));
});
