import type { LearnerScorer } from './data/scorer.ts';
import type { TestCase } from './data/split.ts';
import { evaluate } from './evaluation/evaluate.ts';
import { gainOver } from './evaluation/gain.ts';
import type { PopularFor } from './recommender.ts';
import type { FittedScorers } from './scorer-kit/scorer-definition.ts';
import { popularity } from './scorers/popularity.ts';

/** The newest of them say it: of the time after the others began, the scorers have learnt what they could not know. */
const newestShare = 0.3;
const fewestNewest = 50;
const mostNewest = 1_000;
/** Fewer say nothing: then popularity is for whom nothing is known, and what fellow students take for the others. */
const fewest = 30;

/**
 * Newcomers are shown what is popular unless the ranker is better, by more than the standard error, at what others took on their first
 * day. It weighs many scorers, few of which can know anything of a newcomer, and is wrong in more ways than a count
 * (docs/decisions/0005).
 * @param apart newcomers whom the ranker was not trained on
 * @param scorers those that the ranker was trained with
 * @param ranked how it ranks for newcomers
 */
export function popularFor(
  apart: readonly TestCase[],
  scorers: FittedScorers,
  ranked: LearnerScorer,
): PopularFor {
  // Where an institution has left it out, it does not want such lists.
  if (!scorers.asked(popularity)) return { unknown: false, studying: false };
  const count = Math.max(fewestNewest, Math.ceil(newestShare * apart.length));
  // Where times are unknown they stay as they were drawn.
  const newest = apart.toSorted((a, b) => b.query.at - a.query.at || 0).slice(0, Math.min(mostNewest, count));
  const isBest = (cases: readonly TestCase[], unlessEnough: boolean) => {
    if (cases.length < fewest) return unlessEnough;
    const places = new Int32Array(scorers.courseCount);
    const popular = evaluate(scorers.get(popularity), cases, places);
    const { gain, error } = gainOver(popular.ndcgs, evaluate(ranked, cases, places).ndcgs);
    return gain <= error;
  };
  const nothingKnown = newest.map(({ query, ...rest }) => ({
    query: { ...query, study: undefined },
    ...rest,
  }));
  return {
    unknown: isBest(nothingKnown, true),
    studying: isBest(
      newest.filter(({ query }) => query.study !== undefined),
      false,
    ),
  };
}
