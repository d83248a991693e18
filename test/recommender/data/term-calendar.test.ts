import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TermCalendar, termCalendarOf } from '../../../src/recommender/data/term-calendar.ts';

const day = 86_400;
/** Terms of half a year, on Mondays, in which people enrol for a week. */
const calendar = new TermCalendar(
  [0, 182, 364, 546].map((days) => days * day),
  7 * day,
);
const nextChoice = (days: number) => calendar.nextChoice(days * day) / day;

test('while people enrol in a term they choose now, and after that when the next term begins', () => {
  assert.equal(nextChoice(182), 182);
  assert.equal(nextChoice(189), 189);
  assert.equal(nextChoice(190), 364);
  assert.equal(nextChoice(363), 364);
});

test('the terms to come are those of a year before', () => {
  assert.equal(nextChoice(560), 728);
  assert.equal(nextChoice(727), 728);
  assert.equal(nextChoice(900), 910, 'of a term that should have begun a month ago nothing is known');
  assert.equal(nextChoice(3_000), 3_094, 'years later');
});

test('a term that should have begun and of which no enrolment is known is the one that is chosen for', () => {
  assert.equal(nextChoice(740), 728);
  assert.equal(nextChoice(757), 910);
});

test('a term that moves by some days from year to year is one term', () => {
  const moving = new TermCalendar(
    [0, 182, 360, 545].map((days) => days * day),
    7 * day,
  );
  assert.equal(moving.nextChoice(600 * day) / day, 724);
});

test('where there are no terms, or nobody knows what time it is, people choose now', () => {
  assert.equal(new TermCalendar([], 0).nextChoice(5), 5);
  assert.ok(Number.isNaN(calendar.nextChoice(Number.NaN)));
});

test('it is found in the enrolments: the terms, and how long nine in ten enrol in one', () => {
  const times = [0, 182, 364, 546, 728].flatMap((start) =>
    Array.from({ length: 100 }, (_, i) => day * (start + Math.floor(i / 20))),
  );
  // One straggler, and one of whom it is not known when.
  const found = termCalendarOf({ times: Float64Array.from([...times, day * 100, Number.NaN]) });
  assert.deepEqual(
    found.starts,
    [0, 182, 364, 546, 728].map((days) => days * day),
  );
  assert.equal(found.enrolling, 4 * day);
  const atAnyTime = Float64Array.from({ length: 400 }, (_, i) => i * day);
  assert.deepEqual(termCalendarOf({ times: atAnyTime }).starts, []);
});
