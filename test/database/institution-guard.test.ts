import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { runInThisContext } from 'node:vm';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { SessionModel } from '../../models/session.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { purgeExpired } from '../../src/database/purge-expired.ts';
import { guardInstitutions, type InstitutionGuard } from './institution-guard.ts';
import { openTestDatabase } from './test-database.ts';

const institutionId = new mongoose.Types.ObjectId();
const other = new mongoose.Types.ObjectId();

const database = await openTestDatabase();
after(() => database.close());
let guard: InstitutionGuard;
beforeEach(() => {
  guard = guardInstitutions();
});

/** Runs as if it stood in a file of src/. */
function inSource<Result>(query: () => Promise<Result>): Promise<Result> {
  const filename = join(projectRoot, 'src', 'panel', 'forgetful.ts');
  const run = runInThisContext('async (query) => await query()', { filename });
  return run(query) as Promise<Result>;
}

test('a query of src/ that forgets its institutionId fails the suite, by name', async () => {
  await inSource(async () => await CourseModel.findOne({ key: 'course-1' }));
  assert.throws(() => guard.stop(), /courses\.findOne \{"key":"course-1"\}/);
});

const write = (filter: object) => ({ updateOne: { filter, update: { $set: { title: 'x' } } } });

for (const [name, query] of [
  ['an empty filter', () => CourseModel.find({})],
  [
    'no institutionId in it',
    () => CourseModel.collection.find({ institutionId: undefined, key: 'a' }).toArray(),
  ],
  ['any of many institutions', () => CourseModel.find({ institutionId: { $in: [institutionId, other] } })],
  ['a branch without', () => CourseModel.find({ $or: [{ institutionId }, { key: 'a' }] })],
  [
    'a pipeline that matches later',
    () => CourseModel.aggregate([{ $limit: 1 }, { $match: { institutionId } }]),
  ],
  ['all values', () => CourseModel.distinct('key')],
  ['a native delete', () => CourseModel.collection.deleteMany({ key: 'a' })],
  [
    'a batch with one that forgets',
    () => CourseModel.collection.bulkWrite([write({ institutionId }), write({})]),
  ],
  ['an update by id', () => CourseModel.updateOne({ _id: other }, { title: 'x' })],
  ['visits of somebody', () => SessionModel.find({ learner: 'a' })],
] as const)
  test(`counts: ${name}`, async () => {
    await (query() as Promise<unknown>);
    assert.equal(guard.offences.length, 1);
    assert.doesNotThrow(() => guard.stop(), 'it is a test that asks');
  });

test('does not count: one institutionId, in whatever form, and a visit by its secret', async () => {
  await CourseModel.find({ institutionId, key: 'a' });
  await CourseModel.find({
    $or: [
      { institutionId, key: 'a' },
      { institutionId, key: 'b' },
    ],
  });
  await CourseModel.aggregate([{ $match: { institutionId } }, { $limit: 1 }]);
  await CourseModel.distinct('key', { institutionId });
  await CourseModel.collection.bulkWrite([write({ institutionId })]);
  await CourseModel.insertMany([{ institutionId, key: 'a', title: 'A', source: 'csv', seenAt: new Date() }]);
  await SessionModel.findById('a-hash');
  assert.deepEqual(guard.offences, []);
  assert.deepEqual([...guard.asked].sort(), ['courses', 'sessions']);
});

test('knows a purge of what has expired, also when a timer began it', async () => {
  await new Promise((resolve, reject) => {
    setTimeout(() => purgeExpired(new Date()).then(resolve, reject), 1);
  });
  assert.ok(guard.offences.length > 0);
  assert.deepEqual(
    guard.offences.filter(({ by }) => by !== 'purge'),
    [],
  );
  guard.stop();
});
