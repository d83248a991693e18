import { type Dataset, historyOf } from '../dataset.ts';
import { createRandom, shuffle } from '../random.ts';
import { meanMetrics, qualityOf, type RankingMetrics, ranksOf, setAside } from './metrics.ts';
import { minimumHistory } from './split-last.ts';

/** Scores of every course for a learner with this history. */
export type Scorer = (history: readonly number[]) => Float32Array;

export { minimumHistory };

/**
 * Leave-one-out over the full catalogue: predicts the interaction `fromEnd` places before the last (0: the last)
 * from those before it.
 * @param sample how many learners at most, drawn by seed
 */
export function evaluate(dataset: Dataset, scorer: Scorer, fromEnd: number, sample: number): RankingMetrics {
  const each = sampleLearners(dataset, sample).map((learner) => {
    const history = historyOf(dataset, learner);
    const before = history.subarray(0, history.length - 1 - fromEnd);
    const scores = scorer([...before]).slice();
    setAside(scores, before);
    return qualityOf(ranksOf(scores, history.slice(before.length, before.length + 1)));
  });
  return meanMetrics(each);
}

/** At most `count` learners with enough history to be tested, drawn by seed: the same whenever it is asked. */
export function sampleLearners(dataset: Dataset, count: number): number[] {
  const testable: number[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    if (historyOf(dataset, learner).length >= minimumHistory) testable.push(learner);
  const learners = Int32Array.from(testable);
  shuffle(learners, createRandom(7));
  return [...learners.subarray(0, count)];
}
