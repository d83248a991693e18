import type { Dataset } from '../dataset.ts';
import type { Affinity } from '../members/affinity.ts';
import type { Content } from '../members/content.ts';
import { fitEase } from '../members/ease.ts';
import { Fixed } from '../members/fixed.ts';
import { fitItemNeighbours } from '../members/item-neighbours.ts';
import { fitTransitions } from '../members/transitions.ts';
import { fitTrend, type Trend } from '../members/trend.ts';
import { Votes } from '../members/votes.ts';
import type { Gmf } from '../neural/gmf.ts';
import { popularity } from '../popularity.ts';
import { strongestOfRows } from '../sparse.ts';
import type { CatalogueFacts } from './catalogue-facts.ts';

/** What a course taken one place earlier says. */
const historyDecay = 0.8;
/** Votes of a course that are kept: the rest is noise that would be stored and served. */
const votesKept = 300;
/** Half-lives of what is popular at present and of what has been lately, days. */
const shortTrend = 14;
const longTrend = 90;

/** All that has an opinion on what comes next. */
export interface Members {
  transitions: Votes;
  neighbours: Votes;
  ease: Votes;
  gmf: Gmf;
  content: Content;
  shortTrend: Trend;
  longTrend: Trend;
  popularity: Fixed;
  language: Affinity;
  level: Affinity;
  category: Affinity;
}

/** Fits the members that count; the network, which learns, is given. */
export function fitMembers(dataset: Dataset, gmf: Gmf, facts: CatalogueFacts): Members {
  const neighbours = fitItemNeighbours(dataset, { asymmetry: 0.7, shrinkage: 5, historyDecay });
  const mean = dataset.courses.length / dataset.courseCount;
  return {
    transitions: pruned(fitTransitions(dataset, { historyDecay })),
    neighbours: pruned(neighbours),
    ease: pruned(fitEase(dataset, { historyDecay, texts: facts.textNeighbours })),
    gmf,
    content: facts.content,
    shortTrend: fitTrend(dataset, shortTrend),
    longTrend: fitTrend(dataset, longTrend),
    popularity: new Fixed(popularity(dataset).map((learners) => learners / mean)),
    language: facts.language,
    level: facts.level,
    category: facts.category,
  };
}

function pruned({ matrix, decay }: Votes): Votes {
  return new Votes(strongestOfRows(matrix, votesKept), decay);
}
