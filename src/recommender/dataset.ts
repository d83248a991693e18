/** What a course says about itself. */
export interface CourseText {
  title: string;
  description: string;
  categories: readonly string[];
  level?: string | undefined;
  /** BCP 47 tag; English where it is missing. */
  language?: string | undefined;
}

/** One learner took one course; both are indices. */
export interface Interaction {
  learner: number;
  course: number;
  /** Seconds since the epoch; undefined: the place in the input counts. */
  time?: number | undefined;
}

/** Histories in compressed rows: learner l took `courses[offsets[l]] … courses[offsets[l + 1] − 1]`, oldest first. */
export interface Dataset {
  learnerCount: number;
  courseCount: number;
  /** Length learnerCount + 1. */
  offsets: Int32Array;
  courses: Int32Array;
  /** Seconds since the epoch, NaN where unknown; beside `courses`. */
  times: Float64Array;
}

/**
 * Sorts each learner's interactions by time (stable: without times the input's order stays) and keeps the first
 * of each course. Interactions outside the two ranges are an error of the caller's.
 * @throws RangeError naming the interaction
 */
export function buildDataset(
  interactions: Iterable<Interaction>,
  learnerCount: number,
  courseCount: number,
): Dataset {
  const byLearner: Interaction[][] = Array.from({ length: learnerCount }, () => []);
  let total = 0;
  for (const interaction of interactions) {
    const history = byLearner[interaction.learner];
    if (history === undefined || !(interaction.course >= 0 && interaction.course < courseCount))
      throw new RangeError(`No learner ${interaction.learner} or no course ${interaction.course}.`);
    history.push(interaction);
    total++;
  }
  const offsets = new Int32Array(learnerCount + 1);
  const courses = new Int32Array(total);
  const times = new Float64Array(total);
  let at = 0;
  for (const [learner, history] of byLearner.entries()) {
    history.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
    const seen = new Set<number>();
    for (const { course, time } of history) {
      if (seen.has(course)) continue;
      seen.add(course);
      courses[at] = course;
      times[at++] = time ?? Number.NaN;
    }
    offsets[learner + 1] = at;
  }
  return { learnerCount, courseCount, offsets, courses: courses.slice(0, at), times: times.slice(0, at) };
}

/** The courses of one learner, oldest first; a view, not a copy. */
export function historyOf(dataset: Dataset, learner: number): Int32Array {
  return dataset.courses.subarray(dataset.offsets[learner], dataset.offsets[learner + 1]);
}

/** The same learners without their last `count` interactions; learners with fewer than `minimum` keep them all. */
export function withoutLast(dataset: Dataset, count: number, minimum: number): Dataset {
  const offsets = new Int32Array(dataset.learnerCount + 1);
  const kept: number[] = [];
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    const start = dataset.offsets[learner] as number;
    const end = dataset.offsets[learner + 1] as number;
    const stop = end - start >= minimum ? end - count : end;
    for (let i = start; i < stop; i++) kept.push(i);
    offsets[learner + 1] = kept.length;
  }
  return {
    ...dataset,
    offsets,
    courses: Int32Array.from(kept, (i) => dataset.courses[i] as number),
    times: Float64Array.from(kept, (i) => dataset.times[i] as number),
  };
}
