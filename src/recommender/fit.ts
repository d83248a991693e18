import type { CourseText, Dataset } from './data/dataset.ts';
import { TooLittleDataError } from './data/errors.ts';
import { popularity } from './data/popularity-counts.ts';
import type { TestCase, TuningData } from './data/split.ts';
import { minimumHistory, splitLast } from './data/split-last.ts';
import { evaluate, popularityPlaces } from './evaluation/evaluate.ts';
import type { RankingMetrics } from './evaluation/metrics.ts';
import { FeatureExtractor } from './ranker/features.ts';
import {
  type FitProgress,
  fitTuned,
  type HybridOptions,
  hybridDefaults,
  type Tuned,
  tuneHybrid,
} from './ranker/fit-hybrid.ts';
import type { Ranker } from './ranker/ranker.ts';
import { Recommender } from './recommender.ts';
import { type CatalogueFacts, catalogueFacts } from './scorer-kit/catalogue-facts.ts';
import { Fixed } from './scorer-kit/constant-scores.ts';
import { trainGmf } from './scorers/gmf/gmf-training.ts';
import type { LearnerEmbeddingOptions } from './scorers/gmf/learner-embedding.ts';
import type { Members } from './scorers/shipped-scorers.ts';

export type { FitProgress } from './ranker/fit-hybrid.ts';

/** Learners that the model is measured on before it may serve. */
const testSample = 3_000;
/** Questions whose candidates' scores say how far scores spread. */
const deviationSample = 50;

export interface FitResult {
  recommender: Recommender;
  hyperparameters: HybridOptions & Pick<LearnerEmbeddingOptions, 'halfLife'>;
  /** The model that never saw the last course of anybody, on that course. */
  test: { model: RankingMetrics; popularity: RankingMetrics };
  /** Next courses looked at, over all epochs. */
  examples: number;
}

/**
 * Tunes on the last course but one of each learner, measures on the last, then learns from everything.
 * @param train what trains the network
 * @throws TooLittleDataError, DivergedError
 */
export function* fit(
  dataset: Dataset,
  courses: readonly CourseText[],
  changes: Partial<HybridOptions> = {},
  train: typeof trainGmf = trainGmf,
): Generator<FitProgress, FitResult> {
  const options = { ...hybridDefaults, ...changes };
  assertEnough(dataset);
  const facts = catalogueFacts(courses);
  const split = splitLast(dataset);
  const tuning = fitTuning(split.tuning, facts, options, train);
  const { tuned, recommender: measured, examples } = yield* within(0, 0.7, tuning);
  const cases = split.test.slice(0, testSample);
  const places = popularityPlaces(split.tuning.known);
  const test = {
    model: evaluate(measured, cases, places),
    popularity: evaluate(new Fixed(popularity(split.tuning.known)), cases, places),
  };
  const final = yield* within(0.7, 1, fitTuned(dataset, facts, tuned, options, train));
  const recommender = assembled(final.members, tuned.ranker, cases);
  const hyperparameters = { ...options, halfLife: final.members.gmf.embedding.halfLife };
  return { recommender, hyperparameters, test, examples: examples + final.examples };
}

/**
 * Tunes on validation and learns from what is known.
 * @throws DivergedError
 */
export function* fitTuning(
  data: TuningData,
  facts: CatalogueFacts,
  options: HybridOptions = hybridDefaults,
  train: typeof trainGmf = trainGmf,
): Generator<FitProgress, { recommender: Recommender; tuned: Tuned; examples: number }> {
  const tuned = yield* within(0, 0.6, tuneHybrid(data, facts, options, train));
  const { members, examples } = yield* within(0.6, 1, fitTuned(data.known, facts, tuned, options, train));
  const recommender = assembled(members, tuned.ranker, data.validation);
  return { recommender, tuned, examples: tuned.examples + examples };
}

/** The progress of a step as progress of the whole, of which the step is from `from` to `to`. */
function* within<Result>(
  from: number,
  to: number,
  step: Generator<FitProgress, Result>,
): Generator<FitProgress, Result> {
  for (;;) {
    const { done, value } = step.next();
    if (done) return value;
    yield { share: from + value.share * (to - from), detail: value.detail };
  }
}

/** @param cases whose scores say how far scores spread */
export function assembled(members: Members, ranker: Ranker, cases: readonly TestCase[]): Recommender {
  return new Recommender({ members, ranker, deviation: typicalDeviation(members, ranker, cases) });
}

/** Mean over some questions of the deviation of the ranker's scores over the candidates. */
function typicalDeviation(members: Members, ranker: Ranker, cases: readonly TestCase[]): number {
  const extractor = new FeatureExtractor(members);
  const deviations = cases.slice(0, deviationSample).map(({ query }) => {
    const candidates = extractor.candidates(query);
    const features = extractor.of(query, candidates);
    const scores = new Float32Array(candidates.length);
    ranker.scores(features, scores);
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
