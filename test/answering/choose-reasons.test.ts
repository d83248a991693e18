import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseReasons, type Statement } from '../../src/answering/choose-reasons.ts';

const took = (course: string, worth: number): Statement => ({
  reason: { kind: 'because-you-took', course },
  worth,
  says: [`course ${course}`],
});
const popular: Statement = { reason: { kind: 'popular' }, worth: 0.25, says: ['popular here'] };
/** The titles that the first reasons of a list name. */
const named = (cards: Statement[][]) =>
  chooseReasons(cards).map(([first]) => (first && 'course' in first ? first.course : first?.kind));

test('five cards do not all name the course that each of them owes most to', () => {
  const cards = Array.from({ length: 5 }, () => [
    took('Algebra', 1),
    took('Statistics', 0.8),
    took('Logic', 0.7),
  ]);
  const titles = named(cards);
  assert.equal(new Set(titles).size, 3);
  for (const title of titles) assert.ok(titles.filter((other) => other === title).length <= 2);
});

test('a card with another good reason leaves a course to the card that has no other', () => {
  assert.deepEqual(named([[took('Algebra', 1), took('Logic', 0.9)], [took('Algebra', 1)]]), [
    'Logic',
    'Algebra',
  ]);
});

test('where there is nothing else to say, the same is said five times', () => {
  const titles = named(Array.from({ length: 5 }, () => [took('Algebra', 1)]));
  assert.deepEqual(new Set(titles), new Set(['Algebra']));
});

test('what says little does not take the place of what says much, even said again', () => {
  assert.deepEqual(named([[took('Algebra', 1)], [took('Algebra', 1), popular]]), ['Algebra', 'Algebra']);
});

test('a second reason is said where it says nearly as much and something else', () => {
  const both = chooseReasons([[took('Algebra', 1), took('Logic', 0.9)]]);
  assert.deepEqual(
    both[0]?.map((reason) => 'course' in reason && reason.course),
    ['Algebra', 'Logic'],
  );
  assert.equal(chooseReasons([[took('Algebra', 1), popular]])[0]?.length, 1);
  assert.equal(chooseReasons([[took('Algebra', 1), took('Algebra', 0.95)]])[0]?.length, 1);
  assert.equal(chooseReasons([[took('A', 1), took('B', 1), took('C', 1)]])[0]?.length, 2);
});

// Of observers, staff and newcomers nobody knows what they have taken.
test('where nothing can be said, the card claims nothing of whoever reads it', () => {
  assert.deepEqual(chooseReasons([[], [popular]]), [[{ kind: 'offered-here' }], [{ kind: 'popular' }]]);
});
