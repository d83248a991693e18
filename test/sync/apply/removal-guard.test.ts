import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHeldBack, isBelieved, noTurnover } from '../../../src/sync/apply/removal-guard.ts';

const all = (gone: number, stayed: number) => ({ ...noTurnover(), all: { gone, stayed } });

test('more than half of at least five is not believed', () => {
  const table = [
    [0, 0, true],
    [4, 0, true],
    [5, 0, false],
    [3, 2, false],
    [3, 3, true],
    [2, 3, true],
    [500, 499, false],
    [500, 500, true],
  ] as const;
  for (const [gone, stayed, expected] of table)
    assert.equal(isBelieved(all(gone, stayed)), expected, `${gone} of ${gone + stayed}`);
});

test('learners are judged alone too, because a list of teachers may be long', () => {
  assert.equal(isBelieved({ all: { gone: 6, stayed: 9 }, learners: { gone: 6, stayed: 0 } }), false);
  assert.equal(isBelieved({ all: { gone: 6, stayed: 9 }, learners: { gone: 1, stayed: 9 } }), true);
});

test('one scope is held back alone; small ones that are all empty are held back together', () => {
  const school = new Map([
    ['class of ten', all(10, 0)],
    ['others', all(3, 400)],
  ]);
  assert.deepEqual(findHeldBack(school), new Set(['class of ten']));
  assert.equal(findHeldBack(new Map(['a', 'b', 'c'].map((name) => [name, all(2, 0)]))), 'all');
});
