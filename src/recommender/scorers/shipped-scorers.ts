import type { ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
import { categoryAffinity, languageAffinity, levelAffinity } from './affinity.ts';
import { beginnings, seasonalBeginnings } from './beginnings.ts';
import { content } from './content.ts';
import { ease } from './ease.ts';
import { gmf } from './gmf-scorer.ts';
import { itemNeighbours } from './item-neighbours.ts';
import { popularity } from './popularity.ts';
import { season } from './season.ts';
import { longTransitions, shortTransitions, transitions } from './transitions.ts';
import { longTrend, shortTrend } from './trend.ts';

/**
 * The scorers of the recommender, in the order of the ranker's features. A scorer that uses another (its options or
 * its matrix) stands after it.
 */
export const shippedScorers: readonly ScorerDefinition[] = [
  transitions,
  shortTransitions,
  longTransitions,
  itemNeighbours,
  ease,
  gmf,
  content,
  shortTrend,
  longTrend,
  beginnings,
  seasonalBeginnings,
  popularity,
  season,
  languageAffinity,
  levelAffinity,
  categoryAffinity,
];

/** The shipped scorers, one of them with other options: the one of the same name is replaced. */
export function shippedScorersWith(changed: ScorerDefinition): readonly ScorerDefinition[] {
  return shippedScorers.map((definition) => (definition.name === changed.name ? changed : definition));
}
