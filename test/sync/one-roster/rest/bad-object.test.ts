import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { enrolment, exampleCollections } from '../example-objects.ts';
import { fail, type StandInOptions } from '../stand-in-service.ts';
import { fails, SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

/** Fails where one of these objects, by place, is among those that are asked for. */
const cannotGive =
  (
    collection: string,
    places: readonly number[],
    headers: Record<string, string> = {},
  ): NonNullable<StandInOptions['before']> =>
  (req, res) => {
    const asked = new URL(`${req.url}`, 'http://stand-in');
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(asked.searchParams.get(name)));
    const isAmong = (place: number) =>
      place >= (offset as number) && place < (offset as number) + (limit as number);
    if (!asked.pathname.endsWith(`/${collection}`) || !places.some(isAmong)) return false;
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    fail(res, 500, 'internal_server_error');
    return true;
  };
const many = Array.from({ length: 1_234 }, (_, i) => `${i}`.padStart(4, '0'));
const collections = () => ({
  ...exampleCollections(),
  enrollments: many.map((i) => enrolment(`E${i}`, `U${i}`, 'C1')),
});

for (const headers of [{}, { 'Retry-After': '3600' }])
  test(`an object that the service can never give is skipped and said; the others are read, and nobody is withdrawn ${JSON.stringify(headers)}`, async () => {
    await school.serve({}, collections());
    await school.sync();
    await school.serve({ before: cannotGive('enrollments', [17, 1_233], headers) }, collections());
    const { counts } = await school.sync();
    assert.deepEqual([counts.enrolments, counts.removed], [1_232, 0]);
    assert.equal(await EnrolmentModel.countDocuments({ state: 'active' }), 1_234);
    const run = await SyncRunModel.findOne().sort({ startedAt: -1 }).lean();
    assert.equal(run?.state, 'done');
    assert.match(
      run?.rejections?.map(({ reason, count }) => `${count} ${reason}`).join() ?? '',
      /2 .*answered 500/,
    );
  });

test('of the catalogue too, of which nothing counts as gone then', async () => {
  await school.serve();
  await school.sync();
  await school.serve({ before: cannotGive('classes', [1]) });
  assert.equal((await school.sync()).counts.removed, 0);
});

test('a service that gives nothing is one that fails, and is not asked for ever', async () => {
  await school.serve({ before: cannotGive('enrollments', many.map(Number)) }, collections());
  await fails(school.sync(), 'busy', /500 4 times/);
  assert.ok(school.service.requests.length < 100, `${school.service.requests.length}`);
});
