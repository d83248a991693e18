import { runToEnd } from '../../recommender/data/progress.ts';
import type { LearnerScorer } from '../../recommender/data/scorer.ts';
import type { TuningData } from '../../recommender/data/split.ts';
import { assembled, tunedRanking } from '../../recommender/fit.ts';
import type { CatalogueFacts } from '../../recommender/scorer-kit/catalogue-facts.ts';
import { fitScorers, tuneScorers } from '../../recommender/scorer-kit/fit-scorers.ts';
import type { ScorerDefinition } from '../../recommender/scorer-kit/scorer-definition.ts';
import { attention } from '../../recommender/scorers/attention-scorer.ts';
import { content } from '../../recommender/scorers/content.ts';
import { ease } from '../../recommender/scorers/ease.ts';
import { gmf, type NetworkOptions } from '../../recommender/scorers/gmf-scorer.ts';
import { itemNeighbours } from '../../recommender/scorers/item-neighbours.ts';
import { networkScorers } from '../../recommender/scorers/networks.ts';
import { popularity } from '../../recommender/scorers/popularity.ts';
import { families, shippedScorers, shippedScorersWith } from '../../recommender/scorers/shipped-scorers.ts';
import { longTransitions, shortTransitions, transitions } from '../../recommender/scorers/transitions.ts';
import { longTrend } from '../../recommender/scorers/trend.ts';

/** What is left out together: the families of the list, since the scorers of one say nearly the same. */
const leftOut: readonly (readonly [name: string, definitions: readonly ScorerDefinition[]])[] = [
  ...families.map((one) => [one.title, shippedScorers.filter(({ family }) => family === one)] as const),
  ['short and long memory of transitions', [shortTransitions, longTransitions]],
];

const alone: readonly ScorerDefinition[] = [
  ...[transitions, itemNeighbours, ease, gmf, attention, content],
  ...[longTrend, popularity],
];

export interface ScorerVariant {
  name: string;
  scorer: () => LearnerScorer;
}

/**
 * The hybrid, the hybrid without each of its parts, and scorers alone. The scorers are fitted once; the ranker is
 * trained again for each variant, when its scorer is asked for.
 */
export function scorerVariants(
  data: TuningData,
  catalogue: CatalogueFacts,
  network: NetworkOptions,
  onProgress: (detail: string) => void,
): ScorerVariant[] {
  const { seed } = network;
  const definitions = shippedScorersWith(networkScorers(network));
  const report = ({ detail }: { detail: string }) => onProgress(detail);
  const { options, fitted } = runToEnd(tuneScorers(definitions, data, catalogue), report);
  const tuning = runToEnd(fitScorers(definitions, data.train, catalogue, options, fitted), report);
  const { scorers } = runToEnd(fitScorers(definitions, data.known, catalogue, options), report);
  const hybrid = (without: readonly ScorerDefinition[], mayBeDeep = true) => {
    const ranking = tunedRanking(data, tuning.scorers.without(without), seed, mayBeDeep);
    return assembled(scorers.without(without), ranking, data.validation);
  };
  return [
    { name: 'hybrid', scorer: () => hybrid([]) },
    { name: '— ranker without its deep part', scorer: () => hybrid([], false) },
    ...leftOut.map(([name, without]) => ({ name: `— without ${name}`, scorer: () => hybrid(without) })),
    ...alone.map((definition) => ({
      name: `${definition.name} alone`,
      scorer: () => scorers.get(definition),
    })),
  ];
}
