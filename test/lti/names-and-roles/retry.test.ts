import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBusy, waitMilliseconds } from '../../../src/lti/names-and-roles/retry.ts';

const now = Date.parse('2026-11-24T10:00:00Z');

for (const [name, header, least, most] of [
  ['seconds', '7', 7_000, 8_750],
  ['a date', 'Tue, 24 Nov 2026 10:00:20 GMT', 20_000, 22_500],
  ['a date that has passed', 'Tue, 24 Nov 2026 09:00:00 GMT', 0, 0],
  ['no time at all', '0', 0, 0],
  ['a year', '31536000', 86_400_000, 86_400_000],
  ['something else', 'soon', 1_000, 3_000],
  ['a negative number', '-5', 1_000, 3_000],
  ['nothing', null, 1_000, 3_000],
] as const)
  test(`Retry-After with ${name}: waits so long, or a little longer, never shorter`, () => {
    assert.equal(waitMilliseconds(header, 2, now, 0), least);
    assert.equal(waitMilliseconds(header, 2, now, 1), most);
  });

test('waits double, and no two are the same', () => {
  assert.deepEqual(
    [1, 2, 3].map((attempt) => waitMilliseconds(null, attempt, now, 0.5)),
    [1000, 2000, 4000],
  );
  assert.notEqual(waitMilliseconds(null, 1), waitMilliseconds(null, 1));
});

test('busy are 403, 429 and 5xx', () => {
  assert.deepEqual([200, 400, 401, 403, 404, 429, 500, 503].filter(isBusy), [403, 429, 500, 503]);
});
