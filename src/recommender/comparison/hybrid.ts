import { runToEnd } from '../data/progress.ts';
import { fitTuning } from '../fit.ts';
import { configuredScorers, shippedConfiguration } from '../model-configuration.ts';
import { catalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type { TunedScorers } from '../scorer-kit/fit-scorers.ts';
import { networkDefaults } from '../scorers/gmf-scorer.ts';
import type { FitModel } from './compared-model.ts';

/** What ships, as it is configured, fitted on what a model may know. */
export const hybrid: FitModel = (data, courses, context) => {
  const { seed, threads = 1, configuration = shippedConfiguration, onProgress } = context;
  const definitions = configuredScorers({ ...networkDefaults, ...configuration, seed, threads });
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
