import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CourseModel } from '../../../models/course.ts';
import { apply } from '../../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { createInstitution } from '../../support/institution.ts';

const database = await openTestDatabase();
after(() => database.close());

test('whatever the source, long texts are cut and long ids are refused, in words', async () => {
  const institution = await createInstitution();
  const long = 'x'.repeat(20 * 2 ** 20);
  const records: SyncRecord[] = [
    {
      kind: 'course',
      key: '1',
      title: `${'😀'.repeat(600)}`,
      description: long,
      code: long,
      language: long,
      url: long,
    },
    { kind: 'course', key: long, title: 'no course has this id' },
    { kind: 'course', key: '2', title: 'two', prerequisites: Array.from({ length: 501 }, (_, i) => `${i}`) },
    { kind: 'enrolment', learner: long, course: '1' },
    { kind: 'event', id: long, learner: 'a', at: new Date(), detail: { type: 'opened', course: '1' } },
  ];
  const reasons: string[] = [];
  const now = new Date();
  const options = { institution, source: 'csv', records, seenAt: now, now };
  await apply({ ...options, onReject: ({ reason }) => void reasons.push(reason) });
  assert.deepEqual(reasons, [
    ...['course id longer than 300 characters', 'more than 500 prerequisites'],
    ...['learner id longer than 300 characters', 'event id longer than 2000 characters'],
  ]);
  const [stored, ...others] = await CourseModel.find({ institutionId: institution._id }).lean();
  assert.equal(others.length, 0);
  assert.deepEqual(
    [stored?.title, stored?.description.length, stored?.code?.length],
    ['😀'.repeat(500), 100_000, 255],
  );
  assert.deepEqual([stored?.language, stored?.url], [undefined, undefined]);
});
