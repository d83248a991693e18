import type { CourseText, Dataset } from './data/dataset.ts';
import { TooLittleDataError } from './data/errors.ts';
import { type FitProgress, within } from './data/progress.ts';
import type { TestCase, TuningData, TuningSplit } from './data/split.ts';
import { minimumHistory, splitLast } from './data/split-last.ts';
import { type TermCalendar, termCalendarOf } from './data/term-calendar.ts';
import { type Evaluation, evaluate, popularityPlaces } from './evaluation/evaluate.ts';
import { configuredScorers, type ModelConfiguration, shippedConfiguration } from './model-configuration.ts';
import { popularFor } from './popular-for.ts';
import { choicesOf } from './ranker/choices.ts';
import { FeatureExtractor } from './ranker/features.ts';
import type { Ranker } from './ranker/ranker.ts';
import { trainRanker } from './ranker/ranker-training.ts';
import { type PopularFor, Recommender } from './recommender.ts';
import { type CatalogueFacts, catalogueFacts } from './scorer-kit/catalogue-facts.ts';
import { fitScorers, type TunedScorers, tuneScorers } from './scorer-kit/fit-scorers.ts';
import type { FittedScorers, ScorerDefinition } from './scorer-kit/scorer-definition.ts';
import type { trainGmf } from './scorers/gmf/gmf-training.ts';
import type { LearnerEmbeddingOptions } from './scorers/gmf/learner-embedding.ts';
import { gmf, type NetworkOptions, networkDefaults } from './scorers/gmf-scorer.ts';
import { fitPopularity } from './scorers/popularity.ts';
import { shippedScorers } from './scorers/shipped-scorers.ts';

export type { FitProgress } from './data/progress.ts';

/** Learners that the model is measured on before it may serve. */
const testSample = 3_000;
/** Cases whose candidates' scores say how far scores spread. */
const deviationSample = 50;

/** What an institution may choose, and the options of the network. */
export type ModelOptions = NetworkOptions & ModelConfiguration;

export interface FitResult {
  recommender: Recommender;
  /** Without a half-life where the network is left out. */
  hyperparameters: ModelOptions & Partial<Pick<LearnerEmbeddingOptions, 'halfLife'>>;
  /** How the model that never saw the last course of anybody ranks that course, and how popularity does. */
  test: { model: Evaluation; popularity: Evaluation };
  /** Next courses that trainings looked at, over all epochs. */
  examples: number;
}

/** What was chosen on validation, and is not chosen again. */
export interface Tuned {
  scorers: TunedScorers;
  ranker: Ranker;
  popularFor: PopularFor;
}

/**
 * Tunes on the last course but one of each learner, measures on the last, then learns from everything.
 * @param train what trains the network
 * @throws TooLittleDataError, DivergedError
 */
export function* fit(
  dataset: Dataset,
  courses: readonly CourseText[],
  changes: Partial<ModelOptions> = {},
  train?: typeof trainGmf,
): Generator<FitProgress, FitResult> {
  const chosen = { ...networkDefaults, ...shippedConfiguration, ...changes };
  assertEnough(dataset);
  const definitions = configuredScorers(chosen, train);
  const catalogue = catalogueFacts(courses);
  const split = splitLast(dataset);
  const tuning = fitTuning(split.tuning, catalogue, chosen.seed, definitions);
  const { tuned, recommender: measured, examples } = yield* within(0, 0.7, tuning);
  const cases = split.test.slice(0, testSample);
  const places = popularityPlaces(split.tuning.known);
  const test = {
    model: evaluate(measured, cases, places),
    popularity: evaluate(fitPopularity(split.tuning.known), cases, places),
  };
  const final = yield* within(0.7, 1, fitScorers(definitions, dataset, catalogue, tuned.scorers.options));
  const recommender = assembled(final.scorers, tuned, cases, termCalendarOf(dataset));
  const halfLife = final.scorers.find(gmf)?.embedding.halfLife;
  const hyperparameters = { ...chosen, ...(halfLife !== undefined && { halfLife }) };
  return { recommender, hyperparameters, test, examples: examples + final.examples };
}

/**
 * Tunes on validation and learns from what is known.
 * @throws DivergedError
 */
export function* fitTuning(
  data: TuningData,
  catalogue: CatalogueFacts,
  seed = networkDefaults.seed,
  definitions: readonly ScorerDefinition[] = shippedScorers,
): Generator<FitProgress, { recommender: Recommender; tuned: Tuned; examples: number }> {
  const scorers = yield* within(0, 0.6, tuneScorers(definitions, data, catalogue));
  const { options, fitted } = scorers;
  const onTraining = yield* fitScorers(definitions, data.train, catalogue, options, fitted);
  const ranking = tunedRanking(data, onTraining.scorers, seed);
  const onKnown = yield* within(0.6, 1, fitScorers(definitions, data.known, catalogue, options));
  return {
    recommender: assembled(onKnown.scorers, ranking, data.validation),
    tuned: { scorers, ...ranking },
    examples: scorers.examples + onTraining.examples + onKnown.examples,
  };
}

/** What is learnt about scorers that were fitted on the training data. */
export function tunedRanking(
  data: TuningSplit,
  scorers: FittedScorers,
  seed: number,
  mayBeDeep = true,
): Omit<Tuned, 'scorers'> {
  const { apart, ...choices } = choicesOf(data, scorers, seed);
  const ranker = trainRanker(choices, seed, mayBeDeep);
  return {
    ranker,
    popularFor: popularFor(apart, scorers, new Recommender({ scorers, ranker, deviation: 1 })),
  };
}

/** @param cases whose scores say how far scores spread */
export function assembled(
  scorers: FittedScorers,
  { ranker, popularFor }: Omit<Tuned, 'scorers'>,
  cases: readonly TestCase[],
  calendar?: TermCalendar,
): Recommender {
  return new Recommender({
    ...{ scorers, ranker, popularFor },
    ...(calendar && { calendar }),
    deviation: typicalDeviation(scorers, ranker, cases),
  });
}

/** Deviation of the ranker's scores over the candidates, the mean over some cases. */
function typicalDeviation(scorers: FittedScorers, ranker: Ranker, cases: readonly TestCase[]): number {
  const extractor = new FeatureExtractor(scorers);
  const deviations = cases.slice(0, deviationSample).map(({ query }) => {
    const candidates = extractor.candidates(query);
    const scores = new Float32Array(candidates.courses.length);
    ranker.score(candidates.features(), scores);
    return deviationOf(scores);
  });
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / Math.max(1, deviations.length);
  return mean > 0 ? mean : 1;
}

function deviationOf(values: Float32Array): number {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
}

function assertEnough({ courseCount, learnerCount, offsets, courses }: Dataset): void {
  if (courseCount < 2)
    throw new TooLittleDataError(`There are ${courseCount} courses: import the catalogue first.`);
  if (courses.length === 0)
    throw new TooLittleDataError('There are no enrolments: import them or wait for a sync.');
  for (let learner = 0; learner < learnerCount; learner++)
    if (offsets[learner + 1]! - offsets[learner]! >= minimumHistory) return;
  throw new TooLittleDataError(
    `No learner has ${minimumHistory} courses yet: until then popular courses are shown.`,
  );
}
