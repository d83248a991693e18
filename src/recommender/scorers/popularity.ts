import type { Dataset } from '../data/dataset.ts';
import { popularityCounts } from '../data/popularity-counts.ts';
import { ConstantScores } from '../scorer-kit/constant-scores.ts';
import { countedScorer } from '../scorer-kit/scorer-definition.ts';

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

export const popularity = countedScorer<Popularity>({
  ...{ name: 'popularity', family: 'popularity', scale: 'attention' },
  fit: ({ dataset }) => fitPopularity(dataset),
  store: ({ scores }) => ({ arrays: { scores }, values: {} }),
  restore: (stored) => new Popularity(stored.floats('scores')),
});
