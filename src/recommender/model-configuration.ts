import type { ScorerDefinition, ScorerFamily } from './scorer-kit/scorer-definition.ts';
import { attentionDefaults } from './scorers/attention/attention-training.ts';
import { gmfTrainingDefaults, type trainGmf } from './scorers/gmf/gmf-training.ts';
import { type LossName, losses } from './scorers/gmf/loss-names.ts';
import type { NetworkOptions } from './scorers/gmf-scorer.ts';
import { networkScorers } from './scorers/networks.ts';
import { families, shippedScorers, shippedScorersWith } from './scorers/shipped-scorers.ts';

/** What an institution may choose of its model; everything else is tuned or the same for all. */
export interface ModelConfiguration {
  /** Of the network (GMF). */
  loss: LossName;
  /** Of a vector of the network (GMF). */
  dimensions: number;
  /** Of a vector of the network with attention. */
  attentionDimensions: number;
  /** Names of the families of scorers that the ranker is told nothing of. */
  without: readonly string[];
}

/** What ships: what was best where it was measured (docs/decisions/0005). */
export const shippedConfiguration: ModelConfiguration = {
  loss: gmfTrainingDefaults.loss,
  dimensions: gmfTrainingDefaults.dimensions,
  attentionDimensions: attentionDefaults.dimensions,
  without: [],
};

/** The values that each choice may have. */
export const modelChoices = {
  loss: losses,
  dimensions: [16, 32, 64],
  attentionDimensions: [32, 64],
  without: families.map(({ name }) => name),
} as const satisfies { [choice in keyof ModelConfiguration]: readonly unknown[] };

type Choice = keyof ModelConfiguration;
const choices = Object.keys(shippedConfiguration) as Choice[];

export interface ReadConfiguration {
  configuration: ModelConfiguration;
  /** What is wrong with the values of a choice; such a choice is as shipped. */
  problems: Partial<Record<Choice, ConfigurationProblem>>;
}

export interface ConfigurationProblem {
  /** `nothingLeft`: nothing would be left that names courses. */
  why: 'unknown' | 'nothingLeft';
  /** What there is, or of what one has to be kept. */
  choices: readonly string[];
  /** The same for commands, in a sentence. */
  words: string;
}

/**
 * Reads what a form, a command line or a database says; a choice of which nothing is said is as shipped.
 * @param values texts or numbers; of `without` one or several
 */
export function readModelConfiguration(values: { readonly [choice in Choice]?: unknown }): ReadConfiguration {
  const problems: ReadConfiguration['problems'] = {};
  const read = <Value extends string | number>(choice: Choice, allowed: readonly Value[]): Value[] => {
    const found: Value[] = [];
    for (const value of [values[choice] ?? []].flat()) {
      const same = allowed.find((one) => isText(value) && `${one}` === `${value}`);
      if (same === undefined)
        problems[choice] = {
          ...{ why: 'unknown', choices: allowed.map(String) },
          words: `There is no ${shown(value)}. There are ${allowed.join(', ')}.`,
        };
      else found.push(same);
    }
    return found;
  };
  const { loss, dimensions, attentionDimensions, without } = shippedConfiguration;
  const configuration: ModelConfiguration = {
    loss: read('loss', modelChoices.loss)[0] ?? loss,
    dimensions: read('dimensions', modelChoices.dimensions)[0] ?? dimensions,
    attentionDimensions:
      read('attentionDimensions', modelChoices.attentionDimensions)[0] ?? attentionDimensions,
    without: modelChoices.without.filter(isIn(read('without', modelChoices.without))),
  };
  const naming = families.filter(namesCandidates).map(({ name }) => name);
  if (naming.every(isIn(configuration.without)))
    problems.without = {
      ...{ why: 'nothingLeft', choices: naming },
      words: `Nothing would be left that names courses. Keep one of ${naming.join(', ')}.`,
    };
  if (problems.without) configuration.without = without;
  return { configuration, problems };
}

/** The choices that are not as shipped: only these are stored, so that the others go on following what ships. */
export function departures(configuration: ModelConfiguration): Partial<ModelConfiguration> {
  const departing = choices.filter((choice) => !isSame(choice, configuration, shippedConfiguration));
  return Object.fromEntries(departing.map((choice) => [choice, configuration[choice]]));
}

export function sameConfiguration(one: ModelConfiguration, other: ModelConfiguration): boolean {
  return choices.every((choice) => isSame(choice, one, other));
}

function isSame(choice: Choice, one: ModelConfiguration, other: ModelConfiguration): boolean {
  return `${one[choice]}` === `${other[choice]}`;
}

/**
 * The shipped scorers as they are configured. Of what is left out, only what something besides the ranker needs.
 * @param train what trains the network
 */
export function configuredScorers(
  options: NetworkOptions & ModelConfiguration,
  train?: typeof trainGmf,
): ScorerDefinition[] {
  const isLeftOut = ({ family }: ScorerDefinition) => options.without.includes(family.name);
  return shippedScorersWith(networkScorers(options, train)).flatMap((definition) => {
    if (!isLeftOut(definition)) return definition;
    return definition.isNeeded ? { ...definition, isLeftOut: true } : [];
  });
}

function namesCandidates(one: ScorerFamily): boolean {
  return shippedScorers.some(({ family, namesCandidates }) => family === one && namesCandidates);
}

function isIn(names: readonly string[]): (name: string) => boolean {
  return (name) => names.includes(name);
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function shown(value: unknown): string {
  return isText(value) ? `“${`${value}`.slice(0, 40)}”` : 'such value';
}
