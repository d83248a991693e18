import type { Dataset } from './dataset.ts';
import type { SplitOptions, TestCase } from './split.ts';
import { studyOf } from './studies.ts';
import { drawLearners } from './test-cases.ts';

/** Courses taken within this time of the first belong to it: people enrol in several at once for a term. Seconds. */
const day = 86_400;
const none = new Int32Array();

/**
 * What learners would have been asked who had taken nothing yet: everything that they took on their first day, at the
 * moment of the first. Where times are unknown, the first course alone.
 */
export function newcomerCases(
  dataset: Dataset,
  options: Pick<SplitOptions, 'sample' | 'seed'> = {},
): TestCase[] {
  const { learnerCount, offsets, courses, times } = dataset;
  const hasCourses = (learner: number) => offsets[learner + 1]! > offsets[learner]!;
  return Array.from(drawLearners(learnerCount, hasCourses, options), (learner) => {
    const first = offsets[learner]!;
    let end = first + 1;
    while (end < offsets[learner + 1]! && times[end]! - times[first]! <= day) end++;
    return {
      query: { learner, history: none, at: times[first]!, study: studyOf(dataset, learner, times[first]!) },
      targets: courses.slice(first, end),
      seen: none,
    };
  });
}
