import type { Dataset } from '../data/dataset.ts';
import { type FitProgress, within } from '../data/progress.ts';
import type { ExplainableScorer } from '../data/scorer.ts';
import type { TuningSplit } from '../data/split.ts';
import type { CatalogueFacts } from './catalogue-facts.ts';
import { FittedScorers, type ScorerDefinition, type ScorerOptions } from './scorer-definition.ts';

/** What was chosen on validation, by name of the scorer. */
export interface TunedScorers {
  options: ReadonlyMap<string, ScorerOptions>;
  /** The scorers that the search has fitted on the training data already. */
  fitted: ReadonlyMap<string, ExplainableScorer>;
  /** Examples that trainings looked at. */
  examples: number;
}

/** Chooses the options of each scorer on validation, in the order of the list. */
export function* tuneScorers(
  definitions: readonly ScorerDefinition[],
  split: TuningSplit,
  catalogue: CatalogueFacts,
): Generator<FitProgress, TunedScorers> {
  const options = new Map<string, ScorerOptions>();
  const fitted = new Map<string, ExplainableScorer>();
  const optionsOf = ({ name }: ScorerDefinition) => options.get(name);
  let examples = 0;
  for (const { definition, from, to } of inTurn(definitions)) {
    const tuning = yield* within(from, to, definition.tune(split, { catalogue, optionsOf }));
    options.set(definition.name, tuning.options);
    if (tuning.scorer) fitted.set(definition.name, tuning.scorer);
    examples += tuning.examples;
  }
  return { options, fitted, examples };
}

/**
 * Fits the scorers, in the order of the list.
 * @param options by name; a scorer that is not in it is fitted with its defaults
 * @param fitted scorers that are used as they are, by name
 */
export function* fitScorers(
  definitions: readonly ScorerDefinition[],
  dataset: Dataset,
  catalogue: CatalogueFacts,
  options: TunedScorers['options'] = new Map(),
  fitted: TunedScorers['fitted'] = new Map(),
): Generator<FitProgress, { scorers: FittedScorers; examples: number }> {
  const byName = new Map<string, ExplainableScorer>();
  const leftOut = definitions.flatMap(({ name, isLeftOut }) => (isLeftOut ? name : []));
  const scorers = new FittedScorers(dataset.courseCount, byName, new Set(leftOut));
  let examples = 0;
  for (const { definition, from, to } of inTurn(definitions)) {
    const { name } = definition;
    const given = fitted.get(name);
    if (given) {
      byName.set(name, given);
      continue;
    }
    const fitting = definition.fit({ dataset, catalogue, scorers }, options.get(name));
    const { scorer, examples: seen } = yield* within(from, to, fitting);
    byName.set(name, scorer);
    examples += seen;
  }
  return { scorers, examples };
}

/** The scorers one after another, with the part of the progress bar, 0…1, that each takes. */
function* inTurn(
  definitions: readonly ScorerDefinition[],
): Generator<{ definition: ScorerDefinition; from: number; to: number }> {
  const total = Math.max(
    1,
    definitions.reduce((sum, { effort }) => sum + effort, 0),
  );
  let done = 0;
  for (const definition of definitions) {
    const from = done / total;
    done += definition.effort;
    yield { definition, from, to: done / total };
  }
}
