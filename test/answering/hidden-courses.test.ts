import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HidingReason } from '../../models/event.ts';
import { hiddenCourses } from '../../src/answering/hidden-courses.ts';

const now = new Date('2026-11-29T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const hide = (course: string, days: number, why?: HidingReason) => ({
  ...{ type: 'dismissed' as const, course, at: daysAgo(days) },
  ...(why && { why }),
});

test('what is hidden stays so, and what was put off comes back by itself', () => {
  const hidden = (days: number, why?: HidingReason) =>
    hiddenCourses([hide('a', days, why)], now).length === 1;
  for (const why of [undefined, 'unsuitable', 'known'] as const) assert.ok(hidden(3_000, why), why);
  assert.deepEqual([hidden(89, 'later'), hidden(91, 'later')], [true, false]);
  assert.deepEqual([hidden(364, 'hard'), hidden(366, 'hard')], [true, false]);
});

test('the newest decision about a course counts, and the latest comes last', () => {
  const decisions = [
    hide('a', 9),
    hide('b', 8),
    { type: 'restored' as const, course: 'a', at: daysAgo(7) },
    hide('c', 6, 'later'),
    hide('a', 5, 'known'),
  ];
  assert.deepEqual(
    hiddenCourses(decisions, now).map(({ course, why }) => [course, why]),
    [
      ['b', undefined],
      ['c', 'later'],
      ['a', 'known'],
    ],
  );
});
