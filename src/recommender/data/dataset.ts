import type { Studies } from './studies.ts';

/** What the catalogue says about a course. */
export interface CourseText {
  title: string;
  description: string;
  categories: readonly string[];
  /** Texts in further languages, by BCP 47 tag. */
  translations?:
    | Readonly<Record<string, Partial<Pick<CourseText, 'title' | 'description' | 'categories'>>>>
    | undefined;
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
  /**
   * When the term in which it was taken begins, as the institution states it: seconds since the epoch, NaN where it does not; beside
   * `courses`. Absent where it states none.
   */
  statedTerms?: Float64Array | undefined;
  /** Absent where nothing is known of what anybody studies. */
  studies?: Studies | undefined;
}

/**
 * Collects interactions in any order, in a few growing arrays: millions fit. Those of a learner are sorted by time.
 * Where one of the learner's times is missing, they stay in the order in which they came, which is all that is known.
 * Where a learner has the same course several times, the first counts.
 */
export class DatasetBuilder {
  #size = 0;
  #learners = new Int32Array(1024);
  #courses = new Int32Array(1024);
  #times = new Float64Array(1024);
  #terms = new Float64Array(1024);
  #statesTerms = false;
  #duplicates = 0;

  /** Interactions so far, duplicates included. */
  get size(): number {
    return this.#size;
  }

  /** Interactions that `build` left out because the learner already had the course. */
  get duplicates(): number {
    return this.#duplicates;
  }

  /** @param time seconds since the epoch, NaN where unknown @param statedTerm when its term begins, the same */
  add(learner: number, course: number, time: number, statedTerm = Number.NaN): void {
    if (this.#size === this.#learners.length) this.#grow();
    this.#learners[this.#size] = learner;
    this.#courses[this.#size] = course;
    this.#times[this.#size] = time;
    this.#terms[this.#size] = statedTerm;
    this.#statesTerms ||= !Number.isNaN(statedTerm);
    this.#size++;
  }

  /** @throws RangeError naming the interaction that lies outside the two ranges */
  build(learnerCount: number, courseCount: number): Dataset {
    this.#assertInRange(learnerCount, courseCount);
    const order = this.#byLearner(learnerCount);
    const offsets = new Int32Array(learnerCount + 1);
    const courses = new Int32Array(this.#size);
    const times = new Float64Array(this.#size);
    const terms = new Float64Array(this.#statesTerms ? this.#size : 0);
    const lastTakenBy = new Int32Array(courseCount).fill(-1);
    let kept = 0;
    for (let learner = 0, from = 0; learner < learnerCount; learner++) {
      let to = from;
      while (to < order.length && this.#learners[order[to]!] === learner) to++;
      for (const row of this.#inTime(order.subarray(from, to))) {
        const course = this.#courses[row]!;
        if (lastTakenBy[course] === learner) continue;
        lastTakenBy[course] = learner;
        courses[kept] = course;
        if (this.#statesTerms) terms[kept] = this.#terms[row]!;
        times[kept++] = this.#times[row]!;
      }
      offsets[learner + 1] = kept;
      from = to;
    }
    this.#duplicates = this.#size - kept;
    return {
      learnerCount,
      courseCount,
      offsets,
      courses: courses.slice(0, kept),
      times: times.slice(0, kept),
      ...(this.#statesTerms && { statedTerms: terms.slice(0, kept) }),
    };
  }

  #assertInRange(learnerCount: number, courseCount: number): void {
    for (let row = 0; row < this.#size; row++) {
      const [learner, course] = [this.#learners[row]!, this.#courses[row]!];
      if (!(learner >= 0 && learner < learnerCount && course >= 0 && course < courseCount))
        throw new RangeError(`No learner ${learner} or no course ${course}.`);
    }
  }

  /** Row numbers by learner; those of a learner in the order in which they came (a counting sort). */
  #byLearner(learnerCount: number): Int32Array {
    const next = new Int32Array(learnerCount + 1);
    for (let row = 0; row < this.#size; row++) next[this.#learners[row]! + 1]! += 1;
    for (let learner = 0; learner < learnerCount; learner++) next[learner + 1]! += next[learner]!;
    const order = new Int32Array(this.#size);
    for (let row = 0; row < this.#size; row++) order[next[this.#learners[row]!]!++] = row;
    return order;
  }

  #inTime(rows: Int32Array): Int32Array {
    const times = this.#times;
    if (rows.some((row) => Number.isNaN(times[row]))) return rows;
    return rows.sort((a, b) => times[a]! - times[b]! || a - b);
  }

  #grow(): void {
    const length = 2 * this.#size;
    this.#learners = enlarged(this.#learners, new Int32Array(length));
    this.#courses = enlarged(this.#courses, new Int32Array(length));
    this.#times = enlarged(this.#times, new Float64Array(length));
    this.#terms = enlarged(this.#terms, new Float64Array(length));
  }
}

function enlarged<Numbers extends Int32Array | Float64Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

/** @throws RangeError naming the interaction that lies outside the two ranges */
export function buildDataset(
  interactions: Iterable<Interaction>,
  learnerCount: number,
  courseCount: number,
): Dataset {
  const builder = new DatasetBuilder();
  for (const { learner, course, time } of interactions) builder.add(learner, course, time ?? Number.NaN);
  return builder.build(learnerCount, courseCount);
}

/** The courses of one learner, oldest first; a view, not a copy. */
export function historyOf(dataset: Dataset, learner: number): Int32Array {
  return dataset.courses.subarray(dataset.offsets[learner], dataset.offsets[learner + 1]);
}

/** Only the oldest interactions of each learner; learners keep their numbers. A copy that holds nothing of the rest. */
export function oldest(dataset: Dataset, countOf: (learner: number) => number): Dataset {
  const offsets = new Int32Array(dataset.learnerCount + 1);
  for (let learner = 0; learner < dataset.learnerCount; learner++)
    offsets[learner + 1] = offsets[learner]! + countOf(learner);
  const courses = new Int32Array(offsets[dataset.learnerCount]!);
  const times = new Float64Array(courses.length);
  const statedTerms = dataset.statedTerms && new Float64Array(courses.length);
  for (let learner = 0; learner < dataset.learnerCount; learner++) {
    const from = dataset.offsets[learner]!;
    const to = from + offsets[learner + 1]! - offsets[learner]!;
    courses.set(dataset.courses.subarray(from, to), offsets[learner]!);
    times.set(dataset.times.subarray(from, to), offsets[learner]!);
    statedTerms?.set(dataset.statedTerms!.subarray(from, to), offsets[learner]!);
  }
  return { ...dataset, offsets, courses, times, ...(statedTerms && { statedTerms }) };
}

/** The oldest rows of each learner, up to the first that does not pass. @param passes told the learner and the row's time */
export function rowsWhile(dataset: Dataset, passes: (learner: number, time: number) => boolean): Dataset {
  return oldest(dataset, (learner) => {
    const end = dataset.offsets[learner + 1]!;
    let row = dataset.offsets[learner]!;
    while (row < end && passes(learner, dataset.times[row]!)) row++;
    return row - dataset.offsets[learner]!;
  });
}

/** The rows before a moment, in seconds. Histories are sorted by time, so these are the oldest rows of each learner. */
export function rowsBefore(dataset: Dataset, moment: number): Dataset {
  return rowsWhile(dataset, (_, time) => time < moment);
}

/** The same learners without their last `count` interactions; learners with fewer than `minimum` keep them all. */
export function withoutLast(dataset: Dataset, count: number, minimum: number): Dataset {
  return oldest(dataset, (learner) => {
    const { length } = historyOf(dataset, learner);
    return length >= minimum ? length - count : length;
  });
}
