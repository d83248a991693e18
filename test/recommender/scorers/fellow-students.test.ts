import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildDataset, type Interaction } from '../../../src/recommender/data/dataset.ts';
import { runToEnd } from '../../../src/recommender/data/progress.ts';
import { StudiesBuilder, type Study } from '../../../src/recommender/data/studies.ts';
import { catalogueFacts } from '../../../src/recommender/scorer-kit/catalogue-facts.ts';
import { fitScorers } from '../../../src/recommender/scorer-kit/fit-scorers.ts';
import { StoredReader } from '../../../src/recommender/scorer-kit/stored-scorer.ts';
import { fellowStudents } from '../../../src/recommender/scorers/fellow-students.ts';
import { popularity } from '../../../src/recommender/scorers/popularity.ts';

const day = 86_400;
const courseCount = 5;
const courses = Array.from({ length: courseCount }, (_, i) => ({
  ...{ title: `Course ${i}`, description: '', categories: [] },
}));

/**
 * Thirty people take one course a year: nurses (0 to 11) 0, then 1; lawyers (12 to 23) 2, then 3; two of music (24, 25) 4;
 * of four others (26 to 29) nobody knows what they study, and they take 4 too.
 */
function school() {
  const rows: Interaction[] = [];
  const studies = new StudiesBuilder();
  for (let learner = 0; learner < 30; learner++) {
    const [first, second] = learner < 12 ? [0, 1] : learner < 24 ? [2, 3] : [4, undefined];
    rows.push({ learner, course: first!, time: (100 + learner) * day });
    if (second !== undefined) rows.push({ learner, course: second, time: (500 + learner) * day });
    if (learner < 26) studies.add(learner, { programme: programmeOf(learner), year: 2 });
  }
  return { ...buildDataset(rows, 30, courseCount), studies: studies.build(30, 600 * day) };
}

function programmeOf(learner: number): string {
  if (learner < 12) return 'Nursing';
  return learner < 24 ? 'Law' : 'Music';
}

const { scorers } = runToEnd(fitScorers([popularity, fellowStudents], school(), catalogueFacts(courses)));
const fitted = scorers.get(fellowStudents);

function scores(study: Study | undefined, at = 600 * day, scorer = fitted): number[] {
  const out = new Float32Array(courseCount).fill(Number.NaN);
  scorer.score({ history: Int32Array.of(), at, study }, out);
  return [...out];
}

const best = (values: readonly number[]) => values.indexOf(Math.max(...values));

describe('what people take who study the same', () => {
  test('is what those of the year take, before what others of the programme take, before all else', () => {
    assert.equal(best(scores({ programme: 'Nursing', year: 1 })), 0);
    assert.equal(best(scores({ programme: 'Nursing', year: 2 })), 1);
    const [first, second, other] = scores({ programme: 'Nursing', year: 2 });
    assert.ok(second! > first! && first! > other!);
    const [one, two] = scores({ programme: 'Nursing' });
    assert.ok(Math.abs(one! - two!) < 1e-5);
  });

  test('is a share of all enrolments times the number of courses, so that its mean is 1', () => {
    const values = scores({ programme: 'Law', year: 1 });
    assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0) - courseCount) < 1e-4);
  });

  test('is what they had taken before the moment of the question', () => {
    const early = scores({ programme: 'Nursing' }, 300 * day);
    assert.ok(early[0]! > 5 * early[1]!);
    const [before, after] = [50, 300].map((at) => scores({ programme: 'Nursing' }, at * day));
    assert.notEqual(before![0], after![0]);
  });

  test('is nothing where no programme is known, or one that fewer than ten people study', () => {
    for (const study of [undefined, { programme: 'Music' }, { programme: 'Alchemy', year: 1 }])
      assert.deepEqual(scores(study), [0, 0, 0, 0, 0]);
    assert.deepEqual(scores({ programme: 'Nursing', year: 7 }), scores({ programme: 'Nursing' }));
  });

  test('is said to be often only where ten people or more do it, of the year where that can be said', () => {
    assert.deepEqual(fitted.often(1, { programme: 'Nursing', year: 2 }), { programme: 'Nursing', year: 2 });
    assert.deepEqual(fitted.often(1, { programme: 'Nursing', year: 1 }), { programme: 'Nursing' });
    assert.deepEqual(fitted.often(1, { programme: 'Nursing' }), { programme: 'Nursing' });
    assert.equal(fitted.often(4, { programme: 'Nursing', year: 2 }), undefined);
    assert.equal(fitted.often(4, { programme: 'Music', year: 1 }), undefined);
  });

  test('is stored as of the present, with nothing of groups of fewer than ten people', () => {
    const stored = fellowStudents.store(fitted);
    const context = { courseCount, scorers };
    const restored = fellowStudents.restore(new StoredReader('fellowStudents', stored), context);
    for (const study of [{ programme: 'Nursing', year: 2 }, { programme: 'Law' }, { programme: 'Music' }])
      assert.deepEqual(scores(study, Number.NaN, restored), scores(study));
    assert.deepEqual(
      restored.often(3, { programme: 'Law', year: 2 }),
      fitted.often(3, { programme: 'Law', year: 2 }),
    );
    assert.ok(!JSON.stringify(stored.values).includes('Music'));
  });
});
