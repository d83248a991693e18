import type { Dataset } from '../data/dataset.ts';
import { createRandom, type Random, shuffle } from '../data/random.ts';
import { drawnShares, historyLimit } from '../scorers/gmf/learner-embedding.ts';
import {
  type ExampleOptions,
  examplesPerEpoch,
  nextCourseRows,
  type SessionRows,
  sessionsOfSeveral,
  shuffleSessions,
} from '../scorers/gmf/next-course-rows.ts';

/** Next courses and what came before them, as dense matrices: an example a row, a course a column. */
export interface NextCoursesBatch {
  size: number;
  /** size × courses: what each course counts in the learner's vector. */
  shares: Float32Array;
  /** size × courses: 1 where the learner has the course, which then cannot be the answer. */
  taken: Float32Array;
  /** size × courses: 1 at the course that came next. */
  targets: Float32Array;
  /** courses: examples of the batch that the row of the course in the history table counts in. */
  uses: Float32Array;
}

/** Every course of a learner but the first, in a new order each epoch: the order of `trainGmf` from the same seed. */
export class NextCourses {
  readonly #courseCount: number;
  /** Courses of the data set, those of a session in another order each epoch. */
  readonly #courses: Int32Array;
  readonly #sessions: readonly SessionRows[];
  readonly #options: ExampleOptions;
  readonly #random: Random;
  /** Rows of the data set that are predicted. */
  readonly #positives: Int32Array;
  /** First row of the learner of each. */
  readonly #starts: Int32Array;
  readonly #order: Int32Array;
  readonly #shares = new Float32Array(historyLimit);

  constructor(dataset: Dataset, options: ExampleOptions) {
    this.#courseCount = dataset.courseCount;
    this.#courses = dataset.courses.slice();
    this.#sessions = sessionsOfSeveral(dataset);
    this.#options = options;
    this.#random = createRandom(options.seed);
    const { positives, starts } = nextCourseRows(dataset, options);
    this.#positives = positives;
    this.#starts = starts;
    this.#order = Int32Array.from(this.#positives.keys());
  }

  /** Examples of an epoch. */
  get examples(): number {
    return examplesPerEpoch(this.#order.length, this.#courseCount, this.#options);
  }

  /** The next epoch, batch by batch. */
  *epoch(): Generator<NextCoursesBatch> {
    shuffle(this.#order, this.#random);
    shuffleSessions(this.#courses, this.#sessions, this.#random);
    for (let from = 0; from < this.examples; from += this.#options.batch)
      yield this.#batch(this.#order.subarray(from, Math.min(from + this.#options.batch, this.examples)));
  }

  #batch(examples: Int32Array): NextCoursesBatch {
    const [courseCount, courses] = [this.#courseCount, this.#courses];
    const matrix = () => new Float32Array(examples.length * courseCount);
    const batch: NextCoursesBatch = {
      size: examples.length,
      shares: matrix(),
      taken: matrix(),
      targets: matrix(),
      uses: new Float32Array(courseCount),
    };
    for (const [b, example] of examples.entries()) {
      const positive = this.#positives[example]!;
      const start = this.#starts[example]!;
      const at = b * courseCount;
      batch.targets[at + courses[positive]!] = 1;
      for (let row = start; row < positive; row++) batch.taken[at + courses[row]!] = 1;
      const recent = courses.subarray(Math.max(start, positive - historyLimit), positive);
      drawnShares(recent.length, this.#options, this.#shares, this.#random);
      for (const [i, course] of recent.entries()) {
        batch.shares[at + course] = this.#shares[i]!;
        if (this.#shares[i]! > 0) batch.uses[course]! += 1;
      }
    }
    return batch;
  }
}
