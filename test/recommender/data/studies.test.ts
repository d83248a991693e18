import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset } from '../../../src/recommender/data/dataset.ts';
import { splitLast } from '../../../src/recommender/data/split-last.ts';
import { StudiesBuilder, studyOf } from '../../../src/recommender/data/studies.ts';

const seconds = (day: string) => Date.parse(day) / 1000;

/** Ada began in autumn and is in her third year, Bob in spring and is in his second; of Cleo no year is known, of Dan nothing. */
function college() {
  const taken: readonly (readonly string[])[] = [
    ['2024-08-25', '2025-02-20', '2025-08-22', '2026-09-01'],
    ['2025-02-22', '2025-08-28', '2026-02-21'],
    ['2025-02-22'],
    ['2025-02-22'],
  ];
  const rows = taken.flatMap((days, learner) =>
    days.map((day, course) => ({ learner, course, time: seconds(day) })),
  );
  const studies = new StudiesBuilder();
  studies.add(0, { programme: 'Law' });
  studies.add(0, { programme: 'Nursing', year: 3 });
  studies.add(1, { programme: 'Law', year: 2 });
  studies.add(2, { programme: 'Law' });
  return { ...buildDataset(rows, 4, 4), studies: studies.build(4, seconds('2026-11-29')) };
}

test('a year of study is counted back from what is said now, by the days on which the learner began', () => {
  const dataset = college();
  const yearsOf = (learner: number, days: string[]) =>
    days.map((day) => studyOf(dataset, learner, seconds(day))?.year);
  const ada = ['2024-08-25', '2025-02-20', '2025-08-22', '2026-02-20', '2026-09-01', '2026-11-29'];
  assert.deepEqual(yearsOf(0, ada), [1, 1, 2, 2, 3, 3]);
  assert.deepEqual(yearsOf(1, ['2025-02-22', '2025-08-28', '2026-02-21']), [1, 1, 2]);
  assert.deepEqual(studyOf(dataset, 0, Number.NaN), { programme: 'Nursing', year: 3 });
  assert.deepEqual(studyOf(dataset, 2, seconds('2025-02-22')), { programme: 'Law' });
  assert.equal(studyOf(dataset, 3, seconds('2025-02-22')), undefined);
});

test('a split asks with what the learner studied at the moment of the question', () => {
  const { tuning, test } = splitLast(college());
  const ofAda = ({ query }: (typeof test)[number]) => query.learner === 0;
  assert.deepEqual(tuning.validation.find(ofAda)?.query.study, { programme: 'Nursing', year: 2 });
  assert.deepEqual(test.find(ofAda)?.query.study, { programme: 'Nursing', year: 3 });
});

test('where nobody says what they study, nothing is known of anybody', () => {
  assert.equal(new StudiesBuilder().build(4, 0), undefined);
});
