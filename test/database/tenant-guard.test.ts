import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { runInThisContext } from 'node:vm';
import mongoose from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { SessionModel } from '../../models/session.ts';
import { projectRoot } from '../../src/project-root.ts';
import { guardTenants, type TenantGuard } from './tenant-guard.ts';
import { openTestDatabase } from './test-database.ts';

const tenant = new mongoose.Types.ObjectId();
const other = new mongoose.Types.ObjectId();

const database = await openTestDatabase();
after(() => database.close());
let guard: TenantGuard;
beforeEach(() => {
  guard = guardTenants();
});

/** Runs as if it stood in a file of src/. */
function inSource<Result>(query: () => Promise<Result>): Promise<Result> {
  const filename = join(projectRoot, 'src', 'panel', 'forgetful.ts');
  const run = runInThisContext('async (query) => await query()', { filename });
  return run(query) as Promise<Result>;
}

test('a query of src/ that forgets its tenant fails the suite, by name', async () => {
  await inSource(async () => await CourseModel.findOne({ key: 'course-1' }));
  assert.throws(() => guard.stop(), /courses\.findOne \{"key":"course-1"\}/);
});

const write = (filter: object) => ({ updateOne: { filter, update: { $set: { title: 'x' } } } });

for (const [name, query] of [
  ['an empty filter', () => CourseModel.find({})],
  ['no tenant in it', () => CourseModel.collection.find({ tenant: undefined, key: 'a' }).toArray()],
  ['any of many tenants', () => CourseModel.find({ tenant: { $in: [tenant, other] } })],
  ['a branch without', () => CourseModel.find({ $or: [{ tenant }, { key: 'a' }] })],
  ['a pipeline that matches later', () => CourseModel.aggregate([{ $limit: 1 }, { $match: { tenant } }])],
  ['all values', () => CourseModel.distinct('key')],
  ['a native delete', () => CourseModel.collection.deleteMany({ key: 'a' })],
  ['a batch with one that forgets', () => CourseModel.collection.bulkWrite([write({ tenant }), write({})])],
  ['an update by id', () => CourseModel.updateOne({ _id: other }, { title: 'x' })],
  ['visits of somebody', () => SessionModel.find({ learner: 'a' })],
] as const)
  test(`counts: ${name}`, async () => {
    await (query() as Promise<unknown>);
    assert.equal(guard.offences.length, 1);
    assert.doesNotThrow(() => guard.stop(), 'it is a test that asks');
  });

test('does not count: one tenant, in whatever form, and a visit by its secret', async () => {
  await CourseModel.find({ tenant, key: 'a' });
  await CourseModel.find({
    $or: [
      { tenant, key: 'a' },
      { tenant, key: 'b' },
    ],
  });
  await CourseModel.aggregate([{ $match: { tenant } }, { $limit: 1 }]);
  await CourseModel.distinct('key', { tenant });
  await CourseModel.collection.bulkWrite([write({ tenant })]);
  await CourseModel.insertMany([{ tenant, key: 'a', title: 'A', source: 'csv', seenAt: new Date() }]);
  await SessionModel.findById('a-hash');
  assert.deepEqual(guard.offences, []);
  assert.deepEqual([...guard.asked].sort(), ['courses', 'sessions']);
});
