import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import { ConstantScores } from '../scorer-kit/constant-scores.ts';
import { countedScorer, type ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
import { fitTrend, restoreTrend, storeTrend, type Trend } from './trend.ts';

/** How many learners took each course, as a multiple of the average course. */
export class Popularity extends ConstantScores {
  personalScore(): number {
    return 1;
  }
}

export function fitPopularity(dataset: Dataset): Popularity {
  const mean = dataset.courses.length / dataset.courseCount;
  return new Popularity(popularityCounts(dataset).map((learners) => learners / mean));
}

/** As of the moment of the question: the trend that forgets nothing. */
export const popularity: ScorerDefinition<Trend> = countedScorer({
  ...{ name: 'popularity', scale: 'attention' },
  family: {
    name: 'popularity',
    title: 'popularity',
  },
  // Orders what is no candidate, where the network is left out.
  isNeeded: true,
  fit: ({ dataset }) => fitTrend(dataset, Number.POSITIVE_INFINITY),
  store: storeTrend,
  restore: restoreTrend,
});
