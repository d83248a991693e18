import { buildDataset, type Dataset, historyOf, type Interaction } from '../data/dataset.ts';
import type { Member, Query } from '../data/scorer.ts';
import { fitTrend, type Trend } from './trend.ts';

/** Courses taken so soon after the first belong to it: who enrols for a term takes several at once. Seconds. */
const beginning = 86_400;
const none = new Int32Array();

/**
 * What people begin with at the time of the query: the trend of the courses of everybody's first day. It is for those
 * of whom nothing is known, as the start of a Markov chain is; to all others it says the same of every course, that it
 * is the average one.
 */
export class Beginnings implements Member {
  readonly trend: Trend;

  constructor(trend: Trend) {
    this.trend = trend;
  }

  score(query: Query, out: Float32Array): void {
    if (query.history.length > 0) out.fill(1);
    else this.trend.score(query, out);
  }

  scoresOf(query: Query, course: number, without: readonly number[], out: Float64Array): void {
    this.trend.scoresOf(query, course, without, out);
    if (query.history.length > 0) out[0] = 1;
    if (query.history.length > 1) out.fill(1, 1, 1 + without.length);
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
      // Where times are unknown the first course alone is.
      if (i > 0 && !(times[first + i]! - times[first]! <= beginning)) break;
      taken.push({ learner, course, time: times[first + i]! });
    }
  }
  return new Beginnings(fitTrend(buildDataset(taken, learnerCount, courseCount), halfLife));
}
