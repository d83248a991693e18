import { ialsBaseline } from '../scorers/ials/ials.ts';
import { randomBaseline } from '../scorers/random-order.ts';
import type { FitModel } from './compared-model.ts';
import { contentBaseline } from './content.ts';
import { easeBaseline, easeDecayBaseline } from './ease.ts';
import { itemNeighboursBaseline } from './item-neighbours.ts';
import { neumfSeedBaseline } from './neumf-seed.ts';
import { popularityBaseline, recentPopularityBaseline } from './popularity.ts';
import { transitionsBaseline } from './transitions.ts';

/** What a recommender must beat, by the names of the command and its JSON. */
export const baselines: Readonly<Record<string, FitModel>> = {
  random: randomBaseline,
  popularity: popularityBaseline,
  'recent-popularity': recentPopularityBaseline,
  'item-knn': itemNeighboursBaseline,
  ease: easeBaseline,
  'ease-decay': easeDecayBaseline,
  ials: ialsBaseline,
  transitions: transitionsBaseline,
  'tf-idf': contentBaseline,
  'neumf-seed': neumfSeedBaseline,
};
