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

const begun = Date.now() - 86_400_000;
const hours = (count: number) => new Date(begun + count * 3_600_000);
/** Since when changes of enrolments were asked for last; undefined: all were. */
const askedSince = () => {
  const asked = school.service.requests.filter((path) => path.includes('/enrollments')).at(-1);
  const filter = new URL(`${asked}`, 'http://x').searchParams.get('filter');
  return filter ? new Date(/'(.+)'/.exec(filter)?.[1] ?? '').getTime() : undefined;
};
const beforeRun = (count: number) => hours(count).getTime() - 600_000;

test('a change that the service could not give is asked for again by the next run of changes', async () => {
  await school.serve();
  await school.sync({ now: hours(0) });
  const changed = exampleCollections();
  const late = { dateLastModified: hours(0.5).toISOString() };
  changed['enrollments']?.push(enrolment('E8', 'U4', 'C1', late), enrolment('E9', 'U4', 'C2', late));
  await school.serve({ before: cannotGive('enrollments', [1]) }, changed);
  for (const count of [1, 2]) {
    await school.sync({ now: hours(count), wanted: 'changes' });
    assert.equal((await school.states())['U4 one-roster:C2'], undefined);
    assert.equal(askedSince(), beforeRun(0));
  }
  await school.serve({}, changed);
  await school.sync({ now: hours(3), wanted: 'changes' });
  assert.equal((await school.states())['U4 one-roster:C2'], 'learner active');
  await school.sync({ now: hours(4), wanted: 'changes' });
  assert.equal(askedSince(), beforeRun(3));
});

test('where the object was among all there are, these are asked for once more, and not with each run', async () => {
  await school.serve({ before: cannotGive('enrollments', [2]) });
  await school.sync({ now: hours(0) });
  assert.equal((await school.states())['U1 one-roster:C3'], undefined);
  await school.sync({ now: hours(1), wanted: 'changes' });
  assert.equal(askedSince(), undefined);
  await school.sync({ now: hours(2), wanted: 'changes' });
  assert.equal(askedSince(), beforeRun(0));
  await school.sync({ now: hours(3) });
  await school.serve();
  await school.sync({ now: hours(4), wanted: 'changes' });
  assert.equal((await school.states())['U1 one-roster:C3'], 'learner active');
});

test('a pull that breaks off behind such an object, and one that goes on, ask for it again all the same', async () => {
  await school.serve();
  await school.sync({ now: hours(0) });
  const changed = exampleCollections();
  const late = { dateLastModified: hours(0.5).toISOString() };
  for (const i of [5, 6, 7, 8]) changed['enrollments']?.push(enrolment(`E${i}`, `U${i}`, 'C2', late));
  const first = cannotGive('enrollments', [0]);
  const breaksOff: NonNullable<StandInOptions['before']> = (req, res, count) => {
    if (!/enrollments.*offset=3/.test(`${req.url}`)) return first(req, res, count);
    fail(res, 403, 'forbidden');
    return true;
  };
  await school.serve({ before: breaksOff, pageSize: 2 }, changed);
  await fails(school.sync({ now: hours(1), wanted: 'changes' }), 'forbidden', /403/);
  await school.serve({ pageSize: 2 }, changed);
  assert.equal((await school.sync({ now: hours(1.1), wanted: 'changes' })).isResumed, true);
  assert.equal(await EnrolmentModel.countDocuments({ course: 'one-roster:C2' }), 3);
  await school.sync({ now: hours(2), wanted: 'changes' });
  assert.equal(await EnrolmentModel.countDocuments({ course: 'one-roster:C2' }), 4);
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
