const year = 365.25 * 86_400;
/** People enrol for a year of study some weeks before it begins. Seconds. */
const early = 60 * 86_400;

/** What somebody studies. */
export interface Study {
  programme: string;
  /** Year of study, 1 = the first; absent where it is not known. */
  year?: number;
}

/** What the learners of a data set study. */
export interface Studies {
  /** Names of programmes. */
  names: readonly string[];
  /** By learner: which of them; -1 where it is not known. */
  programmes: Int32Array;
  /** By learner: the year of study at `at`, 1 = the first; 0 where it is not known. */
  years: Int32Array;
  /** Seconds since the epoch. */
  at: number;
}

/** Collects what learners study; what is said last of one counts. */
export class StudiesBuilder {
  readonly #places = new Map<string, number>();
  readonly #programmes: number[] = [];
  readonly #years: number[] = [];

  add(learner: number, { programme, year = 0 }: Study): void {
    const place = this.#places.get(programme) ?? this.#places.size;
    this.#places.set(programme, place);
    this.#programmes[learner] = place;
    this.#years[learner] = year;
  }

  /** Undefined where nothing is known of anybody. @param at when the years were so, seconds since the epoch */
  build(learnerCount: number, at: number): Studies | undefined {
    if (this.#places.size === 0) return undefined;
    const numbers = (values: readonly number[], unknown: number) =>
      Int32Array.from({ length: learnerCount }, (_, learner) => values[learner] ?? unknown);
    return {
      names: [...this.#places.keys()],
      programmes: numbers(this.#programmes, -1),
      years: numbers(this.#years, 0),
      at,
    };
  }
}

/** The part of a data set that says what its learners study, and when they began. */
export interface StudyingLearners {
  /** As in `Dataset`. */
  offsets: Int32Array;
  times: Float64Array;
  studies?: Studies | undefined;
}

/** What a learner studied at a moment; the programme is taken to be that of now. @param moment seconds, NaN where unknown */
export function studyOf(dataset: StudyingLearners, learner: number, moment: number): Study | undefined {
  const { studies } = dataset;
  const programme = studies?.names[studies.programmes[learner]!];
  if (!studies || programme === undefined) return undefined;
  const then = yearAt(dataset, studies, learner, moment);
  return then > 0 ? { programme, year: then } : { programme };
}

/**
 * The year of study at a moment. Years of study are counted from the day of the learner's first course, because when a
 * year begins differs between institutions and between those who begin in spring and in autumn.
 */
function yearAt(
  { offsets, times }: StudyingLearners,
  { years, at }: Studies,
  learner: number,
  moment: number,
): number {
  const now = years[learner]!;
  const first = offsets[learner]! < offsets[learner + 1]! ? times[offsets[learner]!]! : moment;
  if (now === 0 || Number.isNaN(first) || Number.isNaN(moment)) return now;
  const passed = (until: number) => Math.floor((until - first + early) / year);
  return Math.max(1, now - passed(at) + passed(moment));
}
