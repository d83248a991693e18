import { runToEnd } from '../data/progress.ts';
import { type ModelConfiguration, shippedConfiguration } from '../model-configuration.ts';
import { catalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import { FittedScorers, type ScorerDefinition } from '../scorer-kit/scorer-definition.ts';
import type { FitModel } from './compared-model.ts';

/** Share of the time that finding the number of epochs takes. */
const search = 0.5;

/** A network on its own: the number of epochs is chosen on validation, then it is fitted on everything known. */
export function trainedAlone(
  definitionFor: (
    context: { seed: number; threads: number },
    configuration: ModelConfiguration,
  ) => ScorerDefinition,
): FitModel {
  return ({ train, validation, known }, courses, context) => {
    const { seed, threads = 1, configuration = shippedConfiguration, onProgress } = context;
    const definition = definitionFor({ seed, threads }, configuration);
    const catalogue = catalogueFacts(courses);
    const { options } = runToEnd(
      definition.tune({ train, validation }, { catalogue, optionsOf: () => undefined }),
      ({ share, detail }) => onProgress?.(search * share, detail),
    );
    const scorers = new FittedScorers(known.courseCount, new Map());
    const { scorer } = runToEnd(
      definition.fit({ dataset: known, catalogue, scorers }, options),
      ({ share, detail }) => onProgress?.(search + (1 - search) * share, detail),
    );
    return { scorer, tuned: options };
  };
}
