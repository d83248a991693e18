import { type Dataset, historyOf, oldest } from './dataset.ts';
import { type Split, type SplitOptions, type TestCase, UnsplittableError } from './split.ts';
import { termCalendarOf } from './term-calendar.ts';
import { caseOf, drawLearners } from './test-cases.ts';

/** Share of the rows that lie before the cut. */
const knownShare = 0.9;
/** Times are in seconds. */
const second = 1;

/**
 * One cut for everybody at the 90th percentile of time. The last tenth of the rows before it is validation. The test is
 * everything that learners with a history before the cut start after it. The cut is the time of the last known row, and
 * rows of the same second are known too, so that no time of a test row decides anything. The questions are asked a
 * second later: a model that serves knows the present, and what happened at the moment of a question does not count. Where the rows
 * known show terms, they are about the moment of the next choice, as those of a model that serves are.
 * @throws UnsplittableError
 */
export function splitTime(dataset: Dataset, options: SplitOptions = {}): Split {
  const { minHistory = 1, shown } = options;
  const times = sortedTimes(dataset);
  const cut = quantile(times);
  const validationCut = quantile(times.subarray(0, countUntil(times, cut)));
  const known = until(dataset, cut);
  const train = until(dataset, validationCut);

  const lengthIn = (part: Dataset, learner: number) => historyOf(part, learner).length;
  const continues = (before: Dataset, after: Dataset) => (learner: number) =>
    lengthIn(before, learner) > 0 && lengthIn(after, learner) > lengthIn(before, learner);
  const begins = (before: Dataset, after: Dataset) => (learner: number) =>
    lengthIn(before, learner) === 0 && lengthIn(after, learner) > 0;
  const cases = (
    passes: (learner: number) => boolean,
    before: Dataset,
    after: Dataset,
    now: number,
    shownOf?: number,
  ): TestCase[] => {
    const at = termCalendarOf(before).nextChoice(now);
    return Array.from(drawLearners(dataset.learnerCount, passes, options), (learner) =>
      caseOf(learner, before, after, { targets: Number.POSITIVE_INFINITY, shown: shownOf, at }),
    );
  };

  const isTested = continues(known, dataset);
  const test = cases(
    (learner) => isTested(learner) && lengthIn(dataset, learner) >= minHistory,
    known,
    dataset,
    cut + second,
    shown,
  );
  if (test.length === 0)
    throw new UnsplittableError(
      `After the cut (${isoDay(cut)}) no learner with ${minHistory} or more courses goes on: use --split last, or lower --min-history.`,
    );
  return {
    tuning: {
      train,
      validation: cases(continues(train, known), train, known, validationCut + second),
      // All of them are asked about one moment, of which a ranker learns too much where their own first days would do as well.
      ...(termCalendarOf(train).starts.length > 0 && {
        newcomers: cases(begins(train, known), train, known, validationCut + second),
      }),
      known,
    },
    test,
    cold: cases(begins(known, dataset), known, dataset, cut + second),
  };
}

/** @throws UnsplittableError */
function sortedTimes({ times }: Dataset): Float64Array {
  if (times.length === 0) throw new UnsplittableError('There are no interactions: nothing to split.');
  const missing = times.reduce((count, time) => count + (Number.isNaN(time) ? 1 : 0), 0);
  if (missing > 0)
    throw new UnsplittableError(
      `${missing} of ${times.length} interactions have no time, and a split by time needs them all: use --split last, or leave those rows out.`,
    );
  const sorted = times.slice().sort();
  if (quantile(sorted) === sorted.at(-1))
    throw new UnsplittableError(
      `A tenth or more of the interactions happened at the very last time, ${isoDay(sorted.at(-1)!)}: no cut leaves a tenth after it. Use --split last.`,
    );
  return sorted;
}

/** Time of the last row of the share that is known. */
function quantile(sorted: Float64Array): number {
  return sorted[Math.max(0, Math.floor(knownShare * sorted.length) - 1)]!;
}

/** How many times of an ascending array are not after `time`. */
function countUntil(sorted: Float64Array, time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows that are not after `time`. Histories are sorted, so these are the oldest rows of each learner. */
function until(dataset: Dataset, time: number): Dataset {
  return oldest(dataset, (learner) =>
    countUntil(dataset.times.subarray(dataset.offsets[learner], dataset.offsets[learner + 1]), time),
  );
}

function isoDay(seconds: number): string {
  return new Date(1000 * seconds).toISOString().slice(0, 10);
}
