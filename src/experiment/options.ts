import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { models } from '../recommender/comparison/models.ts';
import type { SplitOptions } from '../recommender/data/split.ts';
import { type ModelConfiguration, readModelConfiguration } from '../recommender/model-configuration.ts';
import type { DataFiles } from './read-data.ts';
import { isSplit, type SplitName, splits } from './splits.ts';

export const evaluationUsage =
  'npm run evaluate -- --interactions FILE --courses FILE [--split last|time|session|term] [--models all|NAME,…] [--min-history N] [--cold K] [--ahead DAYS] [--sample N|all] [--seed N] [--loss NAME] [--dimensions N] [--attention-dimensions N] [--without NAME,…] [--even-out POWER,…] [--jobs N] [--json OUT]';

export interface EvaluationOptions {
  files: DataFiles;
  /** Undefined: what suits the data (`splitFor`). */
  split: SplitName | undefined;
  splitOptions: SplitOptions;
  models: readonly string[];
  seed: number;
  /** Of the hybrid and of its networks on their own. */
  configuration: ModelConfiguration;
  /** Powers by which popular courses are lowered, ascending; empty: evening out is not measured. */
  evenOut: readonly number[];
  /** Models that are fitted at once. */
  jobs: number;
  json: string | undefined;
}

/** @throws Error that says what is wrong with the command line */
export function readEvaluationOptions(args: readonly string[]): EvaluationOptions {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      interactions: string,
      courses: string,
      split: string,
      models: { ...string, default: 'all' },
      'min-history': string,
      cold: string,
      ahead: string,
      sample: { ...string, default: '10000' },
      seed: { ...string, default: '1' },
      loss: string,
      dimensions: string,
      'attention-dimensions': string,
      without: string,
      'even-out': string,
      jobs: string,
      json: string,
    },
  });
  const { interactions, courses, split, json } = values;
  if (!interactions || !courses) throw new Error('--interactions and --courses each name a file.');
  if (split !== undefined && !isSplit(split))
    throw new Error(`--split is "${split}": it is ${Object.keys(splits).join(' or ')}.`);
  const seed = wholeNumber('--seed', values.seed);
  const optional = (option: 'min-history' | 'cold' | 'ahead' | 'jobs') =>
    values[option] === undefined ? undefined : wholeNumber(`--${option}`, values[option]);
  if (values.ahead !== undefined && split !== undefined && split !== 'term')
    throw new Error('--ahead is for --split term: it says how many days before a term begins is asked.');
  const minHistory = optional('min-history');
  return {
    files: { interactions, courses },
    split,
    splitOptions: {
      ...(minHistory !== undefined && { minHistory }),
      shown: optional('cold'),
      ahead: optional('ahead'),
      sample: values.sample === 'all' ? Number.POSITIVE_INFINITY : wholeNumber('--sample', values.sample),
      seed,
    },
    models: modelNames(values.models),
    seed,
    configuration: configured({
      ...{ loss: values.loss, dimensions: values.dimensions },
      attentionDimensions: values['attention-dimensions'],
      without: values.without?.split(',').map((name) => name.trim()),
    }),
    evenOut: powers(values['even-out']),
    jobs: optional('jobs') ?? availableParallelism(),
    json,
  };
}

function modelNames(text: string): readonly string[] {
  const all = Object.keys(models);
  const names = text === 'all' ? all : text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`--models: there is no ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return names;
}

/** The option that says each choice. */
const configurationOptions = {
  loss: '--loss',
  dimensions: '--dimensions',
  attentionDimensions: '--attention-dimensions',
  without: '--without',
} as const satisfies Record<keyof ModelConfiguration, string>;

function configured(values: Parameters<typeof readModelConfiguration>[0]): ModelConfiguration {
  const { configuration, problems } = readModelConfiguration(values);
  for (const [choice, { words }] of Object.entries(problems))
    throw new Error(`${configurationOptions[choice as keyof ModelConfiguration]}: ${words}`);
  return configuration;
}

function powers(text: string | undefined): readonly number[] {
  if (text === undefined) return [];
  const numbers = text.split(',').map(Number);
  if (!numbers.every((power) => Number.isFinite(power) && power > 0))
    throw new Error(
      `--even-out is "${text}": it must be numbers above 0, joined by commas, such as 0.1,0.3,1.`,
    );
  return numbers.sort((a, b) => a - b);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`${option} is "${text}": it must be a whole number above 0.`);
  return number;
}
