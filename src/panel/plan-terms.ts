import type { Words } from '../words/words.ts';

/** What stands for a half of a year where an institution names no terms: `2027-1`. */
const halfYear = /^(\d{4})-([12])$/;
const offeredHalves = 3;

/** The terms that can be planned for: those that the institution names, else the halves of the years to come. */
export function offeredTerms(named: readonly string[], now: Date): string[] {
  if (named.length > 0) return [...named];
  return Array.from({ length: offeredHalves }, (_, i) => nameOfHalf(halfOf(now) + 1 + i));
}

/** The half of a year that a day is in, by the name that stands for it. */
export function halfYearOf(day: Date): string {
  return nameOfHalf(halfOf(day));
}

function halfOf(day: Date): number {
  return 2 * day.getUTCFullYear() + (day.getUTCMonth() < 6 ? 0 : 1);
}

function nameOfHalf(half: number): string {
  return `${Math.floor(half / 2)}-${(half % 2) + 1}`;
}

/** A term as the reader calls it. */
export function termWords(term: string, words: Words): string {
  const [, year = '', half] = halfYear.exec(term) ?? [];
  if (half === undefined) return term;
  return words.say(half === '1' ? 'plan.half.first' : 'plan.half.second', { year });
}
