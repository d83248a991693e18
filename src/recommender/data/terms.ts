import type { Dataset } from './dataset.ts';

const day = 86_400;
/** Days without a cluster of enrolments that part two terms. */
const gap = 14;
/** A week with a smaller share of the enrolments of the busiest week of its season is one of stragglers. */
const leastShare = 0.1;
/** Days before and after a day that are its week, and its season. */
const halfWeek = 3;
const halfSeason = 90;
/** Fewer clusters may be chance. */
const fewestTerms = 4;
/** Enrolments in clusters, and days outside them, at least: else people enrol all the time. */
const clusteredShare = 0.7;
const quietShare = 0.5;

/**
 * When terms start, in seconds, ascending: the first moments (UTC) of days after which enrolments cluster, found by
 * the gaps between days on which many enrol. None where people enrol all the time, or where a time is missing.
 */
export function termStarts({ times }: Pick<Dataset, 'times'>): Float64Array {
  const none = new Float64Array();
  if (times.length === 0 || times.some((time) => Number.isNaN(time))) return none;
  const counts = new Map<number, number>();
  for (const time of times) {
    const date = Math.floor(time / day);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  const days = [...counts].sort(([a], [b]) => a - b);
  const busy = busyDays(days);
  const starts: number[] = [];
  let clustered = 0;
  let busyTime = 0;
  for (const [i, [date, count]] of busy.entries()) {
    const previous = busy[i - 1]?.[0];
    if (previous === undefined || date - previous > gap) {
      starts.push(date * day);
      busyTime += 1;
    } else busyTime += date - previous;
    clustered += count;
  }
  const span = busy.at(-1)![0] - busy[0]![0] + 1;
  const areTerms =
    starts.length >= fewestTerms &&
    clustered >= clusteredShare * times.length &&
    span - busyTime >= quietShare * span;
  return areTerms ? Float64Array.from(starts) : none;
}

type DayCount = readonly [date: number, count: number];

/** The days in weeks in which many enrol, for their season. @param days ascending */
function busyDays(days: readonly DayCount[]): DayCount[] {
  const weeks = around(days, halfWeek, (counts) => counts.reduce((sum, count) => sum + count, 0));
  const seasons = around(weeks, halfSeason, (counts) => Math.max(...counts));
  return days.filter((_, i) => weeks[i]![1] >= leastShare * seasons[i]![1]);
}

/** For each day what `join` makes of the counts of the days around it. @param days ascending */
function around(days: readonly DayCount[], distance: number, join: (counts: number[]) => number): DayCount[] {
  let [from, to] = [0, 0];
  return days.map(([date]) => {
    while (days[from]![0] < date - distance) from++;
    while (to < days.length && days[to]![0] <= date + distance) to++;
    return [date, join(days.slice(from, to).map(([, count]) => count))] as const;
  });
}
