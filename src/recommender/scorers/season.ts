import type { Dataset } from '../data/dataset.ts';
import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import { topCourses } from '../data/top-courses.ts';
import type {
  Fitting,
  ScorerDefinition,
  ScorerFamily,
  ScorerOptions,
  Tuning,
} from '../scorer-kit/scorer-definition.ts';
import type { StoredReader, StoredScorer } from '../scorer-kit/stored-scorer.ts';
import { firstOptions, fitWith, type Tunable, tune } from '../tuning/tune.ts';

const week = 7 * 86_400;
const year = 365.25 * 86_400;
/** Weeks whose scores are kept, at most. */
const mostKept = 256;
/** Best courses that are listed: more than any history is long, so that some of them are new to everybody. */
const mostListed = 1_000;
const none = new Int32Array();

export interface SeasonOptions {
  /** Years after which an enrolment counts half. */
  halfLifeYears: number;
  /** Weeks before and after the moment that are of its season; the further away, the less they count. */
  weeks: number;
}

/** How often each course was taken in each week, as compressed rows of a week each. */
export interface WeeklyCounts {
  /** Number of the first week; week w starts at w · 7 days since the epoch. */
  first: number;
  /** Weeks + 1. */
  offsets: Int32Array;
  courses: Int32Array;
  counts: Float32Array;
}

interface SeasonScores {
  scores: Float32Array;
  best: Int32Array;
}

/**
 * What is taken at this time of the year: enrolments in the same weeks of earlier years, those of long ago counting
 * less. A score is the share of all of them times the number of courses, so that 1 is the average course. Where
 * nothing is known of earlier years, or of the moment, every course is the average one.
 */
export class Season implements ExplainableScorer {
  readonly counts: WeeklyCounts;
  readonly options: SeasonOptions;
  readonly #courseCount: number;
  /** By week. */
  readonly #kept = new Map<number, SeasonScores | undefined>();

  constructor(courseCount: number, counts: WeeklyCounts, options: SeasonOptions) {
    this.#courseCount = courseCount;
    this.counts = counts;
    this.options = options;
  }

  score({ at }: Query, out: Float32Array): void {
    const season = this.#at(at);
    if (season) out.set(season.scores);
    else out.fill(1);
  }

  scoreWithout({ at }: Query, course: number, places: readonly number[], out: Float64Array): void {
    out.fill(this.#at(at)?.scores[course] ?? 1, 0, 1 + places.length);
  }

  bestForAll({ at }: Query): Int32Array {
    return this.#at(at)?.best ?? none;
  }

  scoresForAll({ at }: Query): Float32Array | undefined {
    return this.#at(at)?.scores;
  }

  personalScore(): number {
    return 1;
  }

  /** @returns undefined where nothing is known */
  #at(time: number): SeasonScores | undefined {
    if (Number.isNaN(time) || this.counts.courses.length === 0) return undefined;
    const now = Math.floor(time / week);
    if (this.#kept.has(now)) return this.#kept.get(now);
    // The oldest: those who ask about the present all ask about the same week.
    if (this.#kept.size >= mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    const season = this.#seasonOf(now);
    this.#kept.set(now, season);
    return season;
  }

  #seasonOf(now: number): SeasonScores | undefined {
    const { first, offsets, courses, counts } = this.counts;
    const { halfLifeYears, weeks } = this.options;
    const scores = new Float32Array(this.#courseCount);
    let total = 0;
    for (let years = 1; ; years++) {
      const then = now - Math.round((years * year) / week);
      if (then + weeks < first) break;
      for (let distance = -weeks; distance <= weeks; distance++) {
        const row = then + distance - first;
        if (row < 0 || row >= offsets.length - 1) continue;
        const weight = 0.5 ** (years / halfLifeYears) * (1 - Math.abs(distance) / (weeks + 1));
        for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
          scores[courses[i]!]! += weight * counts[i]!;
          total += weight * counts[i]!;
        }
      }
    }
    if (total === 0) return undefined;
    for (let course = 0; course < scores.length; course++) scores[course]! *= scores.length / total;
    return {
      scores,
      best: Int32Array.from(topCourses(scores, mostListed, (course) => scores[course]! > 0)),
    };
  }
}

export function fitSeason(dataset: Dataset, options: SeasonOptions): Season {
  return new Season(dataset.courseCount, countByWeek(dataset), options);
}

/** Enrolments without a time are left out. */
function countByWeek({ courses, times }: Dataset): WeeklyCounts {
  const weeks = new Map<number, Map<number, number>>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < times.length; row++) {
    if (Number.isNaN(times[row])) continue;
    const number = Math.floor(times[row]! / week);
    let counts = weeks.get(number);
    if (!counts) {
      counts = new Map();
      weeks.set(number, counts);
    }
    counts.set(courses[row]!, (counts.get(courses[row]!) ?? 0) + 1);
    first = Math.min(first, number);
    last = Math.max(last, number);
  }
  if (weeks.size === 0)
    return { first: 0, offsets: Int32Array.of(0), courses: none, counts: new Float32Array() };
  const offsets = new Int32Array(last - first + 2);
  for (let w = first; w <= last; w++)
    offsets[w - first + 1] = offsets[w - first]! + (weeks.get(w)?.size ?? 0);
  const entries = Array.from(weeks)
    .sort(([a], [b]) => a - b)
    .flatMap(([, counts]) => [...counts]);
  return {
    first,
    offsets,
    courses: Int32Array.from(entries, ([course]) => course),
    counts: Float32Array.from(entries, ([, count]) => count),
  };
}

export const tunableSeason: Tunable<never, keyof SeasonOptions, Season> = {
  fitted: {},
  scored: { halfLifeYears: [2, 0.5, 1, 4, 8], weeks: [3, 0, 1, 6] },
  fit: (dataset) => {
    const counts = countByWeek(dataset);
    return (options) => new Season(dataset.courseCount, counts, options);
  },
};

/** What people take at this time of the year. */
const family: ScorerFamily = {
  name: 'season',
  title: 'season',
};

export const season: ScorerDefinition<Season> = {
  ...{ name: 'season', family, scale: 'attention', namesCandidates: 'above-zero', effort: 0 },
  *tune(split): Generator<FitProgress, Tuning<Season>> {
    yield { share: 0, detail: 'tuning season' };
    return { options: tune(tunableSeason, split), examples: 0 };
  },
  // biome-ignore lint/correctness/useYield: there is nothing to wait for
  *fit({ dataset }, options): Generator<FitProgress, Fitting<Season>> {
    const chosen = (options as (ScorerOptions & SeasonOptions) | undefined) ?? firstOptions(tunableSeason);
    return { scorer: fitWith(tunableSeason, dataset, chosen), examples: 0 };
  },
  store: storeSeason,
  restore: (stored, { courseCount }) => restoreSeason(stored, courseCount),
};

export function storeSeason({ counts: { first, offsets, courses, counts }, options }: Season): StoredScorer {
  return { arrays: { offsets, courses, counts }, values: { first, ...options } };
}

export function restoreSeason(stored: StoredReader, courseCount: number): Season {
  return new Season(
    courseCount,
    {
      first: stored.number('first'),
      offsets: stored.integers('offsets'),
      courses: stored.integers('courses'),
      counts: stored.floats('counts'),
    },
    { halfLifeYears: stored.number('halfLifeYears'), weeks: stored.number('weeks') },
  );
}
