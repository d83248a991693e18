import type { Dataset } from '../data/dataset.ts';
import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import { topCourses } from '../data/top-courses.ts';
import {
  countedScorer,
  type Fitting,
  type ScorerDefinition,
  type ScorerFamily,
  type Tuning,
} from '../scorer-kit/scorer-definition.ts';
import type { StoredReader, StoredScorer } from '../scorer-kit/stored-scorer.ts';
import { firstOptions, type Tunable, tune } from '../tuning/tune.ts';

const day = 86_400;
/** Moments that are kept, at most; the newest is always among them. */
const mostSnapshots = 256;
/** Best courses that are listed: more than any history is long, so that some of them are new to everybody. */
const mostListed = 1_000;
/** Distance of two moments, in half-lives. */
const spacing = 0.25;

/**
 * What is taken at the time of the query: an enrolment before it counts half for every half-life that it is old.
 * A score is the share of all of them times the number of courses, so that 1 is the average course however much data
 * there is. What happened at the moment of the query or after it does not count: moments in between have the score of
 * the last one that was kept before them.
 */
export class Trend implements ExplainableScorer {
  /** Start of the first and distance of all moments, seconds. */
  readonly start: number;
  readonly step: number;
  /** The newest enrolment, seconds. */
  readonly newest: number;
  /** Scores at `start + i · step` up to the newest enrolment; the last one stands for everything after it. */
  readonly snapshots: readonly Float32Array[];
  /** `bestForAll` by snapshot, listed when it is first asked for. */
  readonly #best = new Map<Float32Array, Int32Array>();

  constructor(start: number, step: number, newest: number, snapshots: readonly Float32Array[]) {
    this.start = start;
    this.step = step;
    this.newest = newest;
    this.snapshots = snapshots;
  }

  score({ at }: Query, out: Float32Array): void {
    out.set(this.#at(at));
  }

  scoreWithout({ at }: Query, course: number, places: readonly number[], out: Float64Array): void {
    out.fill(this.#at(at)[course]!, 0, 1 + places.length);
  }

  bestForAll({ at }: Query): Int32Array {
    const scores = this.#at(at);
    let best = this.#best.get(scores);
    if (!best) {
      best = Int32Array.from(topCourses(scores, mostListed, (course) => scores[course]! > 0));
      this.#best.set(scores, best);
    }
    return best;
  }

  scoresForAll({ at }: Query): Float32Array {
    return this.#at(at);
  }

  personalScore(): number {
    return 1;
  }

  #at(time: number): Float32Array {
    const last = this.snapshots.length - 1;
    // Also where the time is not known.
    if (!(time <= this.newest)) return this.snapshots[last]!;
    const i = Math.floor((time - this.start) / this.step);
    return this.snapshots[Math.max(0, Math.min(last - 1, i))]!;
  }
}

/**
 * Enrolments without a time count as the oldest. Where no enrolment has a time, the trend is popularity.
 * @param halfLife days
 */
export function fitTrend(dataset: Dataset, halfLife: number): Trend {
  const { courseCount } = dataset;
  const oldest = dataset.times.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
  const first = Number.isFinite(oldest) ? oldest : 0;
  const times = dataset.times.map((time) => (Number.isNaN(time) ? first : time));
  const order = Int32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
  const newest = order.length > 0 ? times[order.at(-1)!]! : 0;
  // Without forgetting, scores change with the amount of data alone.
  const distance = Number.isFinite(halfLife) ? halfLife * day * spacing : 0;
  const step = Math.max(distance, (newest - first) / (mostSnapshots - 2), 1);

  const weights = new Float64Array(courseCount);
  const snapshots: Float32Array[] = [];
  let at = 0;
  let now = first;
  const goOnTo = (time: number) => {
    const decay = 0.5 ** ((time - now) / (halfLife * day));
    for (let course = 0; course < courseCount; course++) weights[course]! *= decay;
    now = time;
  };
  for (let i = 0; first + i * step <= newest; i++) {
    goOnTo(first + i * step);
    while (at < order.length && times[order[at]!]! < now) count(order[at++]!);
    snapshots.push(shares(weights));
  }
  goOnTo(newest);
  while (at < order.length) count(order[at++]!);
  snapshots.push(shares(weights));
  return new Trend(first, step, newest, snapshots);

  function count(row: number): void {
    weights[dataset.courses[row]!]! += 0.5 ** ((now - times[row]!) / (halfLife * day));
  }
}

function shares(weights: Float64Array): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float32Array.from(weights, (weight) => (total > 0 ? (weight / total) * weights.length : 1));
}

export const tunableTrend: Tunable<'halfLifeDays', never, Trend> = {
  fitted: { halfLifeDays: [60, 1, 3, 7, 15, 30, 120, 240, 480] },
  scored: {},
  fit: (dataset, { halfLifeDays }) => {
    const trend = fitTrend(dataset, halfLifeDays);
    return () => trend;
  },
};

/** Beginnings belong to it too. */
export const trends: ScorerFamily = {
  name: 'trends',
  title: 'trends, beginnings',
};

/** Days. */
const shortHalfLife = 14;

/** What is popular at present. */
export const shortTrend: ScorerDefinition<Trend> = countedScorer({
  ...{ name: 'shortTrend', family: trends, scale: 'attention', namesCandidates: 'above-zero' },
  fit: ({ dataset }) => fitTrend(dataset, shortHalfLife),
  store: storeTrend,
  restore: restoreTrend,
});

/** What has been popular for as long as says most of what is taken next. */
export const longTrend: ScorerDefinition<Trend> = {
  ...{ name: 'longTrend', family: trends, scale: 'attention', effort: 0 },
  *tune(split): Generator<FitProgress, Tuning<Trend>> {
    yield { share: 0, detail: 'tuning longTrend' };
    return { options: tune(tunableTrend, split), examples: 0 };
  },
  // biome-ignore lint/correctness/useYield: there is nothing to wait for
  *fit({ dataset }, options): Generator<FitProgress, Fitting<Trend>> {
    const { halfLifeDays } = { ...firstOptions(tunableTrend), ...options };
    return { scorer: fitTrend(dataset, halfLifeDays), examples: 0 };
  },
  store: storeTrend,
  restore: restoreTrend,
};

/** Only the latest moment is stored: a model that serves is asked about the present. */
export function storeTrend({ snapshots }: Trend): StoredScorer {
  return { arrays: { latest: snapshots.at(-1)! }, values: {} };
}

export function restoreTrend(stored: StoredReader): Trend {
  return new Trend(0, 1, Number.NEGATIVE_INFINITY, [stored.floats('latest')]);
}
