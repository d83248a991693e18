import { buildDataset, type Dataset, historyOf, type Interaction } from '../data/dataset.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import { countedScorer } from '../scorer-kit/scorer-definition.ts';
import { fitTrend, restoreTrend, shortHalfLife, storeTrend, type Trend } from './trend.ts';

/** Courses taken within this time of the first belong to it: people enrol in several at once for a term. Seconds. */
const beginning = 86_400;
const none = new Int32Array();

/**
 * What people begin with at the time of the query: the trend of the courses of everybody's first day. It is for
 * learners without history, as the start of a Markov chain is. For all others every course has the score of the
 * average course.
 */
export class Beginnings implements ExplainableScorer {
  readonly trend: Trend;

  constructor(trend: Trend) {
    this.trend = trend;
  }

  score(query: Query, out: Float32Array): void {
    if (query.history.length > 0) out.fill(1);
    else this.trend.score(query, out);
  }

  scoreWithout(query: Query, course: number, places: readonly number[], out: Float64Array): void {
    this.trend.scoreWithout(query, course, places, out);
    if (query.history.length > 0) out[0] = 1;
    if (query.history.length > 1) out.fill(1, 1, 1 + places.length);
  }

  personalScore(): number {
    return 1;
  }

  bestForAll(query: Query): Int32Array {
    return query.history.length > 0 ? none : this.trend.bestForAll(query);
  }
}

/** @param halfLife days */
export function fitBeginnings(dataset: Dataset, halfLife: number): Beginnings {
  const { learnerCount, courseCount, offsets, times } = dataset;
  const taken: Interaction[] = [];
  for (let learner = 0; learner < learnerCount; learner++) {
    const first = offsets[learner]!;
    for (const [i, course] of historyOf(dataset, learner).entries()) {
      // Where times are unknown, only the first course is the beginning.
      if (i > 0 && !(times[first + i]! - times[first]! <= beginning)) break;
      taken.push({ learner, course, time: times[first + i]! });
    }
  }
  return new Beginnings(fitTrend(buildDataset(taken, learnerCount, courseCount), halfLife));
}

export const beginnings = countedScorer<Beginnings>({
  ...{ name: 'beginnings', family: 'trends, beginnings', scale: 'attention', namesCandidates: 'above-zero' },
  fit: ({ dataset }) => fitBeginnings(dataset, shortHalfLife),
  store: ({ trend }) => storeTrend(trend),
  restore: (stored) => new Beginnings(restoreTrend(stored)),
});
