import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { CourseModel } from '../../../../models/course.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { course, enrolment, klass, session } from '../example-objects.ts';
import type { Collections, StandInOptions } from '../stand-in-service.ts';
import { SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

/** Two classes of so many people together. */
const collections = (people: number): Collections => ({
  academicSessions: [session('S1', 'Autumn', '2025-09-01', '2036-02-01')],
  courses: [course('BIO', 'Biology')],
  classes: [klass('C1', 'BIO'), klass('C2', 'BIO')],
  enrollments: Array.from({ length: people }, (_, i) =>
    enrolment(`E${String(i).padStart(3, '0')}`, `P${i}`, i % 2 === 0 ? 'C1' : 'C2'),
  ),
});
const active = () => EnrolmentModel.countDocuments({ state: 'active' });
const reasons = async () =>
  ((await SyncRunModel.findOne().sort({ startedAt: -1 }).lean())?.rejections ?? []).map(
    ({ reason }) => reason,
  );

describe('a part is not taken for the whole', () => {
  const total: Readonly<Record<string, StandInOptions['total']>> = {
    'a total in the header': (found) => ({ header: found }),
    'a total in the body': (found) => ({ body: found }),
    'a total in the body as text': (found) => ({ body: `${found}` }),
    'no total': () => ({}),
  };
  for (const [name, says] of Object.entries(total))
    for (const [people, pageSize] of [
      [5, 2],
      [5, 3],
      [6, 3],
      [30, 10],
    ] as const)
      test(`${name}, ${people} people, at most ${pageSize} on a page: all are read, and one who leaves is gone`, async () => {
        const service = { pageSize, hasLinks: false, ...(says && { total: says }) };
        await school.serve(service, collections(people));
        await school.sync();
        assert.equal(await active(), people);
        await school.sync();
        assert.equal(await active(), people);
        school.service.collections['enrollments']?.splice(1, 1);
        assert.equal((await school.sync()).counts.removed, 1);
        assert.deepEqual([await active(), await reasons()], [people - 1, []]);
      });

  const wrong: readonly (readonly [string, NonNullable<StandInOptions['total']>, RegExp])[] = [
    ['is that of the page', (_, given) => ({ header: given }), /changed while|more enrollments than it said/],
    ['is too large', (found) => ({ header: found + 7 }), /more enrollments than it gave/],
    ['is too small', (found) => ({ header: found - 7 }), /more enrollments than it said/],
  ];
  for (const [name, says, words] of wrong)
    test(`a total that ${name}: everything is read, nobody is withdrawn, and it is said`, async () => {
      await school.serve({ pageSize: 10, hasLinks: false }, collections(25));
      await school.sync();
      const fewer = collections(25);
      fewer['enrollments']?.splice(3, 1);
      await school.serve({ pageSize: 10, hasLinks: false, total: says }, fewer);
      const { counts } = await school.sync();
      assert.deepEqual([counts.enrolments, counts.removed, await active()], [24, 0, 25]);
      assert.match((await reasons()).join('\n'), words);
    });

  test('a total that is that of the page is not believed behind a single page either', async () => {
    await school.serve({ hasLinks: false }, collections(6));
    await school.sync();
    await school.serve(
      { pageSize: 3, hasLinks: false, total: (_, given) => ({ header: given }) },
      collections(6),
    );
    const { counts } = await school.sync();
    assert.deepEqual([counts.enrolments, counts.removed, await active()], [6, 0, 6]);
    // Where everything is on one page, nothing speaks against it.
    await school.serve({ hasLinks: false, total: (_, given) => ({ header: given }) }, collections(5));
    assert.equal((await school.sync()).counts.removed, 1);
    assert.deepEqual([await active(), await reasons()], [5, []]);
  });

  test('a service that takes no notice of "offset" and gives all at once, by its total, is read whole', async () => {
    const again = (people: number): StandInOptions => ({
      before: (req, res) => {
        if (!/enrollments/.test(`${req.url}`)) return false;
        const { enrollments = [] } = collections(people);
        res.setHeader('X-Total-Count', `${enrollments.length}`).end(JSON.stringify({ enrollments }));
        return true;
      },
    });
    await school.serve(again(6), collections(6));
    await school.sync();
    await school.serve(again(5), collections(5));
    assert.equal((await school.sync()).counts.removed, 1);
    assert.deepEqual([await active(), await reasons()], [5, []]);
  });

  test('a service that is suddenly empty is not believed', async () => {
    await school.serve({}, collections(12));
    await school.sync();
    await school.serve({}, { ...collections(12), enrollments: [] });
    const { heldBack } = await school.sync();
    assert.deepEqual([heldBack?.removals, heldBack?.of, await active()], [12, 12, 12]);
  });
});

test('dates of the basic form are read; who has one that cannot be read is not simply active', async () => {
  const found = collections(4);
  Object.assign(found['academicSessions']?.[0] ?? {}, { startDate: '20250901', endDate: '20251009' });
  const ends = ['20250904', '2025-09-31', '2025-10-09', '0001-01-01T00:00:00'];
  for (const [i, endDate] of ends.entries())
    Object.assign(found['enrollments']?.[i] ?? {}, { beginDate: '20250901', endDate });
  await school.serve({}, found);
  const { counts } = await school.sync();
  assert.deepEqual([counts.enrolments, counts.rejected, await active()], [2, 1, 2]);
  assert.match((await reasons()).join(), /date that cannot be read/);
  const course = await CourseModel.findOne({ key: 'one-roster:C1' }).lean();
  assert.deepEqual(course?.closesAt, new Date('2025-10-09'));
});

test('a byte order mark and messages of PHP around an answer hide nothing; the messages are said', async () => {
  await school.serve({}, collections(6));
  await school.sync();
  for (const [before, said] of [
    ['\ufeff', []],
    [
      '<br />\n<b>Notice</b>: something\n',
      ['the service mixes messages of its own into its answers: ask whoever runs it to switch them off'],
    ],
  ] as const) {
    const around: StandInOptions['before'] = (req, res) => {
      if (!/enrollments.*offset=0/.test(`${req.url}`)) return false;
      res
        .setHeader('X-Total-Count', '6')
        .end(before + JSON.stringify({ enrollments: collections(6)['enrollments'] }));
      return true;
    };
    await school.serve({ before: around }, collections(6));
    const { counts } = await school.sync();
    assert.deepEqual([counts.enrolments, await active(), await reasons()], [6, 6, said]);
  }
});

describe('ids are the same as text and as number', () => {
  const numbers = (): Collections => {
    const found = collections(6);
    const number = (id: string) => (100 + Number(id.replace(/\D/g, ''))) as unknown as string;
    for (const klass of found['classes'] ?? []) Object.assign(klass, { sourcedId: number(klass.sourcedId) });
    for (const one of found['enrollments'] ?? []) {
      const { user, class: klass } = one as unknown as Record<'user' | 'class', { sourcedId: string }>;
      Object.assign(user, { sourcedId: number(user.sourcedId) });
      Object.assign(klass, { sourcedId: number(klass.sourcedId) });
    }
    return found;
  };
  const texts = (): Collections =>
    JSON.parse(JSON.stringify(numbers()).replaceAll(/"sourcedId":(\d+)/g, '"sourcedId":"$1"'));

  test('who was known by a text is the same by a number', async () => {
    await school.serve({}, texts());
    await school.sync();
    await school.serve({}, numbers());
    const { counts } = await school.sync();
    assert.deepEqual([counts.changed, counts.rejected, await active()], [0, 0, 6]);
  });

  test('a reference that is the id alone is one', async () => {
    await school.serve({}, collections(6));
    await school.sync();
    const found = collections(6);
    for (const one of found['enrollments'] ?? []) {
      const { user, class: klass } = one as unknown as Record<'user' | 'class', { sourcedId: string }>;
      Object.assign(one, { user: user.sourcedId, class: klass.sourcedId });
    }
    await school.serve({}, found);
    const { counts } = await school.sync();
    assert.deepEqual([counts.changed, counts.rejected], [0, 0]);
  });

  test('an id that lost its last digits is none: nobody of its class is gone', async () => {
    await school.serve({}, collections(6));
    await school.sync();
    const found = collections(6);
    Object.assign(found['enrollments']?.[0] ?? {}, { user: { sourcedId: 2 ** 60 } });
    await school.serve({}, found);
    const { counts } = await school.sync();
    assert.deepEqual([counts.rejected, counts.removed, await active()], [1, 0, 6]);
  });
});
