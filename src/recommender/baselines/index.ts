import type { FitModel } from '../evaluation/model.ts';
import { fitItemNeighbours } from '../members/item-neighbours.ts';
import { recentPopularity } from '../members/recent-popularity.ts';
import { countTransitions, transitionScores } from '../members/transitions.ts';
import { popularity } from '../popularity.ts';
import { createRandom } from '../random.ts';
import { contentBaseline } from './content.ts';
import { ialsBaseline } from './ials.ts';
import { untuned } from './untuned.ts';

/** What a recommender must beat, by the names of the command and its JSON. */
export const baselines: Readonly<Record<string, FitModel>> = {
  random: untuned((_dataset, _courses, { seed }) => {
    const random = createRandom(seed);
    return {
      score: (_query, out) => {
        for (let course = 0; course < out.length; course++) out[course] = random.next();
      },
    };
  }),
  popularity: untuned((dataset) => {
    const counts = popularity(dataset);
    return { score: (_query, out) => out.set(counts) };
  }),
  'recent-popularity': untuned((dataset) => {
    const counts = recentPopularity(dataset);
    return { score: (_query, out) => out.set(counts) };
  }),
  'item-knn': untuned((dataset) => {
    const scores = fitItemNeighbours(dataset);
    return { score: ({ history }, out) => out.set(scores([...history])) };
  }),
  ials: ialsBaseline,
  transitions: untuned((dataset) => {
    const transitions = countTransitions(dataset);
    return { score: ({ history }, out) => out.set(transitionScores(transitions, [...history])) };
  }),
  'tf-idf': contentBaseline,
};
