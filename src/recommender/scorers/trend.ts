import type { Dataset } from '../data/dataset.ts';
import type { Member, Query } from '../data/scorer.ts';
import { topCourses } from '../data/top-courses.ts';

const day = 86_400;
/** Moments that are kept, at most; the newest is always among them. */
const mostSnapshots = 256;
/** Courses that candidates are named from: more than any history is long. */
const mostOffered = 1_000;
/** Of a half-life, between two moments. */
const spacing = 0.25;

/**
 * What is taken at the time of the query: each enrolment before it counts half for every half-life that it is old.
 * Scores are shares of all of them times the number of courses: 1 is the average course, whatever the amount of data.
 * What happened after the moment asked about is not looked at.
 */
export class Trend implements Member {
  /** Start of the first and distance of all moments, seconds. */
  readonly start: number;
  readonly step: number;
  /** Scores at `start + i · step`; the last one, of the newest enrolment, stands for all later ones. */
  readonly snapshots: readonly Float32Array[];
  /** `bestForAll` by snapshot. */
  readonly #best = new Map<Float32Array, Int32Array>();

  constructor(start: number, step: number, snapshots: readonly Float32Array[]) {
    this.start = start;
    this.step = step;
    this.snapshots = snapshots;
  }

  score({ at }: Query, out: Float32Array): void {
    out.set(this.#at(at));
  }

  scoresOf({ at }: Query, course: number, without: readonly number[], out: Float64Array): void {
    out.fill(this.#at(at)[course]!, 0, 1 + without.length);
  }

  bestForAll({ at }: Query): Int32Array {
    const scores = this.#at(at);
    let best = this.#best.get(scores);
    if (!best) {
      best = Int32Array.from(topCourses(scores, mostOffered, (course) => scores[course]! > 0));
      this.#best.set(scores, best);
    }
    return best;
  }

  /** What a query about the present needs. */
  get latest(): Trend {
    return new Trend(0, 1, this.snapshots.slice(-1));
  }

  #at(time: number): Float32Array {
    const last = this.snapshots.length - 1;
    const i = Number.isNaN(time) ? last : Math.floor((time - this.start) / this.step);
    return this.snapshots[Math.max(0, Math.min(last, i))]!;
  }
}

/**
 * Enrolments without a time count as the oldest; without any time it is popularity.
 * @param halfLife days
 */
export function fitTrend(dataset: Dataset, halfLife: number): Trend {
  const { courseCount } = dataset;
  const oldest = dataset.times.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
  const first = Number.isFinite(oldest) ? oldest : 0;
  const times = dataset.times.map((time) => (Number.isNaN(time) ? first : time));
  const order = Int32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
  const newest = order.length > 0 ? times[order.at(-1)!]! : 0;
  const step = Math.max(halfLife * day * spacing, (newest - first) / (mostSnapshots - 2));

  const weights = new Float64Array(courseCount);
  const snapshots: Float32Array[] = [];
  let at = 0;
  for (let time = first; ; time += step) {
    const until = Math.min(time, newest);
    const isLast = time >= newest;
    // Up to a moment and not with it, except for the last, which stands for the present.
    while (at < order.length && (isLast || times[order[at]!]! < until)) {
      const row = order[at++]!;
      weights[dataset.courses[row]!]! += 0.5 ** ((until - times[row]!) / (halfLife * day));
    }
    snapshots.push(shares(weights));
    if (isLast) return new Trend(first, step, snapshots);
    const next = Math.min(time + step, newest);
    const decay = 0.5 ** ((next - until) / (halfLife * day));
    for (let course = 0; course < courseCount; course++) weights[course]! *= decay;
  }
}

function shares(weights: Float64Array): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float32Array.from(weights, (weight) => (total > 0 ? (weight / total) * weights.length : 1));
}
