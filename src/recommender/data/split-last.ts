import { type Dataset, historyOf, withoutLast } from './dataset.ts';
import { type Split, type SplitOptions, type TuningData, UnsplittableError } from './split.ts';
import { caseOf, drawLearners } from './test-cases.ts';

/** A test needs three interactions: one to know, one to tune on, one to test. Learners with fewer are only trained on. */
export const minimumHistory = 3;

/** Everything known, the last course of each learner with two or more being validation. */
export function lastAsValidation(known: Dataset, options: SplitOptions = {}): TuningData {
  const train = withoutLast(known, 1, 2);
  const learners = drawLearners(
    known.learnerCount,
    (learner) => historyOf(known, learner).length >= 2,
    options,
  );
  return {
    train,
    validation: Array.from(learners, (learner) => caseOf(learner, train, known, { targets: 1 })),
    known,
  };
}

/**
 * Leave-last-out: for each learner with three or more interactions, the last is the test and the one before it is
 * validation.
 * @throws UnsplittableError
 */
export function splitLast(dataset: Dataset, options: SplitOptions = {}): Split {
  const { minHistory = minimumHistory, shown } = options;
  const train = withoutLast(dataset, 2, minimumHistory);
  const known = withoutLast(dataset, 1, minimumHistory);
  const draw = (minimum: number) =>
    drawLearners(
      dataset.learnerCount,
      (learner) => historyOf(dataset, learner).length >= Math.max(minimum, minimumHistory),
      options,
    );
  const validation = draw(minimumHistory);
  if (validation.length === 0)
    throw new UnsplittableError(
      `No learner has ${minimumHistory} or more different courses: there is nothing to hold out.`,
    );
  const tested = draw(minHistory);
  if (tested.length === 0)
    throw new UnsplittableError(`No learner has ${minHistory} or more courses: lower --min-history.`);
  return {
    tuning: {
      train,
      validation: Array.from(validation, (learner) => caseOf(learner, train, known, { targets: 1 })),
      known,
    },
    test: Array.from(tested, (learner) => caseOf(learner, known, dataset, { targets: 1, shown })),
    cold: [],
  };
}
