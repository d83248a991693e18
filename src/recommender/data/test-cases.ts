import { type Dataset, historyOf } from './dataset.ts';
import { createRandom, shuffle } from './random.ts';
import type { SplitOptions, TestCase } from './split.ts';
import { studyOf } from './studies.ts';

/** Draws at most `sample` of the learners that pass, by seed: the same learners every time. */
export function drawLearners(
  learnerCount: number,
  passes: (learner: number) => boolean,
  { sample = Number.POSITIVE_INFINITY, seed = 1 }: Pick<SplitOptions, 'sample' | 'seed'>,
): Int32Array {
  const learners = Int32Array.from(Array(learnerCount).keys()).filter(passes);
  shuffle(learners, createRandom(seed));
  return learners.slice(0, sample);
}

/**
 * The case of one learner: `known` is shown, and what follows it in `whole` are the targets.
 * @param known the oldest interactions of each learner of `whole`; histories are views of it
 * @param targets courses that are asked for, at most
 * @param shown courses of `known` that are shown, at most
 * @param at the moment of the question; by default that of the choice: when the first of the targets was taken
 */
export function caseOf(
  learner: number,
  known: Dataset,
  whole: Dataset,
  { targets, shown, at }: { targets: number; shown?: number | undefined; at?: number },
): TestCase {
  const history = historyOf(known, learner).subarray(0, shown);
  const all = historyOf(whole, learner);
  const first = known.offsets[learner + 1]! - known.offsets[learner]!;
  const moment = at ?? whole.times[whole.offsets[learner]! + first]!;
  return {
    query: { learner, history, at: moment, study: studyOf(whole, learner, moment) },
    targets: all.slice(first, first + targets),
    seen: history,
  };
}
