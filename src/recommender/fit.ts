import { type Blend, type Choice, fitBlend } from './blend.ts';
import { type CourseText, type Dataset, historyOf, withoutLast } from './dataset.ts';
import { TooLittleDataError } from './errors.ts';
import { evaluate, minimumHistory, type Scorer, sampleLearners } from './evaluation/leave-one-out.ts';
import type { RankingMetrics } from './evaluation/metrics.ts';
import { recentPopularity } from './members/recent-popularity.ts';
import { countTransitions } from './members/transitions.ts';
import { initialParameters } from './model/parameters.ts';
import { defaults, type Hyperparameters, train } from './model/train.ts';
import { popularity } from './popularity.ts';
import { createRandom } from './random.ts';
import { Recommender, type RecommenderParts } from './recommender.ts';
import { buildTfIdf } from './text/tf-idf.ts';

/** Learners ranked for each validation and for the test. */
const validationSample = 500;
const testSample = 3_000;
/** Learners whose choices the blend is fitted on, and how many scores of a member may be in memory for it. */
const choiceSample = 400;
const choiceNumbers = 4_000_000;

export interface FitProgress {
  /** `search`: looking for the number of epochs on held-out data; `final`: learning from everything. */
  phase: 'search' | 'final';
  epoch: number;
  epochs: number;
  loss: number;
  /** On the validation sample, in the search. */
  ndcgAt10?: number;
}

export interface FitResult {
  recommender: Recommender;
  hyperparameters: Hyperparameters;
  blend: Blend;
  /** The model of the search, which never saw the last course of anybody, on that course. */
  test: { model: RankingMetrics; popularity: RankingMetrics };
  /** Training examples a second, over all epochs. */
  examples: number;
}

/**
 * Trains twice: once without each learner's last two courses, to choose the number of epochs and the weights of the
 * blend on the one before the last and to measure on the last; then on everything, for that many epochs.
 * @throws TooLittleDataError, DivergedError
 */
export function* fit(
  dataset: Dataset,
  courses: readonly CourseText[],
  changes: Partial<Hyperparameters> = {},
): Generator<FitProgress, FitResult> {
  const options = { ...defaults, ...changes };
  assertEnough(dataset);
  const texts = buildTfIdf(courses);
  let examples = 0;

  const trainingPart = withoutLast(dataset, 2, minimumHistory);
  const members = fitMembers(trainingPart);
  const searched = initialParameters(texts, createRandom(options.seed));
  let best = { ndcgAt10: Number.NEGATIVE_INFINITY, epoch: 0, parameters: searched };
  for (const { epoch, loss, examples: seen } of train(trainingPart, searched, options)) {
    examples += seen;
    const network = unblended({ parameters: searched, texts, ...members });
    const { ndcgAt10 } = evaluate(dataset, scorerOf(network), 1, validationSample);
    if (ndcgAt10 > best.ndcgAt10) best = { ndcgAt10, epoch, parameters: structuredClone(searched) };
    yield { phase: 'search', epoch, epochs: options.epochs, loss, ndcgAt10 };
    if (epoch - best.epoch >= options.patience) break;
  }
  const measured = unblended({ parameters: best.parameters, texts, ...members });
  const blend = fitBlend(heldOutChoices(dataset, measured));
  const common = popularity(trainingPart);
  const test = {
    model: evaluate(dataset, scorerOf(new Recommender({ ...measured.parts, blend })), 0, testSample),
    popularity: evaluate(dataset, () => common, 0, testSample),
  };

  const final = initialParameters(texts, createRandom(options.seed));
  for (const { epoch, loss, examples: seen } of train(dataset, final, { ...options, epochs: best.epoch })) {
    examples += seen;
    yield { phase: 'final', epoch, epochs: best.epoch, loss };
  }
  const whole = new Recommender({ parameters: final, texts, blend, deviation: 1, ...fitMembers(dataset) });
  const recommender = new Recommender({ ...whole.parts, deviation: typicalDeviation(whole, dataset) });
  return { recommender, hyperparameters: options, blend, test, examples };
}

function fitMembers(dataset: Dataset): Pick<RecommenderParts, 'transitions' | 'popularity'> {
  return { transitions: countTransitions(dataset), popularity: recentPopularity(dataset) };
}

/** The network alone. */
function unblended(parts: Omit<RecommenderParts, 'blend' | 'deviation'>): Recommender {
  return new Recommender({ ...parts, blend: { network: 1, transitions: 0, popularity: 0 }, deviation: 1 });
}

function scorerOf(recommender: Recommender): Scorer {
  return (history) => recommender.score({ history, interests: [] });
}

/** Validation as choices: what was taken last but one, and what the members said of it and of all the others. */
function heldOutChoices(dataset: Dataset, recommender: Recommender): Choice[] {
  const count = Math.max(1, Math.min(choiceSample, Math.floor(choiceNumbers / dataset.courseCount)));
  return sampleLearners(dataset, count).map((learner) => {
    const history = [...historyOf(dataset, learner)].slice(0, -1);
    const target = history.pop() as number;
    return { scores: recommender.memberScores(history), target, seen: new Set(history) };
  });
}

/** Mean over some learners of the deviation of their scores over the catalogue. */
function typicalDeviation(recommender: Recommender, dataset: Dataset): number {
  const deviations = sampleLearners(dataset, 20).map((learner) => {
    const scores = recommender.score({ history: [...historyOf(dataset, learner)], interests: [] });
    const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
    return Math.sqrt(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scores.length);
  });
  const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
  return mean > 0 ? mean : 1;
}

function assertEnough({ courseCount, learnerCount, offsets, courses }: Dataset): void {
  if (courseCount < 2)
    throw new TooLittleDataError(`There are ${courseCount} courses: import the catalogue first.`);
  if (courses.length === 0)
    throw new TooLittleDataError('There are no enrolments: import them or wait for a sync.');
  for (let learner = 0; learner < learnerCount; learner++)
    if ((offsets[learner + 1] as number) - (offsets[learner] as number) >= minimumHistory) return;
  throw new TooLittleDataError(
    `No learner has ${minimumHistory} courses yet: until then popular courses are shown.`,
  );
}
