import { type CourseText, type Dataset, historyOf, withoutLast } from './dataset.ts';
import { TooLittleDataError } from './errors.ts';
import { evaluate, minimumHistory, type Scorer } from './evaluate.ts';
import type { RankingMetrics } from './metrics.ts';
import { initialParameters, type Parameters } from './model/parameters.ts';
import { defaults, type Hyperparameters, train } from './model/train.ts';
import { popularity } from './popularity.ts';
import { createRandom } from './random.ts';
import { Recommender } from './recommender.ts';
import { buildTfIdf, type TfIdf } from './text/tf-idf.ts';

/** Learners ranked for each validation and for the test. */
const validationSample = 500;
const testSample = 3_000;

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
  /** The model of the search, which never saw the last course of anybody, on that course. */
  test: { model: RankingMetrics; popularity: RankingMetrics };
  /** Training examples a second, over all epochs. */
  examples: number;
}

/**
 * Trains twice: once without each learner's last two courses, to choose the number of epochs on the one before the
 * last and to measure on the last; then on everything for that many epochs.
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
  const searched = initialParameters(texts, createRandom(options.seed));
  const validate = () =>
    evaluate(dataset, scorerOf(searched, trainingPart, texts), 1, validationSample).ndcgAt10;
  let best = { ndcgAt10: Number.NEGATIVE_INFINITY, epoch: 0, parameters: searched };
  for (const { epoch, loss, examples: seen } of train(trainingPart, searched, options)) {
    examples += seen;
    const ndcgAt10 = validate();
    if (ndcgAt10 > best.ndcgAt10) best = { ndcgAt10, epoch, parameters: structuredClone(searched) };
    yield { phase: 'search', epoch, epochs: options.epochs, loss, ndcgAt10 };
    if (epoch - best.epoch >= options.patience) break;
  }
  const common = popularity(trainingPart);
  const test = {
    model: evaluate(dataset, scorerOf(best.parameters, trainingPart, texts), 0, testSample),
    popularity: evaluate(dataset, () => common, 0, testSample),
  };

  const final = initialParameters(texts, createRandom(options.seed));
  for (const { epoch, loss, examples: seen } of train(dataset, final, { ...options, epochs: best.epoch })) {
    examples += seen;
    yield { phase: 'final', epoch, epochs: best.epoch, loss };
  }
  return { recommender: assemble(final, dataset, texts), hyperparameters: options, test, examples };
}

function scorerOf(parameters: Parameters, dataset: Dataset, texts: TfIdf): Scorer {
  const recommender = assemble(parameters, dataset, texts);
  return (history) => recommender.score({ history, interests: [] });
}

function assemble(parameters: Parameters, dataset: Dataset, texts: TfIdf): Recommender {
  const parts = { parameters, texts, logitDeviation: 1 };
  const logitDeviation = typicalDeviation(new Recommender(parts), dataset);
  return new Recommender({ ...parts, logitDeviation });
}

/** Mean over some learners of the deviation of their logits over the catalogue. */
function typicalDeviation(recommender: Recommender, dataset: Dataset): number {
  const deviations: number[] = [];
  for (let learner = 0; learner < dataset.learnerCount && deviations.length < 20; learner++) {
    const history = [...historyOf(dataset, learner)];
    if (history.length === 0) continue;
    const scores = recommender.score({ history, interests: [] });
    const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
    deviations.push(Math.sqrt(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scores.length));
  }
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
