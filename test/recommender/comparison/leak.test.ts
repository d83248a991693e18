import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FitModel } from '../../../src/recommender/comparison/compared-model.ts';
import { models } from '../../../src/recommender/comparison/models.ts';
import type { Dataset } from '../../../src/recommender/data/dataset.ts';
import { createRandom } from '../../../src/recommender/data/random.ts';
import type { Split } from '../../../src/recommender/data/split.ts';
import { splitLast } from '../../../src/recommender/data/split-last.ts';
import { splitTerms } from '../../../src/recommender/data/split-term.ts';
import { splitTime } from '../../../src/recommender/data/split-time.ts';
import { smallCollege } from '../small-college.ts';

const { dataset, courses } = smallCollege(60);

/** Rows of the whole data set that the split holds out, by learner. */
function heldOutRows({ tuning: { known } }: Split): number[] {
  const rows: number[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    const length = known.offsets[learner + 1]! - known.offsets[learner]!;
    for (let row = dataset.offsets[learner]! + length; row < dataset.offsets[learner + 1]!; row++)
      rows.push(row);
  }
  return rows;
}

/** The same data with other courses, at other times, in the held-out rows; everything known is as it was. */
function withOtherFuture(split: Split): Dataset {
  const random = createRandom(8);
  const changed = { ...dataset, courses: dataset.courses.slice(), times: dataset.times.slice() };
  const rows = heldOutRows(split);
  const latest = Math.max(...dataset.times);
  for (const row of rows) {
    const learner = dataset.offsets.findIndex((end) => end > row) - 1;
    const taken = changed.courses.subarray(dataset.offsets[learner], row);
    const free = courses.map((_, course) => course).filter((course) => !taken.includes(course));
    changed.courses[row] = free[random.below(free.length)]!;
    changed.times[row] = latest + row;
  }
  return changed;
}

/**
 * What a model says to every query of the test and of the cold learners. The moment of a choice is part of the
 * question: the queries are those of the data as it is, whatever the model was fitted on.
 */
async function allScores(fit: FitModel, { tuning }: Split, { test, cold }: Split): Promise<Float32Array[]> {
  const { scorer } = await fit(tuning, courses, { seed: 1 });
  return [...test, ...cold].map(({ query }) => {
    const scores = new Float32Array(courses.length);
    scorer.score(query, scores);
    return scores;
  });
}

const splits = { last: splitLast, time: splitTime, term: lastTerm };

/** The last term, when everything of two months is taken on the first day of a term of half a year. */
function lastTerm(data: Dataset): Split {
  const term = 180 * 86_400;
  const inTerms = { ...data, times: data.times.map((time) => Math.floor(time / (60 * 86_400)) * term) };
  return splitTerms(inTerms).at(-1)!;
}

for (const [name, split] of Object.entries(splits)) {
  const before = split(dataset);
  const after = split(withOtherFuture(before));

  test(`${name}: another future changes the targets, and is worth a test`, () => {
    const targets = ({ test }: Split) => test.map((testCase) => [...testCase.targets]);
    assert.ok(before.test.length > 5);
    assert.notDeepEqual(targets(after), targets(before));
  });

  for (const [model, fit] of Object.entries(models))
    test(`${name}: another future changes no score of ${model}`, async () => {
      assert.deepEqual(await allScores(fit, after, before), await allScores(fit, before, before));
    });

  test(`${name}: a model that saw a held-out course would be found out`, async () => {
    const leaking =
      ({ test: [first] }: Split): FitModel =>
      () => ({
        scorer: { score: (_query, out) => out.fill(0).fill(1, first!.targets[0]!, first!.targets[0]! + 1) },
      });
    const leakingTime =
      (whole: Dataset): FitModel =>
      () => ({ scorer: { score: (_query, out) => out.fill(Math.max(...whole.times)) } });
    const scoresOf = (fit: FitModel) => allScores(fit, before, before);
    assert.notDeepEqual(await scoresOf(leaking(after)), await scoresOf(leaking(before)));
    const changed = withOtherFuture(before);
    assert.notDeepEqual(await scoresOf(leakingTime(changed)), await scoresOf(leakingTime(dataset)));
  });
}
