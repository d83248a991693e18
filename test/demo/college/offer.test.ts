import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastTermStarts, termCount } from '../../../src/demo/college/academic-terms.ts';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import { DemoRandom } from '../../../src/demo/college/demo-random.ts';
import { createOffers } from '../../../src/demo/college/offer.ts';

const today = new Date('2026-11-20');
const offers = createOffers(buildCollege(today).courses, lastTermStarts(today), new DemoRandom(1));

test('some courses come into fashion and others go out of it', () => {
  const growth = offers
    .filter(({ course }) => course.closesAt === undefined)
    .map(({ popularity }) => (popularity.at(-1) as number) / (popularity[0] as number));
  assert.ok(growth.filter((factor) => factor > 1.5).length > offers.length / 6);
  assert.ok(growth.filter((factor) => factor < 1 / 1.5).length > offers.length / 6);
});

test('the most popular tenth draws at least three times as much as the least popular tenth', () => {
  const appeal = offers.map(({ popularity }) => popularity[termCount / 2] as number).sort((a, b) => a - b);
  const tenth = Math.floor(appeal.length / 10);
  assert.ok((appeal.at(-tenth) as number) > 3 * (appeal[tenth] as number));
});

test('a course that has closed draws nobody', () => {
  const closed = offers.filter(({ course }) => course.closesAt);
  assert.equal(closed.length, 4);
  for (const { popularity } of closed)
    assert.deepEqual(
      popularity.map((value) => value > 0),
      [true, true, true, true, true, false],
    );
});
