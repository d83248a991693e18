import type { ScorerDefinition, ScorerFamily } from '../scorer-kit/scorer-definition.ts';
import { categoryAffinity, languageAffinity, levelAffinity } from './affinity.ts';
import { attention } from './attention-scorer.ts';
import { beginnings, seasonalBeginnings } from './beginnings.ts';
import { content } from './content.ts';
import { ease } from './ease.ts';
import { fellowStudents } from './fellow-students.ts';
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
  attention,
  content,
  shortTrend,
  longTrend,
  beginnings,
  seasonalBeginnings,
  popularity,
  fellowStudents,
  season,
  languageAffinity,
  levelAffinity,
  categoryAffinity,
];

/** The families of the shipped scorers. */
export const families: readonly ScorerFamily[] = [...new Set(shippedScorers.map(({ family }) => family))];

/** The shipped scorers, some of them with other options: those of the same name are replaced. */
export function shippedScorersWith(changed: readonly ScorerDefinition[]): readonly ScorerDefinition[] {
  return shippedScorers.map(
    (definition) => changed.find(({ name }) => name === definition.name) ?? definition,
  );
}
