// What may be said of how many people did something, so that nothing is told about fewer than ten of them:
//
//   fewer than ten, none included                      "under 10"
//   all but fewer than ten of those who could, or all   "nearly all": the rest would be fewer than ten, and "all" says it of each
//   any other number                                    rounded down to fives: a number that grows by one would tell of one person
//
// Numbers are told as of the last Monday, whenever somebody looks, and no sums are told of which one could take the others away.

import { fewestPeople } from '../../privacy/fewest-people.ts';

const step = 5;

/** How many people, as far as it may be told. `count`: at least so many, and fewer than five more. */
export type Figure = { kind: 'few' } | { kind: 'nearly-all' } | { kind: 'count'; count: number };

/** @param of the number of people who could; Infinity where nobody knows it */
export function disclose(count: number, of = Number.POSITIVE_INFINITY): Figure {
  if (count < fewestPeople) return { kind: 'few' };
  if (of - count < fewestPeople) return { kind: 'nearly-all' };
  return { kind: 'count', count: rounded(count) };
}

/**
 * A whole percentage of many people, both numbers rounded down to fives: of the exact ones it would tell them.
 * @param of at least `fewestPeople`
 */
export function disclosePercent(count: number, of: number): Figure & { percent?: number } {
  const figure = disclose(count, of);
  return figure.kind === 'count'
    ? { ...figure, percent: Math.round((100 * figure.count) / rounded(of)) }
    : figure;
}

function rounded(count: number): number {
  return Math.floor(count / step) * step;
}

/** The beginning of the week, Monday 0:00 UTC: figures of an earlier time do not change while one looks. */
export function weekBegan(now: Date): Date {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day;
}
