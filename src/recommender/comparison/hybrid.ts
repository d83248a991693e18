import { runToEnd } from '../data/progress.ts';
import { fitTuning } from '../fit.ts';
import { catalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type { TunedScorers } from '../scorer-kit/fit-scorers.ts';
import { networkDefaults } from '../scorers/gmf-scorer.ts';
import { networkScorers } from '../scorers/networks.ts';
import { shippedScorersWith } from '../scorers/shipped-scorers.ts';
import type { FitModel } from './compared-model.ts';

/** What ships, fitted on what a model may know. */
export const hybrid: FitModel = (data, courses, { seed, threads = 1, onProgress }) => {
  const definitions = shippedScorersWith(networkScorers({ ...networkDefaults, seed, threads }));
  const { recommender, tuned } = runToEnd(
    fitTuning(data, catalogueFacts(courses), seed, definitions),
    ({ share, detail }) => onProgress?.(share, detail),
  );
  return { scorer: recommender, tuned: byFullName(tuned.scorers) };
};

/** Each chosen value by `scorer.option`. */
function byFullName({ options }: TunedScorers): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [scorer, chosen] of options)
    for (const [option, value] of Object.entries(chosen)) values[`${scorer}.${option}`] = value;
  return values;
}
