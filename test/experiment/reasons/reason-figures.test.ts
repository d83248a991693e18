import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reason } from '../../../src/answering/reasons.ts';
import { reasonFigures } from '../../../src/experiment/reasons/reason-figures.ts';

const text = (title: string, category: string) => ({ title, description: '', categories: [category, 'All'] });
const courses = [
  ...[text('Organic Chemistry', 'Science'), text('Chemistry of Food', 'Kitchen'), text('Choir', 'Music')],
  ...Array.from({ length: 9 }, (_, i) => text(`Item ${i}`, `Subject ${i}`)),
];
const took = (course: string): Reason => ({ kind: 'because-you-took', course });
const cards = (...named: Reason[][]) => named.map((reasons) => ({ course: 1, reasons }));

test('a list that names one course on four of five cards is counted, and so is the course taken last', () => {
  const choir = [took('Choir')];
  const organic = [took('Organic Chemistry')];
  const figures = reasonFigures(
    [
      { history: [0, 2], cards: cards(choir, choir, choir, choir, organic) },
      { history: [2, 0], cards: cards(choir, choir, choir, [{ kind: 'popular' }], [{ kind: 'popular' }]) },
    ],
    courses,
  );
  assert.equal(figures.one_course_on_four, 0.5);
  assert.equal(figures.names_last, 0.5);
  assert.equal(figures.cards_that_name_last, 0.4);
  assert.equal(figures.names_a_course, 0.8);
  assert.deepEqual(figures.kinds, { 'because-you-took': 0.8, popular: 0.2 });
});

test('a course that shares no telling word or category with the card is unlike it; needlessly where another does', () => {
  const { unlike, unlike_needlessly } = reasonFigures(
    [
      { history: [0, 2], cards: cards([took('Choir')], [took('Organic Chemistry')]) },
      {
        history: [2, 5],
        cards: cards([took('Choir')], [{ kind: 'others-went-on', course: 'Choir', oneIn: 5 }]),
      },
    ],
    courses,
  );
  assert.equal(unlike, 2 / 3);
  assert.equal(unlike_needlessly, 0.5);
});

test('a course named is harder where the card is of its subject and of a lower level', () => {
  const leveled = [
    { ...text('Equations', 'Mathematics'), level: 'advanced' },
    { ...text('Refresher', 'Mathematics'), level: 'introductory' },
    { ...text('Surgery', 'Medicine'), level: 'advanced' },
  ];
  const history = [0, 2];
  const { harder } = reasonFigures(
    [{ history, cards: cards([took('Equations')], [took('Surgery')]) }],
    leveled,
  );
  assert.equal(harder, 0.5);
});
