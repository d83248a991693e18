import { type Dataset, oldest } from './dataset.ts';
import { sessionNumbers } from './sessions.ts';
import { type Split, type SplitOptions, type TestCase, UnsplittableError } from './split.ts';
import { caseOf, drawLearners } from './test-cases.ts';

/** Courses of a session that is asked for, at least. */
const fewestAsked = 2;

/**
 * The last session of each learner, as a basket: everything that was taken in a term, or on one day where the times
 * show no terms, is asked for at once, where it is two courses or more. The session before it is validation. A
 * learner's first session is never held out.
 * @throws UnsplittableError
 */
export function splitSession(dataset: Dataset, options: SplitOptions = {}): Split {
  const { minHistory = 1, shown } = options;
  const known = withoutLastSession(dataset);
  const train = withoutLastSession(known);
  const cases = (from: Dataset, to: Dataset, fewest: number, shownOf?: number): TestCase[] => {
    const asked = (learner: number) => lengthIn(to, learner) - lengthIn(from, learner);
    const passes = (learner: number) => asked(learner) >= fewest && lengthIn(dataset, learner) >= minHistory;
    return Array.from(drawLearners(dataset.learnerCount, passes, options), (learner) =>
      caseOf(learner, from, to, { targets: Number.POSITIVE_INFINITY, shown: shownOf }),
    );
  };
  const test = cases(known, dataset, fewestAsked, shown);
  if (test.length === 0)
    throw new UnsplittableError(
      'Nobody took several courses in one session after an earlier one: use --split last.',
    );
  return { tuning: { train, validation: cases(train, known, 1), known }, test, cold: [] };
}

/** The same learners without their last session; who has only one keeps it. */
function withoutLastSession(dataset: Dataset): Dataset {
  const sessions = sessionNumbers(dataset);
  return oldest(dataset, (learner) => {
    const [start, end] = [dataset.offsets[learner]!, dataset.offsets[learner + 1]!];
    const last = sessions[end - 1];
    let row = end;
    while (row > start && sessions[row - 1] === last) row--;
    return row === start ? end - start : row - start;
  });
}

function lengthIn(dataset: Dataset, learner: number): number {
  return dataset.offsets[learner + 1]! - dataset.offsets[learner]!;
}
