import { popularity } from '../data/popularity-counts.ts';
import { fitTrend } from '../scorers/trend.ts';
import { tuned } from './tuned.ts';
import { untuned } from './untuned.ts';

/** What most learners took. */
export const popularityBaseline = untuned((dataset) => {
  const counts = popularity(dataset);
  return { score: (_query, out) => out.set(counts) };
});

/** What most learners took lately, as seen from the moment of the question. */
export const recentPopularityBaseline = tuned<'halfLifeDays', never>(() => ({
  fitted: { halfLifeDays: [60, 1, 3, 7, 15, 30, 120, 240, 480] },
  scored: {},
  fit: (dataset, { halfLifeDays }) => {
    const trend = fitTrend(dataset, halfLifeDays);
    return () => trend;
  },
}));
